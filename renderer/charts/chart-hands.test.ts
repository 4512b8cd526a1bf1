import { expect, it } from 'vitest';
import { ChartHands } from './chart-hands.svelte.ts';
import { ChartView } from './chart-view.svelte.ts';
import { toCurve } from './curve.ts';
import { looksOf } from './series.ts';

const whole = { from: 0, to: 10 };

/** A chart whose plot has a hundred pixels, ten for each unit of x. */
function chart() {
  const view = new ChartView();
  const xs = Array.from({ length: 11 }, (_, i) => i);
  const series = [{ id: 'a', name: 'a', curve: toCurve(xs, xs), ...looksOf(0), noisy: false }];
  const hands = new ChartHands(() => {
    const range = view.range(whole);
    return { view, series, reach: 0, whole, range, where: view.cursor ?? 0, plot: { left: 0, width: 100 } };
  });
  return { view, hands };
}

function at(clientX: number): PointerEvent & { currentTarget: HTMLElement } {
  const currentTarget = { getBoundingClientRect: () => ({ left: 0 }), setPointerCapture: () => undefined };
  return { button: 0, clientX, currentTarget } as unknown as PointerEvent & { currentTarget: HTMLElement };
}

const key = (name: string) => ({ key: name, preventDefault: () => undefined }) as KeyboardEvent;

it('zooms into the stretch that is dragged over', () => {
  const { view, hands } = chart();
  hands.pressed(at(20));
  hands.moved(at(60));
  expect(hands.drag).toEqual({ from: 20, to: 60 });
  hands.released();
  expect(view.zoom).toEqual({ from: 2, to: 6 });
  expect(hands.drag).toBeNull();
});

it('zooms into nothing where it was a click', () => {
  const { view, hands } = chart();
  hands.pressed(at(20));
  hands.moved(at(22));
  hands.released();
  expect(view.zoom).toBeNull();
});

it('lets go where the browser takes the pointer for itself: nothing is dragged on by who only points', () => {
  const { view, hands } = chart();
  hands.pressed(at(20));
  hands.cancelled();
  hands.moved(at(60));
  expect(hands.drag).toBeNull();
  expect(view.cursor).toBe(6);
  hands.released();
  expect(view.zoom).toBeNull();
});

it('moves the cursor from point to point by keyboard, and keeps it in sight of a zoom', () => {
  const { view, hands } = chart();
  hands.keyPressed(key('ArrowRight'));
  expect(view.cursor).toBe(1);
  hands.keyPressed(key('End'));
  expect(view.cursor).toBe(10);
  hands.keyPressed(key('+'));
  hands.keyPressed(key('Home'));
  expect(view.cursor).toBe(view.zoom!.from);
  hands.keyPressed(key('0'));
  expect(view.zoom).toBeNull();
});
