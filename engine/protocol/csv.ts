/** Tables as CSV: RFC 4180, with a byte order mark, so that spreadsheets read every script. */

/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export function toCsv(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const text = rows.map((row) => row.map(toCell).join(',')).join('\r\n');
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  // Numbers with all their digits and a point, whatever the language: others than people read this too.
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
