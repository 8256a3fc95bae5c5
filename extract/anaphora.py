"""Words that stand for an entity told before: 该院, 公司, 双方, 该模型.

What a word stands for is decided among the entities named before it: how recently, how often and in which part of the
sentence they stand, by a logistic regression (``extract.training.antecedents`` fits it to the annotated passages).
"""

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.aliases import Cluster
from extract.introduced import SAID
from extract.lexicon import words
from graph.model import Mention

GROUPS = {
    "this_hospital": ("Hospital",),
    "own_hospital": ("Hospital",),
    "this_company": ("Vendor",),
    "own_company": ("Vendor",),
    "this_group": ("Vendor", "Institution", "Hospital"),
    "this_institution": ("Institution", "Hospital", "Vendor"),
    "own_institution": ("Institution",),
    "this_model": ("Model",),
    "this_dataset": ("Dataset",),
    "latter": ("Vendor", "Hospital", "Institution", "Model"),
    "it": ("Vendor", "Hospital", "Institution", "Model"),
    "both": ("Vendor", "Hospital", "Institution"),
}
REACH = 400  # characters back that a word may stand for something
MEMORY = 4000  # characters back in which mentions are counted
LEAST = 0.6  # chance from which a word is taken for what it most likely stands for
STOP = re.compile(r"[。！？!?；;\n]")
VISITED = re.compile(
    r"(?:赴|向|到|与|和|同|跟|对|来自|走访|学习|考察|参观|[转送借]自|转至|前往|访问)$"
)  # of another hospital
# what stands directly before a name tells its part in the sentence
PARTS = {"with": "与和同跟及、暨", "to": "对向为给把将", "by": "由被经获"}
BESIDE = {sign: part for part, signs in PARTS.items() for sign in signs}
SCHOOL = ("大学", "学院", "学校")
ENDS = {"学校": SCHOOL, "校方": SCHOOL, "该校": SCHOOL, "我校": SCHOOL}


@dataclass(frozen=True, slots=True)
class Told:
    """A mention of an entity (its number) as an antecedent: where it ends, its sentence, and what part it plays there."""

    start: int
    end: int
    owner: int
    sentence: int
    first: bool
    beside: str


@cache
def pattern(group: str) -> re.Pattern[str]:
    """Return a pattern of a group's words that does not begin inside a longer word (分公司, 科技公司)."""
    any_word = "|".join(map(re.escape, words(group)))
    return re.compile(rf"(?:^|(?<=[，。；：、,;:!?！？“”\"\n\s与和由向为在对是即而但且使让给]))(?:{any_word})")


@cache
def standing_words() -> frozenset[str]:
    """Return all words that stand for a name and are none."""
    return frozenset(word for group in GROUPS for word in words(group))


@cache
def weights() -> dict[str, float]:
    """Return the weights by feature."""
    found: dict[str, float] = json.loads(
        files("extract").joinpath("model/antecedents.json").read_text(encoding="utf-8")
    )
    return found


