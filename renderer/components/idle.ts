/**
 * Goes on with some work, part by part, whenever there is nothing else to do. Not by `requestIdleCallback`, which
 * lets one part a frame through.
 *
 * @returns what ends it.
 */
export function inIdleTime(work: Iterator<void>): () => void {
  const ended = new AbortController();
  const post = () => {
    // What was ended meanwhile is refused.
    scheduler.postTask(goOn, { priority: 'background', signal: ended.signal }).catch(() => undefined);
  };
  const goOn = () => {
    if (work.next().done !== true) post();
  };
  post();
  return () => ended.abort();
}
