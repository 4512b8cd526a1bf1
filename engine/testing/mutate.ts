/** Files with something wrong in them, by a seed: for readers that must refuse or read them, and do nothing else. */

/** mulberry32: small, and good enough to damage files with. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % below;
  };
}

const TELLING = [0, 1, 0x7f, 0x80, 0xff];

/**
 * A copy with bytes changed, most often near its beginning, where headers are; or cut short, with a part twice, or
 * filled with what a length may be at its worst.
 *
 * @param head as many bytes decide the most.
 */
export function mutate(bytes: Uint8Array, seed: number, head = 64): Uint8Array {
  const below = chance(seed);
  let result = new Uint8Array(bytes);
  for (let times = 1 + below(6); times > 0 && result.length > 0; times--) {
    const place = below(2) === 0 ? below(Math.min(result.length, head)) : below(result.length);
    switch (below(9)) {
      case 0:
        result = result.slice(0, place);
        break;
      case 1:
        result = new Uint8Array([...result.subarray(0, place), ...result.subarray(place >> 1)]);
        break;
      case 2:
      case 3:
        result[place] = TELLING[below(TELLING.length)]!;
        break;
      case 4:
        result[place]! ^= 1 << below(8);
        break;
      case 5:
        result.fill(below(2) === 0 ? 0xff : 0x39, place, place + 1 + below(12));
        break;
      default:
        result[place] = below(256);
    }
  }
  return result;
}
