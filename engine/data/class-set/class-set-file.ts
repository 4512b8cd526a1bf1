import { encode } from 'fast-png';
import * as v from 'valibot';
import { badFile, parseInFile } from '../../formats/bad-file.ts';
import { count } from '../../protocol/english.ts';
import { parseJsonBytes } from '../../formats/json.ts';
import { ZipReader } from '../../formats/zip-reader.ts';
import { writeZip } from '../../formats/zip-store.ts';
import { classSetSchema, MAX_DRAWINGS, type ClassSet } from '../../protocol/class-sets.ts';
import { roundPlaces, type Drawing } from '../../protocol/drawing.ts';
import { folderNames } from '../export.ts';
import { normalisedImage } from '../ink.ts';
import { IMAGE_SIDE } from '../normalise.ts';
import { originOf } from './origin.ts';

/**
 * A class set as a file: docs/formats.md. A zip with a manifest, the strokes, and a picture of each drawing in a
 * folder a class, so that anything that reads folders of pictures reads it. The strokes alone count when it is opened.
 */

const MANIFEST = 'class-set.json';
const STROKES = 'drawings.json';
const PICTURES = 'images';
const README = 'README.md';
const VERSION = 1;

const MAX_STROKES_BYTES = 192 * 1024 * 1024;
const LIMITS = { members: 60_000, memberBytes: MAX_STROKES_BYTES, totalBytes: 2 * MAX_STROKES_BYTES };

const manifestSchema = v.strictObject({
  format: v.literal('epoch-lab-class-set', 'must be "epoch-lab-class-set"'),
  version: v.pipe(v.number(), v.maxValue(VERSION, 'is newer than this Epoch Lab')),
  name: v.string(),
  classes: v.array(v.string()),
  drawings: v.number(),
});

export function writeClassSet(set: ClassSet): Uint8Array {
  const { name, classes, samples } = set;
  const text = new TextEncoder();
  const manifest = {
    format: 'epoch-lab-class-set',
    version: VERSION,
    name,
    classes,
    drawings: samples.length,
  };
  const folders = folderNames(classes);
  const pictures = samples.map(({ label, drawing }, index) => ({
    name: `${PICTURES}/${folders[label]}/${String(index).padStart(5, '0')}.png`,
    bytes: pictureOf(drawing),
  }));
  const rounded = samples.map((sample) => ({ ...sample, drawing: roundPlaces(sample.drawing) }));
  return writeZip([
    { name: MANIFEST, bytes: text.encode(JSON.stringify(manifest, null, 2)) },
    { name: STROKES, bytes: text.encode(JSON.stringify(rounded)) },
    { name: README, bytes: text.encode(cardOf(set)) },
    ...pictures,
  ]);
}

/** @throws EpochLabError `bad-file`, saying what is wrong and where. */
export async function readClassSet(bytes: Uint8Array, fileName: string): Promise<ClassSet> {
  const zip = new ZipReader(bytes, fileName, LIMITS);
  if (!zip.entries.some(({ name }) => name === MANIFEST)) {
    throw badFile(fileName, `there is no ${MANIFEST} in it: it is not a class set. Import it as a data set.`);
  }
  const member = async (name: string) => parseJsonBytes(await zip.read(name), fileName, name);
  const { name, classes, drawings } = parseInFile(manifestSchema, await member(MANIFEST), fileName, MANIFEST);
  const samples = await member(STROKES);
  if (!Array.isArray(samples) || samples.length !== drawings || drawings > MAX_DRAWINGS) {
    throw badFile(
      fileName,
      `${STROKES} must hold the ${count(drawings)} drawings that ${MANIFEST} tells of, at most ${count(MAX_DRAWINGS)}.`,
    );
  }
  return parseInFile(classSetSchema, { name, classes, samples }, fileName, STROKES);
}

function pictureOf(drawing: Drawing): Uint8Array {
  const data = normalisedImage(drawing);
  return encode({ width: IMAGE_SIDE, height: IMAGE_SIDE, data, channels: 1, depth: 8 });
}

/** What is in it, for people who open the zip. */
function cardOf(set: ClassSet): string {
  const { name, classes, samples } = set;
  const rows = classes.map((each, label) => {
    return `| ${each.replaceAll('|', '\\|')} | ${samples.filter((sample) => sample.label === label).length} |`;
  });
  return [
    `# ${name}`,
    '',
    `${originOf(set)}.`,
    '`drawings.json` has the strokes, `images` a picture of each, normalised as MNIST was: 28 × 28, light on black.',
    '',
    '| class | drawings |',
    '| ----- | -------- |',
    ...rows,
    '',
  ].join('\n');
}
