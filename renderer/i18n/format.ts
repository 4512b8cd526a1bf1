import type { Locale } from '../../electron/shared/languages.ts';
import { formatShape, type Shape } from '../../engine/protocol/shapes.ts';
import { locale } from './locale.svelte.ts';

/** Numbers and times as people read them. Every number on screen goes through here. */

const NO_BREAK_SPACE = '\u00a0';

/**
 * Whose rules numbers and dates follow. Chromium brings none for Punjabi but those of plurals: numbers are grouped as
 * everywhere in India, and dates are put together below.
 */
const rulesOf: Readonly<Record<Locale, string>> = { en: 'en-GB', hi: 'hi', pa: 'en-IN' };

/** Formats are costly to make: each is made once for a language. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Digits are 0 to 9 in every language: they stand beside formulas, code and files. */
function numberFormat(least: number, most: number): Intl.NumberFormat {
  const key = `${locale()} ${least} ${most}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(rulesOf[locale()], {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      numberingSystem: 'latn',
      // What rounds to zero has no sign.
      signDisplay: 'negative',
    });
    numberFormats.set(key, format);
  }
  return format;
}

/** −0.5 → "−0.500" with three decimals: for numbers in columns. */
export function formatDecimals(value: number, digits: 0 | 1 | 2 | 3 | 4): string {
  return withMinus(numberFormat(digits, digits).format(value));
}

/** A hyphen before a number, or in its exponent, becomes a minus sign. */
export function withMinus(digits: string): string {
  return digits.replaceAll('-', '\u2212');
}

/** 2.302585093 → "2.30259" with six digits that count: for numbers that differ in the last ones. */
export function formatSignificant(value: number, digits: number): string {
  return withMinus(value.toPrecision(digits));
}

/** 60000 → "60,000"; 100000 is "1,00,000" in Hindi and Punjabi. */
export function formatCount(value: number): string {
  return formatDecimals(value, 0);
}

/** 10000 → "10,000", 0.95 → "0.95": with the decimals that there are, four at most. */
export function formatGrouped(value: number): string {
  return withMinus(numberFormat(0, 4).format(value));
}

/** "26 × 26 × 8" for a volume, "1,352" for a vector. */
export function formatVolume(shape: Shape): string {
  return formatShape(shape, formatCount);
}

/** 0.9587 → "95.9 %" */
export function formatPercent(fraction: number, digits: 0 | 1 | 2 = 1): string {
  return `${formatDecimals(fraction * 100, digits)}${NO_BREAK_SPACE}%`;
}

/** A loss in nats: three decimals as long as they say something. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return '∞';
  if (loss >= 1000) return loss.toExponential(1);
  return formatDecimals(loss, loss >= 100 ? 1 : loss >= 10 ? 2 : 3);
}

/** 2.878 → "2.9": for the ends of scales. */
export function formatCompact(value: number): string {
  return formatDecimals(value, 1);
}

/** 0.05 → "0.05", 1e-7 → "1e-7": every digit that was given, and no other. */
export function formatPlain(value: number): string {
  return String(value);
}

/** A number on an axis: grouped when large, short when small. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return formatCount(value);
  if (size !== 0 && size < 0.001) return withMinus(value.toExponential(0));
  return withMinus(String(Number(value.toPrecision(4))));
}

/** Three digits that count: 0.0123456 → "0.0123", 1234567 → "1.2e+6". */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const isFar = size !== 0 && (size < 0.001 || size >= 1e5);
  return withMinus(isFar ? value.toExponential(1) : String(Number(value.toPrecision(3))));
}

/** A value of a tensor: 1.8432 → "1.843", −0.00012 → "−1.2e-4", 0 → "0". Three or four digits, and a true minus. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const digits =
    size >= 1000 || size < 0.001 ? size.toExponential(1) : size.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3);
  return withMinus((value < 0 ? '-' : '') + digits.replace('e+', 'e'));
}

/** All digits that a number in double precision has, for who wants to compute along. */
export function formatExact(value: number): string {
  return withMinus(String(value));
}

/** Epochs done: 1.4213 → "1.42" */
export function formatEpoch(epoch: number): string {
  return formatDecimals(epoch, 2);
}

/** 3.24 → "3.2 s", 125 → "2 min 05 s", 3725 → "1 h 02 min", 199 000 → "55 h" */
export function formatDuration(seconds: number): string {
  const nb = NO_BREAK_SPACE;
  const { hours, minutes, seconds: s } = unitsOf[locale()];
  if (seconds < 9.95) return `${formatDecimals(Math.max(0, seconds), 1)}${nb}${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${nb}${s}`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)}${nb}${minutes} ${two(whole % 60)}${nb}${s}`;
  if (whole >= 36_000) return `${Math.round(whole / 3600)}${nb}${hours}`;
  return `${Math.floor(whole / 3600)}${nb}${hours} ${two(Math.floor((whole % 3600) / 60))}${nb}${minutes}`;
}

const unitsOf: Readonly<Record<Locale, { hours: string; minutes: string; seconds: string }>> = {
  en: { hours: 'h', minutes: 'min', seconds: 's' },
  hi: { hours: 'घं॰', minutes: 'मि॰', seconds: 'से॰' },
  pa: { hours: 'ਘੰ', minutes: 'ਮਿੰ', seconds: 'ਸਕਿੰ' },
};

const punjabiMonths = ['ਜਨ', 'ਫ਼ਰ', 'ਮਾਰਚ', 'ਅਪ੍ਰੈ', 'ਮਈ', 'ਜੂਨ', 'ਜੁਲਾ', 'ਅਗ', 'ਸਤੰ', 'ਅਕਤੂ', 'ਨਵੰ', 'ਦਸੰ'];

/** 28 Nov 2026, 07:25, in the computer's own time zone. */
export function formatDateTime(milliseconds: number): string {
  if (locale() !== 'pa') return dateFormat(true).format(milliseconds);
  const date = new Date(milliseconds);
  const month = punjabiMonths[date.getMonth()] ?? '';
  return `${date.getDate()} ${month} ${date.getFullYear()}, ${dateFormat(false).format(milliseconds)}`;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(withDate: boolean): Intl.DateTimeFormat {
  const key = `${locale()} ${withDate}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(rulesOf[locale()], {
      ...(withDate && { dateStyle: 'medium' }),
      timeStyle: 'short',
      hourCycle: 'h23',
      numberingSystem: 'latn',
    });
    dateFormats.set(key, format);
  }
  return format;
}

/**
 * What a person typed, as a number. Grouping ("20,000", "1,00,000"), a decimal comma ("0,05"), exponents ("1e-3") and the
 * digits that keyboards for Hindi and Punjabi have ("०.५", "੧੨") are understood; anything else is NaN.
 */
export function parseNumber(typed: string): number {
  const text = typed
    .trim()
    .replaceAll(/[\s\u00a0\u202f_']/g, '')
    // Of both scripts, the last four bits of a digit's code are 6 to 15.
    .replaceAll(/[०-९੦-੯]/g, (digit) => String((digit.charCodeAt(0) & 15) - 6))
    .replace('\u2212', '-');
  if (/^[-+]?[1-9]\d{0,2}(,\d{2,3})*,\d{3}(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  const decimal = /^[-+]?\d*,\d+$/.test(text) ? text.replace(',', '.') : text;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(decimal)) return Number.NaN;
  return Number(decimal);
}
