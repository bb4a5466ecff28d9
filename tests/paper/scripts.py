# ruff: noqa: RUF001 - letters that look alike are what this file is about
"""The same kind of sentence in many scripts, and signs that people type."""

# Those of which a reader gets back every code point when it copies text out of the document.
COPIED = {
    "Latin": "Łódź, naïve façade, Ünal İğdır, Ærø, straße, ǆ, Ťava",
    "Vietnamese": "Chúng ta biết gì về cách điều trị này?",
    "Polish": "Co wiadomo o tym leczeniu? Zażółć gęślą jaźń.",
    "Greek": "Τι γνωρίζουμε για αυτή τη θεραπεία;",
    "Greek with breathings": "Ἐν ἀρχῇ ᾧ ἄνθρωπος ὑγιαίνῃ",
    "Cyrillic": "Что известно об этом лечении? Ёлка, подъём.",
    "Ukrainian": "Що відомо про це лікування? Ґанок, їжа, єдність.",
    "Serbian": "Шта се зна о овом лечењу? Њива, ђак, џеп.",
    "Chinese, simplified": "关于这种治疗我们知道什么？",
    "Chinese, traditional": "關於這種治療我們知道什麼？",
    "Japanese": "この治療について何が分かっていますか？ステムセル",
    "Korean": "이 치료에 대해 무엇을 알고 있습니까?",
}

# The same for those that are written from the right.
TURNED = {
    "Hebrew": "מה ידוע על הטיפול הזה?",
    "Arabic": "ماذا نعرف عن هذا العلاج؟",
}

# Those whose shaping joins or moves letters: what was typed comes back from the data in the document.
SHAPED = {
    "Persian": "درباره این درمان چه می‌دانیم؟",
    "Urdu": "اس علاج کے بارے میں کیا معلوم ہے؟",
    "Hebrew with points": "שָׁלוֹם וּבְרִיאוּת",
    "Arabic with marks": "اَلسَّلَامُ عَلَيْكُمْ",
    "Syriac": "ܫܠܡܐ ܥܠܝܟܘܢ",
    "Thaana": "މި ފަރުވާއާ ބެހޭ ގޮތުން",
    "N'Ko": "ߒߞߏ ߟߐ߬ߘߐ߬ߟߌ",
    "Devanagari": "इस उपचार के बारे में क्या पता है?",
    "Nepali": "यस उपचारको बारेमा के थाहा छ?",
    "Bengali": "এই চিকিৎসা সম্পর্কে কী জানা আছে?",
    "Gurmukhi": "ਇਸ ਇਲਾਜ ਬਾਰੇ ਕੀ ਪਤਾ ਹੈ?",
    "Gujarati": "આ સારવાર વિશે શું જાણીતું છે?",
    "Odia": "ଏହି ଚିକିତ୍ସା ବିଷୟରେ କଣ ଜଣା?",
    "Tamil": "இந்த சிகிச்சை பற்றி என்ன தெரியும்?",
    "Telugu": "ఈ చికిత్స గురించి ఏమి తెలుసు?",
    "Kannada": "ಈ ಚಿಕಿತ್ಸೆಯ ಬಗ್ಗೆ ಏನು ಗೊತ್ತು?",
    "Malayalam": "ഈ ചികിത്സയെക്കുറിച്ച് എന്തറിയാം?",
    "Sinhala": "මෙම ප්‍රතිකාරය ගැන දන්නේ කුමක්ද?",
    "Thai": "เรารู้อะไรเกี่ยวกับการรักษานี้",
    "Lao": "ພວກເຮົາຮູ້ຫຍັງກ່ຽວກັບການປິ່ນປົວນີ້",
    "Khmer": "តើយើងដឹងអ្វីខ្លះអំពីការព្យាបាលនេះ",
    "Myanmar": "ဒီကုသမှုအကြောင်း ဘာသိလဲ",
    "Tibetan": "བོད་ཡིག་གི་སྨན་བཅོས་",
    "Ethiopic": "ስለዚህ ሕክምና ምን ይታወቃል?",
    "Armenian": "Ի՞նչ է հայտնի այս բուժման մասին",
    "Georgian": "რა არის ცნობილი ამ მკურნალობის შესახებ?",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "Cherokee": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "Canadian syllabics": "ᐃᓄᒃᑎᑐᑦ ᐊᓐᓂᐊᕐᓇᙱᑦᑐᓕᕆᔨ",
    "Tifinagh": "ⵜⵉⴼⵉⵏⴰⵖ ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "Adlam": "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪",
    "Vai": "ꕙꔤ ꕉꕜꕮ",
    "Javanese": "ꦧꦱꦗꦮ",
    "Yi": "ꆈꌠꁱꂷ",
    "Bopomofo": "ㄅㄆㄇㄈ ㄓㄨˋ ㄧㄣ",
    "emoji": "😀 👍🏽 🧠 ❤️ ✅ 👩‍⚕️ 👨‍👩‍👧‍👦 🇺🇸 🇫🇷 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣",
    "combining marks": "a̐éö̲ q̃ x̄ Ž̧ ɛ̃ o͡a n̈",
    "mathematics": "Δ ≥ ≤ ± ∑ ∫ √ ∞ ≈ ≠ ∂ ∇ ∈ ⊂ ⇒ ℝ 𝛼 𝐀 𝒳 ⟨x⟩",
    "signs": "→ ✓ ✗ ☐ ☑ × ÷ ½ ⅓ µ ° “ ” ‘ ’ … – — • € £ ¥ ₹ ₿ § ¶ © ® ™ † ‡ № ℃ ♿ ☎ ✉ ²³₂ ⁻¹",
    "phonetic": "ˌeɪ.ɛlˈɛs ðɪ ɹɪˈsɜːt͡ʃ ŋʷ ɸ ʕ",
    "Braille": "⠃⠗⠇ ⠓⠑⠇⠇⠕",
    "wide forms": "ＡＬＳ １２３ ｶﾀｶﾅ ㈱ ㍻ ①②③",
    "invisible": "soft\u00adhyphen zero\u200bwidth no\u00a0break word\u2060joiner thin\u2009space right\u200fmark",
}

SCRIPTS = COPIED | TURNED | SHAPED
