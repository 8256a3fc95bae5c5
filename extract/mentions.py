"""What the encoder found → the mentions of an article: refused where generic, agreed on within the article, completed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.lexicon import words
from graph.model import Mention

# found on the annotated development excerpts: below this a name is more often wrong than right
THRESHOLD = 0.55
# a surface that the encoder found once this surely is a name wherever it stands in the article
SURE = 0.8
EDGE = " \t\u3000,，。、;；:：!！?？\"“”‘’'「」『』《》〈〉()（）[]【】·-—~|/"
CLOSE = {"(": ")", "（": "）"}
GENERIC = {
    "Hospital": "generic_hospital",
    "Model": "generic_model",
    "Vendor": "generic_vendor",
    "Institution": "generic_institution",
    "Person": "generic_person",
    "Dataset": "generic_dataset",
}
NUMBER = re.compile(r"[\d\s.,%年月日]+$")


def trim(mention: Mention) -> Mention:
    """Cut white space, quotes and stops off a name's ends; a bracket that is closed inside stays."""
    start, end, text = mention.start, mention.end, mention.text
    while text and text[0] in EDGE and not (text[0] in CLOSE and CLOSE[text[0]] in text):
        start, text = start + 1, text[1:]
    while text and text[-1] in EDGE and not any(text[-1] == c and o in text for o, c in CLOSE.items()):
        end, text = end - 1, text[:-1]
    for opening, closing in CLOSE.items():
        if opening in text and closing not in text:  # a bracket that the name's end cut open
            text = text[: text.index(opening)]
            end = start + len(text)
    return Mention(start, end, text, mention.label, mention.finder, mention.score)


def refusal(mention: Mention) -> str:
    """Return why a name is refused, or an empty string."""
    text = mention.text
    if len(text) < 2:
        return "too short"
    if NUMBER.match(text):
        return "a number"
    if text in words(GENERIC[mention.label]):
        return "a generic word"
    if "\n" in text:
        return "runs over a line's end"
    if mention.score < THRESHOLD:
        return f"the encoder is not sure ({mention.score:.2f})"
    return ""


def agree(found: Sequence[Mention]) -> list[Mention]:
    """Give every surface the label that the article's mentions of it support most, unless another is as sure."""
    weight: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for m in found:
        weight[m.text.lower()][m.label] += m.score
    out = []
    for m in found:
        counts = weight[m.text.lower()]
        best, top = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        keeps = m.label == best or (m.score > 0.9 and counts[m.label] > top / 4)
        out.append(m if keeps else Mention(m.start, m.end, m.text, best, m.finder, m.score))
    return out


def complete(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Add the places where a surely found name stands and the encoder passed it over."""
    sure: dict[str, Mention] = {}
    for m in found:
        if m.score >= SURE and len(m.text) >= 3 and (m.text not in sure or m.score > sure[m.text].score):
            sure[m.text] = m
    taken = bytearray(len(text))
    for m in found:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    out = list(found)
    for surface in sorted(sure, key=lambda s: (-len(s), s)):
        for place in places(text, surface):
            end = place + len(surface)
            if not any(taken[place:end]):
                taken[place:end] = b"\1" * (end - place)
                out.append(Mention(place, end, surface, sure[surface].label, "again", sure[surface].score * 0.9))
    return sorted(out, key=lambda m: (m.start, m.end))


def places(text: str, surface: str) -> Iterable[int]:
    """Yield where a surface stands, Latin ones as whole words."""
    latin = surface[0].isascii() and surface[0].isalnum(), surface[-1].isascii() and surface[-1].isalnum()
    start = text.find(surface)
    while start >= 0:
        before = text[start - 1] if start else " "
        after = text[start + len(surface)] if start + len(surface) < len(text) else " "
        cuts = (latin[0] and before.isascii() and before.isalnum()) or (
            latin[1] and after.isascii() and after.isalnum()
        )
        if not cuts:
            yield start
        start = text.find(surface, start + len(surface))
