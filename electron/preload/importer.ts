import { ipcRenderer } from 'electron';
import { IMPORTER_PORTS_CHANNEL } from '../shared/importer-channel.ts';

/** Of the importer's page: hands it the two ports that main sends, and nothing else. */
ipcRenderer.on(IMPORTER_PORTS_CHANNEL, (event) => {
  window.postMessage(IMPORTER_PORTS_CHANNEL, window.location.origin, event.ports);
});
