"""Forms of credits: the words by which a text says who reported it, who is quoted, and where and when that was."""

import re

BLANK = "[ \u200c]?"  # ZWNJ
_WORD = "[^\\W\\d][\\w\u200c]*"
_VOICE = f"از{BLANK}قول"  # «به نقل از قول رویترز», «از قول رویترز»
_FROM = f"(?:(?:به )?نقل{BLANK}{_VOICE}|(?:به )?نقل{BLANK}از|{_VOICE})"
_END = f"(?=\\s*(?:[،؛:–—-]|\\.(?:\\s|\\Z)|\\n|\\Z|(?:و )?{_FROM}(?!\\w)))"

LEAD = re.compile(
    f"(?:(?:به|طبق|بنا{BLANK}به|بنا{BLANK}بر|بر{BLANK}اساس|بر{BLANK}پایه|بر) (?P<report>گزارش)"
    f"|(?P<says>به گفته{BLANK}ی?|(?:(?:به )?نقل{BLANK})?{_VOICE})|(?:به )?نقل{BLANK}از|به نوشته{BLANK}ی?)"
    "(?![\\w\u200c])"
)
CHAIN = re.compile(f"\\s*،?\\s*(?:و\\s+)?{_FROM}(?!\\w)")
NEXT_NAME = re.compile(
    "(?:،? (?P<and>و)(?: نیز| همچنین)?|،? (?P<from>از)|،) "
)  # «رویترز، کیودو و یونهاپ», «ایسنا از رویترز»
LIST_END = re.compile(r"\s*[،:؛]")
JOINT = re.compile(r"\s*[،,:؛–-]*\s*(?:و(?: نیز| همچنین)?\s+)?")  # between two credits of one sentence

DESK = re.compile(r"(?:گروه|سرویس|دفتر|بخش|حوزه|تحریریه|خبرنگار(?:ان)?)(?!\w)")
_TOPIC = (
    "(?:اقتصاد|اجتماع|سیاس|ورزش|فرهنگ|هنر|بین[ \u200c]?الملل|خارج|داخل|استان|شهرستان|جامعه|حوادث|علم|دانش|جهان|ایران"
    "|خبر|پارلمان|مجلس|دولت|قضا|حقوق|شهر|سلامت|بهداشت|پزشک|گردشگر|میراث|سینما|موسیقی|تئاتر|ادب|کتاب|دین|قرآن|انتظام|دفاع"
    "|فناور|رسانه|ترجمه|بازار|بورس|انرژی|نفت|کشاورز|مسکن|راه|صنعت|آموزش|دانشگاه|محیط زیست|اعزام)"
    "[\\w\u200c]*"
)
_DESK_OF = f"(?:گروه|سرویس|بخش|حوزه|تحریریه|خبرنگار(?:ان)?)\\s{_TOPIC}(?:\\sو\\s{_TOPIC}|\\s{_TOPIC})?"
_SECTION = f"(?:اقتصاد|سیاس|ورزش|فرهنگ|هنر|اجتماع|علم|بین{BLANK}الملل|استان{BLANK}ها)ی?"  # «تابناک اقتصادی»
_DAY = f"(?:(?:پنج|چهار|سه|دو|یک)?{BLANK}شنبه|جمعه|امروز|دیروز)"
_TIME = f"(?:صبح|ظهر|عصر|شامگاه|بامداد|روز)?\\s?{_DAY}(?!\\w)"
TAIL = re.compile(
    f"(?:\\s+از\\s(?P<where>{_WORD}(?:\\s(?!به\\s){_WORD}){{0,5}})|\\s*،?\\s*(?:منطقه|دفتر|مرکز)\\s(?P<region>{_WORD}(?:\\s{_WORD})?)"
    f"|\\s*،?\\s*{_DESK_OF}|\\s+(?:{_SECTION}|{_TIME})){_END}"
)
SEAT = re.compile(  # where a reporter sits, in «به گزارش ایرنا از وزارت کشور،»
    f"(?:روابط{BLANK}عمومی|وزارت|سازمان|مجلس|ستاد|محل|فرودگاه|دادگاه|ورزشگاه)(?!\\w)"
)
OFFICE = re.compile(  # who hands out what outlets print
    f"\\s(?:اداره{BLANK}کل )?(?:روابط{BLANK}عمومی|مرکز (?:رسانه|اطلاع{BLANK}رسانی)|پایگاه|تارنمای?|(?:وب{BLANK})?سایت"
    f"|کانال|صفحه|ستاد خبری|واحد خبر)(?:\\s[\\w\u200c]+){{1,8}}{_END}"
)
OUR_REPORTER = re.compile(
    f"(?:\\s(?:خبرنگار|گزارشگر)(?:ان)?(?:\\s{_WORD}){{0,2}}?\\sما(?!\\w)|\\s{_DESK_OF}(?:\\sما(?!\\w))?{_END})"
)

OWN = re.compile(r"(?:خبرنگار|گزارشگر)(?:ان)?\s")  # «خبرنگار ایلنا از تهران گزارش داد»
OUR_OWN = re.compile(f"(?:خبرنگار|گزارشگر)(?:ان)?(?:\\s{_WORD}){{0,2}}?\\sما(?!\\w)")
BY = re.compile(r"\s+به گزارش(?!\w)")  # «ایسنا به گزارش مهر نوشت»
SAID = re.compile(  # what agencies do; stands behind a blank
    f"(?:(?:گزارش|خبر) (?:داد|کرد|می)[\\w\u200c]*|(?:اعلام|منتشر|فاش) کرد\\w*|مدعی شد\\w*|نوشت\\w*"
    f"|می{BLANK}(?:نویسد|افزاید)|افزود(?![\\w\u200c]))(?: (?:است|بود)(?!\\w))?"
)
THAT = re.compile(r"\s+(?:که|نیز)(?!\w)")
CLAUSE = re.compile(r"[.؟!؛:،«\n]\s*|\bکه ")

TOLD = re.compile(  # what people do who speak to a reporter
    f"(?:گفت(?:ند|ه است|ه بود)?|می{BLANK}گوی(?:د|ند)|افزود|اظهار|بیان|تصریح|توضیح|تاکید|تأکید|عنوان|خاطرنشان|یادآور"
    "|ابراز|خبر داد|اعلام|پاسخ داد)(?![\\w\u200c])"
)
TALK = re.compile(f"(?:گفت{BLANK}و?{BLANK}گو|مصاحبه)(?:ی|{BLANK}ای|یی)?(?:\\s{_WORD}){{0,3}}?\\sبا(?!\\w)")
IN_TALK = re.compile("(?:در|طی|ضمن)(?: یک)?\\Z")
SPEAKING = re.compile(  # where one of these forms may begin, in one search
    " (?=گ(?:زارش|فت)|خ(?:بر |اطرن)|ا(?:علام|فزود|ظهار|براز)|م(?:نتشر|دعی|صاحبه|ی.?(?:نوی|افز|گوی))|فاش |نوشت|بیان"
    "|ت(?:صریح|وضیح|[اأ]کید)|عنوان|یادآور|پاسخ)"
)
_DONE = """حمله شلیک تیراندازی تعرض اهانت توهین اعتراض واکنش اشاره نسبت کمک مربوط منتسب تسلیت تبریک وابسته یورش
    تجاوز توجه"""
NOT_TOLD = frozenset(_DONE.split())  # before «به خبرنگار ایسنا»: done to the reporter, not said
_OTHER_CLAUSE = "را و که شد شده کرد رسید داد اما تا"
NOT_BETWEEN = frozenset(_OTHER_CLAUSE.split())  # the reporter and what is told him
