import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collecting holds main up for a moment: not while whoever has opened a data set is about to use it. */
const REST_MS = 5_000;

let rest: NodeJS.Timeout | undefined;

/**
 * Collects what is of no more use, once nobody has asked for that again for some seconds. The files of a data set are
 * megabytes, and main may rest for hours once the engine has them: nothing would bring the collector.
 */
export function collectGarbageAtRest(): void {
  clearTimeout(rest);
  rest = setTimeout(collectGarbage, REST_MS);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Or every context that begins after this one would have it.
  setFlagsFromString('--no-expose-gc');
  collect();
}
