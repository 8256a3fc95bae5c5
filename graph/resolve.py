"""Which entities of different articles are one.

Names first: everything that is called alike (one label, one folded form) is one name, whatever the number of articles.
Names meet others in blocks (equal stem, core, alias, university and number, sound), are judged by ``graph.rules``, and
are joined from the surest pair down, never across a veto. Persons, short forms that several organisations share, and
generic names (人民医院) are decided article by article, by context, or left apart. Nothing depends on the order in which
articles come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.context import Placed, Reader
from graph.decisions import Decisions, pair_key
from graph.digest import Digest
from graph.model import Relation
from graph.names import fold, hashed, is_latin, pinyin, simplified
from graph.parts import Grammar, Parts
from graph.property_graph import LETTERS
from graph.registry import Registry, Row
from graph.rules import Candidate, Verdict, apart, judge, sentences, unmarked

CROWD = 24
"""A block of more names than this is compared with neighbours alone: its key says little."""
TORN = 0.1
"""A name that fits two things which are not one, within this difference of score, joins neither."""
CHECKED = 12
FITS = 0.55
"""What a name that the registry does not list must score to take a row: a little more than for two names."""
UNLIKE = Verdict(0.0, ())
DECIDED = Verdict(2.0, ("decision",))
UnitKey = tuple[str, str, str]
"""(label, folded name, article group): the group is empty where every article means the same by the name."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One real thing: its yimai_id, label, canonical name, every other form, why they were joined, its registry row."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    reasons: tuple[str, ...]
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Identities by yimai_id, and the identity of every (source, entity id)."""

    identities: Mapping[str, Identity]
    of: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Unit:
    """What is resolved as a whole: a name everywhere, or a doubtful one in one article."""

    key: UnitKey
    written: dict[str, int] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    context: set[tuple[str, str]] = field(default_factory=set)
    row: Row | None = None
    reason: str = ""
    articles: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return the most frequent way of writing it, the longest, then the first of equals."""
        return min(self.written, key=lambda n: (-self.written[n], -len(n), n))


class Lexicon:
    """The registry made ready for comparing: rows by folded form, by block, and the forms that are ambiguous."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.grammar = Grammar(registry)
        self.reader = Reader(registry)
        self.by_block: dict[tuple[str, str, str], list[tuple[str, Row]]] = defaultdict(list)
        for row in registry.rows:
            for form in dict.fromkeys((row.name, *row.forms)):
                for block in blocks(self.grammar.parts(row.label, form)):
                    self.by_block[row.label, *block].append((form, row))

    def near(self, candidate: Candidate) -> list[tuple[str, Row]]:
        """Return the forms of rows that share a block with a name, or are one of its other forms."""
        keys = [*blocks(candidate.parts), *(("name", alias) for alias in sorted(candidate.aliases))]
        found = (entry for block in keys for entry in self.by_block.get((candidate.parts.label, *block), ())[:CROWD])
        sure = (e for e in found if not self.reader.doubtful(candidate.parts.label, fold(e[0])))
        return list({(form, row.name): (form, row) for form, row in sure}.values())

    def candidate(self, label: str, name: str, row: Row | None = None) -> Candidate:
        """Return a name as a candidate, with its registry row where the form means one row alone."""
        parts = self.grammar.parts(label, name)
        found = row or self.reader.row(label, parts.folded)
        return Candidate(parts, row=found, ambiguous=found is None and self.reader.doubtful(label, parts.folded))


def blocks(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield the blocks in which a name meets others: (kind, key)."""
    yield "name", parts.folded
    yield "stem", parts.stem
    if parts.label == "Vendor" and parts.legal:
        yield from (("stem", parts.stem[:length]) for length in range(3, len(parts.stem)))
    if parts.label in ("Hospital", "Institution"):
        yield "mark", unmarked(parts.folded)
    if parts.label == "Hospital":
        yield "core", (f"{parts.place}{parts.university}" if parts.generic else "") + parts.core
        if parts.place and parts.number:
            yield "number", parts.place + parts.number
    elif parts.label in ("Vendor", "Model") and not is_latin(parts.core):
        yield "core", parts.core
        yield "sound", pinyin(parts.core)
    elif parts.label == "Institution" and parts.generic:
        yield "core", parts.place + parts.core
    if parts.label == "Model":
        latin = "".join(c for c in parts.stem if c.isascii())
        if len(latin) > 2:
            yield "latin", latin


