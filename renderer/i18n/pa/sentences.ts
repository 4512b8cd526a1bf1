import type { Sentences } from '../sentences.ts';
import { importSentences } from './import-sentences.ts';
import { labSentences } from './lab-sentences.ts';

/** In Punjabi: what engine and main say of a problem. */
export const sentences: Sentences = {
  // Networks.
  'Layer {} ({}): {}': 'ਪਰਤ {1} ({2}): {3}',
  'a convolution needs an image, but the values were flattened before it.':
    'ਕਨਵੋਲਿਊਸ਼ਨ ਨੂੰ ਤਸਵੀਰ ਚਾਹੀਦੀ ਹੈ, ਪਰ ਮੁੱਲ ਉਸ ਤੋਂ ਪਹਿਲਾਂ ਹੀ ਫ਼ਲੈਟਨ ਹੋ ਚੁੱਕੇ ਹਨ।',
  'a {} × {} kernel does not fit into its input of {}. Use a smaller kernel, more padding, or fewer pooling layers before it.':
    '{1} × {2} ਦਾ ਕਰਨਲ {3} ਦੇ ਇਨਪੁੱਟ ਵਿੱਚ ਨਹੀਂ ਸਮਾਉਂਦਾ। ਛੋਟਾ ਕਰਨਲ, ਵੱਧ ਪੈਡਿੰਗ, ਜਾਂ ਪਹਿਲਾਂ ਘੱਟ ਪੂਲਿੰਗ ਪਰਤਾਂ ਲਓ।',
  'padding {} is not smaller than the kernel ({}).': 'ਪੈਡਿੰਗ {1} ਕਰਨਲ ({2}) ਤੋਂ ਛੋਟੀ ਨਹੀਂ ਹੈ।',
  'pooling needs an image, but the values were flattened before it.':
    'ਪੂਲਿੰਗ ਨੂੰ ਤਸਵੀਰ ਚਾਹੀਦੀ ਹੈ, ਪਰ ਮੁੱਲ ਉਸ ਤੋਂ ਪਹਿਲਾਂ ਹੀ ਫ਼ਲੈਟਨ ਹੋ ਚੁੱਕੇ ਹਨ।',
  'a {} × {} window does not fit into its input of {}. Remove this pooling layer or one before it.':
    '{1} × {2} ਦੀ ਖਿੜਕੀ {3} ਦੇ ਇਨਪੁੱਟ ਵਿੱਚ ਨਹੀਂ ਸਮਾਉਂਦੀ। ਇਹ ਪੂਲਿੰਗ ਪਰਤ ਜਾਂ ਇਸ ਤੋਂ ਪਹਿਲਾਂ ਦੀ ਕੋਈ ਹਟਾਓ।',
  'its input is an image of {}. Put a flatten layer before it.':
    'ਇਸ ਦਾ ਇਨਪੁੱਟ {1} ਦੀ ਤਸਵੀਰ ਹੈ। ਇਸ ਤੋਂ ਪਹਿਲਾਂ ਫ਼ਲੈਟਨ ਪਰਤ ਰੱਖੋ।',
  'its output of {} is too large (at most {} values).': 'ਇਸ ਦਾ {1} ਦਾ ਆਉਟਪੁੱਟ ਬਹੁਤ ਵੱਡਾ ਹੈ (ਵੱਧ ਤੋਂ ਵੱਧ {2} ਮੁੱਲ)।',
  'The last layer gives one value, but there are {} classes. End the network with a dense layer of {} units.':
    'ਆਖ਼ਰੀ ਪਰਤ ਇੱਕੋ ਮੁੱਲ ਦਿੰਦੀ ਹੈ, ਪਰ ਵਰਗ {1} ਹਨ। ਨੈੱਟਵਰਕ ਦੇ ਅੰਤ ਵਿੱਚ {2} ਇਕਾਈਆਂ ਦੀ ਡੈਂਸ ਪਰਤ ਰੱਖੋ।',
  'The last layer gives {} values, but there are {} classes. End the network with a dense layer of {} units.':
    'ਆਖ਼ਰੀ ਪਰਤ {1} ਮੁੱਲ ਦਿੰਦੀ ਹੈ, ਪਰ ਵਰਗ {2} ਹਨ। ਨੈੱਟਵਰਕ ਦੇ ਅੰਤ ਵਿੱਚ {3} ਇਕਾਈਆਂ ਦੀ ਡੈਂਸ ਪਰਤ ਰੱਖੋ।',
  'The network has {} parameters; at most {} are supported. Use fewer filters or units.':
    'ਨੈੱਟਵਰਕ ਵਿੱਚ {1} ਪੈਰਾਮੀਟਰ ਹਨ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਹੋ ਸਕਦੇ ਹਨ। ਫ਼ਿਲਟਰ ਜਾਂ ਇਕਾਈਆਂ ਘਟਾਓ।',
  'The network takes images of {} × {} × {}, but those of {} are {} × {} × {}.':
    'ਨੈੱਟਵਰਕ {1} × {2} × {3} ਦੀਆਂ ਤਸਵੀਰਾਂ ਲੈਂਦਾ ਹੈ, ਪਰ {4} ਦੀਆਂ ਤਸਵੀਰਾਂ {5} × {6} × {7} ਹਨ।',
  'This network needs {} MB of memory with these settings, more than there is. Use a smaller batch, fewer threads, or fewer filters.':
    'ਇਸ ਨੈੱਟਵਰਕ ਨੂੰ ਇਨ੍ਹਾਂ ਸੈਟਿੰਗਾਂ ਨਾਲ {1} MB ਮੈਮਰੀ ਚਾਹੀਦੀ ਹੈ, ਜਿੰਨੀ ਹੈ ਨਹੀਂ। ਬੈਚ ਛੋਟਾ ਕਰੋ, ਥ੍ਰੈੱਡ ਜਾਂ ਫ਼ਿਲਟਰ ਘਟਾਓ।',

  // Layers.
  conv2d: 'ਕਨਵੋਲਿਊਸ਼ਨ',
  maxPool: 'ਮੈਕਸ-ਪੂਲਿੰਗ',
  averagePool: 'ਔਸਤ-ਪੂਲਿੰਗ',
  dense: 'ਡੈਂਸ',
  leakyRelu: 'ਲੀਕੀ ReLU',
  relu: 'ReLU',
  sigmoid: 'ਸਿਗਮੌਇਡ',
  tanh: 'Tanh',
  dropout: 'ਡ੍ਰੌਪਆਊਟ',
  batchNorm: 'ਬੈਚ ਨੌਰਮ',
  flatten: 'ਫ਼ਲੈਟਨ',

  // Runs.
  'At step {} {}.{} The weights of step {} were kept. Try a smaller learning rate.':
    'ਕਦਮ {1} ਉੱਤੇ {2}। {3} ਕਦਮ {4} ਦੇ ਭਾਰ ਰੱਖੇ ਗਏ ਹਨ। ਸਿੱਖਣ ਦੀ ਦਰ ਘਟਾ ਕੇ ਵੇਖੋ।',
  'the loss was no longer a finite number': 'ਹਾਨੀ ਸੀਮਤ ਸੰਖਿਆ ਨਹੀਂ ਰਹੀ',
  'a weight was no longer a finite number': 'ਇੱਕ ਭਾਰ ਸੀਮਤ ਸੰਖਿਆ ਨਹੀਂ ਰਿਹਾ',
  'It began in layer {} ({}): the {} had grown without bound.':
    'ਸ਼ੁਰੂਆਤ ਪਰਤ {1} ({2}) ਵਿੱਚ ਹੋਈ, ਜਿੱਥੇ ਇਹ ਬਿਨਾਂ ਹੱਦ ਦੇ ਵਧ ਗਿਆ: {3}।',
  weights: 'ਭਾਰ',
  bias: 'ਬਾਇਸ',
  scale: 'ਮਾਪ',
  shift: 'ਖਿਸਕਾਅ',
  'running mean': 'ਚਾਲੂ ਔਸਤ',
  'running variance': 'ਚਾਲੂ ਪ੍ਰਸਰਣ',
  output: 'ਆਉਟਪੁੱਟ',
  'The training engine stopped unexpectedly and was started again. Your training is kept up to step {} of {}.':
    'ਸਿਖਲਾਈ ਦਾ ਇੰਜਣ ਅਚਾਨਕ ਰੁਕਿਆ ਅਤੇ ਮੁੜ ਸ਼ੁਰੂ ਕੀਤਾ ਗਿਆ। ਤੁਹਾਡੀ ਸਿਖਲਾਈ ਕਦਮ {1} / {2} ਤੱਕ ਸੁਰੱਖਿਅਤ ਹੈ।',
  'The learning rate of this run was changed {} times, which is as often as can be. A schedule changes it at every step.':
    'ਇਸ ਰਨ ਦੀ ਸਿੱਖਣ ਦੀ ਦਰ {1} ਵਾਰ ਬਦਲੀ ਜਾ ਚੁੱਕੀ ਹੈ, ਇਸ ਤੋਂ ਵੱਧ ਨਹੀਂ ਬਦਲ ਸਕਦੀ। ਯੋਜਨਾ ਉਸ ਨੂੰ ਹਰ ਕਦਮ ਉੱਤੇ ਬਦਲਦੀ ਹੈ।',
  'This run was continued {} times, which is as often as can be. Train anew, with more epochs.':
    'ਇਹ ਰਨ {1} ਵਾਰ ਜਾਰੀ ਕੀਤਾ ਜਾ ਚੁੱਕਾ ਹੈ, ਇਸ ਤੋਂ ਵੱਧ ਨਹੀਂ ਹੋ ਸਕਦਾ। ਵੱਧ ਯੁੱਗਾਂ ਨਾਲ ਨਵੀਂ ਸਿਖਲਾਈ ਸ਼ੁਰੂ ਕਰੋ।',
  'The run has come to epoch {}. Give it more epochs than that.': 'ਰਨ {1} ਯੁੱਗ ਪੂਰੇ ਕਰ ਚੁੱਕਾ ਹੈ। ਉਸ ਤੋਂ ਵੱਧ ਦਿਓ।',
  'This model learned from {}. Open that data set to train it further.':
    'ਇਹ ਮਾਡਲ {1} ਤੋਂ ਸਿੱਖਿਆ ਹੈ। ਇਸ ਨੂੰ ਅੱਗੇ ਸਿਖਲਾਈ ਦੇਣ ਲਈ ਉਹ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹੋ।',
  'There is no training going on. Press Train to start one.': 'ਕੋਈ ਸਿਖਲਾਈ ਨਹੀਂ ਚੱਲ ਰਹੀ। “ਸਿਖਾਓ” ਦਬਾ ਕੇ ਇੱਕ ਸ਼ੁਰੂ ਕਰੋ।',
  'A training run is going on. Stop it before you {}.': 'ਸਿਖਲਾਈ ਚੱਲ ਰਹੀ ਹੈ। ਪਹਿਲਾਂ ਉਸ ਨੂੰ ਸਮਾਪਤ ਕਰੋ, ਫਿਰ {1}।',
  'open another data set': 'ਦੂਜਾ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹੋ',
  'test the model': 'ਮਾਡਲ ਪਰਖੋ',
  'replace its model': 'ਮਾਡਲ ਬਦਲੋ',
  'Another model is just being opened.': 'ਹੁਣੇ ਇੱਕ ਹੋਰ ਮਾਡਲ ਖੁੱਲ੍ਹ ਰਿਹਾ ਹੈ।',
  'Another data set was opened meanwhile. Try again.': 'ਇਸ ਦੌਰਾਨ ਦੂਜਾ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹਿਆ ਗਿਆ। ਮੁੜ ਕੋਸ਼ਿਸ਼ ਕਰੋ।',
  'No data set is open. Choose one first.': 'ਕੋਈ ਡਾਟਾਸੈੱਟ ਖੁੱਲ੍ਹਾ ਨਹੀਂ। ਪਹਿਲਾਂ ਇੱਕ ਚੁਣੋ।',
  'There is no model yet. Train one or open a file.': 'ਅਜੇ ਕੋਈ ਮਾਡਲ ਨਹੀਂ। ਇੱਕ ਨੂੰ ਸਿਖਲਾਈ ਦਿਓ ਜਾਂ ਫ਼ਾਈਲ ਖੋਲ੍ਹੋ।',
  'There is no network yet. Train one or open a file.': 'ਅਜੇ ਕੋਈ ਨੈੱਟਵਰਕ ਨਹੀਂ। ਇੱਕ ਨੂੰ ਸਿਖਲਾਈ ਦਿਓ ਜਾਂ ਫ਼ਾਈਲ ਖੋਲ੍ਹੋ।',
  'The model knows {} classes, but {} has {}. Open the data set that the model was trained on, or train on this one.':
    'ਮਾਡਲ {1} ਵਰਗ ਜਾਣਦਾ ਹੈ, ਪਰ {2} ਵਿੱਚ {3} ਹਨ। ਉਹ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹੋ ਜਿਸ ਉੱਤੇ ਮਾਡਲ ਨੇ ਸਿੱਖਿਆ ਸੀ, ਜਾਂ ਇਸ ਉੱਤੇ ਸਿਖਲਾਈ ਦਿਓ।',
  'The network reads every image of this split rightly.': 'ਨੈੱਟਵਰਕ ਇਸ ਹਿੱਸੇ ਦੀ ਹਰ ਤਸਵੀਰ ਸਹੀ ਪੜ੍ਹਦਾ ਹੈ।',
  'The images of {} have another size than those that this network takes. Draw one, or open its data set.':
    '{1} ਦੀਆਂ ਤਸਵੀਰਾਂ ਦਾ ਆਕਾਰ ਇਸ ਨੈੱਟਵਰਕ ਨਾਲ ਮੇਲ ਨਹੀਂ ਖਾਂਦਾ। ਇੱਕ ਚਿੱਤਰ ਬਣਾਓ, ਜਾਂ ਇਸ ਦਾ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹੋ।',
  'Handwriting can take the place of digits only: of ten classes, 0 to 9, in grey images of 28 × 28 pixels.':
    '“ਹੋਰ ਹੱਥ” ਸਿਰਫ਼ ਅੰਕਾਂ ਲਈ ਹੈ: ਦਸ ਵਰਗ, 0 ਤੋਂ 9, 28 × 28 ਪਿਕਸਲ ਦੀਆਂ ਸਲੇਟੀ ਤਸਵੀਰਾਂ ਵਿੱਚ।',

  // The engine, and what went wrong inside.
  'Something went wrong inside Epoch Lab: {}': 'Epoch Lab ਦੇ ਅੰਦਰ ਕੁਝ ਗੜਬੜ ਹੋਈ: {1}',
  'The part of Epoch Lab that does this is no longer running.':
    'Epoch Lab ਦਾ ਜਿਹੜਾ ਹਿੱਸਾ ਇਹ ਕਰਦਾ ਹੈ, ਉਹ ਹੁਣ ਨਹੀਂ ਚੱਲ ਰਿਹਾ।',
  '{} It did so several times, so it is not started again by itself. If this happens again after another try, take a smaller network or batch.':
    '{1} ਇਹ ਕਈ ਵਾਰ ਹੋਇਆ, ਇਸ ਲਈ ਉਹ ਆਪਣੇ-ਆਪ ਮੁੜ ਸ਼ੁਰੂ ਨਹੀਂ ਹੁੰਦਾ। ਇੱਕ ਹੋਰ ਕੋਸ਼ਿਸ਼ ਮਗਰੋਂ ਵੀ ਇਹ ਹੋਵੇ ਤਾਂ ਛੋਟਾ ਨੈੱਟਵਰਕ ਜਾਂ ਬੈਚ ਲਓ।',
  'The engine, which does the computing, stopped unexpectedly (code {}).':
    'ਹਿਸਾਬ ਕਰਨ ਵਾਲਾ ਇੰਜਣ ਅਚਾਨਕ ਰੁਕ ਗਿਆ (ਕੋਡ {1})।',

  // Files.
  '“{}” could not be {}: {}': '“{1}” {2} ਨਹੀਂ ਜਾ ਸਕੀ: {3}',
  opened: 'ਖੋਲ੍ਹੀ',
  saved: 'ਸਾਂਭੀ',
  'it is not there any more. Was it moved, or renamed?':
    'ਉਹ ਹੁਣ ਉੱਥੇ ਨਹੀਂ। ਕੀ ਉਸ ਨੂੰ ਹਿਲਾਇਆ ਗਿਆ, ਜਾਂ ਉਸ ਦਾ ਨਾਂ ਬਦਲਿਆ ਗਿਆ?',
  'its folder is not there any more. Choose another place.': 'ਉਸ ਦਾ ਫ਼ੋਲਡਰ ਹੁਣ ਉੱਥੇ ਨਹੀਂ। ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'it is a folder, not a file.': 'ਉਹ ਫ਼ਾਈਲ ਨਹੀਂ, ਫ਼ੋਲਡਰ ਹੈ।',
  'you are not allowed to read it.': 'ਤੁਹਾਨੂੰ ਉਸ ਨੂੰ ਪੜ੍ਹਨ ਦੀ ਇਜਾਜ਼ਤ ਨਹੀਂ।',
  'you are not allowed to write there. Choose another place.': 'ਤੁਹਾਨੂੰ ਉੱਥੇ ਲਿਖਣ ਦੀ ਇਜਾਜ਼ਤ ਨਹੀਂ। ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'the disk can only be read. Choose another place.': 'ਇਸ ਡਿਸਕ ਉੱਤੇ ਲਿਖਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ। ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'the disk is full. Make room, or choose another place.': 'ਡਿਸਕ ਭਰ ਗਈ ਹੈ। ਥਾਂ ਬਣਾਓ, ਜਾਂ ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'your share of the disk is used up. Make room, or choose another place.':
    'ਡਿਸਕ ਉੱਤੇ ਤੁਹਾਡਾ ਹਿੱਸਾ ਭਰ ਗਿਆ ਹੈ। ਥਾਂ ਬਣਾਓ, ਜਾਂ ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'another program is using it. Close that program and try again.':
    'ਕੋਈ ਹੋਰ ਪ੍ਰੋਗਰਾਮ ਉਸ ਨੂੰ ਵਰਤ ਰਿਹਾ ਹੈ। ਉਸ ਨੂੰ ਬੰਦ ਕਰ ਕੇ ਮੁੜ ਕੋਸ਼ਿਸ਼ ਕਰੋ।',
  'its name is too long. Choose a shorter one.': 'ਉਸ ਦਾ ਨਾਂ ਬਹੁਤ ਲੰਮਾ ਹੈ। ਛੋਟਾ ਨਾਂ ਚੁਣੋ।',
  'the disk reported a fault.': 'ਡਿਸਕ ਨੇ ਨੁਕਸ ਦੱਸਿਆ।',
  'a part of its path is not a folder. Choose another place.': 'ਉਸ ਦੇ ਪਾਥ ਦਾ ਇੱਕ ਹਿੱਸਾ ਫ਼ੋਲਡਰ ਨਹੀਂ। ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'the disk does not accept files of this size. Choose another place.':
    'ਇਹ ਡਿਸਕ ਇੰਨੀ ਵੱਡੀ ਫ਼ਾਈਲ ਨਹੀਂ ਲੈਂਦੀ। ਕੋਈ ਹੋਰ ਥਾਂ ਚੁਣੋ।',
  'too many files are open. Close some programs and try again.':
    'ਬਹੁਤ ਸਾਰੀਆਂ ਫ਼ਾਈਲਾਂ ਖੁੱਲ੍ਹੀਆਂ ਹਨ। ਕੁਝ ਪ੍ਰੋਗਰਾਮ ਬੰਦ ਕਰ ਕੇ ਮੁੜ ਕੋਸ਼ਿਸ਼ ਕਰੋ।',
  'the system reported {}.': 'ਸਿਸਟਮ ਨੇ ਦੱਸਿਆ: {1}।',
  '“{}” changed while it was read. Wait until it is finished, and choose it again.':
    '“{1}” ਪੜ੍ਹਦੇ ਸਮੇਂ ਬਦਲ ਗਈ। ਉਸ ਦੇ ਪੂਰਾ ਹੋਣ ਤੱਕ ਰੁਕੋ, ਅਤੇ ਉਸ ਨੂੰ ਮੁੜ ਚੁਣੋ।',
  '“{}” has more than {} files. Import a part of it.': '“{1}” ਵਿੱਚ {2} ਤੋਂ ਵੱਧ ਫ਼ਾਈਲਾਂ ਹਨ। ਉਸ ਦਾ ਇੱਕ ਹਿੱਸਾ ਲਿਆਓ।',
  'it is a link.': 'ਉਹ ਲਿੰਕ ਹੈ।',
  'it is no ordinary file.': 'ਉਹ ਸਧਾਰਨ ਫ਼ਾਈਲ ਨਹੀਂ।',
  'it lies too deep in folders.': 'ਉਹ ਫ਼ੋਲਡਰਾਂ ਵਿੱਚ ਬਹੁਤ ਡੂੰਘੀ ਹੈ।',
  '{}/{} was changed or damaged since it was kept.': '{1}/{2} ਰੱਖੇ ਜਾਣ ਮਗਰੋਂ ਬਦਲੀ ਗਈ ਜਾਂ ਖ਼ਰਾਬ ਹੋ ਗਈ।',
  'There is no data set “{}”.': 'ਡਾਟਾਸੈੱਟ “{1}” ਨਹੀਂ ਹੈ।',
  '“{}” is there already. Choose another name.': '“{1}” ਪਹਿਲਾਂ ਹੀ ਮੌਜੂਦ ਹੈ। ਕੋਈ ਹੋਰ ਨਾਂ ਚੁਣੋ।',
  'Choose the file again, please.': 'ਕਿਰਪਾ ਕਰ ਕੇ ਫ਼ਾਈਲ ਮੁੜ ਚੁਣੋ।',
  'this is not a safetensors file, or its beginning is damaged.':
    'ਇਹ safetensors ਫ਼ਾਈਲ ਨਹੀਂ, ਜਾਂ ਇਸ ਦੀ ਸ਼ੁਰੂਆਤ ਖ਼ਰਾਬ ਹੈ।',
  'the file ends after {}; it is no safetensors file. Choose a model that Epoch Lab saved.':
    'ਫ਼ਾਈਲ {1} ਮਗਰੋਂ ਮੁੱਕ ਜਾਂਦੀ ਹੈ; ਇਹ safetensors ਫ਼ਾਈਲ ਨਹੀਂ। Epoch Lab ਦਾ ਸਾਂਭਿਆ ਮਾਡਲ ਚੁਣੋ।',
  'the file ends after {}, within its header of {}. It was cut off: copy it again from where it came.':
    'ਫ਼ਾਈਲ {1} ਮਗਰੋਂ, ਆਪਣੇ {2} ਦੇ ਸਿਰਲੇਖ ਵਿੱਚ ਹੀ ਕੱਟੀ ਗਈ ਹੈ: ਉਸ ਨੂੰ ਉੱਥੋਂ ਮੁੜ ਕਾਪੀ ਕਰੋ ਜਿੱਥੋਂ ਉਹ ਆਈ।',
  'tensor {} lies from byte {} to {} of {}. The file is damaged or was cut off: copy it again from where it came.':
    'ਟੈਂਸਰ {1} ਬਾਈਟ {2} ਤੋਂ {3} ਤੱਕ ਹੋਣਾ ਸੀ, ਪਰ ਫ਼ਾਈਲ ਵਿੱਚ {4} ਹੀ ਹਨ। ਫ਼ਾਈਲ ਖ਼ਰਾਬ ਹੈ ਜਾਂ ਕੱਟੀ ਗਈ: ਉਸ ਨੂੰ ਉੱਥੋਂ ਮੁੜ ਕਾਪੀ ਕਰੋ ਜਿੱਥੋਂ ਉਹ ਆਈ।',
  'this is not a model saved by Epoch Lab: it does not say what network its tensors belong to.':
    'ਇਹ Epoch Lab ਦਾ ਸਾਂਭਿਆ ਮਾਡਲ ਨਹੀਂ: ਇਸ ਵਿੱਚ ਨਹੀਂ ਲਿਖਿਆ ਕਿ ਇਸ ਦੇ ਟੈਂਸਰ ਕਿਹੜੇ ਨੈੱਟਵਰਕ ਦੇ ਹਨ।',
  'it was saved by a newer Epoch Lab (format version {}; this one reads up to {}). Update Epoch Lab to open it.':
    'ਇਸ ਨੂੰ ਨਵੇਂ Epoch Lab ਨੇ ਸਾਂਭਿਆ ਹੈ (ਫ਼ਾਰਮੈਟ ਸੰਸਕਰਣ {1}; ਇਹ ਵਾਲਾ {2} ਤੱਕ ਪੜ੍ਹਦਾ ਹੈ)। ਇਸ ਨੂੰ ਖੋਲ੍ਹਣ ਲਈ Epoch Lab ਅੱਪਡੇਟ ਕਰੋ।',
  'The checkpoint is damaged, and so is the one before it.': 'ਚੈੱਕਪੁਆਇੰਟ ਖ਼ਰਾਬ ਹੈ, ਅਤੇ ਉਸ ਤੋਂ ਪਹਿਲਾਂ ਵਾਲਾ ਵੀ।',
  'That run is not there any more.': 'ਉਹ ਰਨ ਹੁਣ ਉੱਥੇ ਨਹੀਂ।',
  'The run learned from {}. Open that data set first, then continue.':
    'ਰਨ ਨੇ {1} ਤੋਂ ਸਿੱਖਿਆ ਸੀ। ਪਹਿਲਾਂ ਉਹ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹੋ, ਫਿਰ ਜਾਰੀ ਰੱਖੋ।',
  'This run was kept without its weights.': 'ਇਹ ਰਨ ਆਪਣੇ ਭਾਰਾਂ ਤੋਂ ਬਿਨਾਂ ਰੱਖਿਆ ਗਿਆ ਸੀ।',
  'There is no hand-in in “{}”: their names end in .{}.':
    '“{1}” ਵਿੱਚ ਕੋਈ ਜਮ੍ਹਾਂ ਕੰਮ ਨਹੀਂ: ਉਨ੍ਹਾਂ ਦੇ ਨਾਂ .{2} ਉੱਤੇ ਮੁੱਕਦੇ ਹਨ।',

  // Data.
  'the file is empty.': 'ਫ਼ਾਈਲ ਖ਼ਾਲੀ ਹੈ।',
  'the file has no rows.': 'ਫ਼ਾਈਲ ਵਿੱਚ ਕੋਈ ਕਤਾਰ ਨਹੀਂ।',
  'the file has no rows below its header.': 'ਫ਼ਾਈਲ ਵਿੱਚ ਸਿਰਲੇਖ ਹੇਠਾਂ ਕੋਈ ਕਤਾਰ ਨਹੀਂ।',
  'there is nothing in it.': 'ਇਸ ਵਿੱਚ ਕੁਝ ਨਹੀਂ।',
  'these are images, and their labels are missing. Choose both files together.':
    'ਇਹ ਤਸਵੀਰਾਂ ਹਨ, ਅਤੇ ਇਨ੍ਹਾਂ ਦੇ ਲੇਬਲ ਨਹੀਂ। ਦੋਵੇਂ ਫ਼ਾਈਲਾਂ ਇਕੱਠੀਆਂ ਚੁਣੋ।',
  'this is no data set that is known. It begins with {}.': 'ਇਹ ਜਾਣਿਆ-ਪਛਾਣਿਆ ਡਾਟਾਸੈੱਟ ਨਹੀਂ। ਇਸ ਦੀ ਸ਼ੁਰੂਆਤ ਹੈ: {1}।',
  'There are too many data sets of your own. Remove some first.':
    'ਤੁਹਾਡੇ ਆਪਣੇ ਡਾਟਾਸੈੱਟ ਬਹੁਤ ਜ਼ਿਆਦਾ ਹੋ ਗਏ ਹਨ। ਪਹਿਲਾਂ ਕੁਝ ਹਟਾਓ।',
  'Choose at least two classes: with one there is nothing to tell apart.':
    'ਘੱਟੋ-ਘੱਟ ਦੋ ਵਰਗ ਚੁਣੋ: ਇੱਕ ਵਿੱਚ ਪਛਾਣਨ ਨੂੰ ਕੁਝ ਨਹੀਂ।',
  'There are no drawings yet. Draw some of each class first.': 'ਅਜੇ ਕੋਈ ਚਿੱਤਰ ਨਹੀਂ। ਪਹਿਲਾਂ ਹਰ ਵਰਗ ਦੇ ਕੁਝ ਬਣਾਓ।',
  'A network tells classes apart: there must be at least two.':
    'ਨੈੱਟਵਰਕ ਵਰਗਾਂ ਵਿੱਚ ਫ਼ਰਕ ਕਰਦਾ ਹੈ: ਘੱਟੋ-ਘੱਟ ਦੋ ਹੋਣੇ ਚਾਹੀਦੇ ਹਨ।',
  'The class “{}” needs two drawings at least: one to learn from, one to test on.':
    'ਵਰਗ “{1}” ਨੂੰ ਘੱਟੋ-ਘੱਟ ਦੋ ਚਿੱਤਰ ਚਾਹੀਦੇ ਹਨ: ਇੱਕ ਸਿੱਖਣ ਲਈ, ਇੱਕ ਪਰਖਣ ਲਈ।',
  'All drawings are by one writer. To test on hands that were not learned from, there must be two at least.':
    'ਸਾਰੇ ਚਿੱਤਰ ਇੱਕੋ ਹੱਥ ਦੇ ਹਨ। ਅਣਸਿੱਖੇ ਹੱਥਾਂ ਉੱਤੇ ਪਰਖਣ ਲਈ ਘੱਟੋ-ਘੱਟ ਦੋ ਚਾਹੀਦੇ ਹਨ।',
  'Drawings are {} × {} pixels; those of {} are not.': 'ਚਿੱਤਰ {1} × {2} ਪਿਕਸਲ ਦੇ ਹਨ; {3} ਦੇ ਨਹੀਂ।',
  'All of these drawings are in {} already.': 'ਇਹ ਸਾਰੇ ਚਿੱਤਰ {1} ਵਿੱਚ ਪਹਿਲਾਂ ਹੀ ਹਨ।',
  'The classes of the drawings and those of {} are {} together; a data set has at most {}.':
    'ਚਿੱਤਰਾਂ ਦੇ ਵਰਗ ਅਤੇ {1} ਦੇ ਵਰਗ ਮਿਲ ਕੇ {2} ਹਨ; ਇੱਕ ਡਾਟਾਸੈੱਟ ਵਿੱਚ ਵੱਧ ਤੋਂ ਵੱਧ {3} ਹੁੰਦੇ ਹਨ।',
  'This data set of your own is not complete: {}. Import it again.':
    'ਤੁਹਾਡਾ ਇਹ ਡਾਟਾਸੈੱਟ ਅਧੂਰਾ ਹੈ: {1}। ਇਸ ਨੂੰ ਮੁੜ ਲਿਆਓ।',
  'The data set “{}” that ships with Epoch Lab is not complete: {}. Install Epoch Lab again.':
    'Epoch Lab ਦੇ ਨਾਲ ਆਉਣ ਵਾਲਾ ਡਾਟਾਸੈੱਟ “{1}” ਅਧੂਰਾ ਹੈ: {2}। Epoch Lab ਮੁੜ ਇੰਸਟਾਲ ਕਰੋ।',
  'its file “{}” is missing': 'ਉਸਦੀ ਫ਼ਾਈਲ “{1}” ਨਹੀਂ ਹੈ',
  'its folder cannot be read': 'ਉਸਦਾ ਫ਼ੋਲਡਰ ਪੜ੍ਹਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ',
  'Reinstall Epoch Lab, or put the original file back.': 'Epoch Lab ਮੁੜ ਇੰਸਟਾਲ ਕਰੋ, ਜਾਂ ਮੂਲ ਫ਼ਾਈਲ ਵਾਪਸ ਰੱਖੋ।',
  '{}: this file of the data set {} is missing. {}': '{1}: ਡਾਟਾਸੈੱਟ {2} ਦੀ ਇਹ ਫ਼ਾਈਲ ਨਹੀਂ ਮਿਲੀ। {3}',

  ...importSentences,
  ...labSentences,
};
