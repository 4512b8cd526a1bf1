import type { Sentences } from '../sentences.ts';

/** In Punjabi: what is wrong with a lab file, a hand-in or a "start here" file, and what a question finds missing. */
export const labSentences: Sentences = {
  // Lab files.
  'line {}: {}.': 'ਕਤਾਰ {1}: {2}।',
  'the file has more than 1 MB, which no lab needs': 'ਫ਼ਾਈਲ 1 MB ਤੋਂ ਵੱਡੀ ਹੈ, ਜਿੰਨੀ ਕਿਸੇ ਲੈਬ ਨੂੰ ਨਹੀਂ ਚਾਹੀਦੀ',
  'the file is not UTF-8 text: save it as UTF-8': 'ਫ਼ਾਈਲ UTF-8 ਲਿਖਤ ਨਹੀਂ: ਉਸ ਨੂੰ UTF-8 ਵਿੱਚ ਸਾਂਭੋ',
  'a lab begins with front matter between two lines of "---"':
    'ਲੈਬ “---” ਦੀਆਂ ਦੋ ਕਤਾਰਾਂ ਵਿਚਕਾਰਲੇ ਮੁੱਢਲੇ ਹਿੱਸੇ ਨਾਲ ਸ਼ੁਰੂ ਹੁੰਦੀ ਹੈ',
  'the lab has format version {}, and this Epoch Lab reads up to {}: a newer Epoch Lab opens it':
    'ਲੈਬ ਦਾ ਫ਼ਾਰਮੈਟ ਸੰਸਕਰਣ {1} ਹੈ, ਅਤੇ ਇਹ Epoch Lab {2} ਤੱਕ ਪੜ੍ਹਦਾ ਹੈ: ਨਵਾਂ Epoch Lab ਇਸ ਨੂੰ ਖੋਲ੍ਹੇਗਾ',
  'the step "{}" stands twice': 'ਪੜਾਅ “{1}” ਦੋ ਵਾਰ ਆਉਂਦਾ ਹੈ',
  'the step "{}" has no text: add a heading "## Its title {#{}}"':
    'ਪੜਾਅ “{1}” ਦੀ ਲਿਖਤ ਨਹੀਂ: ਸਿਰਲੇਖ “## Its title {#{2}}” ਜੋੜੋ',
  'the heading with {#{}} stands twice': '{#{1}} ਵਾਲਾ ਸਿਰਲੇਖ ਦੋ ਵਾਰ ਆਉਂਦਾ ਹੈ',
  '{#{}} is no step of the front matter': '{#{1}} ਮੁੱਢਲੇ ਹਿੱਸੇ ਦਾ ਕੋਈ ਪੜਾਅ ਨਹੀਂ',
  'the text of "{}" stands where "{}" is due': '“{1}” ਦੀ ਲਿਖਤ ਉੱਥੇ ਹੈ ਜਿੱਥੇ “{2}” ਦੀ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'step "{}" needs "### {}" in its text': 'ਪੜਾਅ “{1}” ਦੀ ਲਿਖਤ ਵਿੱਚ “### {2}” ਚਾਹੀਦਾ ਹੈ',
  'step "{}" has "### {}", and nothing in the front matter asks for it':
    'ਪੜਾਅ “{1}” ਵਿੱਚ “### {2}” ਹੈ, ਪਰ ਮੁੱਢਲੇ ਹਿੱਸੇ ਵਿੱਚ ਇਸ ਦੀ ਮੰਗ ਨਹੀਂ',
  'this is asked of an image: say which, with "image:"':
    'ਇਹ ਕਿਸੇ ਤਸਵੀਰ ਬਾਰੇ ਪੁੱਛਿਆ ਗਿਆ ਹੈ: “image:” ਨਾਲ ਦੱਸੋ ਕਿ ਕਿਹੜੀ ਬਾਰੇ',
  'there can be no such network: {}': 'ਅਜਿਹਾ ਨੈੱਟਵਰਕ ਨਹੀਂ ਹੋ ਸਕਦਾ: {1}',
  'there are {} classes, counted from 0: there is no class {}': '{1} ਵਰਗ ਹਨ, 0 ਤੋਂ ਗਿਣੇ ਹੋਏ: ਵਰਗ {2} ਨਹੀਂ ਹੈ',
  'the network has {} layers, counted from 0: there is no layer {}':
    'ਨੈੱਟਵਰਕ ਵਿੱਚ {1} ਪਰਤਾਂ ਹਨ, 0 ਤੋਂ ਗਿਣੀਆਂ ਹੋਈਆਂ: ਪਰਤ {2} ਨਹੀਂ ਹੈ',
  'layer {} is no max-pooling: layers are counted from 0': 'ਪਰਤ {1} ਮੈਕਸ-ਪੂਲਿੰਗ ਨਹੀਂ: ਪਰਤਾਂ 0 ਤੋਂ ਗਿਣੀਆਂ ਜਾਂਦੀਆਂ ਹਨ',
  'the layer has {} weights, counted from 0: there is no weight {}':
    'ਪਰਤ ਵਿੱਚ {1} ਭਾਰ ਹਨ, 0 ਤੋਂ ਗਿਣੇ ਹੋਏ: ਭਾਰ {2} ਨਹੀਂ ਹੈ',
  'row {}, column {}, channel {} is not in {} values: all are counted from 0':
    'ਕਤਾਰ {1}, ਕਾਲਮ {2}, ਚੈਨਲ {3}, {4} ਮੁੱਲਾਂ ਵਿੱਚ ਨਹੀਂ: ਸਭ 0 ਤੋਂ ਗਿਣੇ ਜਾਂਦੇ ਹਨ',
  'the answer "{}" is none of the options': 'ਜਵਾਬ “{1}” ਵਿਕਲਪਾਂ ਵਿੱਚ ਨਹੀਂ',
  'step "{}" needs "### Hint": never a bare "wrong"': 'ਪੜਾਅ “{1}” ਵਿੱਚ “### Hint” ਚਾਹੀਦਾ ਹੈ: ਨਿਰਾ “ਗ਼ਲਤ” ਕਦੇ ਨਹੀਂ',
  'step "{}" needs "### Explanation": never a bare "wrong"':
    'ਪੜਾਅ “{1}” ਵਿੱਚ “### Explanation” ਚਾਹੀਦਾ ਹੈ: ਨਿਰਾ “ਗ਼ਲਤ” ਕਦੇ ਨਹੀਂ',
  'it is a translation, and not a lab by itself.': 'ਇਹ ਅਨੁਵਾਦ ਹੈ, ਆਪਣੇ-ਆਪ ਵਿੱਚ ਲੈਬ ਨਹੀਂ।',
  'this is a translation, and not a lab by itself': 'ਇਹ ਅਨੁਵਾਦ ਹੈ, ਆਪਣੇ-ਆਪ ਵਿੱਚ ਲੈਬ ਨਹੀਂ',
  'it is no translation: its front matter lacks "translates".':
    'ਇਹ ਅਨੁਵਾਦ ਨਹੀਂ: ਇਸ ਦੇ ਮੁੱਢਲੇ ਹਿੱਸੇ ਵਿੱਚ “translates” ਨਹੀਂ।',
  'it translates the lab "{}", not "{}".': 'ਇਹ ਲੈਬ “{1}” ਦਾ ਅਨੁਵਾਦ ਹੈ, “{2}” ਦਾ ਨਹੀਂ।',
  'the heading "{}" has no id: write "## {} {#some-id}"': 'ਸਿਰਲੇਖ “{1}” ਦਾ ਨਾਂ ਨਹੀਂ: “## {2} {#some-id}” ਲਿਖੋ',
  '"### {}" stands before the first step': '“### {1}” ਪਹਿਲੇ ਪੜਾਅ ਤੋਂ ਪਹਿਲਾਂ ਆਉਂਦਾ ਹੈ',
  '"### {}" is not one of {}': '“### {1}” ਇਨ੍ਹਾਂ ਵਿੱਚੋਂ ਕੋਈ ਨਹੀਂ: {2}',
  '"### {}" stands twice': '“### {1}” ਦੋ ਵਾਰ ਆਉਂਦਾ ਹੈ',
  'step "{}" has more than {} hints': 'ਪੜਾਅ “{1}” ਵਿੱਚ {2} ਤੋਂ ਵੱਧ ਇਸ਼ਾਰੇ ਹਨ',
  'step "{}": the option "{}" must look like "- some-id: What it says"':
    'ਪੜਾਅ “{1}”: ਵਿਕਲਪ “{2}” ਇਸ ਤਰ੍ਹਾਂ ਦਾ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ: “- some-id: What it says”',
  'step "{}" has a part of more than {} characters': 'ਪੜਾਅ “{1}” ਦਾ ਕੋਈ ਹਿੱਸਾ {2} ਅੱਖਰਾਂ ਤੋਂ ਲੰਮਾ ਹੈ',
  'the introduction has more than {} characters': 'ਭੂਮਿਕਾ {1} ਅੱਖਰਾਂ ਤੋਂ ਲੰਮੀ ਹੈ',
  'the title of a step has at most {} characters': 'ਪੜਾਅ ਦੇ ਸਿਰਲੇਖ ਵਿੱਚ ਵੱਧ ਤੋਂ ਵੱਧ {1} ਅੱਖਰ ਹੁੰਦੇ ਹਨ',
  'the front matter has more than {} characters': 'ਮੁੱਢਲਾ ਹਿੱਸਾ {1} ਅੱਖਰਾਂ ਤੋਂ ਲੰਮਾ ਹੈ',
  'the formula "{}" cannot be typeset: {}': 'ਸੂਤਰ “{1}” ਛਾਪਣ ਯੋਗ ਨਹੀਂ: {2}',
  'the formula "{}" cannot be typeset': 'ਸੂਤਰ “{1}” ਛਾਪਣ ਯੋਗ ਨਹੀਂ',
  'the formula "{}" has more than {} characters': 'ਸੂਤਰ “{1}” ਵਿੱਚ {2} ਤੋਂ ਵੱਧ ਅੱਖਰ ਹਨ',
  'the step "{}" is not translated': 'ਪੜਾਅ “{1}” ਦਾ ਅਨੁਵਾਦ ਨਹੀਂ',
  'step "{}": {} is not translated': 'ਪੜਾਅ “{1}” ਵਿੱਚ ਇਸ ਦਾ ਅਨੁਵਾਦ ਨਹੀਂ: {2}',
  'the text': 'ਲਿਖਤ',
  'option "{}"': 'ਵਿਕਲਪ “{1}”',
  'hint {}': 'ਇਸ਼ਾਰਾ {1}',
  '{#{}} is no step of the original': '{#{1}} ਮੂਲ ਲੈਬ ਦਾ ਕੋਈ ਪੜਾਅ ਨਹੀਂ',
  'aliases (* and &) are not allowed': 'ਉਪਨਾਂ (* ਅਤੇ &) ਨਹੀਂ ਚੱਲਣਗੇ',
  'this is not one "key: value": a line is indented by mistake, a colon is missing, or a text with ": " in it is not in quotation marks':
    'ਇਹ “key: value” ਨਹੀਂ: ਕਤਾਰ ਭੁਲੇਖੇ ਨਾਲ ਖਿਸਕੀ ਹੈ, ਕੋਲਨ ਨਹੀਂ, ਜਾਂ “: ” ਵਾਲੀ ਲਿਖਤ ਪੁੱਠੇ ਕਾਮਿਆਂ ਵਿੱਚ ਨਹੀਂ',
  'this is indented otherwise than the lines around it, or a bracket is not closed':
    'ਇਹ ਨਾਲ ਦੀਆਂ ਕਤਾਰਾਂ ਤੋਂ ਵੱਖਰਾ ਖਿਸਕਿਆ ਹੈ, ਜਾਂ ਕੋਈ ਬਰੈਕਟ ਬੰਦ ਨਹੀਂ',
  'something is missing here or above: a quotation mark, a bracket, a comma, a colon, or the "-" of a list':
    'ਇੱਥੇ ਜਾਂ ਉੱਪਰ ਕੁਝ ਰਹਿ ਗਿਆ ਹੈ: ਪੁੱਠਾ ਕਾਮਾ, ਬਰੈਕਟ, ਕਾਮਾ, ਕੋਲਨ, ਜਾਂ ਸੂਚੀ ਦਾ “-”',
  'this key stands twice': 'ਇਹ ਕੁੰਜੀ ਦੋ ਵਾਰ ਆਉਂਦੀ ਹੈ',
  'lines are indented with blanks, and not with tabs': 'ਕਤਾਰਾਂ ਖਾਲੀ ਥਾਵਾਂ ਨਾਲ ਖਿਸਕਾਈਆਂ ਜਾਂਦੀਆਂ ਹਨ, ਟੈਬ ਨਾਲ ਨਹੀਂ',
  'a text that begins like this must be in quotation marks': 'ਇੰਜ ਸ਼ੁਰੂ ਹੋਣ ਵਾਲੀ ਲਿਖਤ ਪੁੱਠੇ ਕਾਮਿਆਂ ਵਿੱਚ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'this does not belong here: a text with signs in it must be in quotation marks':
    'ਇਹ ਇੱਥੋਂ ਦਾ ਨਹੀਂ: ਚਿੰਨ੍ਹਾਂ ਵਾਲੀ ਲਿਖਤ ਪੁੱਠੇ ਕਾਮਿਆਂ ਵਿੱਚ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'this is no YAML that a lab may have': 'ਇਹ ਅਜਿਹਾ YAML ਨਹੀਂ ਜੋ ਲੈਬ ਵਿੱਚ ਹੋ ਸਕੇ',

  // What a value must be.
  'is missing': 'ਨਹੀਂ ਹੈ',
  'is not known here, or misspelt': 'ਇੱਥੇ ਜਾਣਿਆ-ਪਛਾਣਿਆ ਨਹੀਂ, ਜਾਂ ਸ਼ਬਦ-ਜੋੜ ਗ਼ਲਤ ਹਨ',
  'must be one of {}': 'ਇਨ੍ਹਾਂ ਵਿੱਚੋਂ ਇੱਕ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ: {1}',
  'must be one of {}, or a network': 'ਇਨ੍ਹਾਂ ਵਿੱਚੋਂ ਇੱਕ, ਜਾਂ ਕੋਈ ਨੈੱਟਵਰਕ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ: {1}',
  'must be text': 'ਲਿਖਤ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must be a number': 'ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must be true or false': 'true ਜਾਂ false ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ',
  'must be a list': 'ਸੂਚੀ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must have keys and values': 'ਕੁੰਜੀਆਂ ਅਤੇ ਮੁੱਲ ਹੋਣੇ ਚਾਹੀਦੇ ਹਨ',
  'must be a whole number from {} to {}': '{1} ਤੋਂ {2} ਤੱਕ ਦੀ ਪੂਰਨ ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must be a number from {} to {}': '{1} ਤੋਂ {2} ਤੱਕ ਦੀ ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must be a number above {} and at most {}': '{1} ਤੋਂ ਵੱਡੀ ਅਤੇ ਵੱਧ ਤੋਂ ਵੱਧ {2} ਸੰਖਿਆ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must be a name': 'ਨਾਂ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ',
  'must be a name of small letters, digits and hyphens': 'ਨਾਂ ਵਿੱਚ ਸਿਰਫ਼ ਛੋਟੇ ਅੰਗਰੇਜ਼ੀ ਅੱਖਰ, ਅੰਕ ਅਤੇ ਹਾਈਫ਼ਨ ਹੋਣ',
  'must be a text of 1 to {} characters': '1 ਤੋਂ {1} ਅੱਖਰਾਂ ਦੀ ਲਿਖਤ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'must be a language such as "en"': 'ਭਾਸ਼ਾ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ, ਜਿਵੇਂ “en”',
  'must be a language such as "hi"': 'ਭਾਸ਼ਾ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ, ਜਿਵੇਂ “hi”',
  'must have a step': 'ਘੱਟੋ-ਘੱਟ ਇੱਕ ਪੜਾਅ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ',
  'must be a square of numbers, a list of rows': 'ਸੰਖਿਆਵਾਂ ਦਾ ਵਰਗ ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ, ਕਤਾਰਾਂ ਦੀ ਸੂਚੀ',
  'must have atLeast, atMost, or both': 'atLeast, atMost, ਜਾਂ ਦੋਵੇਂ ਹੋਣੇ ਚਾਹੀਦੇ ਹਨ',
  'must be "{}": it is no "start here" file': '“{1}” ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ: ਇਹ “ਇੱਥੋਂ ਸ਼ੁਰੂ” ਫ਼ਾਈਲ ਨਹੀਂ',
  'must be "{}"': '“{1}” ਹੋਣਾ ਚਾਹੀਦਾ ਹੈ',
  'is newer than this Epoch Lab': 'ਇਸ Epoch Lab ਤੋਂ ਨਵਾਂ ਹੈ',
  'must leave one place at least': 'ਘੱਟੋ-ਘੱਟ ਇੱਕ ਥਾਂ ਰਹਿਣੀ ਚਾਹੀਦੀ ਹੈ',
  'is not that of a reference curve': 'ਕਿਸੇ ਹਵਾਲਾ ਵਕਰ ਦਾ ਨਹੀਂ ਹੈ',
  'it is a hand-in, which is read with all of its folder: under Labs, by its teacher.':
    'ਇਹ ਜਮ੍ਹਾਂ ਕੀਤਾ ਕੰਮ ਹੈ, ਜਿਸ ਨੂੰ ਅਧਿਆਪਕ ਲੈਬ ਵਿੱਚ ਉਸ ਦੇ ਪੂਰੇ ਫ਼ੋਲਡਰ ਨਾਲ ਪੜ੍ਹਦੇ ਹਨ।',
  'it is not JSON in UTF-8.': 'ਇਹ UTF-8 ਵਿੱਚ JSON ਨਹੀਂ।',

  // Hand-ins.
  'it has more than 64 MB, which no hand-in has.': 'ਇਹ 64 MB ਤੋਂ ਵੱਡੀ ਹੈ, ਜਿੰਨਾ ਕੋਈ ਜਮ੍ਹਾਂ ਕੰਮ ਨਹੀਂ ਹੁੰਦਾ।',
  'it holds no {}: it is no hand-in of Epoch Lab.': 'ਇਸ ਵਿੱਚ {1} ਨਹੀਂ: ਇਹ Epoch Lab ਦਾ ਜਮ੍ਹਾਂ ਕੰਮ ਨਹੀਂ।',
  'it holds no {}.': 'ਇਸ ਵਿੱਚ {1} ਨਹੀਂ ਹੈ।',
  'its {} has {} bytes, which is too many.': 'ਇਸ ਦੀ {1} ਵਿੱਚ {2} ਬਾਈਟਾਂ ਹਨ, ਜੋ ਬਹੁਤ ਜ਼ਿਆਦਾ ਹਨ।',
  'it was written by a newer Epoch Lab (format {}; this one reads {}).':
    'ਇਸ ਨੂੰ ਨਵੇਂ Epoch Lab ਨੇ ਲਿਖਿਆ ਹੈ (ਫ਼ਾਰਮੈਟ {1}; ਇਹ ਵਾਲਾ {2} ਪੜ੍ਹਦਾ ਹੈ)।',
  'its {} is not UTF-8. The file is damaged.': 'ਇਸ ਦੀ {1} UTF-8 ਲਿਖਤ ਨਹੀਂ। ਫ਼ਾਈਲ ਖ਼ਰਾਬ ਹੈ।',
  'its {} is not valid JSON. The file is damaged.': 'ਇਸ ਦੀ {1} ਠੀਕ JSON ਨਹੀਂ। ਫ਼ਾਈਲ ਖ਼ਰਾਬ ਹੈ।',
  'this is not a zip file, or its end is missing. Get it again.':
    'ਇਹ ਜ਼ਿਪ ਫ਼ਾਈਲ ਨਹੀਂ, ਜਾਂ ਇਸ ਦਾ ਅੰਤ ਨਹੀਂ। ਇਸ ਨੂੰ ਮੁੜ ਲਓ।',
  'its directory is not where it should be': 'ਇਸ ਦੀ ਸੂਚੀ ਉੱਥੇ ਨਹੀਂ ਜਿੱਥੇ ਹੋਣੀ ਚਾਹੀਦੀ ਹੈ',
  'its directory is damaged at byte {}': 'ਇਸ ਦੀ ਸੂਚੀ ਬਾਈਟ {1} ਉੱਤੇ ਖ਼ਰਾਬ ਹੈ',
  'its member {} is damaged': 'ਇਸ ਅੰਦਰਲਾ {1} ਖ਼ਰਾਬ ਹੈ',
  'its member {} is larger than it says': 'ਇਸ ਅੰਦਰਲਾ {1} ਦੱਸੇ ਤੋਂ ਵੱਡਾ ਹੈ',
  'its member {} reaches beyond its end': 'ਇਸ ਅੰਦਰਲਾ {1} ਫ਼ਾਈਲ ਦੇ ਅੰਤ ਤੋਂ ਅੱਗੇ ਜਾਂਦਾ ਹੈ',
  'No folder of hand-ins is open.': 'ਜਮ੍ਹਾਂ ਕੰਮਾਂ ਦਾ ਕੋਈ ਫ਼ੋਲਡਰ ਖੁੱਲ੍ਹਾ ਨਹੀਂ।',
  'There is no lab “{}”.': 'ਲੈਬ “{1}” ਨਹੀਂ ਹੈ।',
  'it has {}; at most {} can be read.': 'ਇਸ ਵਿੱਚ {1} ਹਨ; ਵੱਧ ਤੋਂ ਵੱਧ {2} ਪੜ੍ਹੇ ਜਾ ਸਕਦੇ ਹਨ।',
  'it is not an ordinary file.': 'ਇਹ ਸਾਧਾਰਨ ਫ਼ਾਈਲ ਨਹੀਂ।',
  'it became shorter while it was read. Try again.': 'ਪੜ੍ਹਦਿਆਂ-ਪੜ੍ਹਦਿਆਂ ਇਹ ਛੋਟੀ ਹੋ ਗਈ। ਮੁੜ ਕੋਸ਼ਿਸ਼ ਕਰੋ।',

  // What a question asks about, and is not there.
  'There is no run to look at yet. Press Train first.': 'ਵੇਖਣ ਲਈ ਅਜੇ ਕੋਈ ਰਨ ਨਹੀਂ। ਪਹਿਲਾਂ “ਸਿਖਾਓ” ਦਬਾਓ।',
  'The last run did not diverge. Raise the learning rate and train again.':
    'ਪਿਛਲਾ ਰਨ ਬੇਹੱਦ ਨਹੀਂ ਵਧਿਆ। ਸਿੱਖਣ ਦੀ ਦਰ ਵਧਾ ਕੇ ਮੁੜ ਸਿਖਾਓ।',
  'The last run had no validation images. Hold some out and train again.':
    'ਪਿਛਲੇ ਰਨ ਵਿੱਚ ਪੁਸ਼ਟੀ ਦੀਆਂ ਤਸਵੀਰਾਂ ਨਹੀਂ ਸਨ। ਕੁਝ ਵੱਖ ਰੱਖ ਕੇ ਮੁੜ ਸਿਖਾਓ।',
  'The last run recorded nothing. Train again.': 'ਪਿਛਲੇ ਰਨ ਵਿੱਚ ਕੁਝ ਦਰਜ ਨਹੀਂ ਹੋਇਆ। ਮੁੜ ਸਿਖਾਓ।',
  'The network has not read the test images yet. Let a run come to its end.':
    'ਨੈੱਟਵਰਕ ਨੇ ਪਰਖ ਦੀਆਂ ਤਸਵੀਰਾਂ ਅਜੇ ਨਹੀਂ ਪੜ੍ਹੀਆਂ। ਇੱਕ ਰਨ ਨੂੰ ਪੂਰਾ ਹੋਣ ਦਿਓ।',
  'The question is about layer {}, and this network has {}. Choose the network that the lab began with.':
    'ਸਵਾਲ ਪਰਤ {1} ਬਾਰੇ ਹੈ, ਅਤੇ ਇਸ ਨੈੱਟਵਰਕ ਵਿੱਚ {2} ਹਨ। ਉਹੀ ਨੈੱਟਵਰਕ ਚੁਣੋ ਜਿਸ ਨਾਲ ਲੈਬ ਸ਼ੁਰੂ ਹੋਈ ਸੀ।',
  'The question is about class {}, and there are {} classes.': 'ਸਵਾਲ ਵਰਗ {1} ਬਾਰੇ ਹੈ, ਅਤੇ ਵਰਗ {2} ਹਨ।',
  'The question is about row {}, column {}, of a picture of {} × {}.':
    'ਸਵਾਲ {3} × {4} ਦੀ ਤਸਵੀਰ ਦੀ ਕਤਾਰ {1}, ਕਾਲਮ {2} ਬਾਰੇ ਹੈ।',
  'No image is looked at. Choose one first.': 'ਕੋਈ ਤਸਵੀਰ ਚੁਣੀ ਨਹੀਂ। ਪਹਿਲਾਂ ਇੱਕ ਚੁਣੋ।',
  'Layer {} has no weights.': 'ਪਰਤ {1} ਵਿੱਚ ਭਾਰ ਨਹੀਂ ਹਨ।',
  'Layer {} has {} weights; there is no weight {}.': 'ਪਰਤ {1} ਵਿੱਚ {2} ਭਾਰ ਹਨ; ਭਾਰ {3} ਨਹੀਂ ਹੈ।',
  'Layer {} is no max-pooling.': 'ਪਰਤ {1} ਮੈਕਸ-ਪੂਲਿੰਗ ਨਹੀਂ।',
  'No learning rate makes the loss of this image rise. Choose another image.':
    'ਸਿੱਖਣ ਦੀ ਕੋਈ ਦਰ ਇਸ ਤਸਵੀਰ ਦੀ ਹਾਨੀ ਨਹੀਂ ਵਧਾਉਂਦੀ। ਹੋਰ ਤਸਵੀਰ ਚੁਣੋ।',
  "The lab is about image {} of {}, which has {} there. Open the lab's data set.":
    'ਲੈਬ {2} ਦੀ ਤਸਵੀਰ {1} ਬਾਰੇ ਹੈ, ਪਰ ਉੱਥੇ {3} ਹੀ ਹਨ। ਲੈਬ ਦਾ ਡਾਟਾਸੈੱਟ ਖੋਲ੍ਹੋ।',
  '“{}” is too large to be read together with the others.':
    '“{1}” ਇੰਨੀ ਵੱਡੀ ਹੈ ਕਿ ਬਾਕੀਆਂ ਦੇ ਨਾਲ ਨਹੀਂ ਪੜ੍ਹੀ ਜਾ ਸਕਦੀ।',
  '“{}” and all after it were not read: at most {} hand-ins of a folder are.':
    '“{1}” ਅਤੇ ਉਸ ਤੋਂ ਬਾਅਦ ਦੀਆਂ ਨਹੀਂ ਪੜ੍ਹੀਆਂ ਗਈਆਂ: ਇੱਕ ਫ਼ੋਲਡਰ ਦੀਆਂ ਵੱਧ ਤੋਂ ਵੱਧ {2} ਫ਼ਾਈਲਾਂ ਪੜ੍ਹੀਆਂ ਜਾਂਦੀਆਂ ਹਨ।',
};
