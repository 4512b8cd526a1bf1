import { cos, sin } from '../nn/elementary.ts';
import { randomStream, type RandomStream } from '../nn/random.ts';
import { SHAPES_ID } from '../protocol/datasets.ts';
import { describeDataset, type Dataset, type Examples } from './dataset.ts';

/**
 * Shapes in noise: a data set that is drawn from a seed when it is opened, the same bits on every machine. Small
 * enough to train on in a second, and not as easy as it looks: shapes are turned, of any size and brightness, and
 * stand in noise.
 */

const SIDE = 28;
const TRAIN_IMAGES = 3_000;
const TEST_IMAGES = 600;
const DEFAULT_SEED = 1;
/** Each pixel is the mean of so many by so many points. */
const POINTS = 3;

/** A point against the shape's middle, in units of its radius, turned with it. */
type Inside = (x: number, y: number) => boolean;

const SHAPES: Readonly<Record<string, Inside>> = {
  circle: (x, y) => x * x + y * y <= 1,
  ring: (x, y) => x * x + y * y <= 1 && x * x + y * y >= 0.3,
  square: (x, y) => Math.abs(x) <= 0.8 && Math.abs(y) <= 0.8,
  // Equilateral, its corners on the circle: above the base, and under both other sides.
  triangle: (x, y) => y >= -0.5 && y + Math.sqrt(3) * Math.abs(x) <= 1,
  cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) <= 0.28 && Math.max(Math.abs(x), Math.abs(y)) <= 1,
};
const CLASSES = Object.keys(SHAPES);

export async function generateShapes(seed = DEFAULT_SEED): Promise<Dataset> {
  const [train, test] = [draw(seed, 0, TRAIN_IMAGES), draw(seed, 1, TEST_IMAGES)];
  return describeDataset(
    {
      id: SHAPES_ID,
      name: 'Shapes in noise',
      description: 'Circles, rings, squares, triangles and crosses, drawn by Epoch Lab from a seed.',
      height: SIDE,
      width: SIDE,
      classes: CLASSES,
      licence: 'CC0 1.0',
      attribution: 'Epoch Lab',
      source: `Drawn on this machine from seed ${seed}`,
    },
    train,
    test,
  );
}

function draw(seed: number, part: number, images: number): Examples {
  const random = randomStream(seed, 'dataset', part);
  const pixels = new Uint8Array(images * SIDE * SIDE);
  const labels = new Uint8Array(images);
  for (let image = 0; image < images; image++) {
    const label = random.below(CLASSES.length);
    labels[image] = label;
    drawShape(
      pixels.subarray(image * SIDE * SIDE, (image + 1) * SIDE * SIDE),
      SHAPES[CLASSES[label]!]!,
      random,
    );
  }
  return { images: pixels, labels };
}

function drawShape(out: Uint8Array, inside: Inside, random: RandomStream): void {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const radius = between(5, 11);
  const [middleX, middleY] = [between(radius, SIDE - radius), between(radius, SIDE - radius)];
  const angle = between(0, 2 * Math.PI);
  const [dx, dy] = [cos(angle) / radius, sin(angle) / radius];
  const brightness = between(90, 220);
  const noise = between(10, 40);

  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const [left, top] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    let covered = 0;
    for (let point = 0; point < POINTS * POINTS; point++) {
      const x = left + ((point % POINTS) + 0.5) / POINTS - middleX;
      const y = top + (Math.floor(point / POINTS) + 0.5) / POINTS - middleY;
      if (inside(x * dx + y * dy, y * dx - x * dy)) covered++;
    }
    const grey = (brightness * covered) / (POINTS * POINTS) + noise * Math.abs(random.normal());
    out[pixel] = Math.min(255, Math.floor(grey));
  }
}
