import type { ClassSteps, ValueOrigin } from '../../../engine/protocol/explain-answers.ts';
import type { LayerSpec } from '../../../engine/protocol/network.ts';
import type { OptimizerKind } from '../../../engine/protocol/settings.ts';
import { formatValue, text } from '../../i18n/index.ts';

/** The formulas of both passes in TeX, first in symbols, then with the engine's numbers put in. */

type Way = 'forward' | 'backward';

type Symbols = Record<LayerSpec['kind'], Record<Way, readonly string[]>>;

const symbols = (words: typeof text.explain.tex): Symbols => ({
  conv2d: {
    forward: [
      String.raw`y_{r,c,f} = b_f + \sum_{i}\sum_{j}\sum_{k} w_{i,j,k,f}\; x_{\,r s + i - p,\; c s + j - p,\; k}`,
    ],
    backward: [
      String.raw`\frac{\partial L}{\partial w_{i,j,k,f}} = \sum_{r}\sum_{c} \frac{\partial L}{\partial y_{r,c,f}}\; x_{\,r s + i - p,\; c s + j - p,\; k}`,
      String.raw`\frac{\partial L}{\partial x} = \sum_{${words.readers}} \frac{\partial L}{\partial y}\; w \qquad \frac{\partial L}{\partial b_f} = \sum_{r}\sum_{c} \frac{\partial L}{\partial y_{r,c,f}}`,
    ],
  },
  maxPool: {
    forward: [String.raw`y_{r,c,k} = \max_{i,\,j}\; x_{\,r s + i,\; c s + j,\; k}`],
    backward: [
      String.raw`\frac{\partial L}{\partial x_m} = \sum_{${words.windowsWon}} \frac{\partial L}{\partial y_{r,c,k}} \qquad ${words.wonNone}`,
    ],
  },
  averagePool: {
    forward: [String.raw`y_{r,c,k} = \frac{1}{n^2}\sum_{i}\sum_{j} x_{\,r s + i,\; c s + j,\; k}`],
    backward: [
      String.raw`\frac{\partial L}{\partial x} = \frac{1}{n^2} \sum_{y \ni x} \frac{\partial L}{\partial y}`,
    ],
  },
  dense: {
    forward: [String.raw`y_u = b_u + \sum_i x_i\, w_{i,u}`],
    backward: [
      String.raw`\frac{\partial L}{\partial w_{i,u}} = x_i\, \frac{\partial L}{\partial y_u} \qquad \frac{\partial L}{\partial b_u} = \frac{\partial L}{\partial y_u}`,
      String.raw`\frac{\partial L}{\partial x_i} = \sum_u w_{i,u}\, \frac{\partial L}{\partial y_u}`,
    ],
  },
  relu: {
    forward: [String.raw`y = \max(0,\, x)`],
    backward: [
      String.raw`\frac{\partial L}{\partial x} = \begin{cases} \frac{\partial L}{\partial y} & x > 0 \\ 0 & ${words.otherwise} \end{cases}`,
    ],
  },
  leakyRelu: {
    forward: [String.raw`y = \begin{cases} x & x > 0 \\ a\,x & ${words.otherwise} \end{cases}`],
    backward: [
      String.raw`\frac{\partial L}{\partial x} = \begin{cases} \frac{\partial L}{\partial y} & x > 0 \\ a\,\frac{\partial L}{\partial y} & ${words.otherwise} \end{cases}`,
    ],
  },
  sigmoid: {
    forward: [String.raw`y = \frac{1}{1 + e^{-x}}`],
    backward: [String.raw`\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y}\; y\,(1 - y)`],
  },
  tanh: {
    forward: [String.raw`y = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}`],
    backward: [String.raw`\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y}\,(1 - y^2)`],
  },
  dropout: {
    forward: [
      String.raw`y = \begin{cases} 0 & ${words.withProbability} \\ \frac{x}{1-p} & ${words.otherwise} \end{cases}`,
    ],
    backward: [
      String.raw`\frac{\partial L}{\partial x} = \begin{cases} 0 & ${words.whereDropped} \\ \frac{1}{1-p}\,\frac{\partial L}{\partial y} & ${words.otherwise} \end{cases}`,
    ],
  },
  batchNorm: {
    forward: [
      String.raw`\hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} \qquad y = \gamma\,\hat{x} + \beta`,
    ],
    backward: [
      String.raw`\frac{\partial L}{\partial \gamma} = \sum \frac{\partial L}{\partial y}\,\hat{x} \qquad \frac{\partial L}{\partial \beta} = \sum \frac{\partial L}{\partial y}`,
      String.raw`${words.inUse} \frac{\partial L}{\partial x} = \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}\,\frac{\partial L}{\partial y}`,
    ],
  },
  flatten: {
    forward: [String.raw`y_{(r W + c)\,K + k} = x_{r,c,k}`],
    backward: [
      String.raw`\frac{\partial L}{\partial x_{r,c,k}} = \frac{\partial L}{\partial y_{(r W + c)\,K + k}}`,
    ],
  },
});

