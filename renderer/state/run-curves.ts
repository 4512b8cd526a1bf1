import type { History, TrainingPoint } from '../../engine/protocol/contract.ts';
import { Curve } from '../charts/curve.ts';

/** A run's history as curves over epochs, which grow with it. */
export class RunCurves {
  readonly training = { loss: new Curve(), accuracy: new Curve() };
  readonly validation = { loss: new Curve(), accuracy: new Curve() };

  append(history: Partial<History>): void {
    for (const point of history.training ?? []) this.#append(this.training, point);
    for (const point of history.validation ?? []) this.#append(this.validation, point);
  }

  clear(): void {
    for (const curves of [this.training, this.validation]) {
      curves.loss.clear();
      curves.accuracy.clear();
    }
  }

  #append(curves: RunCurves['training'], { epoch, loss, accuracy }: TrainingPoint): void {
    curves.loss.append(epoch, loss);
    curves.accuracy.append(epoch, accuracy);
  }
}

/** The curves of a run that is over. */
export function curvesOf(history: History): RunCurves {
  const curves = new RunCurves();
  curves.append(history);
  return curves;
}
