import { toEpochLabError } from '../../engine/protocol/errors.ts';

/**
 * The answer to a question that is asked anew whenever something changes that it is about. Of several that are on their
 * way only the latest counts. To be made as a component begins.
 */
export class Asked<Answer> {
  /** The latest; null before the first. */
  answer = $state.raw<Answer | null>(null);
  /** Why the latest question has none. */
  problem = $state<string | null>(null);

  /** @param ask reads all that the question is about; null while there is nothing to ask, and what was answered stays. */
  constructor(ask: () => Promise<Answer> | null) {
    $effect(() => {
      let isWanted = true;
      ask()?.then(
        (answer) => {
          if (isWanted) [this.answer, this.problem] = [answer, null];
        },
        (thrown: unknown) => {
          if (isWanted) this.problem = toEpochLabError(thrown).message;
        },
      );
      return () => (isWanted = false);
    });
  }
}