def resolve(
    digests: Sequence[Digest], registry: Registry, copies: Mapping[str, str], decisions: Decisions
) -> Resolution:
    """Return which entities are one. ``copies`` gives the group of near copies of each source."""
    lexicon = lexicon_of(registry)
    units, of = units_of(digests, lexicon, copies)
    clusters = joined(units, lexicon, decisions)
    people = join_people(digests, units, of, clusters)
    identities: dict[str, Identity] = {}
    home: dict[UnitKey, str] = {}
    for members in sorted(groups(clusters | people), key=min):
        identity = identified([units[key] for key in members], clusters, decisions, set(identities))
        identities[identity.id] = identity
        home.update(dict.fromkeys(members, identity.id))
    return Resolution(identities, {place: home[key] for place, key in of.items()})


LEXICONS: dict[int, tuple[Registry, Lexicon]] = {}


def lexicon_of(registry: Registry) -> Lexicon:
    """Return the lexicon of a registry, the last one made again where it is the same."""
    known = LEXICONS.get(id(registry))
    if known is None or known[0] is not registry:
        LEXICONS.clear()
        LEXICONS[id(registry)] = known = (registry, Lexicon(registry))
    return known[1]


def units_of(
    digests: Sequence[Digest], lexicon: Lexicon, copies: Mapping[str, str]
) -> tuple[dict[UnitKey, Unit], dict[tuple[str, str], UnitKey]]:
    """Return the units, and the unit of each (source, entity id)."""
    units: dict[UnitKey, Unit] = {}
    of: dict[tuple[str, str], UnitKey] = {}
    for digest in digests:
        source = digest.document.source
        placed = Placed(digest, lexicon.reader)
        for entity in digest.entities:
            folded = fold(entity.name) or entity.name
            row, reason = lexicon.reader.decide(entity, placed)
            loose = row is None and (entity.label == "Person" or is_loose(lexicon, entity.label, entity.name))
            key = (entity.label, folded, copies[source] if loose else f"row:{row.name}" if reason and row else "")
            unit = units.setdefault(key, Unit(key, row=row, reason=reason))
            unit.written[simplified(entity.name)] = unit.written.get(simplified(entity.name), 0) + 1
            unit.aliases |= {simplified(a) for a in entity.aliases if a}
            unit.articles.add(copies[source])
            of[source, entity.id] = key
        surround(digest, units, of)
    return units, of


def is_loose(lexicon: Lexicon, label: str, name: str) -> bool:
    """Tell whether a name means something only within its article."""
    parts = lexicon.grammar.parts(label, name)
    bare = parts.generic and not parts.place and not parts.university
    return bare or lexicon.reader.doubtful(label, parts.folded)


def surround(digest: Digest, units: Mapping[UnitKey, Unit], of: Mapping[tuple[str, str], UnitKey]) -> None:
    """Note what stands beside each unit in an article: other names of its label, and the ends of its facts."""
    source = digest.document.source
    by_label: dict[str, set[UnitKey]] = defaultdict(set)
    for entity in digest.entities:
        by_label[entity.label].add(of[source, entity.id])
    for keys in by_label.values():
        names = {key[1] for key in keys}
        for key in keys:
            units[key].apart |= names - {key[1]}
    for fact in digest.facts:
        ends = [fact.head, fact.tail] if isinstance(fact, Relation) else [i for _, i in fact.roles]
        keys_of = [of[source, end] for end in dict.fromkeys(ends) if (source, end) in of]
        for key in keys_of[:CROWD]:
            units[key].context |= {other[:2] for other in keys_of[:CROWD] if other != key}