export function layerSymbols(spec: LayerSpec, way: Way): readonly string[] {
  return symbols(text.explain.tex)[spec.kind][way];
}

/** A number as TeX: its minus is a sign, its exponent a power of ten. */
export function num(value: number): string {
  const written = formatValue(value)
    .replaceAll('−', '-')
    .replace('∞', String.raw`\infty`);
  const [mantissa, exponent] = written.split('e');
  if (mantissa === '–') return String.raw`\text{–}`;
  return exponent === undefined ? mantissa! : String.raw`${mantissa} \cdot 10^{${exponent}}`;
}

/** In brackets where it is below zero. */
function factor(value: number): string {
  return value < 0 ? `(${num(value)})` : num(value);
}

/** So many terms of a sum are written in a row: as many as stand in the column beside the pictures. */
const TERMS_A_ROW = 2;
/** So many terms of a sum are written out. */
const TERMS = 9;

/** The formula of one value with its numbers put in. */
export function valueNumbers(origin: ValueOrigin, way: Way): string {
  switch (origin.kind) {
    case 'sum': {
      if (way === 'backward') {
        const term = origin.terms.find(({ outside, x }) => !outside && x !== 0) ?? origin.terms[0];
        if (!term) return '';
        return String.raw`\begin{aligned} \frac{\partial L}{\partial y}\, w &= ${num(origin.gradient)} \times ${factor(term.w)} = ${num(term.toInput)} \\ \frac{\partial L}{\partial y}\, x &= ${num(origin.gradient)} \times ${factor(term.x)} = ${num(term.toWeight)} \end{aligned}`;
      }
      const written = origin.terms
        .slice(0, TERMS)
        .map(({ x, w }) => String.raw`${factor(x)} \times ${factor(w)}`);
      const rows: string[] = [];
      for (let i = 0; i < written.length; i += TERMS_A_ROW) {
        rows.push(written.slice(i, i + TERMS_A_ROW).join(' + '));
      }
      const more = origin.totalTerms > TERMS ? String.raw` \\ &\quad + \cdots` : '';
      const bias = origin.bias === null ? '' : `${num(origin.bias)} + `;
      return String.raw`\begin{aligned} y &= ${bias}${rows.join(String.raw` \\ &\quad + `)}${more} \\ &= ${num(origin.value)} \end{aligned}`;
    }
    case 'maximum': {
      if (way === 'backward') {
        const winners = origin.window.filter(({ receives }) => receives !== 0).length;
        return String.raw`\frac{\partial L}{\partial x_m} \mathrel{+}= ${num(origin.gradient)} \quad ${text.explain.tex.winners(winners, origin.window.length)}`;
      }
      return String.raw`y = \max(${origin.window.map(({ value }) => num(value)).join(',\\; ')}) = ${num(origin.value)}`;
    }
    case 'mean':
      if (way === 'backward') {
        return String.raw`\frac{\partial L}{\partial x} \mathrel{+}= \frac{${num(origin.gradient)}}{${origin.window.length}} = ${num(origin.window[0]!.receives)}`;
      }
      return String.raw`y = \frac{1}{${origin.window.length}} \left( ${origin.window.map(({ value }) => num(value)).join(' + ')} \right) = ${num(origin.value)}`;
    case 'function':
      if (way === 'backward') {
        if (Number.isNaN(origin.derivative))
          return String.raw`\frac{\partial L}{\partial x} = ${num(origin.inputGradient)}`;
        return String.raw`\frac{\partial L}{\partial x} = ${num(origin.gradient)} \times ${factor(origin.derivative)} = ${num(origin.inputGradient)}`;
      }
      if (origin.norm) {
        const { mean, variance, scale, shift } = origin.norm;
        return String.raw`y = ${num(scale)} \cdot \frac{${num(origin.input)} - ${factor(mean)}}{\sqrt{${num(variance)} + 10^{-5}}} + ${factor(shift)} = ${num(origin.value)}`;
      }
      return String.raw`x = ${num(origin.input)} \;\mapsto\; y = ${num(origin.value)}`;
    default:
      throw new Error(`Unknown origin: ${JSON.stringify(origin satisfies never)}`);
  }
}

/** The image: what a byte becomes, and on the way back what the gradient at a pixel says. */
export const imageSymbols: Record<Way, readonly string[]> = {
  forward: [String.raw`x = \frac{b}{255} - \frac{1}{2}`],
  backward: [
    String.raw`\frac{\partial L}{\partial x_{r,c}} \approx \frac{L(x_{r,c} + \varepsilon) - L(x_{r,c} - \varepsilon)}{2\varepsilon}`,
  ],
};

