"""Weekdays: which day one is, and where it is none in particular, or a city."""

from datetime import date, timedelta

from pipeline.steps.readings import Reading, Value
from pipeline.steps.verbs import tense

AHEAD, BEHIND, THIS = frozenset(("اینده", "بعد")), frozenset(("گذشته", "قبل", "پیش")), frozenset(("جاری",))
WEEK, DAY, SATURDAY = "هفته", "روز", "شنبه"
WEEKDAYS = frozenset(("شنبه", "یکشنبه", "دوشنبه", "سهشنبه", "چهارشنبه", "پنجشنبه", "جمعه"))
COUNTS = frozenset(("یک", "دو", "سه", "چهار", "پنج"))  # of «سه شنبه», written apart
LINKS = frozenset(("و", "،", "تا", DAY, WEEK, *WEEKDAYS))  # words of «هر هفته روز شنبه و دوشنبه»
NOT_BEFORE = frozenset(("نماز", "امام", "امامان", "ایمه"))  # before جمعه
NOT_AFTER = frozenset(("سوری", "سیاه", "خونین", "بازار", "هر", "ها", "های"))
EVERY = frozenset(("هر", "روزهای"))  # before a weekday that is none in particular
ONE_OF_MANY = frozenset(("یک", "اولین", "نخستین", "آخرین", "اخرین", "واپسین"))
ORDINAL_END = "مین"

# Dushanbe is called after its Monday market. In a story on Tajikistan only a word of time makes it a day.
MONDAY = "0"
BEFORE_CITY = frozenset(("شهر", "پایتخت", "به", "وارد", "راهی", "عازم", "مقیم", "فرودگاه", "سفارت"))
AFTER_CITY = frozenset(("پایتخت", "تاجیکستان"))
BEFORE_DAY = frozenset((DAY, "شامگاه", "صبح", "عصر", "ظهر", "بامداد", "شب", "امروز", "دیروز", "فردا"))

MAX_LOOK_AHEAD = 25  # words in which a verb may make a weekday one to come
SPEECH = frozenset(("میگوید", "میگویند", "میافزاید", "مینویسد", "مینویسند"))  # present tense of what was said
STOPS = frozenset(("۔", ".", "\n"))


def weekday(reading: Reading, at: int, end: int, weekday_: str) -> Value | None:
    """Read a weekday: the last one up to today, or the next one where the sentence says what will be."""
    if not _is_one_day(reading, at, end) or (weekday_ == MONDAY and _is_city(reading, at, end)):
        return None
    if reading.key(end) == WEEK:
        return _in_week(reading, at, end, int(weekday_))
    today = reading.today
    back = (today.weekday() - int(weekday_)) % 7
    if reading.key(end) in AHEAD | BEHIND:
        distance = 7 - back if reading.key(end) in AHEAD else -(back or 7)
        return reading.value(at, end + 1, (today + timedelta(distance)).isoformat())
    ahead = (7 - back) % 7 if _will_be(reading, end) else -back
    return reading.value(at, end, (today + timedelta(ahead)).isoformat())


def week_of(day: date, distance: int) -> date:
    """Give the Saturday on which the week `distance` weeks after that of a day begins."""
    return day - timedelta((day.weekday() + 2) % 7) + timedelta(7 * distance)


def weeks_ahead(key: str) -> int | None:
    """Give what «آینده», «جاری» and «گذشته» say after a week, a month or a year."""
    return 1 if key in AHEAD else -1 if key in BEHIND else 0 if key in THIS else None


def _in_week(reading: Reading, at: int, end: int, weekday_: int) -> Value | None:
    """Read «دوشنبه هفته آینده»; the Monday of another week («هفته دوم لیگ») is not known."""
    distance = weeks_ahead(reading.key(end + 1))
    if distance is None:
        return None
    day = week_of(reading.today, distance) + timedelta((weekday_ + 2) % 7)
    return reading.value(at, end + 2, day.isoformat())


def _is_one_day(reading: Reading, at: int, end: int) -> bool:
    before, first = reading.key(at - 1), at - 1
    while reading.key(first) in LINKS or (reading.key(first) in COUNTS and reading.key(first + 1) == SATURDAY):
        first -= 1
    if before in NOT_BEFORE or before in ONE_OF_MANY or before.endswith(ORDINAL_END):
        return False
    return reading.key(first) not in EVERY and reading.key(end) not in NOT_AFTER


def _is_city(reading: Reading, at: int, end: int) -> bool:
    before, after = reading.key(at - 1), reading.key(end)
    if before in BEFORE_CITY or reading.key(end + (after in ("،", "("))) in AFTER_CITY:
        return True
    timed = before in BEFORE_DAY or after in AHEAD | BEHIND or after == WEEK or after.isdecimal()
    return reading.on_tajikistan and not timed


def _will_be(reading: Reading, at: int) -> bool:
    """Tell whether the next verb of the sentence looks ahead."""
    keys = reading.words.keys
    for place, key in enumerate(keys[at : at + MAX_LOOK_AHEAD], at):
        if key in STOPS:
            return False
        if key not in SPEECH and (found := tense(key, reading.key(place + 1))) is not None:
            return found != "past"
    return False
