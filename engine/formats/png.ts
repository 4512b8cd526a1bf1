import { decode, type DecodedPng } from 'fast-png';
import { badFile } from './bad-file.ts';
import { lumaOf } from './luma.ts';
import { checkedPng } from './png-chunks.ts';
import { flatten } from './transparency.ts';

/**
 * PNG pictures as grey levels. Every kind of PNG is read: 1 to 16 bits, grey, colour and palette, with and
 * without transparency. Decoding is fast-png's; gamma and colour profiles are left aside, since what is looked
 * for is dark on light or light on dark.
 */

export interface GreyPicture {
  readonly height: number;
  readonly width: number;
  /** height × width bytes, row by row; 0 is black, 255 white. */
  readonly grey: Uint8Array;
  /** It is the first picture of several that the file shows one after the other. */
  readonly isAnimated?: boolean;
}

/**
 * @throws EpochLabError `bad-file` when it is not PNG, larger than 4096 × 4096 pixels, damaged, or one of the
 *   rare kinds that are not supported (interlaced with fewer than 8 bits).
 */
export async function readPng(bytes: Uint8Array, fileName: string): Promise<GreyPicture> {
  const { bytes: checked, isAnimated } = await checkedPng(bytes, fileName);
  let png: DecodedPng;
  try {
    png = decode(checked, { checkCrc: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badFile(fileName, `the picture cannot be decoded (${reason}). Save the picture again.`);
  }
  const { luma, alpha } = splitChannels(png, fileName);
  return { height: png.height, width: png.width, grey: flatten(luma, alpha), isAnimated };
}

/** Brightness and opacity of each pixel, 0 to 255. */
function splitChannels(png: DecodedPng, fileName: string): { luma: Uint8Array; alpha: Uint8Array } {
  const pixels = png.width * png.height;
  const luma = new Uint8Array(pixels);
  const alpha = new Uint8Array(pixels).fill(255);
  const sample = sampler(png);
  const toByte = (value: number) => Math.round((value * 255) / (2 ** png.depth - 1));
  const transparent = png.transparency;

  for (let pixel = 0; pixel < pixels; pixel++) {
    if (png.palette) {
      const [red, green, blue, opacity = 255] = png.palette[sample(pixel, 0)] ?? [];
      if (red === undefined || green === undefined || blue === undefined) {
        throw badFile(fileName, 'it uses a colour that its palette does not have. Save the picture again.');
      }
      luma[pixel] = lumaOf(red, green, blue);
      alpha[pixel] = opacity;
    } else if (png.channels <= 2) {
      const grey = sample(pixel, 0);
      luma[pixel] = toByte(grey);
      if (png.channels === 2) alpha[pixel] = toByte(sample(pixel, 1));
      else if (grey === transparent?.[0]) alpha[pixel] = 0;
    } else {
      const [red, green, blue] = [sample(pixel, 0), sample(pixel, 1), sample(pixel, 2)];
      luma[pixel] = lumaOf(toByte(red), toByte(green), toByte(blue));
      if (png.channels === 4) alpha[pixel] = toByte(sample(pixel, 3));
      else if (red === transparent?.[0] && green === transparent[1] && blue === transparent[2])
        alpha[pixel] = 0;
    }
  }
  return { luma, alpha };
}

/** Reads one sample as it is stored; those of fewer than 8 bits lie packed, each row beginning with a new byte. */
function sampler({ data, depth, width, channels }: DecodedPng): (pixel: number, channel: number) => number {
  if (depth >= 8) return (pixel, channel) => data[pixel * channels + channel] ?? 0;
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  return (pixel) => {
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    const byte = data[y * rowBytes + Math.floor(x / perByte)] ?? 0;
    return (byte >> (8 - depth * ((x % perByte) + 1))) & (2 ** depth - 1);
  };
}
