import { badFile } from './bad-file.ts';
import { count } from '../protocol/english.ts';

/** The most that a decoder takes on: a phone's photograph has 12 million. */
export const MAX_PICTURE_PIXELS = 4096 * 4096;
const MAX_PICTURE_SIDE = 16_384;

/** To be called with what a header says, before anything is allocated for it. @throws EpochLabError `bad-file`. */
export function checkPictureSize(width: number, height: number, fileName: string): void {
  if (width < 1 || height < 1) throw badFile(fileName, `its header says ${width} × ${height} pixels.`);
  if (width > MAX_PICTURE_SIDE || height > MAX_PICTURE_SIDE || width * height > MAX_PICTURE_PIXELS) {
    throw badFile(
      fileName,
      `it has ${count(width)} × ${count(height)} pixels; at most ${count(MAX_PICTURE_PIXELS)} in all can be read. ` +
        'Make the picture smaller.',
    );
  }
}
