/** This moment as ISO 8601 says it, in UTC: "2026-11-28T09:42:29.120Z". */
export function now(): string {
  return new Date().toISOString();
}
