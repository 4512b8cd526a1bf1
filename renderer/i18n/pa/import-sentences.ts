import { counted, type Sentences } from '../sentences.ts';

/** In Punjabi: why a data set, or a file of it, could not be read, and how it was taken. */
export const importSentences: Sentences = {
  ...counted('byte', 'bytes', { one: '{1} ਬਾਈਟ', other: '{1} ਬਾਈਟਾਂ' }),
  ...counted('field', 'fields', { one: '{1} ਖੇਤਰ ਹੈ', other: '{1} ਖੇਤਰ ਹਨ' }),
  ...counted('image', 'images', { one: '{1} ਤਸਵੀਰ', other: '{1} ਤਸਵੀਰਾਂ' }),
  ...counted('label', 'labels', { one: '{1} ਲੇਬਲ', other: '{1} ਲੇਬਲ' }),
  ...counted('pixel', 'pixels', { one: '{1} ਪਿਕਸਲ', other: '{1} ਪਿਕਸਲ' }),
  ...counted('was', 'were', { one: '{1} ਛੱਡੀ ਗਈ', other: '{1} ਛੱਡੀਆਂ ਗਈਆਂ' }),

  // Files and folders.
  'No file was chosen.': 'ਕੋਈ ਫ਼ਾਈਲ ਨਹੀਂ ਚੁਣੀ ਗਈ।',
  'No files were chosen.': 'ਕੋਈ ਫ਼ਾਈਲਾਂ ਨਹੀਂ ਚੁਣੀਆਂ ਗਈਆਂ।',
  '“{}” is not among the chosen files.': '“{1}” ਚੁਣੀਆਂ ਫ਼ਾਈਲਾਂ ਵਿੱਚ ਨਹੀਂ ਹੈ।',
  '{}: reading it took too much time or memory, and was given up.{} Nothing was changed.':
    '{1}: ਇਸ ਨੂੰ ਪੜ੍ਹਨ ਵਿੱਚ ਬਹੁਤ ਜ਼ਿਆਦਾ ਸਮਾਂ ਜਾਂ ਮੈਮਰੀ ਲੱਗੀ, ਇਸ ਲਈ ਛੱਡ ਦਿੱਤਾ ਗਿਆ। {2} ਕੁਝ ਨਹੀਂ ਬਦਲਿਆ ਗਿਆ।',
  'The last file that it was given is “{}”.': 'ਇਸ ਨੂੰ ਦਿੱਤੀ ਆਖ਼ਰੀ ਫ਼ਾਈਲ “{1}” ਹੈ।',
  'it is of another kind than the data.': 'ਇਹ ਡਾਟੇ ਤੋਂ ਵੱਖਰੀ ਕਿਸਮ ਦੀ ਹੈ।',
  'it has {} bytes; at most {} can be read.': 'ਇਸ ਵਿੱਚ {1} ਬਾਈਟਾਂ ਹਨ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਪੜ੍ਹੀਆਂ ਜਾ ਸਕਦੀਆਂ ਹਨ।',
  'its header announces {} bytes; at most {} can be read.':
    'ਇਸ ਦਾ ਸਿਰਲੇਖ {1} ਬਾਈਟਾਂ ਦੱਸਦਾ ਹੈ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਪੜ੍ਹੀਆਂ ਜਾ ਸਕਦੀਆਂ ਹਨ।',
  'the file ends after {} of {} bytes.': 'ਫ਼ਾਈਲ {2} ਵਿੱਚੋਂ {1} ਬਾਈਟਾਂ ਮਗਰੋਂ ਮੁੱਕ ਜਾਂਦੀ ਹੈ।',
  'the file ends after {}, within its header.': 'ਫ਼ਾਈਲ {1} ਮਗਰੋਂ, ਆਪਣੇ ਸਿਰਲੇਖ ਵਿੱਚ ਹੀ, ਮੁੱਕ ਜਾਂਦੀ ਹੈ।',
  'the file ends too early, after {}.': 'ਫ਼ਾਈਲ {1} ਮਗਰੋਂ, ਸਮੇਂ ਤੋਂ ਪਹਿਲਾਂ, ਮੁੱਕ ਜਾਂਦੀ ਹੈ।',
  'the file ends too early, after {}. {}': 'ਫ਼ਾਈਲ {1} ਮਗਰੋਂ, ਸਮੇਂ ਤੋਂ ਪਹਿਲਾਂ, ਮੁੱਕ ਜਾਂਦੀ ਹੈ। {2}',
  'the file ends too early, after {}. Get it again.': 'ਫ਼ਾਈਲ {1} ਮਗਰੋਂ, ਸਮੇਂ ਤੋਂ ਪਹਿਲਾਂ, ਮੁੱਕ ਜਾਂਦੀ ਹੈ। ਉਸ ਨੂੰ ਮੁੜ ਲਿਆਓ।',
  'no data set was found in it. IDX files, tables (CSV), NumPy arrays (NPZ, NPY) and folders of pictures are read.':
    'ਇਸ ਵਿੱਚ ਕੋਈ ਡਾਟਾਸੈੱਟ ਨਹੀਂ ਮਿਲਿਆ। IDX ਫ਼ਾਈਲਾਂ, ਸਾਰਣੀਆਂ (CSV), NumPy ਐਰੇ (NPZ, NPY) ਅਤੇ ਤਸਵੀਰਾਂ ਦੇ ਫ਼ੋਲਡਰ ਪੜ੍ਹੇ ਜਾਂਦੇ ਹਨ।',

  // What came of it.
  'no image in it could be read.{}': 'ਇਸ ਦੀ ਕੋਈ ਤਸਵੀਰ ਪੜ੍ਹੀ ਨਹੀਂ ਜਾ ਸਕੀ। {1}',
  'all its images are of one class, “{}”. There is nothing to tell apart: at least two are needed.{}':
    'ਇਸ ਦੀਆਂ ਸਾਰੀਆਂ ਤਸਵੀਰਾਂ ਇੱਕੋ ਵਰਗ “{1}” ਦੀਆਂ ਹਨ। ਫ਼ਰਕ ਕਰਨ ਨੂੰ ਕੁਝ ਨਹੀਂ: ਘੱਟੋ-ਘੱਟ ਦੋ ਵਰਗ ਚਾਹੀਦੇ ਹਨ। {2}',
  '{} skipped, the first because: {}: {}': '{1}, ਪਹਿਲੀ ਇਸ ਕਰਕੇ: {2}: {3}',
  '{}, line {}': '{1}, ਲਾਈਨ {2}',
  'no class has two images: there is nothing to test on. Add images.':
    'ਕਿਸੇ ਵਰਗ ਦੀਆਂ ਦੋ ਤਸਵੀਰਾਂ ਨਹੀਂ: ਪਰਖਣ ਨੂੰ ਕੁਝ ਨਹੀਂ। ਹੋਰ ਤਸਵੀਰਾਂ ਜੋੜੋ।',
  'it has more than {} different labels. Are labels taken from the right place?':
    'ਇਸ ਵਿੱਚ {1} ਤੋਂ ਵੱਧ ਵੱਖ-ਵੱਖ ਲੇਬਲ ਹਨ। ਕੀ ਲੇਬਲ ਸਹੀ ਥਾਂ ਤੋਂ ਲਏ ਗਏ ਹਨ?',
  '{} images of {} × {} pixels are more than Epoch Lab can hold. Choose a smaller size, or fewer images.':
    '{2} × {3} ਪਿਕਸਲ ਦੀਆਂ {1} ਤਸਵੀਰਾਂ Epoch Lab ਵਿੱਚ ਨਹੀਂ ਸਮਾਉਂਦੀਆਂ। ਛੋਟਾ ਆਕਾਰ ਜਾਂ ਘੱਟ ਤਸਵੀਰਾਂ ਚੁਣੋ।',
  'it has no label.': 'ਇਸ ਦਾ ਕੋਈ ਲੇਬਲ ਨਹੀਂ।',
  'its label has {} characters; at most {} are possible.': 'ਇਸ ਦੇ ਲੇਬਲ ਵਿੱਚ {1} ਅੱਖਰ ਹਨ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਹੋ ਸਕਦੇ ਹਨ।',
  'image {}: {}': 'ਤਸਵੀਰ {1}: {2}',
  'Pixel values from {} to {} became 0 to 255.': 'ਪਿਕਸਲਾਂ ਦੇ {1} ਤੋਂ {2} ਤੱਕ ਦੇ ਮੁੱਲ 0 ਤੋਂ 255 ਤੱਕ ਦੇ ਕਰ ਦਿੱਤੇ ਗਏ।',
  'Of animations, the first picture was taken: {}.': 'ਐਨੀਮੇਸ਼ਨ ਦੀ ਪਹਿਲੀ ਤਸਵੀਰ ਲਈ ਗਈ: {1}।',
  'Of animations, the first picture was taken: {} and {} more.':
    'ਐਨੀਮੇਸ਼ਨ ਦੀ ਪਹਿਲੀ ਤਸਵੀਰ ਲਈ ਗਈ: {1} ਅਤੇ {2} ਹੋਰ।',

  // Tables.
  'there is no table in it.': 'ਇਸ ਵਿੱਚ ਕੋਈ ਸਾਰਣੀ ਨਹੀਂ।',
  'line {}: a quotation mark is opened there and never closed.':
    'ਲਾਈਨ {1}: ਉੱਥੇ ਇੱਕ ਹਵਾਲਾ ਚਿੰਨ੍ਹ ਖੁੱਲ੍ਹਦਾ ਹੈ ਅਤੇ ਕਿਤੇ ਬੰਦ ਨਹੀਂ ਹੁੰਦਾ।',
  "line {} is longer than any row of an image's pixels. Is it a table with an image a line?":
    'ਲਾਈਨ {1} ਕਿਸੇ ਵੀ ਤਸਵੀਰ ਦੇ ਪਿਕਸਲਾਂ ਦੀ ਕਤਾਰ ਤੋਂ ਲੰਮੀ ਹੈ। ਕੀ ਇਹ ਹਰ ਲਾਈਨ ਵਿੱਚ ਇੱਕ ਤਸਵੀਰ ਵਾਲੀ ਸਾਰਣੀ ਹੈ?',
  'line 1 has {}: a table of images has a label and a field for each pixel.':
    'ਲਾਈਨ 1 ਵਿੱਚ {1}: ਤਸਵੀਰਾਂ ਦੀ ਸਾਰਣੀ ਵਿੱਚ ਇੱਕ ਲੇਬਲ ਅਤੇ ਹਰ ਪਿਕਸਲ ਦਾ ਇੱਕ ਖੇਤਰ ਹੁੰਦਾ ਹੈ।',
  'it has {} a row, and not {} × {}.': 'ਇਸ ਦੀ ਹਰ ਕਤਾਰ {1} ਦੀ ਹੈ, {2} × {3} ਦੀ ਨਹੀਂ।',
  'it has {} pixels a row, which make no square. Is one of its columns no pixel, or is there no label? For images that are not square, say how high and how wide they are.':
    'ਇਸ ਦੀ ਹਰ ਕਤਾਰ ਵਿੱਚ {1} ਪਿਕਸਲ ਹਨ, ਜਿਨ੍ਹਾਂ ਤੋਂ ਚੌਰਸ ਤਸਵੀਰ ਨਹੀਂ ਬਣਦੀ। ਕੀ ਕੋਈ ਕਾਲਮ ਪਿਕਸਲ ਨਹੀਂ, ਜਾਂ ਲੇਬਲ ਹੀ ਨਹੀਂ? ਤਸਵੀਰਾਂ ਚੌਰਸ ਨਾ ਹੋਣ ਤਾਂ ਦੱਸੋ ਕਿ ਉਹ ਕਿੰਨੀਆਂ ਉੱਚੀਆਂ ਅਤੇ ਚੌੜੀਆਂ ਹਨ।',
  'it has no column “{}”. Its columns are {}.': 'ਇਸ ਵਿੱਚ “{1}” ਕਾਲਮ ਨਹੀਂ। ਇਸ ਦੇ ਕਾਲਮ ਹਨ: {2}।',
  '{} and {} more': '{1} ਅਤੇ {2} ਹੋਰ',
  'it has a column for each of {} pixels, and none for the label.':
    'ਇਸ ਵਿੱਚ {1} ਪਿਕਸਲਾਂ ਵਿੱਚੋਂ ਹਰ ਇੱਕ ਦਾ ਕਾਲਮ ਹੈ, ਪਰ ਲੇਬਲ ਦਾ ਕੋਈ ਨਹੀਂ।',
  'its images are {} × {} pixels, those of the table before it {} × {}.':
    'ਇਸ ਦੀਆਂ ਤਸਵੀਰਾਂ {1} × {2} ਪਿਕਸਲ ਦੀਆਂ ਹਨ, ਇਸ ਤੋਂ ਪਹਿਲੀ ਸਾਰਣੀ ਦੀਆਂ {3} × {4} ਦੀਆਂ।',
  'it has {}, where the others have {}.': 'ਇਸ ਵਿੱਚ {1}, ਜਦਕਿ ਦੂਜੀਆਂ ਕਤਾਰਾਂ ਵਿੱਚ {2}।',
  'column {} ({}) holds “{}”, which is no number.': 'ਕਾਲਮ {1} ({2}) ਵਿੱਚ “{3}” ਹੈ, ਜੋ ਸੰਖਿਆ ਨਹੀਂ।',
  'column {} ({}) holds {}; pixels are from {} to {}.':
    'ਕਾਲਮ {1} ({2}) ਵਿੱਚ {3} ਹੈ; ਪਿਕਸਲਾਂ ਦੇ ਮੁੱਲ {4} ਤੋਂ {5} ਤੱਕ ਹੁੰਦੇ ਹਨ।',

  // Arrays.
  'it has no array “{}”. It has {}.': 'ਇਸ ਵਿੱਚ “{1}” ਐਰੇ ਨਹੀਂ। ਇਸ ਵਿੱਚ ਇਹ ਹਨ: {2}।',
  'it has an array “{}”, as {} has one. Choose one of the two files.':
    'ਇਸ ਵਿੱਚ “{1}” ਐਰੇ ਹੈ, ਅਤੇ {2} ਵਿੱਚ ਵੀ। ਦੋਹਾਂ ਵਿੱਚੋਂ ਇੱਕ ਫ਼ਾਈਲ ਚੁਣੋ।',
  'this is neither an NPZ archive nor an NPY array of NumPy.': 'ਇਹ ਨਾ NumPy ਦਾ NPZ ਸੰਗ੍ਰਹਿ ਹੈ, ਨਾ NPY ਐਰੇ।',
  'there is no array in it.': 'ਇਸ ਵਿੱਚ ਕੋਈ ਐਰੇ ਨਹੀਂ।',
  'none of its arrays holds images. It has {}.': 'ਇਸ ਦੇ ਕਿਸੇ ਐਰੇ ਵਿੱਚ ਤਸਵੀਰਾਂ ਨਹੀਂ। ਇਸ ਵਿੱਚ ਇਹ ਹਨ: {1}।',
  'it has images ({}), and their labels are missing. It has {}.':
    'ਇਸ ਵਿੱਚ ਤਸਵੀਰਾਂ ({1}) ਹਨ, ਪਰ ਉਨ੍ਹਾਂ ਦੇ ਲੇਬਲ ਨਹੀਂ। ਇਸ ਵਿੱਚ ਇਹ ਹਨ: {2}।',
  'its array {} ({}, {}) {}': 'ਇਸ ਦਾ ਐਰੇ {1} ({2}, {3}) {4}',
  'holds texts, not images.': 'ਤਸਵੀਰਾਂ ਨਹੀਂ, ਪਾਠ ਰੱਖਦਾ ਹੈ।',
  'is not count × height × width, with or without channels.':
    'ਗਿਣਤੀ × ਉਚਾਈ × ਚੌੜਾਈ ਦਾ ਨਹੀਂ, ਨਾ ਚੈਨਲਾਂ ਨਾਲ, ਨਾ ਉਨ੍ਹਾਂ ਤੋਂ ਬਿਨਾਂ।',
  'holds images that are not from 1 × 1 to {} × {} pixels.':
    'ਅਜਿਹੀਆਂ ਤਸਵੀਰਾਂ ਰੱਖਦਾ ਹੈ ਜੋ 1 × 1 ਤੋਂ {1} × {2} ਪਿਕਸਲ ਤੱਕ ਦੀਆਂ ਨਹੀਂ।',
  'holds {} at place {}.': 'ਥਾਂ {2} ਉੱਤੇ {1} ਰੱਖਦਾ ਹੈ।',
  'its array {} ({}) is no list of labels.': 'ਇਸ ਦਾ ਐਰੇ {1} ({2}) ਲੇਬਲਾਂ ਦੀ ਸੂਚੀ ਨਹੀਂ।',
  'its array {} has {} for the {} of {}.': 'ਗਿਣਤੀ ਬਰਾਬਰ ਨਹੀਂ: ਇਸ ਦੇ ਐਰੇ {1} ਵਿੱਚ {2}, {4} ਵਿੱਚ {3}।',
  'this is not an NPY array.': 'ਇਹ NPY ਐਰੇ ਨਹੀਂ।',
  'the file ends after {} of the {} bytes that its shape ({}) takes.':
    'ਫ਼ਾਈਲ {1} ਬਾਈਟਾਂ ਮਗਰੋਂ ਮੁੱਕ ਜਾਂਦੀ ਹੈ, ਜਦਕਿ ਇਸ ਦੇ ਆਕਾਰ ({3}) ਨੂੰ {2} ਚਾਹੀਦੀਆਂ ਹਨ।',
  'its NPY version is {}; 1 to 3 are read.': 'ਇਸ ਦਾ NPY ਸੰਸਕਰਣ {1} ਹੈ; 1 ਤੋਂ 3 ਤੱਕ ਪੜ੍ਹੇ ਜਾਂਦੇ ਹਨ।',
  'its header has {} bytes, too many.': 'ਇਸ ਦੇ ਸਿਰਲੇਖ ਵਿੱਚ {1} ਬਾਈਟਾਂ ਹਨ, ਜੋ ਬਹੁਤ ਜ਼ਿਆਦਾ ਹਨ।',
  'its header is not one of an array of numbers or texts.': 'ਇਸ ਦਾ ਸਿਰਲੇਖ ਸੰਖਿਆਵਾਂ ਜਾਂ ਪਾਠਾਂ ਦੇ ਐਰੇ ਦਾ ਨਹੀਂ।',
  'its shape ({}) is not one that is read.': 'ਇਸ ਦਾ ਆਕਾਰ ({1}) ਪੜ੍ਹਿਆ ਨਹੀਂ ਜਾਂਦਾ।',
  'its values are of type {}, which is not read.{}': 'ਇਸ ਦੇ ਮੁੱਲ {1} ਕਿਸਮ ਦੇ ਹਨ, ਜੋ ਪੜ੍ਹੀ ਨਹੀਂ ਜਾਂਦੀ। {2}',
  'its values are of type {}, which is not read.': 'ਇਸ ਦੇ ਮੁੱਲ {1} ਕਿਸਮ ਦੇ ਹਨ, ਜੋ ਪੜ੍ਹੀ ਨਹੀਂ ਜਾਂਦੀ।',
  'It holds Python objects, which cannot be read safely.':
    'ਇਸ ਵਿੱਚ Python ਦੇ ਆਬਜੈਕਟ ਹਨ, ਜੋ ਸੁਰੱਖਿਅਤ ਢੰਗ ਨਾਲ ਪੜ੍ਹੇ ਨਹੀਂ ਜਾ ਸਕਦੇ।',

  // IDX files.
  'it holds the same as {}, by its name: {}. Choose one of them.':
    'ਇਸ ਦੇ ਨਾਂ ਮੁਤਾਬਕ ਇਸ ਵਿੱਚ ਉਹੀ ਹੈ ਜੋ {1} ਵਿੱਚ: {2}। ਉਨ੍ਹਾਂ ਵਿੱਚੋਂ ਇੱਕ ਚੁਣੋ।',
  'the test part': 'ਪਰਖ ਵਾਲਾ ਹਿੱਸਾ',
  'the training part': 'ਸਿਖਲਾਈ ਵਾਲਾ ਹਿੱਸਾ',
  'these are labels, and their images are missing. Choose both files together.':
    'ਇਹ ਲੇਬਲ ਹਨ, ਅਤੇ ਇਨ੍ਹਾਂ ਦੀਆਂ ਤਸਵੀਰਾਂ ਨਹੀਂ। ਦੋਵੇਂ ਫ਼ਾਈਲਾਂ ਇਕੱਠੀਆਂ ਚੁਣੋ।',
  'it has {} for the {} of {}.': 'ਗਿਣਤੀ ਬਰਾਬਰ ਨਹੀਂ: ਇਸ ਵਿੱਚ {1}, {3} ਵਿੱਚ {2}।',
  'its images are {} × {} pixels; from 1 × 1 to {} × {} are supported.':
    'ਇਸ ਦੀਆਂ ਤਸਵੀਰਾਂ {1} × {2} ਪਿਕਸਲ ਦੀਆਂ ਹਨ; 1 × 1 ਤੋਂ {3} × {4} ਤੱਕ ਦੀਆਂ ਲਈਆਂ ਜਾ ਸਕਦੀਆਂ ਹਨ।',
  'it is still compressed. Unpack it, or let its name end in .gz.':
    'ਇਹ ਅਜੇ ਵੀ ਨਪੀੜੀ ਹੋਈ ਹੈ। ਇਸ ਨੂੰ ਖੋਲ੍ਹੋ, ਜਾਂ ਇਸ ਦਾ ਨਾਂ .gz ਉੱਤੇ ਮੁਕਾਓ।',
  'it is compressed, and its name does not end in .gz.': 'ਇਹ ਨਪੀੜੀ ਹੋਈ ਹੈ, ਅਤੇ ਇਸ ਦਾ ਨਾਂ .gz ਉੱਤੇ ਨਹੀਂ ਮੁੱਕਦਾ।',
  'it is not {}: it begins with {}, not with 00 00 08 0{}.':
    'ਇਹ {1} ਨਹੀਂ: ਇਸ ਦੀ ਸ਼ੁਰੂਆਤ {2} ਹੈ, 00 00 08 0{3} ਨਹੀਂ।',
  'an IDX file of images': 'ਤਸਵੀਰਾਂ ਦੀ IDX ਫ਼ਾਈਲ',
  'an IDX file of labels': 'ਲੇਬਲਾਂ ਦੀ IDX ਫ਼ਾਈਲ',
  'it announces {}; from 1 to {} are supported.': 'ਇਹ {1} ਦੱਸਦੀ ਹੈ; 1 ਤੋਂ {2} ਤੱਕ ਦੀ ਗਿਣਤੀ ਚੱਲਦੀ ਹੈ।',
  'the file has {}, but its header announces only {}.': 'ਫ਼ਾਈਲ {1} ਦੀ ਹੈ, ਪਰ ਉਸ ਦਾ ਸਿਰਲੇਖ ਸਿਰਫ਼ {2} ਦੱਸਦਾ ਹੈ।',

  // Pictures and their folders.
  'this is one picture. Choose a folder that has a folder of pictures for each class.':
    'ਇਹ ਇੱਕੋ ਤਸਵੀਰ ਹੈ। ਅਜਿਹਾ ਫ਼ੋਲਡਰ ਚੁਣੋ ਜਿਸ ਵਿੱਚ ਹਰ ਵਰਗ ਦੀਆਂ ਤਸਵੀਰਾਂ ਦਾ ਆਪਣਾ ਫ਼ੋਲਡਰ ਹੋਵੇ।',
  'it lies in no folder of a class.': 'ਇਹ ਕਿਸੇ ਵਰਗ ਦੇ ਫ਼ੋਲਡਰ ਵਿੱਚ ਨਹੀਂ।',
  'it lies beside the folders for training and testing.': 'ਇਹ ਸਿਖਲਾਈ ਅਤੇ ਪਰਖ ਦੇ ਫ਼ੋਲਡਰਾਂ ਤੋਂ ਬਾਹਰ ਹੈ।',
  'its pictures lie in no folder of a class. Choose a folder that has a folder of pictures for each class.':
    'ਇਸ ਦੀਆਂ ਤਸਵੀਰਾਂ ਕਿਸੇ ਵਰਗ ਦੇ ਫ਼ੋਲਡਰ ਵਿੱਚ ਨਹੀਂ। ਅਜਿਹਾ ਫ਼ੋਲਡਰ ਚੁਣੋ ਜਿਸ ਵਿੱਚ ਹਰ ਵਰਗ ਦੀਆਂ ਤਸਵੀਰਾਂ ਦਾ ਆਪਣਾ ਫ਼ੋਲਡਰ ਹੋਵੇ।',
  'its pictures are all in one folder, “{}”. A data set has a folder for each class, two at least.':
    'ਇਸ ਦੀਆਂ ਸਾਰੀਆਂ ਤਸਵੀਰਾਂ ਇੱਕੋ ਫ਼ੋਲਡਰ “{1}” ਵਿੱਚ ਹਨ। ਡਾਟਾਸੈੱਟ ਵਿੱਚ ਹਰ ਵਰਗ ਦਾ ਆਪਣਾ ਫ਼ੋਲਡਰ ਹੁੰਦਾ ਹੈ, ਘੱਟੋ-ਘੱਟ ਦੋ।',
  'it has {} bytes; pictures of at most {} are read.':
    'ਇਸ ਵਿੱਚ {1} ਬਾਈਟਾਂ ਹਨ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਵਾਲੀਆਂ ਤਸਵੀਰਾਂ ਪੜ੍ਹੀਆਂ ਜਾਂਦੀਆਂ ਹਨ।',
  'this is not a picture in PNG, JPEG, WebP, GIF or BMP.': 'ਇਹ PNG, JPEG, WebP, GIF ਜਾਂ BMP ਦੀ ਤਸਵੀਰ ਨਹੀਂ।',
  'its header says {} × {} pixels.': 'ਇਸ ਦਾ ਸਿਰਲੇਖ {1} × {2} ਪਿਕਸਲ ਦੱਸਦਾ ਹੈ।',
  'it has {} × {} pixels; at most {} in all can be read. Make the picture smaller.':
    'ਇਸ ਵਿੱਚ {1} × {2} ਪਿਕਸਲ ਹਨ; ਕੁੱਲ ਵੱਧ ਤੋਂ ਵੱਧ {3} ਪੜ੍ਹੇ ਜਾ ਸਕਦੇ ਹਨ। ਤਸਵੀਰ ਛੋਟੀ ਕਰੋ।',
  'the picture cannot be decoded ({}). Save the picture again.':
    'ਤਸਵੀਰ ਖੋਲ੍ਹੀ ਨਹੀਂ ਜਾ ਸਕਦੀ ({1})। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'the picture is damaged and cannot be decoded. Save the picture again.':
    'ਤਸਵੀਰ ਖ਼ਰਾਬ ਹੈ ਅਤੇ ਖੋਲ੍ਹੀ ਨਹੀਂ ਜਾ ਸਕਦੀ। ਉਸ ਨੂੰ ਮੁੜ ਸਾਂਭੋ।',
  'it uses a colour that its palette does not have. Save the picture again.':
    'ਇਸ ਵਿੱਚ ਅਜਿਹਾ ਰੰਗ ਹੈ ਜੋ ਇਸ ਦੀ ਰੰਗ-ਸੂਚੀ ਵਿੱਚ ਨਹੀਂ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'its header is of an unknown kind. Save the picture again.': 'ਇਸ ਦਾ ਸਿਰਲੇਖ ਅਣਜਾਣ ਕਿਸਮ ਦਾ ਹੈ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'it is compressed, or of a rare kind. Save the picture as PNG.':
    'ਇਹ ਨਪੀੜੀ ਹੋਈ ਹੈ, ਜਾਂ ਕਿਸੇ ਵਿਰਲੀ ਕਿਸਮ ਦੀ। ਤਸਵੀਰ PNG ਵਿੱਚ ਸਾਂਭੋ।',
  'the file ends within its palette.': 'ਫ਼ਾਈਲ ਆਪਣੀ ਰੰਗ-ਸੂਚੀ ਵਿੱਚ ਹੀ ਮੁੱਕ ਜਾਂਦੀ ਹੈ।',
  'it has no image before byte {}.': 'ਬਾਈਟ {1} ਤੋਂ ਪਹਿਲਾਂ ਇਸ ਵਿੱਚ ਕੋਈ ਤਸਵੀਰ ਨਹੀਂ।',
  'its first image reaches beyond the picture. Save the picture again.':
    'ਇਸ ਦੀ ਪਹਿਲੀ ਤਸਵੀਰ ਆਪਣੇ ਆਕਾਰ ਤੋਂ ਬਾਹਰ ਜਾਂਦੀ ਹੈ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'it has no palette. Save the picture again.': 'ਇਸ ਵਿੱਚ ਰੰਗ-ਸੂਚੀ ਨਹੀਂ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'its codes begin with {} bits. Save the picture again.': 'ਇਸ ਦੇ ਕੋਡ {1} ਬਿੱਟਾਂ ਤੋਂ ਸ਼ੁਰੂ ਹੁੰਦੇ ਹਨ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'its image data {}. Save the picture again.': 'ਇਸ ਦਾ ਤਸਵੀਰ-ਡਾਟਾ {1}। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'ends after {} of {}': '{2} ਵਿੱਚੋਂ {1} ਮਗਰੋਂ ਮੁੱਕ ਜਾਂਦਾ ਹੈ',
  'is damaged': 'ਖ਼ਰਾਬ ਹੈ',
  'it is a rare kind of JPEG. Save the picture as PNG.': 'ਇਹ ਵਿਰਲੀ ਕਿਸਮ ਦਾ JPEG ਹੈ। ਤਸਵੀਰ PNG ਵਿੱਚ ਸਾਂਭੋ।',
  'it has several frames. Save the picture as PNG.': 'ਇਸ ਵਿੱਚ ਕਈ ਫ਼ਰੇਮ ਹਨ। ਤਸਵੀਰ PNG ਵਿੱਚ ਸਾਂਭੋ।',
  'it has {} scans or more, too many to decode. Save the picture again.':
    'ਇਸ ਵਿੱਚ {1} ਜਾਂ ਵੱਧ ਸਕੈਨ ਹਨ, ਜੋ ਖੋਲ੍ਹਣ ਲਈ ਬਹੁਤ ਜ਼ਿਆਦਾ ਹਨ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'it has no image. Save the picture again.': 'ਇਸ ਵਿੱਚ ਕੋਈ ਤਸਵੀਰ ਨਹੀਂ। ਉਸ ਨੂੰ ਮੁੜ ਸਾਂਭੋ।',
  'it is an animation. Save one picture of it as PNG.': 'ਇਹ ਐਨੀਮੇਸ਼ਨ ਹੈ। ਇਸ ਦੀ ਇੱਕ ਤਸਵੀਰ PNG ਵਿੱਚ ਸਾਂਭੋ।',
  'The file is damaged; save the picture again.': 'ਫ਼ਾਈਲ ਖ਼ਰਾਬ ਹੈ; ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'this is not a PNG picture, or its beginning is damaged. Save the picture again.':
    'ਇਹ PNG ਤਸਵੀਰ ਨਹੀਂ, ਜਾਂ ਇਸ ਦਾ ਆਰੰਭ ਖ਼ਰਾਬ ਹੈ। ਤਸਵੀਰ ਮੁੜ ਸਾਂਭੋ।',
  'it holds more data than its size says. {}': 'ਇਸ ਵਿੱਚ ਇਸ ਦੇ ਆਕਾਰ ਤੋਂ ਵੱਧ ਡਾਟਾ ਹੈ। {1}',
  'its picture data is incomplete or corrupt. {}': 'ਇਸ ਦਾ ਤਸਵੀਰ-ਡਾਟਾ ਅਧੂਰਾ ਜਾਂ ਖ਼ਰਾਬ ਹੈ। {1}',
  'its palette is missing. {}': 'ਇਸ ਦੀ ਰੰਗ-ਸੂਚੀ ਨਹੀਂ ਹੈ। {1}',
  'it has no header. {}': 'ਇਸ ਵਿੱਚ ਸਿਰਲੇਖ ਨਹੀਂ। {1}',
  'it has two {} parts. {}': 'ਇਸ ਵਿੱਚ {1} ਦੇ ਦੋ ਹਿੱਸੇ ਹਨ। {2}',
  'its header has a wrong length. {}': 'ਇਸ ਦੇ ਸਿਰਲੇਖ ਦੀ ਲੰਬਾਈ ਗ਼ਲਤ ਹੈ। {1}',
  'colour type {} with {} bits does not exist in PNG. {}': 'PNG ਵਿੱਚ {2} ਬਿੱਟਾਂ ਦੀ ਰੰਗ-ਕਿਸਮ {1} ਨਹੀਂ ਹੁੰਦੀ। {3}',
  'interlaced pictures of {} bits a pixel are not supported. Save it without interlacing.':
    'ਪ੍ਰਤੀ ਪਿਕਸਲ {1} ਬਿੱਟਾਂ ਵਾਲੀਆਂ ਇੰਟਰਲੇਸਡ ਤਸਵੀਰਾਂ ਨਹੀਂ ਲਈਆਂ ਜਾਂਦੀਆਂ। ਉਸ ਨੂੰ ਇੰਟਰਲੇਸਿੰਗ ਤੋਂ ਬਿਨਾਂ ਸਾਂਭੋ।',

  // Archives.
  'this is not a gzip file.': 'ਇਹ gzip ਫ਼ਾਈਲ ਨਹੀਂ।',
  'it unpacks to more than {} bytes, which is not expected of it.':
    'ਖੁੱਲ੍ਹਣ ਉੱਤੇ ਇਹ {1} ਬਾਈਟਾਂ ਤੋਂ ਵੱਧ ਹੋ ਜਾਂਦੀ ਹੈ, ਜਿਸ ਦੀ ਇਸ ਤੋਂ ਆਸ ਨਹੀਂ ਸੀ।',
  'the file is damaged: it cannot be unpacked. Get it again.': 'ਫ਼ਾਈਲ ਖ਼ਰਾਬ ਹੈ: ਖੋਲ੍ਹੀ ਨਹੀਂ ਜਾ ਸਕਦੀ। ਉਸ ਨੂੰ ਮੁੜ ਲਿਆਓ।',
  'it has no member {}.': 'ਇਸ ਵਿੱਚ {1} ਨਾਂ ਦੀ ਫ਼ਾਈਲ ਨਹੀਂ।',
  'Get the file again.': 'ਫ਼ਾਈਲ ਮੁੜ ਲਿਆਓ।',
  'its member {} is not at byte {}. {}': 'ਇਸ ਦੇ ਅੰਦਰਲੀ {1} ਬਾਈਟ {2} ਉੱਤੇ ਨਹੀਂ ਹੈ। {3}',
  'its member {} reaches beyond its end. {}': 'ਇਸ ਦੇ ਅੰਦਰਲੀ {1} ਇਸ ਦੇ ਅੰਤ ਤੋਂ ਅੱਗੇ ਜਾਂਦੀ ਹੈ। {2}',
  'its member {} is larger than it says. {}': 'ਇਸ ਦੇ ਅੰਦਰਲੀ {1} ਦੱਸੇ ਆਕਾਰ ਤੋਂ ਵੱਡੀ ਹੈ। {2}',
  'its member {} is damaged. {}': 'ਇਸ ਦੇ ਅੰਦਰਲੀ {1} ਖ਼ਰਾਬ ਹੈ। {2}',
  'it is larger than 4 GB or has more than 65,534 members. Unpack it first.':
    'ਇਹ 4 GB ਤੋਂ ਵੱਡੀ ਹੈ ਜਾਂ ਇਸ ਵਿੱਚ 65,534 ਤੋਂ ਵੱਧ ਫ਼ਾਈਲਾਂ ਹਨ। ਪਹਿਲਾਂ ਇਸ ਨੂੰ ਖੋਲ੍ਹੋ।',
  'it has {} members; at most {} are read.': 'ਇਸ ਵਿੱਚ {1} ਫ਼ਾਈਲਾਂ ਹਨ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਪੜ੍ਹੀਆਂ ਜਾਂਦੀਆਂ ਹਨ।',
  'its directory is not where it should be. {}': 'ਇਸ ਦੀ ਸੂਚੀ ਆਪਣੀ ਥਾਂ ਉੱਤੇ ਨਹੀਂ ਹੈ। {1}',
  'its directory is damaged at byte {}. {}': 'ਇਸ ਦੀ ਸੂਚੀ ਬਾਈਟ {1} ਉੱਤੇ ਖ਼ਰਾਬ ਹੈ। {2}',
  'it unpacks to more than {} bytes, more than can be read. Is it a zip bomb?':
    'ਖੁੱਲ੍ਹਣ ਉੱਤੇ ਇਹ {1} ਬਾਈਟਾਂ ਤੋਂ ਵੱਧ ਹੋ ਜਾਂਦੀ ਹੈ, ਜਿੰਨੀ ਪੜ੍ਹੀ ਨਹੀਂ ਜਾ ਸਕਦੀ। ਕੀ ਇਹ ਜ਼ਿਪ ਬੰਬ ਹੈ?',
  'its name leads out of the archive.': 'ਇਸ ਦਾ ਨਾਂ ਸੰਗ੍ਰਹਿ ਤੋਂ ਬਾਹਰ ਲੈ ਜਾਂਦਾ ਹੈ।',
  'there is a member of that name already.': 'ਇਸ ਨਾਂ ਦੀ ਫ਼ਾਈਲ ਪਹਿਲਾਂ ਹੀ ਹੈ।',
  'it is encrypted. Unpack the archive first.': 'ਇਹ ਕੋਡਬੱਧ ਹੈ। ਪਹਿਲਾਂ ਸੰਗ੍ਰਹਿ ਖੋਲ੍ਹੋ।',
  'it is packed in a rare way. Unpack the archive first.': 'ਇਹ ਵਿਰਲੇ ਢੰਗ ਨਾਲ ਪੈਕ ਕੀਤੀ ਹੋਈ ਹੈ। ਪਹਿਲਾਂ ਸੰਗ੍ਰਹਿ ਖੋਲ੍ਹੋ।',
  'it is larger than 4 GB.': 'ਇਹ 4 GB ਤੋਂ ਵੱਡੀ ਹੈ।',
  'it unpacks to {} bytes; at most {} are read.': 'ਖੁੱਲ੍ਹਣ ਉੱਤੇ ਇਹ {1} ਬਾਈਟਾਂ ਹੁੰਦੀ ਹੈ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਪੜ੍ਹੀਆਂ ਜਾਂਦੀਆਂ ਹਨ।',
  'its sizes contradict each other.': 'ਇਸ ਦੇ ਦੱਸੇ ਆਕਾਰ ਆਪਸ ਵਿੱਚ ਨਹੀਂ ਮਿਲਦੇ।',
};
