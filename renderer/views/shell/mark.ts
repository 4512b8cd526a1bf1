/** How a place of the rail stands. */
export type Mark = 'ready' | 'working' | 'paused' | 'stale' | 'problem';
