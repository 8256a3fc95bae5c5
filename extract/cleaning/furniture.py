"""Page furniture: what stands on a page beside the article. Judged by the features of its lines.

A line is cut where its words are those of bylines, disclaimers, buttons or frames and nothing else stands in it; or
where it belongs to a run of link-like lines (short, no full stop, before or after the body) that has little of the
body's vocabulary. The first line that is no furniture is the title and stays. Runs on simplified text with wide marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.cleaning import phrases as p
from extract.cleaning.aligned import Edit

STOP = re.compile("[。！？；]")
SENTENCE_END = re.compile("[。！？…]”?[）】]?$")
LINK_LENGTH = 70  # characters; longer lines of the sources read were text
STRANGE = 0.34  # share of a link-like line's pairs that the body has: titles of the article itself had 0.45 and more
RUN = 3  # link-like strange lines in a row that make a list where all have a bullet …
LONG_RUN = 6  # … or have none
BETWEEN_TITLES = re.compile("(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")
BULLET = re.compile("^[-·•*▪■◆●>▶] ?")
SEGMENTS = 6  # titles that stand in one line, parted by blanks


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it stands; ``end`` is behind its newline."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text, stripped, with their places."""
    found, at = [], 0
    for row in text.splitlines(keepends=True) if "\n" in text else [text]:
        found.append(Line(at, at + len(row), row.strip()))
        at += len(row)
    return found


def paragraph(line: str) -> bool:
    """Tell whether a line is running text: two stops, or one and some length."""
    stops = len(STOP.findall(line)) + line.count("，") // 2
    return stops >= 2 or (len(line) >= 40 and bool(SENTENCE_END.search(line)))


def byline(line: str) -> bool:
    """Tell whether a line holds nothing but who wrote it, where and when.

    Labelled fields, people and moments are taken out; what is left may be the name of a publisher, no more.
    """
    if len(line) > 120 or re.search("[。！？；“]", line):
        return False
    left, fields = p.LABELLED.subn(" ", line)
    left, times = p.WHEN.subn(" ", left)
    left, people = p.PEOPLE.subn(" ", left)
    left = p.COUNTER.sub(" ", left)
    words = re.findall(r"[^\W_]+", left)
    size = sum(map(len, words))
    if fields + people:
        return size <= 12 or (fields + people + times >= 3 and size <= 16)
    return bool(times) and size <= 12 and "，" not in line and (line[0].isdigit() or line[-1].isdigit() or not words)


def disclaimer(line: str) -> bool:
    """Tell whether a line says whose the text is or that nobody answers for it."""
    return len(line) <= 400 and bool(p.DISCLAIMER.match(line) or p.ORIGIN.match(line))


def copyright_line(line: str) -> bool:
    """Tell whether a line is a footer of licences and rights."""
    return len(line) <= 300 and "。" not in line and bool(p.COPYRIGHT.search(line))


def button(line: str) -> bool:
    """Tell whether a line is a button, a counter or a picture's place."""
    return len(line) <= 40 and "。" not in line and bool(p.BUTTON_LINE.match(line) or p.MARKS.match(line))


def menu(line: str) -> bool:
    """Tell whether a line is a path or a row of short entries."""
    if len(line) > 120 or STOP.search(line):
        return False
    path = [s.strip() for s in re.split(r"[>＞»›]", line)]
    if p.POSITION.match(line) or (len(path) >= 3 and all(0 < len(s) <= 14 for s in path)):
        return True
    entries = [s.strip() for s in re.split(r"[|｜]", line)]
    return len(entries) >= 3 and sum(s in p.CHANNELS for s in entries) * 2 >= len(entries)


def frame(line: str) -> bool:
    """Tell whether a line is the closing frame of a page made for search engines."""
    return bool(p.FRAME_CLOSE.match(line))


ALONE = (
    (byline, "byline, source line or date"),
    (disclaimer, "disclaimer or copyright note"),
    (copyright_line, "footer"),
    (menu, "navigation"),
    (button, "button"),
    (frame, "frame for search engines"),
)


def alone(line: str) -> str:
    """Return why a line is furniture whatever stands around it, or nothing."""
    return next((reason for rule, reason in ALONE if rule(line)), "")