/** Softmax and loss, forwards: in symbols, and for one class with its numbers. */
export function softmaxSymbols(): readonly string[] {
  return [String.raw`p_k = \frac{e^{t_k}}{S} \qquad S = \sum_j e^{t_j}`, String.raw`L = -\ln p_c`];
}

export function softmaxNumbers(steps: ClassSteps): readonly string[] {
  const k = steps.class;
  return [
    String.raw`p_{${k}} = \frac{e^{${num(steps.logits[k]!)}\, -\, ${factor(steps.largest)}}}{S} = \frac{${num(steps.exponentials[k]!)}}{${num(steps.sum)}} = ${num(steps.probabilities[k]!)}`,
    String.raw`L = -\ln ${num(steps.probabilities[steps.label]!)} = ${num(steps.loss)}`,
  ];
}

export interface DerivationStep {
  readonly symbols: string;
  readonly numbers: string;
}

/**
 * The derivation of the softmax gradient as it is done by hand, its numbers those of this image: the loss by the
 * probability, the probability by a total in both cases, and their product, p − y.
 */
export function derivation(steps: ClassSteps): readonly DerivationStep[] {
  const { class: k, label: c, exponentials: e, sum: S, probabilities: p } = steps;
  const other = k === c ? (c === 0 ? 1 : 0) : k;
  return [
    {
      symbols: String.raw`\frac{\partial L}{\partial p_i} = \begin{cases} 0 & i \neq c \\ -\frac{1}{p_c} & i = c \end{cases}`,
      numbers: String.raw`-\frac{1}{p_{${c}}} = -\frac{1}{${num(p[c]!)}} = ${num(steps.lossByProbability)}`,
    },
    {
      symbols: String.raw`p_c = \frac{e^{t_c}}{\sum_i e^{t_i}} = e^{t_c}\, S^{-1}`,
      numbers: String.raw`p_{${c}} = \frac{${num(e[c]!)}}{${num(S)}} = ${num(p[c]!)}`,
    },
    {
      symbols: String.raw`k \neq c: \quad \frac{\partial p_c}{\partial t_k} = \frac{\partial p_c}{\partial S} \cdot \frac{\partial S}{\partial t_k} = -e^{t_c} S^{-2} \cdot e^{t_k} = \frac{-e^{t_c}\, e^{t_k}}{S^2}`,
      numbers: String.raw`k = ${other}: \quad \frac{-${num(e[c]!)} \times ${num(e[other]!)}}{${num(S)}^2} = ${num(steps.probabilityByLogits[other]!)}`,
    },
    {
      symbols: String.raw`k = c: \quad \frac{\partial p_c}{\partial t_c} = \frac{S\,e^{t_c} - e^{t_c}\,e^{t_c}}{S^2} = \frac{e^{t_c}\,(S - e^{t_c})}{S^2}`,
      numbers: String.raw`k = ${c}: \quad \frac{${num(e[c]!)} \times (${num(S)} - ${num(e[c]!)})}{${num(S)}^2} = ${num(steps.probabilityByLogits[c]!)}`,
    },
    {
      symbols: String.raw`\frac{\partial L}{\partial t_k} = \frac{\partial L}{\partial p_c} \cdot \frac{\partial p_c}{\partial t_k}`,
      numbers: String.raw`${num(steps.lossByProbability)} \times ${factor(steps.probabilityByLogits[k]!)} = ${num(steps.chained[k]!)}`,
    },
    {
      symbols: String.raw`\frac{\partial L}{\partial t_k} = p_k - y_k`,
      numbers: String.raw`${num(p[k]!)} - ${k === c ? 1 : 0} = ${num(steps.gradient[k]!)}`,
    },
  ];
}

/** w after a step, for the optimisers. */
export const updateSymbols: Readonly<Record<OptimizerKind, string>> = {
  sgd: String.raw`w \leftarrow w - \eta\, \frac{\partial L}{\partial w}`,
  momentum: String.raw`v \leftarrow \mu v + \frac{\partial L}{\partial w} \qquad w \leftarrow w - \eta\, v`,
  nesterov: String.raw`v \leftarrow \mu v + g \qquad w \leftarrow w - \eta\,(g + \mu v) \qquad g = \frac{\partial L}{\partial w}`,
  rmsprop: String.raw`s \leftarrow \alpha s + (1-\alpha) g^2 \qquad w \leftarrow w - \frac{\eta\, g}{\sqrt{s} + \varepsilon}`,
  adam: String.raw`m \leftarrow \beta_1 m + (1-\beta_1) g \quad s \leftarrow \beta_2 s + (1-\beta_2) g^2 \quad w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat s} + \varepsilon}`,
  adamw: String.raw`w \leftarrow w\,(1 - \eta\lambda) - \eta\, \frac{\hat m}{\sqrt{\hat s} + \varepsilon}`,
};
