/**
 * When charts are drawn. What a person does (a cursor, a zoom, a wider window) shows with the next frame, on all charts at
 * once. What a run brings is drawn a chart a frame, in turn: two of them in one frame take longer than a frame lasts
 * where no graphics card helps and the run has the other cores.
 */

type Draw = () => void;

const atOnce = new Set<Draw>();
/** In the order in which they were asked for. */
const inTurn = new Set<Draw>();
let frame = 0;

export function drawAtOnce(draw: Draw): void {
  inTurn.delete(draw);
  atOnce.add(draw);
  request();
}

export function drawInTurn(draw: Draw): void {
  if (!atOnce.has(draw)) inTurn.add(draw);
  request();
}

export function drawNoMore(draw: Draw): void {
  atOnce.delete(draw);
  inTurn.delete(draw);
}

function request(): void {
  if (frame === 0) frame = requestAnimationFrame(drawSome);
}

function drawSome(): void {
  frame = 0;
  const due = [...atOnce];
  atOnce.clear();
  const [next] = inTurn;
  if (due.length === 0 && next) {
    inTurn.delete(next);
    due.push(next);
  }
  for (const draw of due) draw();
  if (inTurn.size > 0) request();
}
