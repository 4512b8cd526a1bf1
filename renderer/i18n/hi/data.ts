import type { AreaTranslation } from '../catalogue.ts';
import { images } from './words.ts';

/** In Hindi: the place Data. */

export const data: AreaTranslation<'data'> = {
  title: 'डेटा',
  intro: 'नेटवर्क किससे सीखता है, और किस पर परखा जाता है।',
  choose: 'डेटासेट चुनें',
  notWhileTraining: 'प्रशिक्षण चल रहा है। दूसरा डेटासेट चुनने से पहले उसे समाप्त करें।',
  names: { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST', shapes: 'शोर में आकृतियाँ' },
  summaries: {
    mnist: 'हाथ से लिखे 70,000 अंक। अधिकतर लोग यहीं से शुरू करते हैं।',
    'fashion-mnist': '70,000 कपड़े। MNIST जितने छोटे, और उससे कठिन।',
    shapes: '3,600 आकृतियाँ, जो Epoch Lab स्वयं बनाता है। एक-दो सेकंड में प्रशिक्षित होता है।',
  },
  opening: (name) => `${name} खुल रहा है…`,
  openingHint: 'चित्र खोले जा रहे हैं और उनके हैश से जाँचे जा रहे हैं।',
  failedTitle: 'डेटासेट नहीं खुल सका',
  tryAgain: 'फिर कोशिश करें',
  about: {
    mnist: 'हाथ से लिखे अंक, छोटे धूसर चित्रों के बीच में। 1998 से वर्गीकारकों की तुलना इन्हीं पर होती है।',
    'fashion-mnist': 'दस तरह के कपड़ों की तस्वीरें, छोटी और धूसर की हुई: ठीक MNIST के रूप में एक कठिन सेट।',
    shapes: 'हर आकार के वृत्त, छल्ले, वर्ग, त्रिभुज और क्रॉस, घुमाए हुए और शोर में, एक सीड से बने।',
  },
  trainImages: 'प्रशिक्षण चित्र',
  testImages: 'परीक्षण चित्र',
  size: 'पिक्सेल, धूसर',
  classes: 'वर्ग',
  licence: 'लाइसेंस',
  attribution: 'श्रेय',
  source: 'स्रोत',
  split: 'देखने के चित्र',
  train: 'प्रशिक्षण',
  test: 'परीक्षण',
  balance: 'वर्गों का संतुलन',
  origin: 'मूल',
  classCount: (name, count) => `${name}: ${images(count)}`,
};