def pairs(text: str) -> set[str]:
    """Return the pairs of characters of a text, marks and blanks left out."""
    plain = re.sub(r"[\W\d_]+", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def strange(line: str, body: set[str]) -> bool:
    """Tell whether a line shares little vocabulary with the body."""
    own = pairs(line)
    return bool(own) and len(own & body) < STRANGE * len(own)


def link_like(line: str) -> bool:
    """Tell whether a line looks like a link: short, no sentence."""
    return 0 < len(line) <= LINK_LENGTH and not re.search("。|：|[；，、]$|^[一二三四五六七八九十\\d]+、", line)


def row_of_titles(line: str, body: set[str]) -> bool:
    """Tell whether a line is a row of other articles' titles, parted by blanks."""
    parts = BETWEEN_TITLES.split(line)
    if len(parts) < SEGMENTS or "。" in line:
        return False
    return sum(len(part) >= 6 for part in parts) * 2 >= len(parts) and strange(line, body)


def runs(lines: list[Line], reasons: list[str], places: range, body: set[str]) -> None:
    """Mark runs of strange link-like lines outside the body."""
    run: list[int] = []
    for i in (*places, -1):
        text = lines[i].text if i >= 0 else ""
        if i >= 0 and (not text or reasons[i]):
            continue
        if i >= 0 and link_like(text) and strange(text, body):
            run.append(i)
            continue
        bullets = sum(bool(BULLET.match(lines[k].text)) for k in run)
        if len(run) >= (RUN if bullets == len(run) else LONG_RUN):
            for k in run:
                reasons[k] = "list of links"
        run = []


def after_heading(lines: list[Line], reasons: list[str]) -> None:
    """Mark headings like 相关阅读 and the link-like lines under them."""
    under = False
    for i, line in enumerate(lines):
        if p.RELATED.match(line.text) and len(line.text) <= LINK_LENGTH * 1.5 and "。" not in line.text:
            under = line.text.rstrip(" ：:▼>》…】]").endswith(tuple(p.HEADING.split("|")))
            reasons[i] = "related links"
        elif under and line.text and not reasons[i]:
            under = link_like(line.text) and not paragraph(line.text)
            if under:
                reasons[i] = "related links"


def judged(lines: list[Line]) -> list[str]:
    """Return for each line why it is furniture, or nothing."""
    reasons = [alone(line.text) for line in lines]
    after_heading(lines, reasons)
    texts = [i for i, line in enumerate(lines) if not reasons[i] and paragraph(line.text) and len(line.text) < 20_000]
    long = [i for i in texts if len(STOP.findall(lines[i].text)) * 60 >= len(lines[i].text)]
    if len(long) < 2:
        return reasons
    first, last = long[0], long[-1]
    body = pairs("\n".join(lines[i].text for i in long))
    for i in (*range(first), *range(last + 1, len(lines))):
        if not reasons[i] and row_of_titles(lines[i].text, body):
            reasons[i] = "list of links"
        elif not reasons[i] and p.FRAGMENT.match(lines[i].text):
            reasons[i] = "byline, source line or date"
    runs(lines, reasons, range(first), body)
    runs(lines, reasons, range(last + 1, len(lines)), body)
    return reasons


def inline(line: Line) -> Iterator[Edit]:
    """Cut bylines, datelines and frames that stand inside a line of content."""
    offset = line.start
    raw = line.text
    if frame_open := p.FRAME_OPEN.match(raw):
        yield Edit(offset, offset + frame_open.start("title"), "", "frame for search engines")
        yield Edit(offset + frame_open.end("title"), offset + len(raw), "", "frame for search engines")
        return
    if dateline := p.DATELINE.match(raw):
        yield Edit(offset + dateline.start("cut"), offset + dateline.end("cut"), "", "dateline")
    for match in p.BRACKET.finditer(raw):
        if match.start() < 60 or match.end() > len(raw) - 3:
            yield Edit(offset + match.start(), offset + match.end(), "", "byline, source line or date")


def furniture(text: str) -> Iterator[Edit]:
    """Cut page furniture, each stretch with its reason; lines that stand together with one reason are one stretch."""
    lines = lines_of(text)
    reasons = judged(lines)
    i = 0
    while i < len(lines):
        if not reasons[i]:
            lead = len(text[lines[i].start : lines[i].end]) - len(text[lines[i].start : lines[i].end].lstrip())
            yield from inline(Line(lines[i].start + lead, lines[i].end, lines[i].text))
            i += 1
            continue
        last = i
        while last + 1 < len(lines) and (reasons[last + 1] == reasons[i] or not lines[last + 1].text):
            last += 1
        yield Edit(lines[i].start, lines[last].end, "", reasons[i])
        i = last + 1
