/** Names of what travels between the processes. By themselves, so that the preload script needs nothing else. */

/** The one IPC channel for calls, and the one for events. */
export const CALL_CHANNEL = 'epoch-lab:call';
export const EVENT_CHANNEL = 'epoch-lab:event';
/** Paths of files that were dropped on the window. Only the preload script knows them: a page cannot make one up. */
export const DROP_CHANNEL = 'epoch-lab:drop';
/** Carries the engine's MessagePort from main to preload, and from preload to the page as window message. */
export const ENGINE_PORT_CHANNEL = 'epoch-lab:engine-port';
