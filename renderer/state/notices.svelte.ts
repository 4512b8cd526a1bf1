import { toEpochLabError } from '../../engine/protocol/errors.ts';

export type Tone = 'info' | 'good' | 'bad';

/** Something that can be done about it. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly tone: Tone;
  readonly title: string;
  readonly message: string;
  readonly action: NoticeAction | null;
}

/** How long good news stays. Bad news stays until it is dismissed. */
const GOOD_NEWS_MS = 6000;
/** More good news than this at once would hide what it is about: the oldest goes. */
const MOST_GOOD_NEWS = 2;

/** Short messages about things that have no place of their own on screen, such as files. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  show(tone: Tone, title: string, message = '', action: NoticeAction | null = null): void {
    const notice = { id: this.#nextId++, tone, title, message, action };
    // The same thing said twice is said once, anew.
    this.list = [...this.list.filter((other) => other.title !== title || other.message !== message), notice];
    const passing = this.list.filter((other) => other.tone !== 'bad' && other.action === null);
    for (const { id } of passing.slice(0, -MOST_GOOD_NEWS)) this.dismiss(id);
    if (tone !== 'bad') setTimeout(() => this.dismiss(notice.id), GOOD_NEWS_MS);
  }

  showError(title: string, thrown: unknown, action: NoticeAction | null = null): void {
    const error = toEpochLabError(thrown);
    if (error.code !== 'cancelled') this.show('bad', title, error.message, action);
  }

  /** What was said is past: something new is tried, or a person wants no more of it. */
  dismissAll(): void {
    this.list = [];
  }

  /** What was said under this title is over. */
  withdraw(title: string): void {
    this.list = this.list.filter((notice) => notice.title !== title);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
