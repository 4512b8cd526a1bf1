import { Curve } from './curve.ts';

/**
 * A noisy curve made calm: an exponential moving mean. A point that lies d before counts e^(−d/reach) as much as the
 * newest one, and the weights are divided by their sum, so that the beginning is not drawn towards zero. It looks
 * only back, so what is drawn does not change when more comes.
 */
export class SmoothedCurve {
  readonly curve = new Curve();
  #reach = 0;
  #done = 0;
  #sourceVersion = -1;
  #sum = 0;
  #weight = 0;
  #lastX = 0;

  constructor(private readonly source: Curve) {}

  /** Brings it up to its source. @param reach in units of x; above 0. */
  follow(reach: number): Curve {
    const { source } = this;
    if (source.version === this.#sourceVersion && reach === this.#reach) return this.curve;
    if (reach !== this.#reach || source.length < this.#done) this.#restart(reach);
    this.#sourceVersion = source.version;
    for (; this.#done < source.length; this.#done++) this.#add(source.x(this.#done), source.y(this.#done));
    return this.curve;
  }

  #restart(reach: number): void {
    this.curve.clear();
    this.#reach = reach;
    this.#done = this.#sum = this.#weight = 0;
    this.#lastX = this.source.length > 0 ? this.source.x(0) : 0;
  }

  #add(x: number, y: number): void {
    if (Number.isFinite(y)) {
      const kept = Math.exp((this.#lastX - x) / this.#reach);
      this.#sum = this.#sum * kept + y;
      this.#weight = this.#weight * kept + 1;
      this.#lastX = x;
      this.curve.append(x, this.#sum / this.#weight);
    } else {
      this.curve.append(x, y);
    }
  }
}
