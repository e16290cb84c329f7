/** Notes a problem with the value at a pointer below `/spec`, e.g. `period` or `metrics/0/id`. */
export type Report = (pointer: string, code: string, message: string) => void;