class Antecedents:
    """The names of an article in order, and its sentences, for asking what a word stands for."""

    def __init__(self, text: str, clusters: Sequence[Cluster]) -> None:
        self.text, self.clusters = text, clusters
        self.stops = [m.end() for m in STOP.finditer(text)]
        self.title = text.find("\n") if "\n" in text[:80] else 0
        self.told: list[Told] = []
        taken: set[int] = set()
        for start, end, owner in sorted((m.start, m.end, n) for n, c in enumerate(clusters) for m in c.mentions):
            sentence = self.sentence(start)
            organisation = clusters[owner].label in GROUPS["both"]
            first = organisation and sentence not in taken
            if organisation:
                taken.add(sentence)
            self.told.append(Told(start, end, owner, sentence, first, BESIDE.get(text[start - 1 : start], "")))
        self.starts = [t.start for t in self.told]
        self.titled = {t.owner for t in self.told if t.start < self.title}
        self.endings: dict[tuple[int, str], bool] = {}
        # 某某股份有限公司（以下简称“公司”）: the article says itself what the word stands for
        self.said = {
            said["form"]: t.owner
            for t in self.told
            if (said := SAID.match(text, t.end)) and said["form"] in standing_words()
        }

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds a place."""
        return bisect_left(self.stops, at + 1)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no name stands within a stretch."""
        k = bisect_left(self.starts, end)
        return not any(t.end > start for t in self.told[max(0, k - 4) : k])

    def candidates(self, group: str, word: str, start: int) -> dict[int, list[str]]:
        """Return what a word at ``start`` may stand for (numbers of entities), each with its features."""
        since, k = bisect_left(self.starts, start - MEMORY), bisect_left(self.starts, start)
        back = [t for t in self.told[since:k] if t.end <= start and self.fits(group, word, t.owner)]
        near = [t for t in back if start - t.end < REACH]
        last = {t.owner: t for t in near}
        order = sorted(last, key=lambda n: -last[n].start)
        counts = Counter(t.owner for t in back)
        most = max(counts.values(), default=0)
        here = self.sentence(start)
        before_quote = self.text.rfind("“", max(0, start - 200), start)
        found = {}
        for rank, n in enumerate(order):
            t = last[n]
            away = here - t.sentence
            made = [
                f"rank {min(rank, 4)}",
                f"away {away if away < 3 else '3-5' if away < 6 else 6}",
                f"kind {self.clusters[n].label}",
                f"beside {t.beside}",
                f"of {min(len(order), 4)}",
            ]
            made += ["first"] * t.first
            made += ["first of the sentence before"] * (t.first and away == 1)
            made += ["first of this sentence"] * (t.first and away == 0)
            made += ["same paragraph"] * ("\n" not in self.text[t.end : start])
            made += ["most"] * (counts[n] == most)
            made += [f"times {min(counts[n], 4)}"]
            made += ["title"] * (n in self.titled)
            made += ["ends so"] * self.ends_so(n, word)
            made += ["before the quotation"] * (t.end <= before_quote and before_quote - t.end < 20)
            found[n] = made
        return found

    def fits(self, group: str, word: str, owner: int) -> bool:
        """Tell whether an entity is of a kind that the word may stand for."""
        by_end = group in ("this_institution", "own_institution")
        return self.clusters[owner].label in GROUPS[group] and (not by_end or self.ends_so(owner, word))

    def ends_so(self, owner: int, word: str) -> bool:
        """Tell whether a name of an entity ends in the word that may stand for it (学校, 该中心)."""
        if (owner, word) not in self.endings:
            ends = ENDS.get(word, (word.lstrip("该本我"),))
            self.endings[owner, word] = any(m.text.endswith(ends) for m in self.clusters[owner].mentions)
        return self.endings[owner, word]

    def chances(self, group: str, word: str, start: int) -> list[tuple[float, int]]:
        """Return (chance, entity) of what a word may stand for, likeliest first."""
        if word in self.said:
            return [(1.0, self.said[word])]
        known = weights()
        scores = []
        for n, made in self.candidates(group, word, start).items():
            total = sum(known.get(f, 0.0) + known.get(f"{group}: {f}", 0.0) for f in (*made, "any"))
            scores.append((1 / (1 + math.exp(-total)), n))
        return sorted(scores, key=lambda s: (-s[0], s[1])) or self.own_one(group)

    def own_one(self, group: str) -> list[tuple[float, int]]:
        """Return what 我院 stands for where no hospital was told before: the one that the article names (all of 9 on the
        passages, where several follow every second)."""
        only = [n for n, c in enumerate(self.clusters) if c.label == "Hospital"] if group == "own_hospital" else []
        own = len(only) == 1 and not any(
            VISITED.search(self.text, max(0, m.start - 6), m.start) for m in self.clusters[only[0]].mentions
        )
        return [(1.0, only[0])] if own else []


def wanted(group: str, word: str) -> int:
    """Return how many entities a word stands for."""
    return 3 if word == "三方" else 2 if group == "both" else 1


def anaphora(text: str, clusters: Sequence[Cluster]) -> Iterator[tuple[Mention, tuple[int, ...]]]:
    """Yield (the word as a mention, the numbers of the clusters it stands for)."""
    told = Antecedents(text, clusters)
    for group in GROUPS:
        for match in pattern(group).finditer(text):
            if not told.free(*match.span()):
                continue
            count = wanted(group, match[0])
            likely = [n for chance, n in told.chances(group, match[0], match.start()) if chance >= LEAST][:count]
            if len(likely) == count:
                yield (
                    Mention(match.start(), match.end(), match[0], clusters[likely[0]].label, "anaphora"),
                    tuple(sorted(likely)),
                )
