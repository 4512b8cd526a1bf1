/** Carries the importer's two ports from main to its preload script, and from there to its page. By itself, for the preload's sake. */
export const IMPORTER_PORTS_CHANNEL = 'epoch-lab:importer-ports';
