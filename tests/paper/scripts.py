# ruff: noqa: RUF001 - letters that look alike are what this file is about
"""The same kind of sentence in many scripts, and signs that people type."""

SCRIPTS = {
    "Latin": "Łódź, Việt Nam, naïve façade, Ünal İğdır",
    "Greek": "Τι γνωρίζουμε για αυτό;",
    "Cyrillic": "Что известно об этом лечении?",
    "Hebrew": "מה ידוע על הטיפול הזה?",
    "Arabic": "ماذا نعرف عن هذا العلاج؟",
    "Urdu": "اس علاج کے بارے میں کیا معلوم ہے؟",
    "Devanagari": "इस उपचार के बारे में क्या पता है?",
    "Bengali": "এই চিকিৎসা সম্পর্কে কী জানা আছে?",
    "Tamil": "இந்த சிகிச்சை பற்றி என்ன தெரியும்?",
    "Thai": "เรารู้อะไรเกี่ยวกับการรักษานี้",
    "Khmer": "តើយើងដឹងអ្វីខ្លះ",
    "Ethiopic": "ስለዚህ ሕክምና ምን ይታወቃል?",
    "Armenian": "Ի՞նչ է հայտնի",
    "Georgian": "რა არის ცნობილი?",
    "Chinese": "关于这种治疗我们知道什么？",
    "Japanese": "この治療について何が分かっていますか？",
    "Korean": "이 치료에 대해 무엇을 알고 있습니까?",
    "emoji": "😀 👍🏽 🧠 ❤️ ✅",
    "signs": "Δ ≥ ≤ ± → ✓ × ÷ ½ µ ° “ ” … – — €",
}
