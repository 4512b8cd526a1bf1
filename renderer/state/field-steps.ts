import type { FieldName } from './field-names.ts';

/** The next sensible value of a setting, up or down: rates go by ratio, counts by steps, sizes of batches by twos. */
export function stepValue(field: FieldName, value: number, direction: 1 | -1): number {
  switch (field) {
    case 'learningRate':
      return stepOneTwoFive(value, direction, 0.001);
    case 'clipLimit':
      return stepOneTwoFive(value, direction, 0.01);
    case 'scheduleFactor':
      return Math.min(1, stepOneTwoFive(value, direction, 0.001));
    case 'epsilon':
      return stepTen(value, direction);
    case 'weightDecay':
    case 'scheduleThreshold':
      return stepFromZero(value, direction, 1e-5);
    case 'scheduleMinimum':
      return Math.min(1, stepFromZero(value, direction, 0.001));
    case 'momentum':
    case 'smoothing':
    case 'beta1':
    case 'beta2':
      return stepTowardsOne(value, direction);
    case 'batchSize':
      return stepPowerOfTwo(value, direction);
    case 'trainImages':
      return stepMultiple(value, 1000, 1, direction);
    case 'validationImages':
      return stepMultiple(value, 1000, 0, direction);
    case 'warmUpSteps':
      return stepMultiple(value, 100, 0, direction);
    case 'rotate':
      return Math.min(180, stepMultiple(value, 5, 0, direction));
    case 'scale':
    case 'shear':
      return Math.min(0.5, stepFraction(value, 0.05, direction));
    case 'handwriting':
      return Math.min(1, stepFraction(value, 0.1, direction));
    case 'elastic':
      return Math.min(5, stepFraction(value, 0.5, direction));
    case 'shift':
      return Math.min(14, stepMultiple(value, 1, 0, direction));
    case 'epochs':
    case 'threads':
    case 'scheduleEpochs':
    case 'patience':
      return stepMultiple(value, 1, 1, direction);
    case 'schedulePatience':
    case 'seed':
      return stepMultiple(value, 1, 0, direction);
    default:
      return field satisfies never;
  }
}

/** Along 0.01, 0.02, 0.05, 0.1, … */
export function stepOneTwoFive(value: number, direction: 1 | -1, least: number): number {
  if (value <= 0) return least;
  const exponent = Math.floor(Math.log10(value));
  const ladder: number[] = [];
  for (let power = exponent - 1; power <= exponent + 1; power++) {
    for (const digit of [1, 2, 5]) ladder.push(Number(`${digit}e${power}`));
  }
  const isNext = (rung: number) => (direction > 0 ? rung > value * (1 + 1e-9) : rung < value * (1 - 1e-9));
  return (direction > 0 ? ladder.find(isNext) : ladder.findLast(isNext)) ?? value;
}

/** The same, with 0 below `least`. */
function stepFromZero(value: number, direction: 1 | -1, least: number): number {
  if (value === 0) return direction > 0 ? least : 0;
  const next = stepOneTwoFive(value, direction, least);
  return next < least * (1 - 1e-9) ? 0 : next;
}

function stepTen(value: number, direction: 1 | -1): number {
  if (value <= 0) return 1e-8;
  const power =
    direction > 0 ? Math.floor(Math.log10(value) + 1e-9) + 1 : Math.ceil(Math.log10(value) - 1e-9) - 1;
  return Number(`1e${Math.min(-1, Math.max(-12, power))}`);
}

/** Along 0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, …: each says how long it remembers. */
function stepTowardsOne(value: number, direction: 1 | -1): number {
  const ladder = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999];
  const isNext = (rung: number) => (direction > 0 ? rung > value + 1e-9 : rung < value - 1e-9);
  return (direction > 0 ? ladder.find(isNext) : ladder.findLast(isNext)) ?? value;
}

function stepPowerOfTwo(value: number, direction: 1 | -1): number {
  if (value < 1) return 1;
  const exponent = Math.log2(value);
  return 2 ** Math.max(0, direction > 0 ? Math.floor(exponent) + 1 : Math.ceil(exponent) - 1);
}

export function stepMultiple(value: number, step: number, least: number, direction: 1 | -1): number {
  const steps = value / step;
  return Math.max(least, (direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * step);
}

/** Multiples of a fraction, without the dust of binary fractions. */
export function stepFraction(value: number, step: number, direction: 1 | -1): number {
  const steps = Math.round((value / step) * 1e6) / 1e6;
  const next = (direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * step;
  return Math.max(0, Number(next.toFixed(6)));
}
