"""Two names side by side in the text: what the table of rules says of them, and what takes it back."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.relations.patterns import RULES, Rule

LONGEST = 28  # characters between two neighbours
# a sentence that reports what others said wrongly, or takes it back, tells nothing by rule
RUMOUR = re.compile(
    r"网传|外传|流传|盛传|传闻|传言|传出|自媒体|辟谣|不实|误报|误读|有误|更正|差错|臆测|澄清|否认|谣|虚假|纯属|爆料|求证|核实|查无此事|没有这回事|回应“|尚未|并未|未曾|无关"
)
# before a list of those with whom, or for whom, another acts: what is told of their number makes them no partners of one another
OBJECT = re.compile("(?:[与和同跟在向给对]|(?<![别方])为)[“「]?$")
REACH = 16  # characters behind the second of two that a rule may ask about
SENTENCE = 300  # characters before and behind that may belong to a sentence
STOP = re.compile(r"[\n。]")
CLAUSE = re.compile(r"[。；;！？\n，]")
NOT = re.compile(
    r"不|未(?!来)|没|否认|传闻|传言|误传|谣言|并非|无意|无关|若|如果|假如|是否|希望|力争|争取|无缘|落选|陪标|竞标|争夺|有望|或将|呼声|竞选|谢绝|婉拒|拒绝|回绝|鼓励|能否|有意|洽谈|商谈|谣|类似|对标|相比|竞品|超过|优于|媲美"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name at a place: entity number and label's letter."""

    start: int
    end: int
    owner: int
    letter: str


def speaks(r: Rule, text: str, a: Named, b: Named) -> bool:
    """Tell whether a rule holds of two neighbours."""
    gap = text[a.end : b.start]
    return (
        a.letter in r.first
        and b.letter in r.second
        and bool(r.gap.match(gap))
        and not (r.unlike and r.unlike.search(text[b.start : b.end]))
        and not (r.after and not r.after.match(text[b.end : b.end + REACH]))
    )


def sentence_about(text: str, start: int, end: int) -> str:
    """Return the sentence that holds a stretch."""
    left, right = max(0, start - SENTENCE), end + SENTENCE  # bounded: a text may have no such stop at all
    first = max(left - 1, *(text.rfind(stop, left, start) for stop in "。！？\n")) + 1
    last = min((n for stop in "。！？\n" if (n := text.find(stop, end, right)) >= 0), default=right)
    return text[first:last]


def doubtful(text: str, one: Named, later: Named) -> bool:
    """Tell whether what stands around two names denies or reports a rumour."""
    clause = CLAUSE.split(text[max(0, one.start - 14) : one.start])[-1]
    gap = text[one.end : later.start]
    return bool(NOT.search(gap) or NOT.search(clause) or RUMOUR.search(sentence_about(text, one.start, later.end)))


def told(text: str, found: Sequence[Named]) -> Iterator[tuple[Rule, Named, Named]]:
    """Yield each rule that speaks of two neighbours: (rule, head, tail)."""
    for a, b in itertools.pairwise(found):
        gap = text[a.end : b.start]
        if a.owner == b.owner or a.end > b.start or len(gap) > LONGEST or STOP.search(gap):
            continue
        r = next((r for r in RULES if speaks(r, text, a, b)), None)
        if r and not doubtful(text, a, b):
            yield (r, b, a) if r.back else (r, a, b)
