import type { Sentences } from '../sentences.ts';
import { importSentences } from './import-sentences.ts';
import { labSentences } from './lab-sentences.ts';

/** In Hindi: what engine and main say of a problem. */
export const sentences: Sentences = {
  // Networks.
  'Layer {} ({}): {}': 'परत {1} ({2}): {3}',
  'a convolution needs an image, but the values were flattened before it.':
    'कन्वोल्यूशन को चित्र चाहिए, पर मान उससे पहले ही फ़्लैटन हो चुके हैं।',
  'a {} × {} kernel does not fit into its input of {}. Use a smaller kernel, more padding, or fewer pooling layers before it.':
    '{1} × {2} का कर्नेल {3} के इनपुट में नहीं समाता। छोटा कर्नेल, अधिक पैडिंग, या पहले कम पूलिंग परतें लें।',
  'padding {} is not smaller than the kernel ({}).': 'पैडिंग {1} कर्नेल ({2}) से छोटी नहीं है।',
  'pooling needs an image, but the values were flattened before it.':
    'पूलिंग को चित्र चाहिए, पर मान उससे पहले ही फ़्लैटन हो चुके हैं।',
  'a {} × {} window does not fit into its input of {}. Remove this pooling layer or one before it.':
    '{1} × {2} की खिड़की {3} के इनपुट में नहीं समाती। यह पूलिंग परत या इससे पहले की कोई हटाएँ।',
  'its input is an image of {}. Put a flatten layer before it.':
    'इसका इनपुट {1} का चित्र है। इससे पहले फ़्लैटन परत रखें।',
  'its output of {} is too large (at most {} values).': 'इसका {1} का आउटपुट बहुत बड़ा है (अधिक से अधिक {2} मान)।',
  'The last layer gives one value, but there are {} classes. End the network with a dense layer of {} units.':
    'अंतिम परत एक ही मान देती है, पर वर्ग {1} हैं। नेटवर्क के अंत में {2} इकाइयों की डेंस परत रखें।',
  'The last layer gives {} values, but there are {} classes. End the network with a dense layer of {} units.':
    'अंतिम परत {1} मान देती है, पर वर्ग {2} हैं। नेटवर्क के अंत में {3} इकाइयों की डेंस परत रखें।',
  'The network has {} parameters; at most {} are supported. Use fewer filters or units.':
    'नेटवर्क में {1} पैरामीटर हैं; अधिक से अधिक {2} हो सकते हैं। फ़िल्टर या इकाइयाँ घटाएँ।',
  'The network takes images of {} × {} × {}, but those of {} are {} × {} × {}.':
    'नेटवर्क {1} × {2} × {3} के चित्र लेता है, पर {4} के चित्र {5} × {6} × {7} हैं।',
  'This network needs {} MB of memory with these settings, more than there is. Use a smaller batch, fewer threads, or fewer filters.':
    'इस नेटवर्क को इन सेटिंग के साथ {1} MB मेमोरी चाहिए, जितनी है नहीं। बैच छोटा करें, थ्रेड या फ़िल्टर घटाएँ।',

  // Layers.
  conv2d: 'कन्वोल्यूशन',
  maxPool: 'मैक्स-पूलिंग',
  averagePool: 'औसत-पूलिंग',
  dense: 'डेंस',
  leakyRelu: 'लीकी ReLU',
  relu: 'ReLU',
  sigmoid: 'सिग्मॉइड',
  tanh: 'Tanh',
  dropout: 'ड्रॉपआउट',
  batchNorm: 'बैच नॉर्म',
  flatten: 'फ़्लैटन',

  // Runs.
  'At step {} {}.{} The weights of step {} were kept. Try a smaller learning rate.':
    'चरण {1} पर {2}। {3} चरण {4} के भार रखे गए हैं। सीखने की दर घटाकर देखें।',
  'the loss was no longer a finite number': 'हानि परिमित संख्या नहीं रही',
  'a weight was no longer a finite number': 'एक भार परिमित संख्या नहीं रहा',
  'It began in layer {} ({}): the {} had grown without bound.':
    'शुरुआत परत {1} ({2}) में हुई, जहाँ यह बिना सीमा के बढ़ गया: {3}।',
  weights: 'भार',
  bias: 'बायस',
  scale: 'माप',
  shift: 'खिसकाव',
  'running mean': 'चालू माध्य',
  'running variance': 'चालू प्रसरण',
  output: 'आउटपुट',
  'The training engine stopped unexpectedly and was started again. Your training is kept up to step {} of {}.':
    'प्रशिक्षण का इंजन अचानक रुका और फिर से शुरू किया गया। आपका प्रशिक्षण चरण {1} / {2} तक सुरक्षित है।',
  'The learning rate of this run was changed {} times, which is as often as can be. A schedule changes it at every step.':
    'इस रन की सीखने की दर {1} बार बदली जा चुकी है, इससे अधिक नहीं बदल सकती। कार्यक्रम उसे हर चरण पर बदलता है।',
  'This run was continued {} times, which is as often as can be. Train anew, with more epochs.':
    'यह रन {1} बार जारी किया जा चुका है, इससे अधिक नहीं हो सकता। अधिक युगों के साथ नया प्रशिक्षण शुरू करें।',
  'The run has come to epoch {}. Give it more epochs than that.': 'रन {1} युग पूरे कर चुका है। उससे अधिक दें।',
  'This model learned from {}. Open that data set to train it further.':
    'यह मॉडल {1} से सीखा है। इसे आगे प्रशिक्षित करने के लिए वह डेटासेट खोलें।',
  'There is no training going on. Press Train to start one.':
    'कोई प्रशिक्षण नहीं चल रहा। “प्रशिक्षित करें” दबाकर एक शुरू करें।',
  'A training run is going on. Stop it before you {}.': 'प्रशिक्षण चल रहा है। पहले उसे समाप्त करें, फिर {1}।',
  'open another data set': 'दूसरा डेटासेट खोलें',
  'test the model': 'मॉडल परखें',
  'replace its model': 'मॉडल बदलें',
  'Another model is just being opened.': 'अभी एक दूसरा मॉडल खुल रहा है।',
  'Another data set was opened meanwhile. Try again.': 'इस बीच दूसरा डेटासेट खोला गया। फिर कोशिश करें।',
  'No data set is open. Choose one first.': 'कोई डेटासेट खुला नहीं है। पहले एक चुनें।',
  'There is no model yet. Train one or open a file.': 'अभी कोई मॉडल नहीं है। एक प्रशिक्षित करें या फ़ाइल खोलें।',
  'There is no network yet. Train one or open a file.': 'अभी कोई नेटवर्क नहीं है। एक प्रशिक्षित करें या फ़ाइल खोलें।',
  'The model knows {} classes, but {} has {}. Open the data set that the model was trained on, or train on this one.':
    'मॉडल {1} वर्ग जानता है, पर {2} में {3} हैं। वह डेटासेट खोलें जिस पर मॉडल प्रशिक्षित हुआ था, या इस पर प्रशिक्षित करें।',
  'The network reads every image of this split rightly.': 'नेटवर्क इस हिस्से का हर चित्र सही पढ़ता है।',
  'The images of {} have another size than those that this network takes. Draw one, or open its data set.':
    '{1} के चित्रों का आकार इस नेटवर्क से मेल नहीं खाता। एक चित्र बनाएँ, या इसका डेटासेट खोलें।',
  'Handwriting can take the place of digits only: of ten classes, 0 to 9, in grey images of 28 × 28 pixels.':
    '“दूसरे हाथ” केवल अंकों के लिए है: दस वर्ग, 0 से 9, 28 × 28 पिक्सेल के धूसर चित्रों में।',

  // The engine, and what went wrong inside.
  'Something went wrong inside Epoch Lab: {}': 'Epoch Lab के भीतर कुछ गड़बड़ हुई: {1}',
  'The part of Epoch Lab that does this is no longer running.':
    'Epoch Lab का जो हिस्सा यह करता है, वह अब नहीं चल रहा।',
  '{} It did so several times, so it is not started again by itself. If this happens again after another try, take a smaller network or batch.':
    '{1} ऐसा कई बार हुआ, इसलिए वह अपने आप फिर शुरू नहीं होता। एक और कोशिश के बाद भी ऐसा हो तो छोटा नेटवर्क या बैच लें।',
  'The engine, which does the computing, stopped unexpectedly (code {}).':
    'हिसाब करने वाला इंजन अचानक रुक गया (कोड {1})।',

  // Files.
  '“{}” could not be {}: {}': '“{1}” {2} नहीं जा सकी: {3}',
  opened: 'खोली',
  saved: 'सहेजी',
  'it is not there any more. Was it moved, or renamed?':
    'वह अब वहाँ नहीं है। क्या उसे हटाया गया, या उसका नाम बदला गया?',
  'its folder is not there any more. Choose another place.': 'उसका फ़ोल्डर अब वहाँ नहीं है। दूसरी जगह चुनें।',
  'it is a folder, not a file.': 'वह फ़ाइल नहीं, फ़ोल्डर है।',
  'you are not allowed to read it.': 'आपको उसे पढ़ने की अनुमति नहीं है।',
  'you are not allowed to write there. Choose another place.': 'आपको वहाँ लिखने की अनुमति नहीं है। दूसरी जगह चुनें।',
  'the disk can only be read. Choose another place.': 'इस डिस्क पर लिखा नहीं जा सकता। दूसरी जगह चुनें।',
  'the disk is full. Make room, or choose another place.': 'डिस्क भर गई है। जगह बनाएँ, या दूसरी जगह चुनें।',
  'your share of the disk is used up. Make room, or choose another place.':
    'डिस्क पर आपका हिस्सा भर गया है। जगह बनाएँ, या दूसरी जगह चुनें।',
  'another program is using it. Close that program and try again.':
    'कोई दूसरा प्रोग्राम उसे काम में ले रहा है। उसे बंद करके फिर कोशिश करें।',
  'its name is too long. Choose a shorter one.': 'उसका नाम बहुत लंबा है। छोटा नाम चुनें।',
  'the disk reported a fault.': 'डिस्क ने ख़राबी बताई।',
  'a part of its path is not a folder. Choose another place.': 'उसके पथ का एक हिस्सा फ़ोल्डर नहीं है। दूसरी जगह चुनें।',
  'the disk does not accept files of this size. Choose another place.':
    'यह डिस्क इतनी बड़ी फ़ाइल नहीं लेती। दूसरी जगह चुनें।',
  'too many files are open. Close some programs and try again.':
    'बहुत-सी फ़ाइलें खुली हैं। कुछ प्रोग्राम बंद करके फिर कोशिश करें।',
  'the system reported {}.': 'सिस्टम ने बताया: {1}।',
  '“{}” changed while it was read. Wait until it is finished, and choose it again.':
    '“{1}” पढ़ते समय बदल गई। उसके पूरा होने तक रुकें, और उसे फिर चुनें।',
  '“{}” has more than {} files. Import a part of it.': '“{1}” में {2} से अधिक फ़ाइलें हैं। उसका एक हिस्सा आयात करें।',
  'it is a link.': 'वह लिंक है।',
  'it is no ordinary file.': 'वह साधारण फ़ाइल नहीं है।',
  'it lies too deep in folders.': 'वह फ़ोल्डरों में बहुत गहरे है।',
  '{}/{} was changed or damaged since it was kept.': '{1}/{2} रखे जाने के बाद बदली गई या ख़राब हो गई।',
  'There is no data set “{}”.': 'डेटासेट “{1}” नहीं है।',
  '“{}” is there already. Choose another name.': '“{1}” पहले से मौजूद है। दूसरा नाम चुनें।',
  'Choose the file again, please.': 'कृपया फ़ाइल फिर से चुनें।',
  'this is not a safetensors file, or its beginning is damaged.':
    'यह safetensors फ़ाइल नहीं है, या इसकी शुरुआत ख़राब है।',
  'the file ends after {}; it is no safetensors file. Choose a model that Epoch Lab saved.':
    'फ़ाइल {1} के बाद समाप्त हो जाती है; यह safetensors फ़ाइल नहीं है। Epoch Lab का सहेजा मॉडल चुनें।',
  'the file ends after {}, within its header of {}. It was cut off: copy it again from where it came.':
    'फ़ाइल {1} के बाद, अपने {2} के शीर्ष के बीच में ही कट गई है: उसे वहीं से फिर कॉपी करें जहाँ से वह आई।',
  'tensor {} lies from byte {} to {} of {}. The file is damaged or was cut off: copy it again from where it came.':
    'टेंसर {1} को बाइट {2} से {3} तक होना था, पर फ़ाइल में {4} ही हैं। फ़ाइल ख़राब है या कट गई: उसे वहीं से फिर कॉपी करें जहाँ से वह आई।',
  'this is not a model saved by Epoch Lab: it does not say what network its tensors belong to.':
    'यह Epoch Lab का सहेजा मॉडल नहीं है: इसमें नहीं लिखा कि इसके टेंसर किस नेटवर्क के हैं।',
  'it was saved by a newer Epoch Lab (format version {}; this one reads up to {}). Update Epoch Lab to open it.':
    'इसे नए Epoch Lab ने सहेजा है (फ़ॉर्मैट संस्करण {1}; यह वाला {2} तक पढ़ता है)। इसे खोलने के लिए Epoch Lab को अपडेट करें।',
  'The checkpoint is damaged, and so is the one before it.': 'चेकपॉइंट ख़राब है, और उससे पहले वाला भी।',
  'That run is not there any more.': 'वह रन अब वहाँ नहीं है।',
  'The run learned from {}. Open that data set first, then continue.':
    'रन ने {1} से सीखा था। पहले वह डेटासेट खोलें, फिर जारी रखें।',
  'This run was kept without its weights.': 'यह रन अपने भारों के बिना रखा गया था।',
  'There is no hand-in in “{}”: their names end in .{}.':
    '“{1}” में कोई जमा काम नहीं है: उनके नाम .{2} पर समाप्त होते हैं।',

  // Data.
  'the file is empty.': 'फ़ाइल ख़ाली है।',
  'the file has no rows.': 'फ़ाइल में कोई पंक्ति नहीं है।',
  'the file has no rows below its header.': 'फ़ाइल में शीर्ष के नीचे कोई पंक्ति नहीं है।',
  'there is nothing in it.': 'इसमें कुछ नहीं है।',
  'these are images, and their labels are missing. Choose both files together.':
    'ये चित्र हैं, और इनके लेबल नहीं हैं। दोनों फ़ाइलें साथ चुनें।',
  'this is no data set that is known. It begins with {}.': 'यह जाना-पहचाना डेटासेट नहीं है। इसकी शुरुआत है: {1}।',
  'There are too many data sets of your own. Remove some first.':
    'आपके अपने डेटासेट बहुत अधिक हो गए हैं। पहले कुछ हटाएँ।',
  'Choose at least two classes: with one there is nothing to tell apart.':
    'कम से कम दो वर्ग चुनें: एक में पहचानने को कुछ नहीं।',
  'There are no drawings yet. Draw some of each class first.': 'अभी कोई चित्र नहीं हैं। पहले हर वर्ग के कुछ बनाएँ।',
  'A network tells classes apart: there must be at least two.':
    'नेटवर्क वर्गों में फ़र्क़ करता है: कम से कम दो होने चाहिए।',
  'The class “{}” needs two drawings at least: one to learn from, one to test on.':
    'वर्ग “{1}” को कम से कम दो चित्र चाहिए: एक सीखने के लिए, एक परखने के लिए।',
  'All drawings are by one writer. To test on hands that were not learned from, there must be two at least.':
    'सारे चित्र एक ही हाथ के हैं। अनसीखे हाथों पर परखने के लिए कम से कम दो चाहिए।',
  'Drawings are {} × {} pixels; those of {} are not.': 'चित्र {1} × {2} पिक्सेल के हैं; {3} के नहीं।',
  'All of these drawings are in {} already.': 'ये सारे चित्र {1} में पहले से हैं।',
  'The classes of the drawings and those of {} are {} together; a data set has at most {}.':
    'चित्रों के वर्ग और {1} के वर्ग मिलकर {2} हैं; एक डेटासेट में अधिक से अधिक {3} होते हैं।',
  'This data set of your own is not complete: {}. Import it again.':
    'आपका यह डेटासेट अधूरा है: {1}। इसे फिर से आयात करें।',
  'The data set “{}” that ships with Epoch Lab is not complete: {}. Install Epoch Lab again.':
    'Epoch Lab के साथ आने वाला डेटासेट “{1}” अधूरा है: {2}। Epoch Lab को फिर से स्थापित करें।',
  'its file “{}” is missing': 'उसकी फ़ाइल “{1}” नहीं है',
  'its folder cannot be read': 'उसका फ़ोल्डर पढ़ा नहीं जा सकता',
  'Reinstall Epoch Lab, or put the original file back.': 'Epoch Lab को फिर से स्थापित करें, या मूल फ़ाइल वापस रखें।',
  '{}: this file of the data set {} is missing. {}': '{1}: डेटासेट {2} की यह फ़ाइल नहीं मिली। {3}',

  ...importSentences,
  ...labSentences,
};
