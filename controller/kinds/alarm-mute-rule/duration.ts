const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

const hour = 60;
const day = 24 * hour;

/** The minutes of an ISO 8601 duration of days, hours and minutes; `undefined` for any other text. */
export function minutesOf(duration: string): number | undefined {
  const [, days = "0", hours = "0", minutes = "0"] = pattern.exec(duration) ?? [];
  return pattern.test(duration) ? Number(days) * day + Number(hours) * hour + Number(minutes) : undefined;
}

/** The one way that a duration is written here: `PT90M` as `PT1H30M`. Other texts stay what they are. */
export function canonicalDuration(duration: string): string {
  const total = minutesOf(duration);
  if (!total) return duration;
  const [days, hours, minutes] = [Math.floor(total / day), Math.floor((total % day) / hour), total % hour];
  const time = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}`;
  return `P${days ? `${days}D` : ""}${time && `T${time}`}`;
}
