/** The loss at the end of a pass, and the optimisers’ step at the end of a batch. */
export interface StepKernels {
  softmaxCrossEntropy(
    logits: number,
    labels: number,
    gradient: number,
    scratch: number,
    result: number,
    images: number,
    classes: number,
    scale: number,
  ): void;
  softmax(probabilities: number, logits: number, classes: number): void;
  sgd(
    weights: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    learningRate: number,
  ): void;
  sgdStep(
    weights: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  momentumStep(
    weights: number,
    velocity: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  nesterovStep(
    weights: number,
    velocity: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  rmspropStep(
    weights: number,
    meanSquare: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  adamStep(
    weights: number,
    mean: number,
    meanSquare: number,
    gradients: number,
    shardBytes: number,
    shards: number,
    count: number,
    rule: number,
  ): void;
  sumShards(gradients: number, shardBytes: number, shards: number, count: number): number;
}
