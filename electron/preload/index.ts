import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALL_CHANNEL, DROP_CHANNEL, ENGINE_PORT_CHANNEL, EVENT_CHANNEL } from '../shared/channels.ts';
import type { AppBridge, AppEvents, CallOutcome } from '../shared/contract.ts';

/** The bridge between the page and main. No logic: main checks what comes, the page knows what to do with it. */

const bridge: AppBridge = {
  call: (name, argument) => ipcRenderer.invoke(CALL_CHANNEL, name, argument) as Promise<CallOutcome>,
  // Only a file that came from the system has a path: a page cannot name one.
  drop: (files) =>
    ipcRenderer.invoke(
      DROP_CHANNEL,
      files.map((file) => webUtils.getPathForFile(file as File)),
    ) as Promise<CallOutcome>,
  on: (listener) => {
    ipcRenderer.on(EVENT_CHANNEL, (_event, name: keyof AppEvents, payload: unknown) =>
      listener(name, payload),
    );
  },
};

contextBridge.exposeInMainWorld('epochLab', bridge);

// A MessagePort cannot cross the context bridge; the page's own window messages can carry it.
ipcRenderer.on(ENGINE_PORT_CHANNEL, (event) => {
  window.postMessage(ENGINE_PORT_CHANNEL, window.location.origin, event.ports);
});
