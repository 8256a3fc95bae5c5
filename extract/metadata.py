"""What is known about an article besides its text: title, publisher, author, date, url.

From fields under their usual names (front matter, JSON, HTML meta), else from the text's own head and foot:
``2025年07月01日 23:16 来源: 科创板日报``, ``文 | 某某``, ``（羊城晚报 2023年3月4日讯）``, ``民國114年10月23日``.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from graph.model import Document

TEXT, FIELDS = "text", ("title", "publisher", "author", "date", "url")
NAMES = {
    "text": "text content body article maintext 正文 内容",
    "title": "title headline name og:title 标题 題目 题目",
    "publisher": "publisher source site sitename site_name og:site_name media outlet 来源 來源 媒体 媒體 发布者",
    "author": "author authors byline writer creator article:author 作者 记者 記者",
    "date": "date published publish_date published_at publish_time pubdate pub_date datetime time created article:published_time 日期 发布时间 發布時間 时间",
    "url": "url link href permalink canonical og:url 链接 網址 网址",
}
FIELD_OF = {name: field for field, names in NAMES.items() for name in names.split()}
URL = re.compile(r"https?://\S+")
DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
FULL = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
REPUBLIC = re.compile(r"(?:民[國国]|中華民國|中华民国)\s?(\d{2,3})\s?[年./]\s?(\d{1,2})\s?[月./]\s?(\d{1,2})")
YEAR = re.compile(r"^((?:19|20)\d{2})年?$")
SURROGATE = re.compile("[\ud800-\udfff]")  # half a pair, as JSON can hold it; no file could
HEAD, FOOT = 14, 8  # lines that are looked at
PUBLISHERS = "来源|稿源|稿件来源|文章来源|信息来源|图文来源|来自"
AUTHORS = "作者|原作者|文|撰文|文/图|记者|采访|文字|编译|整理"
LABEL = re.compile(
    rf"(?<![^\W\d_])(?P<label>{PUBLISHERS}|{AUTHORS})[ \t]?[：:丨︱|｜/][ \t]?(?P<value>[^：:|｜丨。！？；\n]{{1,40}}?)"
    r"(?=$|[ \t]{2,}|[ \t]?[)）】\]]|[ \t]+[^\s：:|｜丨]{1,6}[ \t]?[：:丨︱|｜/]|[ \t]+(?:记者|通讯员|编辑|责编|(?:19|20)?\d{2}))"
)
REPORTER = re.compile(
    r"(?:本报|本刊)?(?:记者|撰文)[ \t]?(?P<value>[\u4e00-\u9fff·]{2,5}(?:[、 ][\u4e00-\u9fff·]{2,4})*)"
)
DATELINE = re.compile(
    r"^[（(](?P<publisher>[^（）()\d]{2,12}?)[ \t]?(?P<date>\d{4}年\d{1,2}月\d{1,2}日)?(?:讯|电)[)）]"
)
DATE_FIRST = re.compile(
    r"^(?:19|20)\d{2}\S{2,8}(?:[ \t]+\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?[ \t]+(?P<publisher>[^\s：:|丨，]{2,12})$"
)


def day(year: int, month: int, date: int) -> str | None:
    """Return a calendar day as YYYY-MM-DD, nothing where there is no such day."""
    try:
        return datetime.date(year, month, date).isoformat()
    except ValueError:
        return None


def parse_date(text: str) -> str | None:
    """Return the first date of a text as YYYY-MM-DD (or YYYY-MM, YYYY where it says no more); ROC years are known."""
    plain = text.strip().translate(DIGITS)
    if match := REPUBLIC.search(plain):
        return day(int(match[1]) + 1911, int(match[2]), int(match[3]))
    for pattern in (FULL, COMPACT):
        for match in pattern.finditer(plain):
            if found := day(*(int(g) for g in match.groups())):
                return found
    if (match := MONTH.search(plain)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02}"
    if match := YEAR.match(plain):
        return match[1]
    return None


def plain_value(value: Any) -> str:
    """Return a field's value as one line of text; lists are joined, a mapping gives its name."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or ""
    if isinstance(value, list | tuple):
        return "、".join(filter(None, map(plain_value, value)))
    if value is None or isinstance(value, bool):
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return " ".join(str(value).split())


