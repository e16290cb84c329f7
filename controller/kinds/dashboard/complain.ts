/**
 * Notes what is wrong in a body.
 *
 * @param pointer the JSON Pointer of the value within the body, e.g. `/widgets/0/x`
 */
export type Complain = (pointer: string, code: string, message: string, severity?: "warning") => void;
