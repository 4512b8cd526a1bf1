import type { AreaTranslation } from '../catalogue.ts';
import { formatCount } from '../format.ts';
import { byNumber, images } from './words.ts';

/** In Hindi: weights and gradients, to be looked at. */

export const weights: AreaTranslation<'weights'> = {
  weights: 'भार',
  gradients: 'ग्रेडिएंट',
  noGradients: 'एक चरण प्रशिक्षित होने पर ग्रेडिएंट दिखते हैं।',
  spread: (mean, deviation) => `माध्य ${mean}, फैलाव ${deviation}`,
  range: (from, to) => `${from} से ${to} तक`,
  notFinite: (count) => `${formatCount(count)} मान परिमित नहीं`,
  pictures: (layer, count) => `${layer}: उसके भार ${images(count)} के रूप में`,
  shown: (shown, total) => (shown < total ? `${formatCount(total)} में से पहले ${formatCount(shown)}` : ''),
  channel: (channel, channels) => `${formatCount(channels)} में से इनपुट चैनल ${formatCount(channel)}`,
  channelBefore: 'पिछला इनपुट चैनल',
  channelAfter: 'अगला इनपुट चैनल',
  at: (step) => `${formatCount(step)} ${byNumber(step, 'चरण', 'चरणों')} के बाद`,
  none: 'अभी कोई भार नहीं',
  noneHint: '“प्रशिक्षित करें” दबाएँ: फ़िल्टर, भार और ग्रेडिएंट यहाँ दिखते हैं और सीखने के साथ बदलते हैं।',
};
