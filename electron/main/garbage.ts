import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects what is of no more use, once messages have been seen to. The files of a data set are megabytes, and main may rest
 * for hours once the engine has them: nothing would bring the collector.
 */
export function collectGarbageSoon(): void {
  setImmediate(() => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // Or every context that begins after this one would have it.
    setFlagsFromString('--no-expose-gc');
    collect();
  });
}
