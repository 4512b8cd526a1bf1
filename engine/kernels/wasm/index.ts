/** What the module exports. `../kernels.ts` has the same list, typed for the callers. */
export { clear, conv2d, conv2dInputGradient, conv2dWeightGradient, place, turnWeights, unplace } from './conv2d';
export { convPool } from './conv-pool';
export { gatherGround } from './ground';
export { convPoolInputGradient, convPoolTurnWeights } from './conv-pool-inputs';
export { convPoolBiasGradient, convPoolWeightGradient } from './conv-pool-weights';
export { dense } from './dense';
export { denseInputGradient, denseWeightGradient } from './dense-back';
export { keepGradients, keepInputs } from './dense-kept';
export { denseFew, denseFewInputGradient, stepOfFew, turnFew } from './dense-few';
export { denseWindowsGradient, sumWindows } from './dense-windows';
export { biasGradient } from './weight-gradient';
export { maxPool, maxPoolBack } from './max-pool';
export { maxPoolPairs, maxPoolPairsBack } from './max-pool-pairs';
export { relu, reluBack } from './relu';
export { softmax, softmaxCrossEntropy } from './softmax';
export { sgd } from './sgd';
export { adamStep, momentumStep, nesterovStep, rmspropStep, sgdStep, sumShards } from './optimizers';
export { scaleBytes, scaleLines } from './scale-bytes';
export { exp, ln, sigmoid, tanh } from './elementary';
export { averagePool, averagePoolBack } from './average-pool';
export { applySigmoid, applyTanh, leakyRelu, leakyReluBack, sigmoidBack, tanhBack } from './activations';
export { dropout } from './dropout';
export { philox4x32 } from './philox';
export {
  batchNormGradients,
  coefficientsInUse,
  coefficientsOfBatch,
  combine,
  combineBack,
  measure,
  normalise,
  normaliseBack,
  runningAverages,
  sumBack,
} from './batch-norm';
export { firstNotFinite } from './finite';
export { placesProduct } from './places-product';
export {
  winogradFactors, winogradInput, winogradInputGradient, winogradOutput, winogradOutputGradient, winogradPooledGradient,
} from './winograd';
export { winogradTurn, winogradWeightGradient, winogradWeights } from './winograd-weights';
