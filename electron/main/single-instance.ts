import { app } from 'electron';
import { takeTurn } from './start-turn.ts';

/** A turn takes some milliseconds. */
const PATIENCE_MS = 3_000;

/**
 * One instance for each folder of user data: it holds the settings. On Linux, Chromium's lock first says whose it is and
 * some milliseconds later listens; another start that finds it in between takes it for a dead one's and removes it, and
 * both go on. So one start at a time asks for it.
 *
 * @returns whether this is the one; else the one that is has been told, and this start is to end.
 */
export async function isOnlyInstance(): Promise<boolean> {
  if (process.platform !== 'linux') return app.requestSingleInstanceLock();
  const endTurn = await takeTurn(app.getPath('userData'), PATIENCE_MS);
  try {
    return app.requestSingleInstanceLock();
  } finally {
    await endTurn();
  }
}
