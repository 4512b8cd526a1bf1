import { formatCount, formatPercent, formatValue } from '../format.ts';
import { byNumber, layerNames, plural } from './words.ts';

/** In English: the walk-through of both passes. */

/** Counted from 0, as in the formulas and in the code beside them. */
const place = (row: number, column: number) => `row ${formatCount(row)}, column ${formatCount(column)}`;

export const explain = {
  title: 'Explain',
  intro: 'One image through the network and back, with every number.',
  opening: 'Sending the image through the network and back…',
  /** While a large network is being sent through. */
  onTheWay: {
    stages: {
      search: 'Looking for the next mistake…',
      forward: 'Forwards, in double precision…',
      backward: 'Backwards, in double precision…',
      update: 'The step of the optimiser, for every weight…',
    },
    far: (stage: 'search' | 'forward' | 'backward' | 'update', done: number, total: number) =>
      stage === 'search'
        ? `${plural(done, 'image', 'images')} read`
        : `Part ${formatCount(done)} of ${formatCount(total)}`,
    cancel: 'Cancel',
    cancelled: 'Not opened',
    cancelledHint: 'Opening this walk-through was cancelled. Large networks take a while.',
    open: 'Open it',
  },
  failedTitle: 'The walk-through could not be opened',
  tryAgain: 'Try again',
  noModel: 'There is no network to look into yet',
  noModelHint: 'As soon as data and engine are ready, the walk-through begins here.',

  image: {
    group: 'Image and weights',
    chosen: (split: 'train' | 'test', index: number) =>
      `${split === 'test' ? 'Test' : 'Training'} image ${formatCount(index)}`,
    drawing: 'Your drawing',
    previous: 'Previous image',
    next: 'Next image',
    number: 'Image number',
    none: (last: number) => `Images are numbered 0 to ${formatCount(last)}.`,
    split: 'Images from',
    splits: { train: 'Training', test: 'Test' },
    mistake: 'Next mistake',
    drawn: 'drawing',
    useDrawing: 'Use drawing',
    noDrawing: 'Draw something on the pad first.',
    label: 'True class',
    assumed: (name: string) => `taken as ${name}, what the network says`,
    says: (name: string, probability: number) => `reads ${name}, ${formatPercent(probability)}`,
    loss: (loss: string) => `loss ${loss}`,
    weights: 'Weights',
    weightsFrom: { current: 'Now', untrained: 'Untrained' },
    steps: (steps: number) => (steps === 0 ? 'untrained' : `after ${plural(steps, 'step', 'steps')}`),
    behind: 'The weights have changed since.',
    refresh: 'Use the current weights',
    follow: 'Follow the training',
    followHint: 'Walks through anew as the weights change, while a run goes on',
    as: 'Dropout and batch norm',
    asModes: { use: 'In use', training: 'In training' },
    asText: {
      use: 'Seen as in use: dropout lets everything through, batch norm takes its running averages.',
      training:
        'Seen as in training, as a batch of this one image: dropout drops what this step would drop, batch norm takes ' +
        'mean and variance of this image alone.',
    },
    varied: 'Something was changed by hand.',
    undo: 'Undo changes',
    advanced: 'The weights are those after the update, not the model’s.',
    backToModel: 'Back to the model',
  },

  path: {
    label: 'Steps of the walk-through',
    forward: 'Forward',
    backward: 'Backward',
    ways: { forward: 'forward', backward: 'backward', update: 'update' },
    image: 'Image',
    softmax: 'Softmax',
    loss: 'Loss',
    update: 'Update',
    kinds: layerNames,
    short: {
      conv2d: 'Conv',
      maxPool: 'Pool',
      averagePool: 'Pool',
      dense: 'Dense',
      relu: 'ReLU',
      leakyRelu: 'ReLU',
      sigmoid: 'Sigmoid',
      tanh: 'Tanh',
      dropout: 'Drop',
      batchNorm: 'Norm',
      flatten: 'Flatten',
    },
    stepOf: (step: number, steps: number) => `Step ${formatCount(step)} of ${formatCount(steps)}`,
    scrub: 'Go to a step',
    first: 'First step',
    previous: 'Back one step',
    next: 'On one step',
    last: 'Last step',
    play: 'Play',
    pause: 'Pause playing',
    keys: '← → one step · Home, End · Space plays',
  },

  heading: {
    image: { forward: 'The image goes in', backward: 'The gradient arrives at the image' },
    layer: {
      forward: (number: number, kind: keyof typeof layerNames) =>
        `Layer ${formatCount(number)}: ${layerNames[kind]}, forward`,
      backward: (number: number, kind: keyof typeof layerNames) =>
        `Layer ${formatCount(number)}: ${layerNames[kind]}, backward`,
    },
    softmax: { forward: 'Softmax: from totals to probabilities', backward: 'Softmax, backward: p − y' },
    loss: { forward: 'The loss', backward: 'Where the way back begins' },
    update: 'The update: every weight takes a step',
    shapes: (from: string, to: string) => `${from} → ${to}`,
    weights: (count: number) => plural(count, 'weight', 'weights'),
  },

  lead: {
    image: {
      forward: 'Each pixel’s byte b becomes b/255 − 0.5: background −0.5, ink 0.5.',
      backward:
        'How the loss would move with each pixel: the saliency. Bright: more ink here makes the loss grow. Dark: it makes it fall.',
    },
    forward: {
      conv2d: 'Each value of a feature map is a sum: the pixels under the kernel times its weights.',
      maxPool: 'Of each window only the largest value goes on.',
      averagePool: 'Each window becomes its mean.',
      dense: 'Each unit sums all inputs, each times a weight of its own.',
      relu: 'What is negative becomes 0.',
      leakyRelu: 'What is negative becomes small.',
      sigmoid: 'Every value is squeezed to between 0 and 1.',
      tanh: 'Every value is squeezed to between −1 and 1.',
      dropout: 'In use it lets everything through. In training it sets some values to 0.',
      batchNorm:
        'Each channel is brought to mean 0 and variance 1, then to a mean and a size that are learned.',
      flatten: 'The volume is read as one row of values. No number changes.',
    },
    backward: {
      conv2d:
        'The gradient that arrives at a map goes two ways: times the weights to the input, and times the input to the weights.',
      maxPool: 'Each window sends its gradient to the value that won. All others get nothing.',
      averagePool: 'Each window sends its gradient to all its values in equal shares.',
      dense:
        'The gradient of each unit goes times the weights to the inputs, and times the inputs to the weights.',
      relu: 'The gradient passes where the input was above 0, and ends elsewhere.',
      leakyRelu: 'The gradient passes where the input was above 0, and only a little elsewhere.',
      sigmoid: 'The gradient is multiplied by the slope, y·(1 − y): almost 0 where the value is saturated.',
      tanh: 'The gradient is multiplied by the slope, 1 − y²: almost 0 where the value is saturated.',
      dropout: 'The gradient passes where the value passed.',
      batchNorm: 'The gradient is multiplied by γ/√(σ² + ε).',
      flatten: 'The row of gradients becomes a volume again. No number changes.',
    },
    softmax: {
      forward: 'e to the power of each total, divided by the sum of them all.',
      backward:
        'The derivative of the loss with respect to each total is the probability, less 1 for the true class.',
    },
    loss: {
      forward: 'The loss is −ln of the probability of the true class: how surprised the network is.',
      backward:
        'The loss sees one probability only, that of the true class: ∂L/∂p is −1/p there, and 0 elsewhere.',
    },
  },

  /** Beside it in the window, where there is something to touch. */
  touch: {
    image: 'Touch a pixel.',
    conv2d: 'Touch a value.',
    maxPool: 'Touch one to see which.',
    dense: 'Touch a unit, or one of its products.',
    softmax: 'Touch a class.',
  },

  tensor: {
    input: 'Input',
    output: 'Output',
    parameter: 'Weights',
    parameterGradient: 'Weight gradient',
    parameterStep: 'Step',
    parameterAfter: 'Weights after',
    localDerivative: 'Local derivative',
    outputGradient: 'Arriving gradient',
    inputGradient: 'Leaving gradient',
    products: 'Products',
    outputChange: 'Change of the output',
  },
  symbol: {
    input: 'x',
    output: 'y',
    parameter: 'w',
    parameterGradient: '∂L/∂w',
    parameterStep: 'Δw',
    parameterAfter: 'w + Δw',
    localDerivative: '∂y/∂x',
    outputGradient: '∂L/∂y',
    inputGradient: '∂L/∂x',
    products: 'x · w',
    outputChange: 'Δy',
  },
  channel: {
    volume: (number: number) => `channel ${formatCount(number)}`,
    filter: (number: number) => `filter ${formatCount(number)}`,
    vector: 'all values',
    pick: (what: string) => `${what}: channels`,
    some: (from: number, to: number, total: number, what: string) =>
      `${what} ${formatCount(from)} to ${formatCount(to - 1)} of ${formatCount(total)}`,
    channels: 'channels',
    earlier: 'Earlier channels',
    later: 'Later channels',
    partOfVector: (shown: number, total: number) =>
      `The first ${formatCount(shown)} of ${formatCount(total)} values`,
    wrapped: 'A row of values, broken into lines',
  },
  parameter: (name: string, place: string) => {
    const names: Readonly<Record<string, string>> = {
      weights: 'Weight',
      bias: 'Bias',
      scale: 'Scale γ',
      shift: 'Shift β',
    };
    return `${names[name] ?? name} [${place}]`;
  },
  /** What a picture shows, in words. */
  describe: {
    peak: (what: string, which: string, row: number, column: number, value: number) =>
      `${what}, ${which}: largest at ${place(row, column)}: ${formatValue(value)}`,
    /** Of gradients and weights, which go to both sides of zero. */
    lowest: (row: number, column: number, value: number) =>
      `; smallest at ${place(row, column)}: ${formatValue(value)}`,
    responds: (which: string, row: number, column: number, value: number) =>
      `Output: ${which} responds most at ${place(row, column)}: ${formatValue(value)}`,
    flat: (what: string, which: string, value: number) =>
      `${what}, ${which}: ${formatValue(value)} everywhere`,
    cell: (what: string, row: number, column: number, value: number) =>
      `${what} at ${place(row, column)}: ${formatValue(value)}`,
    unit: (what: string, name: string, value: number) => `${what} ${name}: ${formatValue(value)}`,
    help: 'Arrow keys move from value to value.',
  },
  /** Within formulas, as TeX. */
  tex: {
    readers: String.raw`y \text{ that read } x`,
    windowsWon: String.raw`\text{windows that } m \text{ won}`,
    wonNone: String.raw`\text{and } 0 \text{ where it won none}`,
    otherwise: String.raw`\text{otherwise}`,
    withProbability: String.raw`\text{with probability } p`,
    whereDropped: String.raw`\text{where it was dropped}`,
    inUse: String.raw`\text{in use: }`,
    winners: (winners: number, values: number) =>
      String.raw`\text{(${formatCount(winners)} of ${plural(values, 'value', 'values')})}`,
  },
  scales: {
    shared: 'Both large pictures share one colour scale.',
    own: 'Each picture has a colour scale of its own: on one for both, the smaller values would not be seen.',
  },
  scale: (min: string, max: string) => `Colours from ${min} to ${max}`,

  written: {
    title: 'Written out',
    empty: 'Touch a value to see what it is made of.',
    at: (row: number, column: number, channel: number) =>
      `${place(row, column)}, channel ${formatCount(channel)}`,
    unit: (index: number) => `unit ${formatCount(index)}`,
    inputs: 'under the kernel',
    weights: 'weights',
    products: 'products',
    sum: 'sum of the products',
    bias: 'bias',
    otherChannels: 'other channels',
    rest: (count: number) => plural(count, 'smaller product', 'smaller products'),
    largest: (shown: number, total: number) =>
      `The ${formatCount(shown)} largest of ${plural(total, 'product', 'products')}`,
    channelSums: 'Sum of each input channel',
    window: 'window',
    maximum: 'max',
    mean: 'mean',
    tie: (count: number) => `${formatCount(count)} equal maxima: only the first gets the gradient.`,
    tieAll: (count: number) =>
      `${formatCount(count)} equal maxima: under this rule each gets the whole gradient.`,
    tied: (tied: number, windows: number) =>
      `${formatCount(tied)} of ${plural(windows, 'window', 'windows')} ${byNumber(tied, 'is', 'are')} tied (${formatPercent(tied / windows, 0)})`,
    receives: 'receives',
    arrives: 'gradient that arrives',
    slope: 'slope',
    leaves: 'gradient that leaves',
    readBy: (count: number) => `Read by ${plural(count, 'output', 'outputs')}`,
    gradientSum: 'its gradient is the sum of',
    used: (count: number) => `Used in ${plural(count, 'place', 'places')}`,
    usedMap: 'x · ∂L/∂y at each place',
    after: 'after the update',
    outside: 'outside the image: 0',
  },

  classes: {
    caption: 'Classes',
    name: 'class',
    logit: 'total t',
    exponential: 'e^(t − max)',
    probability: 'p',
    target: 'y',
    byProbability: '∂L/∂p',
    slope: '∂p(c)/∂t',
    gradient: '∂L/∂t = p − y',
    truth: 'true class',
    sum: 'sum',
    shifted: (max: string) =>
      `The largest total, ${max}, is taken off each first: that changes no probability, and e^t cannot overflow.`,
  },

  tabs: {
    label: 'More about this step',
    formula: 'Formula',
    code: 'Code',
    numbers: 'Numbers',
    check: 'Check',
    try: 'Try',
    relate: 'Relate',
  },

  formula: {
    symbols: 'In symbols',
    numbers: 'With the numbers of the value that you chose',
    derivation: 'How the softmax gradient comes about',
    steps: [
      'The loss sees one probability, that of the true class.',
      'That probability is a quotient of the totals’ powers.',
      'Another class’s total is in the denominator alone. By the chain rule:',
      'The true class’s total is above and below. By the quotient rule:',
      'The loss’s derivative with respect to each total is the product of the two.',
      'Both cases are p − y.',
    ],
    class: (name: string) => `for class ${name}`,
    agree: (difference: string) => `Both ways agree: they differ by ${difference}.`,
  },

  code: {
    file: (file: string) => `From ${file}, the definition that the engine’s kernels are tested against`,
    loading: 'Fetching the code…',
    failed: 'The code could not be fetched',
  },

  numbers: {
    tensor: 'Tensor',
    table: (what: string, which: string) => `${what}, ${which}, all values`,
  },

  check: {
    intro:
      'Move a weight a little to both sides and watch the loss: the slope must be the gradient. Measured and calculated share no code but the forward pass.',
    nothing: 'This step has no weights. Go to a convolution, a dense layer or a batch norm.',
    one: 'Check this weight',
    noWeight: 'Touch a weight first.',
    all: (count: number) => `Check all ${formatCount(count)} of this layer`,
    some: (count: number, total: number) =>
      `Check ${formatCount(count)} of this layer’s ${formatCount(total)}, evenly spread`,
    every: (total: number) => `Check all ${formatCount(total)} (takes a while)`,
    cancel: 'Cancel',
    checking: 'Measuring…',
    rule: 'Pool gives equal maxima’s gradient to',
    rules: { 'first-maximum': 'the first', 'every-maximum': 'each of them' },
    analytic: 'calculated',
    numeric: 'measured',
    error: 'relative error',
    worst: 'largest relative error',
    distance: 'distance of the two gradients',
    above: 'L(w + ε)',
    below: 'L(w − ε)',
    confirmed: 'Confirmed: they agree.',
    refuted: (share: string) => `Refuted: they are ${share} apart.`,
    refutedHint: 'The rule that sends the gradient to every maximum counts it more than once.',
    checked: (checked: number, total: number) =>
      `${formatCount(checked)} of ${plural(total, 'weight', 'weights')}`,
    plot: 'Calculated against measured gradient, a point a weight: right ones lie on the line.',
  },

  try: {
    nudge: 'Nudge',
    target: { pixel: (where: string) => `pixel at ${where}` },
    none: 'Touch a weight, or a pixel of the image, to nudge it.',
    by: 'by',
    value: (value: string) => `now ${value}`,
    apply: 'Nudge it',
    amount: (most: number) => `A number from −${formatCount(most)} to ${formatCount(most)}.`,
    filter: 'Set the filter by hand',
    filterOf: (filter: number, channel: number) =>
      `filter ${formatCount(filter)}, for input channel ${formatCount(channel)}`,
    noFilter: 'Go to a convolution to set a filter.',
    filters: {
      vertical: 'Vertical edges (Sobel)',
      horizontal: 'Horizontal edges (Sobel)',
      diagonal: 'Diagonal edges',
      outline: 'Outline (Laplace)',
      blur: 'Blur (mean)',
      same: 'The same image',
    },
    choose: 'Choose a filter',
    set: 'Set it',
    moved: 'What it moved',
    loss: 'loss',
    before: 'before',
    after: 'after',
    predicted: 'change, as the gradient predicts',
    real: 'change, real',
    saysBefore: 'read before',
    saysAfter: 'reads now',
    layers: 'Largest change in each layer’s output',
    reset: 'Undo changes',
  },

  relate: {
    saliency: 'Saliency',
    saliencyText: 'How the loss depends on each pixel: ∂L/∂x at the image.',
    excite: 'What excites it most',
    exciteText: 'An image that was moved along the gradient of the channel’s mean response, from noise on.',
    find: 'Find it',
    again: 'Another, from other noise',
    exciteResult: (noise: string, found: string, own: string) =>
      `Mean response: noise ${noise}, this image ${found}; your image ${own}.`,
    survey: 'A hundred images',
    surveyText: 'How strongly the channel responds to the first images of the test set, by class.',
    look: 'Look at them',
    surveyed: (name: string, mean: string) => `${name}: ${mean} on average`,
    surveyImage: (name: string, index: number, mean: string) =>
      `${name}, image ${formatCount(index)}: ${mean}`,
    working: 'Working…',
    noChannel: 'Go to a layer to look at one of its channels.',
    of: (which: string, kind: string) => `${which} of the ${kind} layer`,
  },

  update: {
    layer: 'Layer',
    filter: 'Filter',
    unit: 'Unit',
    rate: 'Learning rate',
    batchOfOne: 'The run takes a step after each image, as here.',
    batch: (size: number) =>
      `The run averages its gradient over ${plural(size, 'image', 'images')}. This is the step that this one image alone would cause.`,
    remembers: 'What the run’s optimiser remembers of earlier steps is taken into account.',
    fresh: 'The optimiser begins afresh here: what it would remember of earlier steps is not known.',
    clipped: (factor: string) => `Clipping multiplies the gradient by ${factor}.`,
    norms: 'Lengths',
    gradientNorm: '‖∂L/∂w‖',
    weightNorm: '‖w‖',
    stepNorm: '‖Δw‖',
    ratio: '‖Δw‖ / ‖w‖',
    loss: 'Loss of this image',
    before: 'before',
    predicted: 'predicted',
    after: 'after',
    next: 'Take the step and begin the next',
  },

  export: {
    label: 'Take it away',
    png: 'Picture (PNG)…',
    svg: 'Drawing (SVG)…',
    page: 'Page for a report…',
    failed: 'It was not saved',
    madeWith: (app: string) => `Made with ${app}`,
  },
} as const;