Links = dict[UnitKey, UnitKey]


@dataclass(slots=True)
class Clusters:
    """Union-find over units, with the pair and the rules that joined each to its leader."""

    leader: Links
    members: dict[UnitKey, list[UnitKey]]
    why: dict[UnitKey, list[tuple[UnitKey, UnitKey, tuple[str, ...]]]]

    def root(self, key: UnitKey) -> UnitKey:
        """Return the leader of a unit's cluster."""
        while self.leader[key] != key:
            self.leader[key] = self.leader[self.leader[key]]
            key = self.leader[key]
        return key

    def join(self, one: UnitKey, other: UnitKey, rules: tuple[str, ...]) -> None:
        """Join the clusters of two units."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        self.leader[b] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        self.why[a] = self.why[a] + self.why.pop(b) + [(one, other, rules)]

    def __or__(self, pairs: Iterable[tuple[UnitKey, UnitKey, str]]) -> "Clusters":
        """Return these clusters with further pairs joined."""
        for one, other, rule in pairs:
            self.join(one, other, (rule,))
        return self


def groups(clusters: Clusters) -> list[list[UnitKey]]:
    """Return the clusters as lists of units."""
    return list(clusters.members.values())


def joined(units: Mapping[UnitKey, Unit], lexicon: Lexicon, decisions: Decisions) -> Clusters:
    """Return the units in clusters: the surest pairs first, none across a veto or a decision."""
    keys = sorted(units)
    clusters = Clusters({k: k for k in keys}, {k: [k] for k in keys}, {k: [] for k in keys})
    made = {key: fitted(units[key], made_candidate(units[key], lexicon), lexicon, decisions) for key in keys}
    rows: dict[tuple[str, str], UnitKey] = {}
    for key in keys:
        row = made[key].row
        if row is not None:
            home = rows.setdefault((row.label, row.name), key)
            clusters.join(home, key, ("same_row",))
    links = compared(units, made, lexicon, clusters, decisions)
    torn = torn_links(links, made)
    for verdict, one, other in sorted(links, key=lambda link: (-link[0].score, link[1], link[2])):
        if (one, other) not in torn and can_join(clusters, made, decisions, one, other, verdict):
            clusters.join(one, other, verdict.rules)
    return clusters


def made_candidate(unit: Unit, lexicon: Lexicon) -> Candidate:
    """Return a unit as a candidate."""
    label, folded, group = unit.key
    aliases = frozenset(fold(a) for a in unit.aliases) - {folded}
    return Candidate(
        lexicon.grammar.parts(label, unit.name),
        aliases,
        unit.row,
        frozenset(unit.apart) - aliases,
        frozenset(unit.context),
        bool(group) and unit.row is None,
    )


def fitted(unit: Unit, candidate: Candidate, lexicon: Lexicon, decisions: Decisions) -> Candidate:
    """Return the candidate with the one registry row that the rules give it, if they give it one; note why."""
    label = unit.key[0]
    if candidate.row is not None or candidate.ambiguous or label == "Person":
        return candidate
    best: dict[str, tuple[Verdict, Row]] = {}
    for form, row in lexicon.near(candidate):
        if decisions.pairs.get(pair_key(label, unit.key[1], row.name)) is False:
            continue
        verdict = judge(candidate, lexicon.candidate(label, form, row))
        if verdict.score >= FITS and verdict.score > best.get(row.name, (UNLIKE, row))[0].score:
            best[row.name] = (verdict, row)
    ranked = sorted(best.values(), key=lambda found: (-found[0].score, found[1].name))
    if not ranked or (len(ranked) > 1 and ranked[0][0].score - ranked[1][0].score < TORN):
        return candidate
    verdict, unit.row = ranked[0]
    unit.reason = " ".join(sentences()[rule] for rule in verdict.rules)
    return replace(candidate, row=unit.row)


Link = tuple[Verdict, UnitKey, UnitKey]


def compared(
    units: Mapping[UnitKey, Unit],
    made: Mapping[UnitKey, Candidate],
    lexicon: Lexicon,
    clusters: Clusters,
    decisions: Decisions,
) -> list[Link]:
    """Return the pairs that the rules hold for one; a unit without a row may take the row that it fits alone."""
    links: list[Link] = []
    seen: set[tuple[UnitKey, UnitKey]] = set()
    for one, other in [*block_pairs(made), *decided_pairs(made, decisions)]:
        if (one, other) in seen or clusters.root(one) == clusters.root(other):
            continue
        seen.add((one, other))
        decided = decision_on(one, other, made, decisions)
        verdict = DECIDED if decided else judge(made[one], made[other])
        if decided is not False and verdict.same:
            links.append((verdict, one, other))
    return links


def decided_pairs(made: Mapping[UnitKey, Candidate], decisions: Decisions) -> Iterator[tuple[UnitKey, UnitKey]]:
    """Yield the pairs of units that people said are the same."""
    by_name: dict[tuple[str, str], list[UnitKey]] = defaultdict(list)
    if decisions.pairs:
        for key in sorted(made):
            by_name[key[0], key[1]].append(key)
    for (label, a, b), same in sorted(decisions.pairs.items()):
        if same:
            yield from ((x, y) for x in by_name[label, a] for y in by_name[label, b] if x < y)
            yield from ((y, x) for x in by_name[label, a] for y in by_name[label, b] if y < x)


def decision_on(one: UnitKey, other: UnitKey, made: Mapping[UnitKey, Candidate], decisions: Decisions) -> bool | None:
    """Return what people decided of two units, None where nothing."""
    if not decisions.pairs or one[0] != other[0]:
        return None
    return decisions.pairs.get(pair_key(one[0], one[1], other[1]))


def block_pairs(made: Mapping[UnitKey, Candidate]) -> Iterator[tuple[UnitKey, UnitKey]]:
    """Yield pairs of units that share a block; in a crowded block only neighbours."""
    members: dict[tuple[str, str, str], list[UnitKey]] = defaultdict(list)
    for key in sorted(made):
        if key[0] == "Person":
            continue
        parts = made[key].parts
        entries = (
            set(blocks(parts)) | {("name", a) for a in made[key].aliases} | {("stem", a) for a in made[key].aliases}
        )
        for kind, value in sorted(entries):
            if value:
                members[key[0], kind, value].append(key)
    for keys in members.values():
        reach = len(keys) if len(keys) <= CROWD else 3
        for i, one in enumerate(keys):
            yield from ((one, other) for other in keys[i + 1 : i + 1 + reach])


def torn_links(links: Sequence[Link], made: Mapping[UnitKey, Candidate]) -> set[tuple[UnitKey, UnitKey]]:
    """Return the links of units that fit two things which cannot be one about equally well."""
    of: dict[UnitKey, list[tuple[float, UnitKey]]] = defaultdict(list)
    for verdict, one, other in links:
        of[one].append((verdict.score, other))
        of[other].append((verdict.score, one))
    torn: set[tuple[UnitKey, UnitKey]] = set()
    for key, found in of.items():
        best = max(score for score, _ in found)
        top = sorted(other for score, other in found if score >= best - TORN)[:CHECKED]
        rivals = [x for i, x in enumerate(top) for y in top[i + 1 :] if apart(made[x], made[y])]
        if rivals and best <= 1.0:
            torn |= {pair for _, other in found for pair in ((key, other), (other, key))}
    return torn


def can_join(
    clusters: Clusters,
    made: Mapping[UnitKey, Candidate],
    decisions: Decisions,
    one: UnitKey,
    other: UnitKey,
    verdict: Verdict,
) -> bool:
    """Tell whether no member of one cluster is kept from a member of the other."""
    a, b = clusters.root(one), clusters.root(other)
    if a == b:
        return False
    left, right = shown(clusters.members[a], made, one), shown(clusters.members[b], made, other)
    for x in left:
        for y in right:
            decided = decision_on(x, y, made, decisions)
            if decided is False or (decided is None and verdict is not DECIDED and apart(made[x], made[y])):
                return False
    return True


def shown(members: Sequence[UnitKey], made: Mapping[UnitKey, Candidate], own: UnitKey) -> list[UnitKey]:
    """Return the members that stand for a cluster when it is checked: the unit itself, one with a row, the first few."""
    with_row = [key for key in members if made[key].row is not None][:1]
    return list(dict.fromkeys([own, *with_row, *members[:CHECKED]]))


def join_people(
    digests: Sequence[Digest],
    units: Mapping[UnitKey, Unit],
    of: Mapping[tuple[str, str], UnitKey],
    clusters: Clusters,
) -> list[tuple[UnitKey, UnitKey, str]]:
    """Return the pairs of persons of one name who share an organisation."""
    seats: dict[tuple[str, UnitKey], set[UnitKey]] = defaultdict(set)
    for digest in digests:
        source = digest.document.source
        for fact in digest.facts:
            if isinstance(fact, Relation) and fact.type == "AFFILIATED_WITH":
                person, seat = of[source, fact.head], of[source, fact.tail]
                seats[person[1], clusters.root(seat)].add(person)
    found: list[tuple[UnitKey, UnitKey, str]] = []
    for place in sorted(seats):
        persons = sorted(seats[place])
        found += [(persons[0], other, "shared_organisation") for other in persons[1:]]
    return found


def identified(members: Sequence[Unit], clusters: Clusters, decisions: Decisions, taken: set[str]) -> Identity:
    """Return the identity of a cluster: its name, forms, reasons and id."""
    label, _, group = members[0].key
    row = next((m.row for m in members if m.row is not None), None)
    name = row.name if row else canonical(members)
    forms = {form for m in members for form in m.written} | {a for m in members for a in m.aliases}
    forms |= set(row.forms) if row else set()
    chosen = {decisions.names[k] for f in sorted({name, *forms}) if (k := (label, fold(f))) in decisions.names}
    forms |= {name}
    name = min(chosen, default=name)
    parts = [label, fold(row.name if row else canonical(members))]
    key = LETTERS[label] + hashed(*parts)
    if label == "Person" or (group and row is None) or key in taken:
        key = LETTERS[label] + hashed(*parts, min(min(m.articles) for m in members), group)
    return Identity(key, label, name, tuple(sorted(forms - {name})), tuple(reasons(members, clusters, name)), row)


def canonical(members: Sequence[Unit]) -> str:
    """Return the fullest name of hospitals and institutions, the most frequent one of all others."""
    written: dict[str, int] = defaultdict(int)
    for m in members:
        for name, count in m.written.items():
            written[name] += count
    if members[0].key[0] in ("Hospital", "Institution"):
        return min(written, key=lambda n: (is_latin(n), -len(n), -written[n], n))
    return min(written, key=lambda n: (is_latin(n) and not all(map(is_latin, written)), -written[n], -len(n), n))


def reasons(members: Sequence[Unit], clusters: Clusters, name: str) -> Iterator[str]:
    """Yield why each form belongs to the name, a sentence a form, sorted."""
    said = sentences() | {
        "shared_organisation": "Persons of one name who share an organisation.",
        "decision": "A person decided so.",
    }
    found: set[str] = set()
    for unit in members:
        if unit.row is not None and fold(unit.name) != fold(unit.row.name):
            found.add(f"{unit.name} = {unit.row.name}: {unit.reason or 'The registry lists this form.'}")
    for one, other, rules in clusters.why.get(clusters.root(members[0].key), ()):
        if rules[0] not in ("same_row", "same_name"):
            names = " = ".join(dict.fromkeys(sorted((one[1], other[1]))))
            found.add(f"{names}: {' '.join(said.get(rule, rule) for rule in rules)}")
    yield from sorted(found)
