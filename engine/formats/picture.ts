import { readBmp } from './bmp.ts';
import { badFile } from './bad-file.ts';
import { readGif } from './gif.ts';
import { readJpeg } from './jpeg.ts';
import { readPng, type GreyPicture } from './png.ts';
import { readWebp } from './webp.ts';

/**
 * Pictures of every kind that is read, as grey levels. The kind follows from a file's first bytes, whatever its name
 * says. All decoders are the product's own or run as WebAssembly or plain JavaScript: a picture gives the same bytes
 * on every machine, in the window as on the command line, and so does a data set made of pictures.
 */

type Reader = (bytes: Uint8Array, fileName: string) => GreyPicture | Promise<GreyPicture>;

interface Kind {
  readonly magic: readonly (number | null)[];
  readonly read: Reader;
}

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const ANY = [null, null, null, null];

const kinds: readonly Kind[] = [
  { magic: [0x89, ...ascii('PNG')], read: readPng },
  { magic: [0xff, 0xd8, 0xff], read: readJpeg },
  { magic: [...ascii('RIFF'), ...ANY, ...ascii('WEBP')], read: readWebp },
  { magic: ascii('GIF8'), read: readGif },
  { magic: ascii('BM'), read: readBmp },
];

/** As they are written in file names; for choosing files, not for telling what is in one. */
export const PICTURE_EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'] as const;

/**
 * @throws EpochLabError `bad-file` when it is none of PNG, JPEG, WebP, GIF and BMP, too large, or damaged.
 */
export async function readPicture(bytes: Uint8Array, fileName: string): Promise<GreyPicture> {
  const kind = kindOf(bytes);
  if (kind) return kind.read(bytes, fileName);
  if (bytes.length === 0) throw badFile(fileName, 'the file is empty.');
  throw badFile(fileName, 'this is not a picture in PNG, JPEG, WebP, GIF or BMP.');
}

export function isPicture(bytes: Uint8Array): boolean {
  return kindOf(bytes) !== undefined;
}

function kindOf(bytes: Uint8Array): Kind | undefined {
  return kinds.find(({ magic }) => magic.every((byte, index) => byte === null || byte === bytes[index]));
}
