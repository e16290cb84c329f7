/** `/spec/a~1b`: the JSON Pointer (RFC 6901) one step further. */
export function pointerTo(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The steps of a JSON Pointer. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** How people write it: `/spec/metrics/0/id` is `metrics[0].id`. */
export function fieldName(pointer: string): string {
  const steps = stepsOf(pointer);
  if (steps.length === 0) return "the document";
  const named = steps[0] === "spec" && steps.length > 1 ? steps.slice(1) : steps;
  return named
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}
