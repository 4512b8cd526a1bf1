import type { Sentences } from '../sentences.ts';

/** In Hindi: what is wrong with a lab file, a hand-in or a "start here" file, and what a question finds missing. */
export const labSentences: Sentences = {
  // Lab files.
  'line {}: {}.': 'पंक्ति {1}: {2}।',
  'the file has more than 1 MB, which no lab needs': 'फ़ाइल 1 MB से बड़ी है, जितनी किसी लैब को नहीं चाहिए',
  'the file is not UTF-8 text: save it as UTF-8': 'फ़ाइल UTF-8 पाठ नहीं है: उसे UTF-8 में सहेजें',
  'a lab begins with front matter between two lines of "---"':
    'लैब की शुरुआत “---” की दो पंक्तियों के बीच के शीर्ष-भाग से होती है',
  'the lab has format version {}, and this Epoch Lab reads up to {}: a newer Epoch Lab opens it':
    'लैब का फ़ॉर्मैट संस्करण {1} है, और यह Epoch Lab {2} तक पढ़ता है: नया Epoch Lab इसे खोलेगा',
  'the step "{}" stands twice': 'चरण “{1}” दो बार आता है',
  'the step "{}" has no text: add a heading "## Its title {#{}}"':
    'चरण “{1}” का पाठ नहीं है: शीर्षक “## Its title {#{2}}” जोड़ें',
  'the heading with {#{}} stands twice': '{#{1}} वाला शीर्षक दो बार आता है',
  '{#{}} is no step of the front matter': '{#{1}} शीर्ष-भाग का कोई चरण नहीं है',
  'the text of "{}" stands where "{}" is due': '“{1}” का पाठ वहाँ है जहाँ “{2}” का होना चाहिए',
  'step "{}" needs "### {}" in its text': 'चरण “{1}” के पाठ में “### {2}” चाहिए',
  'step "{}" has "### {}", and nothing in the front matter asks for it':
    'चरण “{1}” में “### {2}” है, पर शीर्ष-भाग में उसकी माँग नहीं है',
  'this is asked of an image: say which, with "image:"':
    'यह किसी चित्र के बारे में पूछा गया है: “image:” से बताइए कि किसके',
  'there can be no such network: {}': 'ऐसा नेटवर्क नहीं हो सकता: {1}',
  'there are {} classes, counted from 0: there is no class {}': '{1} वर्ग हैं, 0 से गिने हुए: वर्ग {2} नहीं है',
  'the network has {} layers, counted from 0: there is no layer {}':
    'नेटवर्क में {1} परतें हैं, 0 से गिनी हुई: परत {2} नहीं है',
  'layer {} is no max-pooling: layers are counted from 0': 'परत {1} मैक्स-पूलिंग नहीं है: परतें 0 से गिनी जाती हैं',
  'the layer has {} weights, counted from 0: there is no weight {}':
    'परत में {1} भार हैं, 0 से गिने हुए: भार {2} नहीं है',
  'row {}, column {}, channel {} is not in {} values: all are counted from 0':
    'पंक्ति {1}, स्तंभ {2}, चैनल {3}, {4} मानों में नहीं है: सब 0 से गिने जाते हैं',
  'the answer "{}" is none of the options': 'उत्तर “{1}” विकल्पों में नहीं है',
  'step "{}" needs "### Hint": never a bare "wrong"': 'चरण “{1}” में “### Hint” चाहिए: कोरा “ग़लत” कभी नहीं',
  'step "{}" needs "### Explanation": never a bare "wrong"':
    'चरण “{1}” में “### Explanation” चाहिए: कोरा “ग़लत” कभी नहीं',
  'it is a translation, and not a lab by itself.': 'यह अनुवाद है, अपने-आप में लैब नहीं।',
  'this is a translation, and not a lab by itself': 'यह अनुवाद है, अपने-आप में लैब नहीं',
  'it is no translation: its front matter lacks "translates".':
    'यह अनुवाद नहीं है: इसके शीर्ष-भाग में “translates” नहीं है।',
  'it translates the lab "{}", not "{}".': 'यह लैब “{1}” का अनुवाद है, “{2}” का नहीं।',
  'the heading "{}" has no id: write "## {} {#some-id}"': 'शीर्षक “{1}” का नाम नहीं है: “## {2} {#some-id}” लिखें',
  '"### {}" stands before the first step': '“### {1}” पहले चरण से पहले आता है',
  '"### {}" is not one of {}': '“### {1}” इनमें से कोई नहीं है: {2}',
  '"### {}" stands twice': '“### {1}” दो बार आता है',
  'step "{}" has more than {} hints': 'चरण “{1}” में {2} से अधिक संकेत हैं',
  'step "{}": the option "{}" must look like "- some-id: What it says"':
    'चरण “{1}”: विकल्प “{2}” ऐसा होना चाहिए: “- some-id: What it says”',
  'step "{}" has a part of more than {} characters': 'चरण “{1}” का कोई भाग {2} अक्षरों से लंबा है',
  'the introduction has more than {} characters': 'भूमिका {1} अक्षरों से लंबी है',
  'the title of a step has at most {} characters': 'चरण के शीर्षक में अधिक से अधिक {1} अक्षर होते हैं',
  'the front matter has more than {} characters': 'शीर्ष-भाग {1} अक्षरों से लंबा है',
  'the formula "{}" cannot be typeset: {}': 'सूत्र “{1}” छापने लायक नहीं है: {2}',
  'the formula "{}" cannot be typeset': 'सूत्र “{1}” छापने लायक नहीं है',
  'the formula "{}" has more than {} characters': 'सूत्र “{1}” में {2} से अधिक अक्षर हैं',
  'the step "{}" is not translated': 'चरण “{1}” का अनुवाद नहीं है',
  'step "{}": {} is not translated': 'चरण “{1}” में इसका अनुवाद नहीं है: {2}',
  'the text': 'पाठ',
  'option "{}"': 'विकल्प “{1}”',
  'hint {}': 'संकेत {1}',
  '{#{}} is no step of the original': '{#{1}} मूल लैब का कोई चरण नहीं है',
  'aliases (* and &) are not allowed': 'उपनाम (* और &) नहीं चलेंगे',
  'this is not one "key: value": a line is indented by mistake, a colon is missing, or a text with ": " in it is not in quotation marks':
    'यह “key: value” नहीं है: पंक्ति भूल से खिसकी है, कोलन नहीं है, या “: ” वाला पाठ उद्धरण चिह्नों में नहीं है',
  'this is indented otherwise than the lines around it, or a bracket is not closed':
    'यह आस-पास की पंक्तियों से अलग खिसका है, या कोई कोष्ठक बंद नहीं हुआ',
  'something is missing here or above: a quotation mark, a bracket, a comma, a colon, or the "-" of a list':
    'यहाँ या ऊपर कुछ छूटा है: उद्धरण चिह्न, कोष्ठक, अल्पविराम, कोलन, या सूची का “-”',
  'this key stands twice': 'यह कुंजी दो बार आती है',
  'lines are indented with blanks, and not with tabs': 'पंक्तियाँ ख़ाली जगहों से खिसकाई जाती हैं, टैब से नहीं',
  'a text that begins like this must be in quotation marks': 'ऐसे शुरू होने वाला पाठ उद्धरण चिह्नों में होना चाहिए',
  'this does not belong here: a text with signs in it must be in quotation marks':
    'यह यहाँ का नहीं है: चिह्नों वाला पाठ उद्धरण चिह्नों में होना चाहिए',
  'this is no YAML that a lab may have': 'यह ऐसा YAML नहीं है जो लैब में हो सके',

  // What a value must be.
  'is missing': 'नहीं है',
  'is not known here, or misspelt': 'यहाँ जाना-पहचाना नहीं है, या वर्तनी ग़लत है',
  'must be one of {}': 'इनमें से एक होना चाहिए: {1}',
  'must be one of {}, or a network': 'इनमें से एक, या कोई नेटवर्क होना चाहिए: {1}',
  'must be text': 'पाठ होना चाहिए',
  'must be a number': 'संख्या होनी चाहिए',
  'must be true or false': 'true या false होना चाहिए',
  'must be a list': 'सूची होनी चाहिए',
  'must have keys and values': 'कुंजियाँ और मान होने चाहिए',
  'must be a whole number from {} to {}': '{1} से {2} तक की पूर्ण संख्या होनी चाहिए',
  'must be a number from {} to {}': '{1} से {2} तक की संख्या होनी चाहिए',
  'must be a number above {} and at most {}': '{1} से बड़ी और अधिक से अधिक {2} संख्या होनी चाहिए',
  'must be a name': 'नाम होना चाहिए',
  'must be a name of small letters, digits and hyphens': 'नाम में केवल छोटे अंग्रेज़ी अक्षर, अंक और हाइफ़न हों',
  'must be a text of 1 to {} characters': '1 से {1} अक्षरों का पाठ होना चाहिए',
  'must be a language such as "en"': 'भाषा होनी चाहिए, जैसे “en”',
  'must be a language such as "hi"': 'भाषा होनी चाहिए, जैसे “hi”',
  'must have a step': 'कम से कम एक चरण होना चाहिए',
  'must be a square of numbers, a list of rows': 'संख्याओं का वर्ग होना चाहिए, पंक्तियों की सूची',
  'must have atLeast, atMost, or both': 'atLeast, atMost, या दोनों होने चाहिए',
  'must be "{}": it is no "start here" file': '“{1}” होना चाहिए: यह “यहाँ से शुरू” फ़ाइल नहीं है',
  'must be "{}"': '“{1}” होना चाहिए',
  'is newer than this Epoch Lab': 'इस Epoch Lab से नया है',
  'must leave one place at least': 'कम से कम एक जगह रहनी चाहिए',
  'is not that of a reference curve': 'किसी संदर्भ वक्र का नहीं है',
  'it is a hand-in, which is read with all of its folder: under Labs, by its teacher.':
    'यह जमा किया काम है, जिसे शिक्षक लैब में उसके पूरे फ़ोल्डर के साथ पढ़ते हैं।',
  'it is not JSON in UTF-8.': 'यह UTF-8 में JSON नहीं है।',

  // Hand-ins.
  'it has more than 64 MB, which no hand-in has.': 'यह 64 MB से बड़ी है, जितना कोई जमा काम नहीं होता।',
  'it holds no {}: it is no hand-in of Epoch Lab.': 'इसमें {1} नहीं है: यह Epoch Lab का जमा काम नहीं है।',
  'it holds no {}.': 'इसमें {1} नहीं है।',
  'its {} has {} bytes, which is too many.': 'इसकी {1} में {2} बाइट हैं, जो बहुत अधिक हैं।',
  'it was written by a newer Epoch Lab (format {}; this one reads {}).':
    'इसे नए Epoch Lab ने लिखा है (फ़ॉर्मैट {1}; यह वाला {2} पढ़ता है)।',
  'its {} is not UTF-8. The file is damaged.': 'इसकी {1} UTF-8 पाठ नहीं है। फ़ाइल ख़राब है।',
  'its {} is not valid JSON. The file is damaged.': 'इसकी {1} सही JSON नहीं है। फ़ाइल ख़राब है।',
  'this is not a zip file, or its end is missing. Get it again.':
    'यह ज़िप फ़ाइल नहीं है, या इसका अंत नहीं है। इसे फिर से लें।',
  'its directory is not where it should be': 'इसकी सूची वहाँ नहीं है जहाँ होनी चाहिए',
  'its directory is damaged at byte {}': 'इसकी सूची बाइट {1} पर ख़राब है',
  'its member {} is damaged': 'इसके भीतर {1} ख़राब है',
  'its member {} is larger than it says': 'इसके भीतर {1} बताए से बड़ा है',
  'its member {} reaches beyond its end': 'इसके भीतर {1} फ़ाइल के अंत से आगे जाता है',
  'No folder of hand-ins is open.': 'जमा कामों का कोई फ़ोल्डर खुला नहीं है।',
  'There is no lab “{}”.': 'लैब “{1}” नहीं है।',
  'it has {}; at most {} can be read.': 'इसमें {1} हैं; अधिक से अधिक {2} पढ़े जा सकते हैं।',
  'it is not an ordinary file.': 'यह साधारण फ़ाइल नहीं है।',
  'it became shorter while it was read. Try again.': 'पढ़ते-पढ़ते यह छोटी हो गई। फिर कोशिश करें।',

  // What a question asks about, and is not there.
  'There is no run to look at yet. Press Train first.': 'देखने के लिए अभी कोई रन नहीं है। पहले “प्रशिक्षित करें” दबाएँ।',
  'The last run did not diverge. Raise the learning rate and train again.':
    'पिछला रन अनंत की ओर नहीं भागा। सीखने की दर बढ़ाकर फिर प्रशिक्षित करें।',
  'The last run had no validation images. Hold some out and train again.':
    'पिछले रन में सत्यापन चित्र नहीं थे। कुछ अलग रखकर फिर प्रशिक्षित करें।',
  'The last run recorded nothing. Train again.': 'पिछले रन में कुछ दर्ज नहीं हुआ। फिर प्रशिक्षित करें।',
  'The network has not read the test images yet. Let a run come to its end.':
    'नेटवर्क ने परीक्षण के चित्र अभी नहीं पढ़े। एक रन को पूरा होने दें।',
  'The question is about layer {}, and this network has {}. Choose the network that the lab began with.':
    'प्रश्न परत {1} के बारे में है, और इस नेटवर्क में {2} हैं। वही नेटवर्क चुनें जिससे लैब शुरू हुई थी।',
  'The question is about class {}, and there are {} classes.': 'प्रश्न वर्ग {1} के बारे में है, और वर्ग {2} हैं।',
  'The question is about row {}, column {}, of a picture of {} × {}.':
    'प्रश्न {3} × {4} के चित्र की पंक्ति {1}, स्तंभ {2} के बारे में है।',
  'No image is looked at. Choose one first.': 'कोई चित्र चुना नहीं है। पहले एक चुनें।',
  'Layer {} has no weights.': 'परत {1} में भार नहीं हैं।',
  'Layer {} has {} weights; there is no weight {}.': 'परत {1} में {2} भार हैं; भार {3} नहीं है।',
  'Layer {} is no max-pooling.': 'परत {1} मैक्स-पूलिंग नहीं है।',
  'No learning rate makes the loss of this image rise. Choose another image.':
    'सीखने की कोई दर इस चित्र की हानि नहीं बढ़ाती। दूसरा चित्र चुनें।',
  "The lab is about image {} of {}, which has {} there. Open the lab's data set.":
    'लैब {2} के चित्र {1} के बारे में है, पर वहाँ {3} ही हैं। लैब का डेटासेट खोलें।',
  '“{}” is too large to be read together with the others.': '“{1}” इतनी बड़ी है कि औरों के साथ नहीं पढ़ी जा सकती।',
  '“{}” and all after it were not read: at most {} hand-ins of a folder are.':
    '“{1}” और उसके बाद की सब नहीं पढ़ी गईं: एक फ़ोल्डर की अधिक से अधिक {2} फ़ाइलें पढ़ी जाती हैं।',
};
