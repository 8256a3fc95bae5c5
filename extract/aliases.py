"""Mentions → entities: which names of one article are one thing, and what 该院, 公司, 双方 stand for.

One entity a thing and article: the fullest form is its name, every other an alias. Two names of one label are one
where a rule of RULES says so and no known row of the registry holds them apart.
"""

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.forms import CALLED, RULES, core, key, of_taiwan, plain_words, proper, short_of
from extract.gazetteer import Gazetteer
from extract.loose import LOOSE, VERSION
from graph.model import Mention

INTRODUCED = re.compile(rf"\s*[(（]\s*{CALLED}\s*[:：]?\s*[“\"「『《]?\s*$")
# of neighbours so told 33 in 37 are one thing on the passages
RENAMED = re.compile(
    r"[”\"」』》’]?(?:[^，。；！？\n买购并编]{0,8}?|[，,](?:后来|随后|后|现|现已|已|去年|今年)?)(?:更名|改名|改称|易名)[为成叫作做]{0,2}[：:]?[“\"「『《‘]?$"
    r"|[”\"」』》’]?\s?[(（](?:此前)?(?:原名|曾用名|旧称)[为叫]?[：:]?[“\"「『《‘]?$"
)
# of 270 neighbours of one label of which the second stands so in brackets all are one thing on the passages
BRACKET = re.compile(r"\s*[”\"」』》]?\s*[(（]\s*[“\"「『]?\s*$")
FURTHER = re.compile(r"\s*[”\"」』》]?\s*(?:[,，/;；—-]\s*[“\"「『]?|[“\"「『])\s*$")
SHUT = ")）"
# between two names that are told beside each other: of 6,060 such neighbours of one label on the passages 9 are one thing
BESIDE = re.compile(
    r"[”」』》’]?(?:、|和|与|及|以及|同|携手|联合|[^。；、\n]{0,14}?(?:子公司|附属公司|孙公司|母公司|控股股东|旗下|下属)的?)[“「『《‘]?$"
)
ENDS_IN_BRACKET = re.compile(rf"\s*[”\"」』》]?\s*([{SHUT},，/;；—“\"])")


@dataclass(slots=True)
class Cluster:
    """Mentions that name one thing."""

    label: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Return how sure the surest of the mentions is, 0-1."""
        return max(m.score for m in self.mentions)

    def forms(self) -> list[str]:
        """Return the distinct forms, fullest first."""
        counts: dict[str, int] = defaultdict(int)
        for m in self.mentions:
            counts[m.text] += 1
        given = sorted(counts, key=lambda f: (-len(f), -counts[f], f))
        bare = [b for f in given if (b := proper(f, self.label)) and b not in counts]
        return [*given, *dict.fromkeys(bare)]


Key = tuple[str, str]  # label and what the spellings of a name share
SPARE = 4  # characters of a short form that its long form may lack: a legal form or generic word that only it has


@dataclass(slots=True)
class Joined:
    """Which keys are one: a forest of parents (union-find)."""

    parent: dict[Key, Key]
    apart: dict[Key, set[Key]] = field(
        default_factory=lambda: defaultdict(set)
    )  # of roots, what the article tells as another

    def root(self, k: Key) -> Key:
        """Return the key that stands for all that are joined with ``k``."""
        while self.parent[k] != k:
            k = self.parent[k]
        return k

    def hold_apart(self, a: Key, b: Key) -> None:
        """Let two keys, none of them joined yet, stay two."""
        self.apart[a].add(b)
        self.apart[b].add(a)

    def join(self, a: Key, b: Key) -> None:
        """Make two keys one, unless they, or what is one with them, are held apart."""
        first, second = self.root(a), self.root(b)
        if first == second or second in self.apart[first]:
            return
        self.parent[second] = first
        for other in self.apart.pop(second, ()):
            self.apart[other].discard(second)
            self.hold_apart(first, other)


class Akin:
    """The names of one label, shortest first, by the characters they hold, so that a long article's names need not each be
    compared with each: every rule asks that the longer name holds the first character of the shorter one or of its core."""

    def __init__(self, ordered: Sequence[Key], spelled: dict[Key, str], rows: dict[Key, str]) -> None:
        self.ordered, self.rows = ordered, rows
        self.begins = [{k[1][:1], core(spelled[k], k[0])[:1]} for k in ordered]
        self.holding = holding(k[1] for k in ordered)
        self.of_row: dict[str, list[int]] = defaultdict(list)
        for n, k in enumerate(ordered):
            self.of_row[rows[k]].append(n)

    def longer(self, n: int) -> list[Key]:
        """Return, in order, what the short form of number ``n`` may stand for: names behind it, by character or registry."""
        row = self.rows[self.ordered[n]]
        lots = [*(self.holding.get(c, ()) for c in self.begins[n]), self.of_row[row] if row else ()]
        return [self.ordered[m] for m in sorted({m for lot in lots for m in lot[bisect_right(lot, n) :]})]


def holding(names: Iterable[str]) -> dict[str, list[int]]:
    """Return for every character the numbers of the names that hold it."""
    out: dict[str, list[int]] = defaultdict(list)
    for n, name in enumerate(names):
        for c in set(name):
            out[c].append(n)
    return out


def known_name(form: str, label: str, known: Gazetteer) -> tuple[str, bool]:
    """Return the registry's canonical name of a form and whether the form is risky; empty where it is unknown."""
    return known.named.get((form.lower(), label), ("", False))


