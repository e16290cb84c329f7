/** Whether CloudWatch takes it for a time zone: an IANA name, or an offset in steps of 5 minutes, maybe after UTC. */
export function isTimeZone(text: string): boolean {
  const offset = /^(?:UTC|GMT)?[+-](\d{2}):?(\d{2})$/.exec(text);
  if (offset) return Number(offset[1]) <= 14 && Number(offset[2]) < 60 && Number(offset[2]) % 5 === 0;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text }).format(0);
    return /^[A-Za-z]/.test(text);
  } catch {
    return false;
  }
}
