import { counted, type Sentences } from '../sentences.ts';

/** In Hindi: why a data set, or a file of it, could not be read, and how it was taken. */
export const importSentences: Sentences = {
  ...counted('byte', 'bytes', { one: '{1} बाइट', other: '{1} बाइट' }),
  ...counted('field', 'fields', { one: '{1} फ़ील्ड है', other: '{1} फ़ील्ड हैं' }),
  ...counted('image', 'images', { one: '{1} चित्र', other: '{1} चित्रों' }),
  ...counted('label', 'labels', { one: '{1} लेबल', other: '{1} लेबल' }),
  ...counted('pixel', 'pixels', { one: '{1} पिक्सेल', other: '{1} पिक्सेल' }),
  ...counted('was', 'were', { one: '{1} छोड़ी गई', other: '{1} छोड़ी गईं' }),

  // Files and folders.
  'No file was chosen.': 'कोई फ़ाइल नहीं चुनी गई।',
  'No files were chosen.': 'कोई फ़ाइलें नहीं चुनी गईं।',
  '“{}” is not among the chosen files.': '“{1}” चुनी हुई फ़ाइलों में नहीं है।',
  '{}: reading it took too much time or memory, and was given up.{} Nothing was changed.':
    '{1}: इसे पढ़ने में बहुत अधिक समय या मेमोरी लगी, इसलिए छोड़ दिया गया। {2} कुछ नहीं बदला गया।',
  'The last file that it was given is “{}”.': 'इसे दी गई अंतिम फ़ाइल “{1}” है।',
  'it is of another kind than the data.': 'यह डेटा से अलग तरह की है।',
  'it has {} bytes; at most {} can be read.': 'इसमें {1} बाइट हैं; अधिक से अधिक {2} पढ़ी जा सकती हैं।',
  'its header announces {} bytes; at most {} can be read.':
    'इसका शीर्ष {1} बाइट बताता है; अधिक से अधिक {2} पढ़ी जा सकती हैं।',
  'the file ends after {} of {} bytes.': 'फ़ाइल {2} में से {1} बाइट के बाद समाप्त हो जाती है।',
  'the file ends after {}, within its header.': 'फ़ाइल {1} के बाद, अपने शीर्ष के बीच में ही, समाप्त हो जाती है।',
  'the file ends too early, after {}.': 'फ़ाइल {1} के बाद, समय से पहले, समाप्त हो जाती है।',
  'the file ends too early, after {}. {}': 'फ़ाइल {1} के बाद, समय से पहले, समाप्त हो जाती है। {2}',
  'the file ends too early, after {}. Get it again.':
    'फ़ाइल {1} के बाद, समय से पहले, समाप्त हो जाती है। उसे फिर से लाएँ।',
  'no data set was found in it. IDX files, tables (CSV), NumPy arrays (NPZ, NPY) and folders of pictures are read.':
    'इसमें कोई डेटासेट नहीं मिला। IDX फ़ाइलें, तालिकाएँ (CSV), NumPy ऐरे (NPZ, NPY) और चित्रों के फ़ोल्डर पढ़े जाते हैं।',

  // What came of it.
  'no image in it could be read.{}': 'इसका कोई चित्र पढ़ा नहीं जा सका। {1}',
  'all its images are of one class, “{}”. There is nothing to tell apart: at least two are needed.{}':
    'इसके सारे चित्र एक ही वर्ग “{1}” के हैं। फ़र्क़ करने को कुछ नहीं: कम से कम दो वर्ग चाहिए। {2}',
  '{} skipped, the first because: {}: {}': '{1}, पहली इस कारण: {2}: {3}',
  '{}, line {}': '{1}, पंक्ति {2}',
  'no class has two images: there is nothing to test on. Add images.':
    'किसी वर्ग के दो चित्र नहीं हैं: परखने को कुछ नहीं। और चित्र जोड़ें।',
  'it has more than {} different labels. Are labels taken from the right place?':
    'इसमें {1} से अधिक अलग-अलग लेबल हैं। क्या लेबल सही जगह से लिए गए हैं?',
  '{} images of {} × {} pixels are more than Epoch Lab can hold. Choose a smaller size, or fewer images.':
    '{2} × {3} पिक्सेल के {1} चित्र Epoch Lab में नहीं समाते। छोटा आकार या कम चित्र चुनें।',
  'it has no label.': 'इसका कोई लेबल नहीं है।',
  'its label has {} characters; at most {} are possible.': 'इसके लेबल में {1} अक्षर हैं; अधिक से अधिक {2} हो सकते हैं।',
  'image {}: {}': 'चित्र {1}: {2}',
  'Pixel values from {} to {} became 0 to 255.': 'पिक्सेल के {1} से {2} तक के मान 0 से 255 तक के कर दिए गए।',
  'Of animations, the first picture was taken: {}.': 'एनिमेशन का पहला चित्र लिया गया: {1}।',
  'Of animations, the first picture was taken: {} and {} more.':
    'एनिमेशन का पहला चित्र लिया गया: {1} और {2} अन्य।',

  // Tables.
  'there is no table in it.': 'इसमें कोई तालिका नहीं है।',
  'line {}: a quotation mark is opened there and never closed.':
    'पंक्ति {1}: वहाँ एक उद्धरण चिह्न खुलता है और कहीं बंद नहीं होता।',
  "line {} is longer than any row of an image's pixels. Is it a table with an image a line?":
    'पंक्ति {1} किसी चित्र के पिक्सेल की पंक्ति से अधिक लंबी है। क्या यह हर पंक्ति में एक चित्र वाली तालिका है?',
  'line 1 has {}: a table of images has a label and a field for each pixel.':
    'पंक्ति 1 में {1}: चित्रों की तालिका में एक लेबल और हर पिक्सेल का एक फ़ील्ड होता है।',
  'it has {} a row, and not {} × {}.': 'इसकी हर पंक्ति {1} की है, {2} × {3} की नहीं।',
  'it has {} pixels a row, which make no square. Is one of its columns no pixel, or is there no label? For images that are not square, say how high and how wide they are.':
    'इसकी हर पंक्ति में {1} पिक्सेल हैं, जिनसे वर्गाकार चित्र नहीं बनता। क्या कोई स्तंभ पिक्सेल नहीं है, या लेबल ही नहीं है? चित्र वर्गाकार न हों तो बताएँ कि वे कितने ऊँचे और चौड़े हैं।',
  'it has no column “{}”. Its columns are {}.': 'इसमें “{1}” स्तंभ नहीं है। इसके स्तंभ हैं: {2}।',
  '{} and {} more': '{1} और {2} अन्य',
  'it has a column for each of {} pixels, and none for the label.':
    'इसमें {1} पिक्सेल में से हर एक का स्तंभ है, पर लेबल का कोई नहीं।',
  'its images are {} × {} pixels, those of the table before it {} × {}.':
    'इसके चित्र {1} × {2} पिक्सेल के हैं, इससे पहले वाली तालिका के {3} × {4} के।',
  'it has {}, where the others have {}.': 'इसमें {1}, जबकि दूसरी पंक्तियों में {2}।',
  'column {} ({}) holds “{}”, which is no number.': 'स्तंभ {1} ({2}) में “{3}” है, जो संख्या नहीं है।',
  'column {} ({}) holds {}; pixels are from {} to {}.':
    'स्तंभ {1} ({2}) में {3} है; पिक्सेल के मान {4} से {5} तक होते हैं।',

  // Arrays.
  'it has no array “{}”. It has {}.': 'इसमें “{1}” ऐरे नहीं है। इसमें ये हैं: {2}।',
  'it has an array “{}”, as {} has one. Choose one of the two files.':
    'इसमें “{1}” ऐरे है, और {2} में भी। दोनों में से एक फ़ाइल चुनें।',
  'this is neither an NPZ archive nor an NPY array of NumPy.': 'यह न NumPy का NPZ संग्रह है, न NPY ऐरे।',
  'there is no array in it.': 'इसमें कोई ऐरे नहीं है।',
  'none of its arrays holds images. It has {}.': 'इसके किसी ऐरे में चित्र नहीं हैं। इसमें ये हैं: {1}।',
  'it has images ({}), and their labels are missing. It has {}.':
    'इसमें चित्र ({1}) हैं, पर उनके लेबल नहीं। इसमें ये हैं: {2}।',
  'its array {} ({}, {}) {}': 'इसका ऐरे {1} ({2}, {3}) {4}',
  'holds texts, not images.': 'चित्र नहीं, पाठ रखता है।',
  'is not count × height × width, with or without channels.':
    'संख्या × ऊँचाई × चौड़ाई का नहीं है, न चैनलों के साथ, न उनके बिना।',
  'holds images that are not from 1 × 1 to {} × {} pixels.':
    'ऐसे चित्र रखता है जो 1 × 1 से {1} × {2} पिक्सेल तक के नहीं हैं।',
  'holds {} at place {}.': 'स्थान {2} पर {1} रखता है।',
  'its array {} ({}) is no list of labels.': 'इसका ऐरे {1} ({2}) लेबल की सूची नहीं है।',
  'its array {} has {} for the {} of {}.': '{4} के {3} और इसके ऐरे {1} के {2} की संख्या बराबर नहीं है।',
  'this is not an NPY array.': 'यह NPY ऐरे नहीं है।',
  'the file ends after {} of the {} bytes that its shape ({}) takes.':
    'फ़ाइल {1} बाइट के बाद समाप्त हो जाती है, जबकि इसके आकार ({3}) को {2} चाहिए।',
  'its NPY version is {}; 1 to 3 are read.': 'इसका NPY संस्करण {1} है; 1 से 3 तक पढ़े जाते हैं।',
  'its header has {} bytes, too many.': 'इसके शीर्ष में {1} बाइट हैं, जो बहुत अधिक हैं।',
  'its header is not one of an array of numbers or texts.': 'इसका शीर्ष संख्याओं या पाठों के ऐरे का नहीं है।',
  'its shape ({}) is not one that is read.': 'इसका आकार ({1}) पढ़ा नहीं जाता।',
  'its values are of type {}, which is not read.{}': 'इसके मान {1} प्रकार के हैं, जो पढ़ा नहीं जाता। {2}',
  'its values are of type {}, which is not read.': 'इसके मान {1} प्रकार के हैं, जो पढ़ा नहीं जाता।',
  'It holds Python objects, which cannot be read safely.':
    'इसमें Python के ऑब्जेक्ट हैं, जिन्हें सुरक्षित ढंग से नहीं पढ़ा जा सकता।',

  // IDX files.
  'it holds the same as {}, by its name: {}. Choose one of them.':
    'इसके नाम के अनुसार इसमें वही है जो {1} में: {2}। उनमें से एक चुनें।',
  'the test part': 'परीक्षण वाला हिस्सा',
  'the training part': 'प्रशिक्षण वाला हिस्सा',
  'these are labels, and their images are missing. Choose both files together.':
    'ये लेबल हैं, और इनके चित्र नहीं हैं। दोनों फ़ाइलें साथ चुनें।',
  'it has {} for the {} of {}.': '{3} के {2} और इसके {1} की संख्या बराबर नहीं है।',
  'its images are {} × {} pixels; from 1 × 1 to {} × {} are supported.':
    'इसके चित्र {1} × {2} पिक्सेल के हैं; 1 × 1 से {3} × {4} तक के लिए जा सकते हैं।',
  'it is still compressed. Unpack it, or let its name end in .gz.':
    'यह अब भी संपीड़ित है। इसे खोलें, या इसका नाम .gz पर समाप्त करें।',
  'it is compressed, and its name does not end in .gz.': 'यह संपीड़ित है, और इसका नाम .gz पर समाप्त नहीं होता।',
  'it is not {}: it begins with {}, not with 00 00 08 0{}.':
    'यह {1} नहीं है: इसकी शुरुआत {2} है, 00 00 08 0{3} नहीं।',
  'an IDX file of images': 'चित्रों की IDX फ़ाइल',
  'an IDX file of labels': 'लेबल की IDX फ़ाइल',
  'it announces {}; from 1 to {} are supported.': 'यह {1} की घोषणा करती है; 1 से {2} तक लिए जा सकते हैं।',
  'the file has {}, but its header announces only {}.': 'फ़ाइल {1} की है, पर उसका शीर्ष केवल {2} बताता है।',

  // Pictures and their folders.
  'this is one picture. Choose a folder that has a folder of pictures for each class.':
    'यह एक ही चित्र है। ऐसा फ़ोल्डर चुनें जिसमें हर वर्ग के चित्रों का एक फ़ोल्डर हो।',
  'it lies in no folder of a class.': 'यह किसी वर्ग के फ़ोल्डर में नहीं है।',
  'it lies beside the folders for training and testing.': 'यह प्रशिक्षण और परीक्षण के फ़ोल्डरों के बाहर है।',
  'its pictures lie in no folder of a class. Choose a folder that has a folder of pictures for each class.':
    'इसके चित्र किसी वर्ग के फ़ोल्डर में नहीं हैं। ऐसा फ़ोल्डर चुनें जिसमें हर वर्ग के चित्रों का एक फ़ोल्डर हो।',
  'its pictures are all in one folder, “{}”. A data set has a folder for each class, two at least.':
    'इसके सारे चित्र एक ही फ़ोल्डर “{1}” में हैं। डेटासेट में हर वर्ग का एक फ़ोल्डर होता है, कम से कम दो।',
  'it has {} bytes; pictures of at most {} are read.': 'इसमें {1} बाइट हैं; अधिक से अधिक {2} वाले चित्र पढ़े जाते हैं।',
  'this is not a picture in PNG, JPEG, WebP, GIF or BMP.': 'यह PNG, JPEG, WebP, GIF या BMP का चित्र नहीं है।',
  'its header says {} × {} pixels.': 'इसका शीर्ष {1} × {2} पिक्सेल बताता है।',
  'it has {} × {} pixels; at most {} in all can be read. Make the picture smaller.':
    'इसमें {1} × {2} पिक्सेल हैं; कुल अधिक से अधिक {3} पढ़े जा सकते हैं। चित्र छोटा करें।',
  'the picture cannot be decoded ({}). Save the picture again.':
    'चित्र खोला नहीं जा सकता ({1})। चित्र को फिर से सहेजें।',
  'the picture is damaged and cannot be decoded. Save the picture again.':
    'चित्र ख़राब है और खोला नहीं जा सकता। उसे फिर से सहेजें।',
  'it uses a colour that its palette does not have. Save the picture again.':
    'इसमें ऐसा रंग है जो इसकी रंग-सूची में नहीं है। चित्र को फिर से सहेजें।',
  'its header is of an unknown kind. Save the picture again.':
    'इसका शीर्ष अनजानी तरह का है। चित्र को फिर से सहेजें।',
  'it is compressed, or of a rare kind. Save the picture as PNG.':
    'यह संपीड़ित है, या किसी दुर्लभ तरह का। चित्र को PNG में सहेजें।',
  'the file ends within its palette.': 'फ़ाइल अपनी रंग-सूची के बीच में ही समाप्त हो जाती है।',
  'it has no image before byte {}.': 'बाइट {1} से पहले इसमें कोई चित्र नहीं है।',
  'its first image reaches beyond the picture. Save the picture again.':
    'इसका पहला चित्र अपने आकार से बाहर जाता है। चित्र को फिर से सहेजें।',
  'it has no palette. Save the picture again.': 'इसमें रंग-सूची नहीं है। चित्र को फिर से सहेजें।',
  'its codes begin with {} bits. Save the picture again.': 'इसके कोड {1} बिट से शुरू होते हैं। चित्र को फिर से सहेजें।',
  'its image data {}. Save the picture again.': 'इसका चित्र-डेटा {1}। चित्र को फिर से सहेजें।',
  'ends after {} of {}': '{2} में से {1} के बाद समाप्त हो जाता है',
  'is damaged': 'ख़राब है',
  'it is a rare kind of JPEG. Save the picture as PNG.': 'यह दुर्लभ तरह का JPEG है। चित्र को PNG में सहेजें।',
  'it has several frames. Save the picture as PNG.': 'इसमें कई फ़्रेम हैं। चित्र को PNG में सहेजें।',
  'it has {} scans or more, too many to decode. Save the picture again.':
    'इसमें {1} या अधिक स्कैन हैं, जो खोलने के लिए बहुत अधिक हैं। चित्र को फिर से सहेजें।',
  'it has no image. Save the picture again.': 'इसमें कोई चित्र नहीं है। उसे फिर से सहेजें।',
  'it is an animation. Save one picture of it as PNG.': 'यह एनिमेशन है। इसका एक चित्र PNG में सहेजें।',
  'The file is damaged; save the picture again.': 'फ़ाइल ख़राब है; चित्र को फिर से सहेजें।',
  'this is not a PNG picture, or its beginning is damaged. Save the picture again.':
    'यह PNG चित्र नहीं है, या इसका आरंभ ख़राब है। चित्र को फिर से सहेजें।',
  'it holds more data than its size says. {}': 'इसमें इसके आकार से अधिक डेटा है। {1}',
  'its picture data is incomplete or corrupt. {}': 'इसका चित्र-डेटा अधूरा या ख़राब है। {1}',
  'its palette is missing. {}': 'इसकी रंग-सूची नहीं है। {1}',
  'it has no header. {}': 'इसमें शीर्ष नहीं है। {1}',
  'it has two {} parts. {}': 'इसमें {1} के दो हिस्से हैं। {2}',
  'its header has a wrong length. {}': 'इसके शीर्ष की लंबाई ग़लत है। {1}',
  'colour type {} with {} bits does not exist in PNG. {}': 'PNG में {2} बिट का रंग-प्रकार {1} नहीं होता। {3}',
  'interlaced pictures of {} bits a pixel are not supported. Save it without interlacing.':
    'प्रति पिक्सेल {1} बिट वाले इंटरलेस्ड चित्र नहीं लिए जाते। उसे इंटरलेसिंग के बिना सहेजें।',

  // Archives.
  'this is not a gzip file.': 'यह gzip फ़ाइल नहीं है।',
  'it unpacks to more than {} bytes, which is not expected of it.':
    'खुलने पर यह {1} बाइट से अधिक हो जाती है, जिसकी इससे आशा नहीं थी।',
  'the file is damaged: it cannot be unpacked. Get it again.': 'फ़ाइल ख़राब है: खोली नहीं जा सकती। उसे फिर से लाएँ।',
  'it has no member {}.': 'इसमें {1} नाम की फ़ाइल नहीं है।',
  'Get the file again.': 'फ़ाइल को फिर से लाएँ।',
  'its member {} is not at byte {}. {}': 'इसके भीतर की {1} बाइट {2} पर नहीं है। {3}',
  'its member {} reaches beyond its end. {}': 'इसके भीतर की {1} इसके अंत से आगे जाती है। {2}',
  'its member {} is larger than it says. {}': 'इसके भीतर की {1} बताए गए आकार से बड़ी है। {2}',
  'its member {} is damaged. {}': 'इसके भीतर की {1} ख़राब है। {2}',
  'it is larger than 4 GB or has more than 65,534 members. Unpack it first.':
    'यह 4 GB से बड़ी है या इसमें 65,534 से अधिक फ़ाइलें हैं। पहले इसे खोलें।',
  'it has {} members; at most {} are read.': 'इसमें {1} फ़ाइलें हैं; अधिक से अधिक {2} पढ़ी जाती हैं।',
  'its directory is not where it should be. {}': 'इसकी सूची अपनी जगह पर नहीं है। {1}',
  'its directory is damaged at byte {}. {}': 'इसकी सूची बाइट {1} पर ख़राब है। {2}',
  'it unpacks to more than {} bytes, more than can be read. Is it a zip bomb?':
    'खुलने पर यह {1} बाइट से अधिक हो जाती है, जितनी पढ़ी नहीं जा सकती। क्या यह ज़िप बम है?',
  'its name leads out of the archive.': 'इसका नाम संग्रह के बाहर ले जाता है।',
  'there is a member of that name already.': 'इस नाम की फ़ाइल पहले से है।',
  'it is encrypted. Unpack the archive first.': 'यह कूटबद्ध है। पहले संग्रह को खोलें।',
  'it is packed in a rare way. Unpack the archive first.': 'यह दुर्लभ तरीक़े से पैक की गई है। पहले संग्रह को खोलें।',
  'it is larger than 4 GB.': 'यह 4 GB से बड़ी है।',
  'it unpacks to {} bytes; at most {} are read.': 'खुलने पर यह {1} बाइट होती है; अधिक से अधिक {2} पढ़ी जाती हैं।',
  'its sizes contradict each other.': 'इसके बताए हुए आकार मेल नहीं खाते।',
};
