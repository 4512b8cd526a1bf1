/** How a place of the rail stands. */
export type Mark = 'ready' | 'open' | 'working' | 'paused' | 'stale' | 'problem';
