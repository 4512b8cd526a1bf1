import type { LabPage } from '../../engine/protocol/lab-progress.ts';

/** The pictures of a hand-in's pages: PNG, in base64 within the record. */

const PART = 8192;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += PART) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + PART)));
  }
  return btoa(parts.join(''));
}

/** One picture a page; null for one that is damaged. */
export async function decodePages(pages: readonly LabPage[]): Promise<(ImageBitmap | null)[]> {
  return await Promise.all(pages.map(decodePage));
}

async function decodePage({ picture }: LabPage): Promise<ImageBitmap | null> {
  try {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    return await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  } catch {
    return null;
  }
}
