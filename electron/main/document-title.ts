import type { BrowserWindow } from 'electron';
import type { DocumentState } from '../shared/document-calls.ts';

/** "digits.safetensors • – Epoch Lab": the dot is for what is not saved. */
export function titleOf({ fileName, isSaved }: DocumentState): string {
  const name = fileName ?? (isSaved ? null : 'Not saved');
  return name === null ? 'Epoch Lab' : `${name}${isSaved ? '' : ' •'} – Epoch Lab`;
}

export function showDocument(window: BrowserWindow, state: DocumentState, path: string | null): void {
  window.setTitle(titleOf(state));
  // macOS shows these by itself; elsewhere they do nothing.
  window.setDocumentEdited(!state.isSaved);
  window.setRepresentedFilename(path ?? '');
}
