import type { Environment } from './environment.ts';
import { documentHandlers } from './document-handlers.ts';
import type { AppHandlers } from './ipc.ts';
import { readLicences } from './licences.ts';
import type { Parts } from './parts.ts';

/** Who answers each of the window's calls. */
export function appHandlers(parts: Parts, environment: Environment): AppHandlers {
  const { link, preferences, supervisor, fromOutside } = parts;
  return {
    ...documentHandlers(parts),
    ...parts.runs.handlers,
    ...parts.classSets.handlers,
    ...parts.takeaway.handlers,
    ...parts.labs.handlers,
    ...parts.datasets.handlers,
    openDataset: ({ id }) => parts.opener.open(id),
    openWaitingFile: async () => {
      await fromOutside.first();
      return undefined;
    },
    licences: () => readLicences(environment.licences),
    preferences: () => preferences.current,
    changePreferences: (changes) => preferences.change(changes),
    setCommandsAvailable: ({ disabled }) => {
      parts.menu.disable(disabled);
      return undefined;
    },
    notify: (words) => parts.notifications.show(words),
    connectEngine: () => {
      link.connect(supervisor.state, supervisor.process);
      return undefined;
    },
    retryEngine: () => {
      supervisor.retry();
      return undefined;
    },
  };
}
