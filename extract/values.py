"""Dates and amounts in running text as values: 去年12月 against the article's date, 6.5万元, 12.6万条."""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
RECORD_UNITS = "条|例|份|人次|人|名|张|幅|套|组|个样本|件|帧|例次|段"

NUMBER = r"(?:\d+(?:,\d{3})+|\d+)(?:\.\d+)?"
CHINESE = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*[零〇一二两三四五六七八九十百千]|[一二两三四五六七八九十百千]"
AMOUNT = re.compile(
    rf"(近|约|逾|超|超过|不到|上|数)?\s*({NUMBER}|{CHINESE})?\s*(余|多)?\s*([百千]?[万亿]{{0,2}}|[百千])\s*(余|多)?\s*(人民币)?(元|{RECORD_UNITS})"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit at a place; ``exact`` is false for 近百万元 and the like."""

    start: int
    end: int
    value: float
    unit: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A date at a place, as precise as the text: YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    value: str


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral, or None."""
    for sign, factor in reversed(MYRIADS.items()):
        if sign in text:
            above, _, below = text.rpartition(sign)
            high, low = chinese_number(above), chinese_number(below) if below else 0
            return None if high is None or low is None else high * factor + low
    total, digit = 0, 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            return None
    return total + digit


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of money and of records in a text."""
    for m in AMOUNT.finditer(text):
        about, number, more, scale, more2, _, unit = m.groups()
        if number is None and not (about and scale):
            continue
        if number is None:
            value = 1.0
        elif number[0].isdigit():
            value = float(number.replace(",", ""))
        else:
            found = chinese_number(number)
            if found is None:
                continue
            value = float(found)
        for c in scale:
            value *= MYRIADS.get(c, UNITS.get(c, 1))
        yield Amount(m.start(), m.end(), round(value, 4), unit, not (about or more or more2))


YEAR = r"(?:(20\d\d)|([二2][零〇0][一二三四五六七八九零〇]{2}))年"
FULL = re.compile(r"(20\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*[日号]?")
YEAR_MONTH = re.compile(r"(20\d\d)年\s*(\d{1,2})\s*月")
YEAR_ONLY = re.compile(r"(20\d\d)年")
COUNT = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
MONTH_DAY = re.compile(rf"(今年|去年|前年|明年|本月|上月)?\s*({COUNT})月\s*({COUNT})[日号]")
MONTH = re.compile(rf"(今年|去年|前年|明年)\s*(?:的)?\s*({COUNT})月(?!\d)")
BARE_MONTH = re.compile(rf"(?<![\d年一二三四五六七八九十])(?:[当同]年)?({COUNT})月(?![\d日])")
RELATIVE_YEAR = re.compile(r"(今年|去年|前年|明年)(?!\s*\d)")
DAY_WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2, "明天": 1, "明日": 1}
DAY_WORD = re.compile("|".join(DAY_WORDS))
MONTH_WORD = re.compile("本月|上个月|上月|下个月|下月")
RECENT = re.compile("日前|近日|近期|日内|近来|不久前|最近")
SHIFT = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}


def dates(text: str, published: str | None) -> list[Day]:
    """Return the dates of a text, relative ones resolved against the article's date; nothing overlaps."""
    year, month, day = parts(published)
    found: list[Day] = []
    taken: set[int] = set()

    def add(m: re.Match[str], value: str | None) -> None:
        if value and not taken & set(range(m.start(), m.end())):
            taken.update(range(m.start(), m.end()))
            found.append(Day(m.start(), m.end(), value))

    for m in FULL.finditer(text):
        add(m, iso(int(m[1]), int(m[2]), int(m[3])))
    for m in YEAR_MONTH.finditer(text):
        add(m, iso(int(m[1]), int(m[2])))
    for m in MONTH_DAY.finditer(text):
        base = told_year(text, m.start()) or (year + SHIFT.get(m[1] or "", 0) if year else None)
        if base:
            value = iso(base, count(m[2]), count(m[3]))
            late = value and not m[1] and published and len(published) == 10 and value > shifted(published, 60)
            add(m, iso(base - 1, count(m[2]), count(m[3])) if late else value)
    for m in MONTH.finditer(text):
        add(m, iso(year + SHIFT[m[1]], count(m[2])) if year else None)
    for m in YEAR_ONLY.finditer(text):
        add(m, m[1])
    if year:
        for m in BARE_MONTH.finditer(text):
            if 1 <= count(m[1]) <= 12 and text[m.end() : m.end() + 1] != "龄":
                base = told_year(text, m.start()) or year
                add(m, iso(base, count(m[1])))
        for m in RELATIVE_YEAR.finditer(text):
            add(m, str(year + SHIFT[m[1]]))
        if month:
            for m in MONTH_WORD.finditer(text):
                step = -1 if "上" in m[0] else 1 if "下" in m[0] else 0
                add(m, month_shift(year, month, step))
        if month and day:
            for m in DAY_WORD.finditer(text):
                add(m, shifted(f"{year}-{month:02}-{day:02}", DAY_WORDS[m[0]]))
        for m in RECENT.finditer(text):
            add(m, f"{year}-{month:02}" if month else str(year))
    return sorted(found, key=lambda d: d.start)


def count(text: str) -> int:
    """Return a month's or day's number, in digits or Chinese; 0 where it is none."""
    return int(text) if text.isdigit() else chinese_number(text) or 0


def told_year(text: str, place: int) -> int | None:
    """Return the year told last before a place in the same sentence, if any."""
    sentence = re.split(r"[。！？\n]", text[:place])[-1]
    years = re.findall(r"(20\d\d)年", sentence)
    return int(years[-1]) if years else None


def parts(date: str | None) -> tuple[int | None, int | None, int | None]:
    """Return (year, month, day) of a date that may be less precise or missing."""
    numbers = [int(p) for p in date.split("-")] if date else []
    year, month, day = (*numbers, None, None, None)[:3]
    return year, month, day


def iso(year: int, month: int, day: int | None = None) -> str | None:
    """Return the date as text, or None where there is no such day."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def month_shift(year: int, month: int, step: int) -> str:
    """Return the month ``step`` months on."""
    total = year * 12 + month - 1 + step
    return f"{total // 12}-{total % 12 + 1:02}"


def shifted(date: str, days: int) -> str:
    """Return the day ``days`` after a full date."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=days)).isoformat()
