"""Where in an article a deal is told: which sentences its data set and parties stand in, and which stretches are about it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.relations.evidence import sentence_of, told_in, within
from extract.relations.pairs import Place
from extract.values import dates
from graph.model import Span

FOLLOWING = 3  # sentences behind the one with the data set that may tell its price, number or date
HEADING = 40  # a sentence so short names the data set for the lines that follow
LEAD = 2000  # characters before a deal in which its date may be told
TAKEN_UP = re.compile("这[笔单次份]|该|上述|此次|数据来自|[卖买提][方供]")
COMMA = re.compile(r"[，,；;、]")


class Layout:
    """The text and sentences of an article, and where its entities stand, for asking what is told beside what."""

    def __init__(self, text: str, sentences: Sequence[Span], places: Sequence[Place], data: Iterable[int]) -> None:
        """``places`` come in order; ``data`` are the numbers of the data sets that are traded."""
        self.text, self.sentences = text, sentences
        self.told = told_in(sentences, places)
        self.places: dict[int, list[Place]] = defaultdict(list)
        for p in places:
            self.places[p.owner].append(p)
        self.data = sorted((p for n in set(data) for p in self.places[n]), key=lambda p: p.start)
        self.data_of: dict[int, set[int]] = defaultdict(set)  # the data sets that a sentence names
        for p in self.data:
            self.data_of[sentence_of(sentences, p)].add(p.owner)

    def number(self, place: int) -> int:
        """Return the number of the sentence that a place stands in."""
        return max(0, bisect_right(self.sentences, place, key=lambda span: span[0]) - 1)

    def main(self, deals: Sequence[set[int]]) -> int:
        """Return the number of the deal whose data the article names most often, the first of several."""
        data = {p.owner for p in self.data}
        return max(range(len(deals)), key=lambda n: (sum(len(self.places[k]) for k in deals[n] & data), -n), default=-1)

    def taken_up(self, entity: int) -> bool:
        """Tell whether what first names an entity takes up a deal told before (这笔交易的卖方是某院)."""
        first = self.places[entity][0]
        return bool(TAKEN_UP.search(self.text, self.sentences[self.number(first.start)][0], first.start))

    def paragraph(self, sentence: int) -> int:
        """Return where the paragraph of a sentence begins."""
        return self.text.rfind("\n", 0, self.sentences[sentence][0] + 1)

    def scope(self, members: set[int], labels: Sequence[str]) -> list[Span]:
        """Return the stretches that tell a deal: what stands about its data set until the next deal's, and the sentences
        behind; without a data set the sentences with two of its members."""
        own = sorted((p.start, p.end) for n in members if labels[n] == "Dataset" for p in self.places[n])
        if not own:
            return self.together(members)
        found: set[Span] = set()
        for start, end in own:
            n = self.number(start)
            found.add(self.clause(self.sentences[n], (start, end), members))
            last = self.sentences[n]
            for s, e in self.sentences[n + 1 : n + 1 + FOLLOWING]:
                crossed = "\n" in self.text[last[1] : s] and last[1] - last[0] > HEADING
                if crossed or within(self.data, s, e):
                    break
                found.add((s, e))
                last = s, e
        return sorted(found)

    def clause(self, sentence: Span, data: Span, members: set[int]) -> Span:
        """Return the part of a sentence that is about one data set where others stand beside it."""
        start, end = sentence
        other = [(p.start, p.end) for p in within(self.data, start, end) if p.owner not in members]
        before = [e for _, e in other if e <= data[0]]
        after = [s for s, e in other if data[1] <= s and e <= end]
        if before:
            cut = COMMA.search(self.text, before[-1], data[0])
            start = cut.end() if cut else data[0]
        if after:
            cuts = [m.start() for m in COMMA.finditer(self.text, data[1], after[0])]
            end = cuts[-1] if cuts else after[0]
        return start, end

    def together(self, members: set[int]) -> list[Span]:
        """Return the sentences with two members, else those with one."""
        held: dict[int, set[int]] = defaultdict(set)
        for n in members:
            for p in self.places[n]:
                held[self.number(p.start)].add(n)
        several = sorted(n for n, who in held.items() if len(who) > 1)
        return [self.sentences[n] for n in several or sorted(held)]

    def lead_date(self, segments: Sequence[Span], published: str | None) -> str | None:
        """Return the last date told before a deal in its paragraph."""
        start = segments[0][0]
        begin = max(self.text.rfind("\n", 0, start) + 1, start - LEAD)
        found = [d.value for d in dates(self.text[begin:start], published) if past(d.value, published)]
        return found[-1] if found else None


def past(day: str, published: str | None) -> bool:
    """Tell whether a date is not later than the article's."""
    return not published or day <= published[: len(day)]