def held_apart(a: str, b: str, label: str, known: Gazetteer) -> bool:
    """The registry knows both forms, surely, as two things (商汤 / 商汤医疗)."""
    first, second = known_name(a, label, known), known_name(b, label, known)
    return bool(first[0] and second[0] and first[0] != second[0] and not (first[1] or second[1]))


def one_known(a: str, b: str, label: str, known: Gazetteer) -> bool:
    """The registry knows both forms as one thing."""
    first, second = known_name(a, label, known)[0], known_name(b, label, known)[0]
    return bool(first) and first == second


def link(short: str, long: str, label: str, known: Gazetteer) -> bool:
    """Tell whether a shorter and a longer name are one thing."""
    if held_apart(short, long, label, known):
        return False
    return one_known(short, long, label, known) or any(rule(short, long, label) for rule in RULES)


def introduced(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return pairs of mentions (by number) of which the second is introduced in brackets as a form of the first, or told as its
    name before or since. Brackets may hold several (甲(ABC Institute,ABI))."""
    pairs = []
    open_: list[tuple[int, int]] = []  # of a bracket that is not closed yet
    bracketed: int | None = None  # whose name the bracket stands behind that the mention before is in
    for n, (a, b) in enumerate(itertools.pairwise(found)):
        between = text[a.end : b.start]
        if a.label != b.label or len(between) > 14:
            bracketed, open_ = None, []
            continue
        first = n if BRACKET.match(between) else bracketed if FURTHER.match(between) else None
        ends = ENDS_IN_BRACKET.match(text, b.end) if first is not None else None
        # a person's colleague may stand in brackets
        if ends and a.label == "Person" and a.text.isascii() == b.text.isascii() and not inside(a.text, b.text):
            ends = None
        bracketed = first if ends and ends[1] not in SHUT else None
        if ends and first is not None:
            open_.append((first, n + 1))
            if bracketed is None:
                pairs += open_
                open_ = []
        elif INTRODUCED.match(between) or RENAMED.match(between):
            pairs.append((n, n + 1))
    return pairs


def told_as_two(text: str, found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbours (by number) of one label that stand in a list (甲和甲集团), or one as part of the other
    (甲集团的子公司甲科技)."""
    for n, (a, b) in enumerate(itertools.pairwise(found)):
        if a.label == b.label and key(a.text) != key(b.text) and BESIDE.match(text, a.end, b.start):
            yield n, n + 1


def inside(a: str, b: str) -> bool:
    """One name's characters all stand in the other's."""
    short, long = sorted((key(a), key(b)), key=len)
    return set(short) <= set(long)


def relabelled(found: Sequence[Mention], known: Gazetteer) -> list[Mention]:
    """Give the short form of a hospital that the article names in full the hospital's label (瑞金, 省二医 taken for a firm)."""
    full = sorted({key(m.text) for m in found if m.label == "Hospital" and len(m.text) > 3})
    by_character = holding(full)

    def is_hospital(m: Mention) -> bool:
        if m.label not in ("Vendor", "Institution") or len(m.text) > 6 or known_name(m.text, m.label, known)[0]:
            return False
        short = key(m.text)
        return any(
            f == short + "医院"
            or (f.endswith(short + "医院") and len(short) > 2)
            or short_of(short, f)
            or of_taiwan(short, f, "Hospital")
            for f in (full[n] for n in by_character.get(short[:1], ()))
        )

    verdicts = {(m.text, m.label): is_hospital(m) for m in found}
    return [replace(m, label="Hospital") if verdicts[m.text, m.label] else m for m in found]


def cluster(text: str, found: Sequence[Mention], known: Gazetteer) -> list[Cluster]:
    """Group the mentions of an article into things, in order of first mention."""
    found = relabelled(found, known)
    groups: dict[Key, Cluster] = {}
    owner: list[Key] = []
    for m in found:
        owner.append((m.label, key(m.text)))
        groups.setdefault(owner[-1], Cluster(m.label)).mentions.append(m)
    joined = Joined({k: k for k in groups})
    for a, b in told_as_two(text, found):
        joined.hold_apart(owner[a], owner[b])
    for a, b in introduced(text, found):
        if not held_apart(found[a].text, found[b].text, found[a].label, known):
            joined.join(owner[a], owner[b])
    for label in {k[0] for k in groups}:
        join_short_forms(
            groups, sorted((k for k in groups if k[0] == label), key=lambda k: (len(k[1]), k)), joined, known
        )
    join_only_editions([k for k in groups if k[0] == "Model"], groups, joined, known)
    merged: dict[Key, Cluster] = {}
    for k, group in groups.items():
        merged.setdefault(joined.root(k), Cluster(k[0])).mentions.extend(group.mentions)
    for c in merged.values():
        c.mentions.sort(key=lambda m: m.start)
    return sorted(merged.values(), key=lambda c: c.mentions[0].start)


def join_short_forms(groups: dict[Key, Cluster], ordered: Sequence[Key], joined: Joined, known: Gazetteer) -> None:
    """Join every short form to the longer name it stands for; ``ordered`` are the keys of one label, shortest first."""
    spelled = {k: groups[k].mentions[0].text for k in ordered}
    rows = {k: known_name(spelled[k], k[0], known)[0] for k in ordered}
    letters = {k: set(k[1]) for k in ordered}
    akin = Akin(ordered, spelled, rows)
    for n, short in enumerate(ordered):
        options = [
            k
            for k in akin.longer(n)
            if (rows[short] and rows[short] == rows[k]) or len(letters[short] - letters[k]) <= SPARE
            if joined.root(k) != joined.root(short) and link(spelled[short], spelled[k], short[0], known)
        ]
        if len({joined.root(k) for k in options}) > 1:
            # of several editions of a model none is the one that the bare name means
            options = [k for k in options if short[0] != "Model" or plain_words(k[1].replace(short[1], "", 1))]
            options = [nearest(groups, short, options)] if options else []
        if options:
            joined.join(options[0], short)
    for n, short in enumerate(ordered):  # when it is known what is one for sure
        options = [] if rows[short] else only_reading(akin.longer(n), short, spelled, joined)
        if options and joined.root(options[0]) != joined.root(short):
            joined.join(options[0], short)


def join_only_editions(models: Sequence[Key], groups: dict[Key, Cluster], joined: Joined, known: Gazetteer) -> None:
    """Join a known model with its edition where the article tells of one edition only: then the bare name means it, in three
    of four cases (DeepSeek / DeepSeek-R1)."""
    listed = [k for k in models if known_name(groups[k].mentions[0].text, k[0], known)[0]]
    for bare in listed:
        longer = [k for k in listed if k != bare and k[1].startswith(bare[1]) and VERSION.match(k[1][len(bare[1]) :])]
        if len({joined.root(k) for k in longer} - {joined.root(bare)}) == 1:
            joined.join(longer[0], bare)


def only_reading(longer: Sequence[Key], short: Key, spelled: dict[Key, str], joined: Joined) -> list[Key]:
    """Return the longer names that a short form may loosely mean, if all of them are one thing, and nothing else begins
    or ends so."""
    options = [k for k in longer if any(rule(spelled[short], spelled[k], short[0]) for rule in LOOSE)]
    akin = [k for k in longer if k in options or k[1].startswith(short[1]) or k[1].endswith(short[1])]
    return options if len({joined.root(k) for k in akin}) == 1 else []


def nearest(groups: dict[Key, Cluster], short: Key, options: Iterable[Key]) -> Key:
    """Return the option told last before the short form's first mention, else the first told."""
    first = groups[short].mentions[0].start
    before = [(max((m.start for m in groups[p].mentions if m.start < first), default=-1), p) for p in options]
    return max(before, key=lambda pair: pair[0])[1]
