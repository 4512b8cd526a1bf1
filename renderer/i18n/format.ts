/** Numbers and times as people read them. Every number on screen goes through here. */

const LOCALE = 'en';
const NO_BREAK_SPACE = '\u00a0';

const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });

function fixed(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const fixedFormats = [0, 1, 2, 3, 4].map(fixed);

function toFixed(value: number, digits: 0 | 1 | 2 | 3 | 4): string {
  return fixedFormats[digits]?.format(value) ?? String(value);
}

/** 60000 → "60,000" */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** 0.9587 → "95.9 %" */
export function formatPercent(fraction: number, digits: 0 | 1 | 2 = 1): string {
  return `${toFixed(fraction * 100, digits)}${NO_BREAK_SPACE}%`;
}

/** A loss in nats: three decimals as long as they say something. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return '∞';
  if (loss >= 1000) return loss.toExponential(1);
  return toFixed(loss, loss >= 100 ? 1 : loss >= 10 ? 2 : 3);
}

/** 2.878 → "2.9": for the ends of scales. */
export function formatCompact(value: number): string {
  return toFixed(value, 1);
}

/** 0.05 → "0.05", 1e-7 → "1e-7": every digit that was given, and no other. */
export function formatPlain(value: number): string {
  return String(value);
}

/** Epochs done: 1.4213 → "1.42" */
export function formatEpoch(epoch: number): string {
  return toFixed(epoch, 2);
}

/** 3.24 → "3.2 s", 125 → "2 min 05 s", 3725 → "1 h 02 min" */
export function formatDuration(seconds: number): string {
  const nb = NO_BREAK_SPACE;
  if (seconds < 9.95) return `${toFixed(Math.max(0, seconds), 1)}${nb}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${nb}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}${nb}min ${two(whole % 60)}${nb}s`;
  return `${Math.floor(whole / 3600)}${nb}h ${two(Math.floor((whole % 3600) / 60))}${nb}min`;
}

/**
 * What a person typed, as a number. Grouping ("20,000"), a decimal comma ("0,05") and exponents ("1e-3") are
 * understood; anything else is NaN.
 */
export function parseNumber(typed: string): number {
  const text = typed
    .trim()
    .replaceAll(/[\s\u00a0\u202f_']/g, '')
    .replace('\u2212', '-');
  if (/^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  const decimal = /^[-+]?\d*,\d+$/.test(text) ? text.replace(',', '.') : text;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(decimal)) return Number.NaN;
  return Number(decimal);
}
