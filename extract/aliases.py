"""Mentions → entities: which names of one article are one thing, and what 该院, 公司, 双方 stand for.

One entity a thing and article: the fullest form is its name, every other an alias. Two names of one label are one
where a rule of RULES says so and no known row of the registry holds them apart.
"""

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.gazetteer import Gazetteer
from extract.lexicon import words
from graph.model import Mention

STRIP = re.compile(r"[\s()（）\[\]【】「」『』《》〈〉“”\"'‘’·•\-—_]+")
INTRODUCED = re.compile(r"\s*[(（]\s*(?:以下|下|后|后文|下文)?(?:简称|统称|称)?(?:为|作)?\s*[:：]?\s*[“\"「『《]?\s*$")
BRACKET = re.compile(r"\s*[”\"」』》]?\s*[(（]\s*[“\"「『]?\s*$")
UNIVERSITY = re.compile(r"(?:医科|中医药|理工|师范)?大学|医学院")
MARKED = re.compile(r"简称|下称|统称")


@dataclass(slots=True)
class Cluster:
    """Mentions that name one thing."""

    label: str
    mentions: list[Mention] = field(default_factory=list)

    def forms(self) -> list[str]:
        """Return the distinct forms, fullest first."""
        counts: dict[str, int] = defaultdict(int)
        for m in self.mentions:
            counts[m.text] += 1
        return sorted(counts, key=lambda f: (-len(f), -counts[f], f))


Key = tuple[str, str]  # label and what the spellings of a name share
SPARE = 4  # characters of a short form that its long form may lack: a legal form or generic word that only it has


@dataclass(slots=True)
class Joined:
    """Which keys are one: a forest of parents (union-find)."""

    parent: dict[Key, Key]

    def root(self, k: Key) -> Key:
        """Return the key that stands for all that are joined with ``k``."""
        while self.parent[k] != k:
            k = self.parent[k]
        return k

    def join(self, a: Key, b: Key) -> None:
        """Make two keys one."""
        self.parent[self.root(b)] = self.root(a)


def key(name: str) -> str:
    """Return what two spellings of a name share: NFKC, lower case, no spaces, brackets and quotes."""
    return STRIP.sub("", unicodedata.normalize("NFKC", name).casefold())


def without(name: str, group: str) -> str:
    """Cut words of a group off a name's end."""
    for word in words(group):
        if name.endswith(word) and len(name) > len(word) + 1:
            return name[: -len(word)]
    return name


def core(name: str, label: str) -> str:
    """Return the part of a name that its short forms keep: no legal form, no generic word of its kind."""
    found = key(name)
    if label == "Vendor":
        return without(without(found, "legal"), "legal")
    return without(found, "model_kind") if label == "Model" else found


def same_core(short: str, long: str, label: str) -> bool:
    """Legal form or generic kind apart, the names are equal (医联 / 医联集团, 砭石 / 砭石大模型)."""
    return core(short, label) == core(long, label)


def trade_left_out(short: str, long: str, label: str) -> bool:
    """A company's short form leaves out its trade or place (盛诊 / 杭州盛诊医疗科技有限公司)."""
    if label != "Vendor":
        return False
    a, b = core(short, label), core(long, label)
    bare = without(b, "trade")
    return len(a) >= 2 and (b.endswith(a) or bare.endswith(a) or (b.startswith(a) and b[len(a) :] in words("trade")))


def hospital_short(short: str, long: str, label: str) -> bool:
    """A hospital's short form is the end of its full name, or its brand (宣武医院, 瑞金 / 瑞金医院)."""
    if label != "Hospital":
        return False
    a, b = key(short), key(long)
    brand = a.removesuffix("医院")
    return len(a) >= 2 and (
        b.endswith(a) or (b.removesuffix("医院").endswith(brand) and len(brand) >= 2) or short_of(a, b)
    )


def short_of(a: str, b: str) -> bool:
    """The short form takes characters of the full one in order, its first and last among them (国家药监局, 省二医); 国立
    before the full one does not count."""
    b = b.removeprefix("国立")
    ends = a[-1:] == b[-1:] or (a.endswith("医") and b.endswith("医院"))
    if len(a) < 3 or len(b) - len(a) < 2 or a[0] != b[0] or not ends or of_university(a, b):
        return False
    rest = iter(b)
    return all(c in rest for c in a)


def of_university(a: str, b: str) -> bool:
    """The longer name is a university's hospital, the shorter only shares its place (中山医院, not 中山大学附属医院)."""
    brand = a.removesuffix("医院")
    return brand != a and b.startswith(brand) and UNIVERSITY.match(b, len(brand)) is not None


