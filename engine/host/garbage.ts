import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects what is of no more use, once messages have been seen to. Opening a data set and beginning a run leave tens of
 * megabytes behind, and an engine that then rests makes nothing that would bring the collector.
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
