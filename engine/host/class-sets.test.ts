import { expect, it } from 'vitest';
import { context } from '../testing/engine.ts';
import { classSetHandlers } from './class-sets.ts';

it('drawings for a data set that is not open are refused, and make none by themselves', async () => {
  const stroke = { kind: 'stroke' as const, x: [0.2, 0.8], y: [0.5, 0.5] };
  const samples = Array.from({ length: 8 }, (_, i) => ({ label: i % 2, writer: 'Ann', drawing: [stroke] }));
  const set = { name: 'Ours', classes: ['a', 'b'], samples };
  const { classSetDataset } = classSetHandlers(() => null);
  await expect(classSetDataset({ set, addTo: 'mnist', splitBy: 'class' }, context)).rejects.toThrow(
    'Another data set was opened meanwhile.',
  );
  const alone = await classSetDataset({ set, addTo: null, splitBy: 'class' }, context);
  expect(alone.info.classes).toEqual(['a', 'b']);
});
