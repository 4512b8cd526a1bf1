import type { BrowserWindow } from 'electron';
import type { DocumentState } from '../shared/document-calls.ts';
import type { SharedTexts } from '../shared/text/index.ts';

/** "digits.safetensors • – Epoch Lab": the dot is for what is not saved. */
export function titleOf({ fileName, isSaved }: DocumentState, { dialogs }: SharedTexts): string {
  const name = fileName ?? (isSaved ? null : dialogs.notSaved);
  return name === null ? 'Epoch Lab' : `${name}${isSaved ? '' : ' •'} – Epoch Lab`;
}

export function showDocument(
  window: BrowserWindow,
  { state, path }: { readonly state: DocumentState; readonly path: string | null },
  texts: SharedTexts,
): void {
  window.setTitle(titleOf(state, texts));
  // macOS shows these by itself; elsewhere they do nothing.
  window.setDocumentEdited(!state.isSaved);
  window.setRepresentedFilename(path ?? '');
}
