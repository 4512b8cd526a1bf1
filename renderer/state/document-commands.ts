import type { Lab } from './lab.svelte.ts';

/** The commands about files. */
export function registerDocumentCommands(lab: Lab): void {
  const { commands, documents, files } = lab;
  const canSave = () => lab.canSave;
  commands.register(
    { id: 'save-model-as', isAvailable: canSave, run: () => void files.saveAs() },
    { id: 'inspect-model', isAvailable: () => lab.engine.connected, run: () => void documents.inspect() },
    { id: 'export-onnx', isAvailable: canSave, run: () => void documents.export('onnx') },
    { id: 'export-npz', isAvailable: canSave, run: () => void documents.export('npz') },
    { id: 'export-pytorch', isAvailable: canSave, run: () => void documents.export('pytorch') },
  );
}
