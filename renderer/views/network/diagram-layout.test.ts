import { describe, expect, it } from 'vitest';
import { presets } from '../../../engine/protocol/presets.ts';
import { inferShapes } from '../../../engine/protocol/shapes.ts';
import { layoutDiagram } from './diagram-layout.ts';

const WIDTH = 720;

function layout(id: keyof typeof presets, width = WIDTH) {
  const { network } = presets[id];
  return layoutDiagram(network, inferShapes(network, 10), width);
}

describe('the drawing of a network', () => {
  it('shows every layer but ReLU, between image and probabilities', () => {
    expect(layout('report').blocks.map(({ kind }) => kind)).toEqual([
      'input',
      'conv2d',
      'maxPool',
      'flatten',
      'dense',
      'softmax',
    ]);
    const lenet = layout('lenet5').blocks;
    expect(lenet).toHaveLength(10);
    expect(lenet.filter(({ relu }) => relu).map(({ layer }) => layer)).toEqual([0, 3, 7, 9]);
  });

  it.each(['report', 'lenet5'] as const)('fits %s into the width there is, side by side', (id) => {
    const { width, blocks } = layout(id);
    expect(width).toBeLessThanOrEqual(WIDTH + 1e-6);
    blocks.forEach((block, index) => {
      expect(block.left).toBeGreaterThanOrEqual(blocks[index - 1]?.right ?? 0);
    });
  });

  it('draws volumes to one scale', () => {
    const scales = layout('lenet5').blocks.flatMap((block) =>
      block.form === 'volume' ? [block.width / block.shape.width] : [],
    );
    expect(new Set(scales).size).toBe(1);
  });

  it('shows the window of each convolution and pooling inside the plane that it moves over', () => {
    const { blocks, windows } = layout('report');
    expect([...windows.keys()]).toEqual([1, 2]);
    for (const [index, { from }] of windows) {
      const before = blocks[index - 1];
      expect(from.x).toBeGreaterThanOrEqual(before?.left ?? 0);
      expect(from.y + from.side).toBeLessThanOrEqual(before?.bottom ?? 0);
    }
  });
});