def known_fields(raw: Mapping[Any, Any]) -> dict[str, str]:
    """Return title, publisher, author, date and url from a mapping with any of their usual names."""
    found: dict[str, str] = {}
    for key, value in raw.items():
        field = FIELD_OF.get(str(key).strip().lower())
        text = plain_value(value) if field and field != TEXT else ""
        if field == "publisher" and URL.match(text):
            field = "url"
        if field == "date":
            text = parse_date(text) or ""
        if field and text:
            found.setdefault(field, text)
    return found


def text_field(raw: Mapping[Any, Any]) -> str | None:
    """Return the text of a mapping, under its usual names."""
    for key, value in raw.items():
        if FIELD_OF.get(str(key).strip().lower()) == TEXT and isinstance(value, str):
            return value
    return None


def readable_lines(text: str) -> list[str]:
    """Return the head and foot lines of a text, cleaned of damage, furniture still in them."""
    from extract.cleaning.aligned import aligned, run
    from extract.cleaning.chain import REPAIRS

    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    foot = [line for line in text[-6_000:].splitlines() if line.strip()]
    chosen = lines if len(text) <= 20_000 and len(lines) <= HEAD + FOOT else lines[:HEAD] + foot[-FOOT:]
    return [line.strip() for line in run(aligned("\n".join(n[:400] for n in chosen)), REPAIRS).text.split("\n")]


def title_of(lines: list[str]) -> str | None:
    """Return the first line that is neither furniture nor running text, where a text seems to have a title."""
    from extract.cleaning.furniture import alone, paragraph
    from extract.cleaning.phrases import FRAME_OPEN

    for line in lines[:6]:
        if frame := FRAME_OPEN.match(line):
            return frame["title"]
        if not line or alone(line):
            continue
        wrong = line[0] in "-·•*▪■" or line[-1] in "。；，：" or paragraph(line) or not 4 <= len(line) <= 64
        return None if wrong or len(lines) < 2 else line.lstrip("# ")
    return None


def from_line(line: str) -> dict[str, str]:
    """Return what one byline or dateline says."""
    found: dict[str, str] = {}
    if match := DATELINE.match(line) or DATE_FIRST.match(line):
        found["publisher"] = match["publisher"]
    for match in LABEL.finditer(line):
        field = "publisher" if match["label"] in PUBLISHERS.split("|") else "author"
        value = FULL.sub("", match["value"])
        if "（" in value and "）" not in value:
            value = value.split("（")[0]
        value = value.strip(" ·/|、，")
        if value and not URL.search(value):
            found.setdefault(field, value)
    if "author" not in found and (match := REPORTER.search(line)):
        found["author"] = match["value"].strip()
    if date := parse_date(line):
        found["date"] = date
    return found


def from_text(text: str) -> dict[str, str]:
    """Return what the text's own head and foot say of it."""
    from extract.cleaning.furniture import byline

    lines = readable_lines(text)
    found: dict[str, str] = {}
    for i, line in enumerate(lines):
        if byline(line) or DATELINE.match(line):
            said = from_line(line if byline(line) else line[:60])
            if i >= HEAD:
                said.pop("date", None)
            for field, value in said.items():
                found.setdefault(field, value)
    if "date" not in found and (date := lonely_date(lines)):
        found["date"] = date
    if title := title_of(lines):
        found["title"] = title
    return found


def lonely_date(lines: list[str]) -> str | None:
    """Return the full date of a short line of the head, else of a signature: a last line that holds little else."""
    head = [line for line in lines[:6] if len(line) <= 60 and "。" not in line]
    signature = [line for line in lines[-3:] if len(line) <= 20]
    for line in head + signature:
        date = parse_date(line)
        if date and len(date) == 10:
            return date
    return None


def document(
    text: str, source: str, fields: Mapping[str, str], *, defaults: Mapping[str, str] | None = None
) -> Document:
    """Return a Document: what the fields leave open is taken from the text, then from ``defaults``.

    A title that came apart from the text becomes its first line.
    """
    given = dict(fields)
    text = SURROGATE.sub("\ufffd", text)
    title = given.get("title")
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text.lstrip()}"
    known = {**(defaults or {}), **from_text(text), **given}
    values = [known.get(name) or None for name in FIELDS]
    packed = json.dumps([text, *values], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Document(known.get("url") or source, hashlib.sha256(packed).hexdigest()[:20], text, *values)