def abbreviation(short: str, long: str, label: str) -> bool:
    """An organisation's abbreviation takes characters of its full name in order (国家药监局, 浙大二院)."""
    return label in ("Institution", "Hospital") and short_of(key(short), key(long))


def named_after(short: str, long: str, label: str) -> bool:
    """A model's or data set's longer form holds the shorter one (医联MedGPT / MedGPT, 观心大模型CardioMind)."""
    if label not in ("Model", "Dataset"):
        return False
    a, b = core(short, label), key(long)
    return len(a) >= 2 and (b.startswith(a) or b.endswith(a)) and not version_apart(a, b)


def version_apart(a: str, b: str) -> bool:
    """The longer name is another version of the shorter (DeepSeek / DeepSeek-R1, 文心 / 文心4.0)."""
    rest = b[len(a) :] if b.startswith(a) else ""
    return bool(re.match(r"[rv]?\d|pro|max|mini|turbo|plus|vl|m\d", rest))


def unit_of(short: str, long: str, label: str) -> bool:
    """An institution's name with a department of it is the institution (…专委会 / …专委会健康医疗部)."""
    if label != "Institution":
        return False
    a, b = key(short), key(long)
    return len(a) >= 4 and b.startswith(a) and b[-1] in "部处科室组"


def surname_first(short: str, long: str, label: str) -> bool:
    """A foreign person's last name stands for the whole (阿莫迪 / 达里奥·阿莫迪)."""
    return label == "Person" and "·" in long and short in long.split("·") and len(short) > 1


RULES: tuple[Callable[[str, str, str], bool], ...] = (
    same_core,
    trade_left_out,
    hospital_short,
    abbreviation,
    named_after,
    unit_of,
    surname_first,
)


def known_name(form: str, label: str, known: Gazetteer) -> tuple[str, bool]:
    """Return the registry's canonical name of a form and whether the form is risky; empty where it is unknown."""
    for text, found_label, name, risky in known.forms.get(form.lower()[:2], ()):
        if text == form.lower() and found_label == label:
            return name, risky
    return "", False


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
    """Return pairs of mentions (by number) of which the second is introduced in brackets as a form of the first."""
    pairs = []
    for n, (a, b) in enumerate(itertools.pairwise(found)):
        between = text[a.end : b.start]
        if a.label != b.label or len(between) > 14:
            continue
        latin = a.text.isascii() != b.text.isascii()
        closes = text[b.end : b.end + 3].lstrip('”"」』 ').startswith((")", "）"))
        if (MARKED.search(between) and INTRODUCED.match(between)) or (
            BRACKET.match(between) and closes and (latin or inside(a.text, b.text))
        ):
            pairs.append((n, n + 1))
    return pairs


def inside(a: str, b: str) -> bool:
    """One name's characters all stand in the other's."""
    short, long = sorted((key(a), key(b)), key=len)
    return set(short) <= set(long)


def relabelled(found: Sequence[Mention], known: Gazetteer) -> list[Mention]:
    """Give the short form of a hospital that the article names in full the hospital's label (瑞金, 省二医 taken for a firm)."""
    full = {key(m.text) for m in found if m.label == "Hospital" and len(m.text) > 3}

    def is_hospital(m: Mention) -> bool:
        if m.label not in ("Vendor", "Institution") or len(m.text) > 6 or known_name(m.text, m.label, known)[0]:
            return False
        short = key(m.text)
        return any(
            f == short + "医院" or (f.endswith(short + "医院") and len(short) > 2) or short_of(short, f) for f in full
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
    for a, b in introduced(text, found):
        if not held_apart(found[a].text, found[b].text, found[a].label, known):
            joined.join(owner[a], owner[b])
    for label in {k[0] for k in groups}:
        join_short_forms(
            groups, sorted((k for k in groups if k[0] == label), key=lambda k: (len(k[1]), k)), joined, known
        )
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
    for n, short in enumerate(ordered):
        options = [
            k
            for k in ordered[n + 1 :]
            if (rows[short] and rows[short] == rows[k]) or len(letters[short] - letters[k]) <= SPARE
            if joined.root(k) != joined.root(short) and link(spelled[short], spelled[k], short[0], known)
        ]
        if len({joined.root(k) for k in options}) > 1:
            options = [nearest(groups, short, options)]
        if options:
            joined.join(options[0], short)


def nearest(groups: dict[Key, Cluster], short: Key, options: Iterable[Key]) -> Key:
    """Return the option told last before the short form's first mention, else the first told."""
    first = groups[short].mentions[0].start
    before = [(max((m.start for m in groups[p].mentions if m.start < first), default=-1), p) for p in options]
    return max(before, key=lambda pair: pair[0])[1]
