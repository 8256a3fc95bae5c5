"""What a cluster of names is as one thing: its id, its name, its other forms, and why they are one.

An id comes from the name of the cluster, so that it stays when articles come; of several clusters that want one id the
first has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.decisions import Decisions
from graph.lexicon import Lexicon
from graph.names import fold, hashed, is_latin
from graph.property_graph import LETTERS
from graph.registry import Row
from graph.resolution_state import PERSON, Desk, State, Why
from graph.rules import sentences
from graph.units import Unit, UnitKey


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


def claimed(members: Sequence[Unit]) -> str:
    """Return the id that the name of a cluster gives it; one that means something in its articles alone has none."""
    label, _, group = members[0].key
    row = row_of(members)
    parts = [label, fold(row or canonical(members))]
    if label == PERSON or (group and not row):
        return LETTERS[label] + hashed(*parts, first_group(members), group)
    return LETTERS[label] + hashed(*parts)


def first_group(members: Sequence[Unit]) -> str:
    """Return the first of the groups of articles that name a cluster."""
    return min(min(m.groups) for m in members)


def row_of(members: Sequence[Unit]) -> str:
    """Return the name of the registry row of a cluster, empty where it has none."""
    return next((m.row or m.fit for m in members if m.row or m.fit), "")


def settle_ids(desk: Desk, before: dict[UnitKey, str]) -> None:
    """Give clusters their ids: of several that want one the first has it, the others one of their own."""
    state = desk.state
    for claim in sorted(desk.claims):
        for number, root in enumerate(sorted(state.claims.get(claim, ()))):
            cluster = state.clusters[root]
            id_ = claim if not number else claim[0] + hashed(claim, *root)
            if cluster.id != id_:
                for member in cluster.members if cluster.id else ():
                    before.setdefault(member, cluster.id)
                if state.homes.get(cluster.id) == root:
                    del state.homes[cluster.id]
                state.clusters[root] = replace(cluster, id=id_)
            state.homes[id_] = root


def identity(state: State, lexicon: Lexicon, decisions: Decisions, key: str) -> Identity:
    """Return the identity of an id: its name, forms and reasons."""
    cluster = state.clusters[state.homes[key]]
    members = [state.units[m] for m in cluster.members]
    label, named = members[0].key[0], row_of(members)
    row = lexicon.rows[label, named] if named else None
    name = row.name if row else canonical(members)
    forms = {form for m in members for form in m.written} | {a for m in members for a in m.aliases}
    forms |= set(row.forms) if row else set()
    chosen = {decisions.names[k] for f in sorted({name, *forms}) if (k := (label, fold(f))) in decisions.names}
    forms |= {name}
    name = min(chosen, default=name)
    why = tuple(reasons(members, cluster.why))
    return Identity(key, label, name, tuple(sorted(forms - {name})), why, row)


def canonical(members: Sequence[Unit]) -> str:
    """Return the fullest name of hospitals and institutions, the most frequent one of all others."""
    written: dict[str, int] = defaultdict(int)
    for m in members:
        for name, count in m.written.items():
            written[name] += count
    if members[0].key[0] in ("Hospital", "Institution"):
        return min(written, key=lambda n: (is_latin(n), -len(n), -written[n], n))
    return min(written, key=lambda n: (is_latin(n) and not all(map(is_latin, written)), -written[n], -len(n), n))


def reasons(members: Sequence[Unit], why: Iterable[Why]) -> Iterator[str]:
    """Yield why each form belongs to the name, a sentence a form, sorted."""
    said = sentences() | {
        "shared_organisation": "Persons of one name who share an organisation.",
        "decision": "A person decided so.",
    }
    found: set[str] = set()
    for unit in members:
        row = unit.row or unit.fit
        if row and fold(unit.name) != fold(row):
            found.add(f"{unit.name} = {row}: {unit.reason or 'The registry lists this form.'}")
    for one, other, rules in why:
        if rules[0] not in ("same_row", "same_name"):
            names = " = ".join(dict.fromkeys(sorted((one[1], other[1]))))
            found.add(f"{names}: {' '.join(said.get(rule, rule) for rule in rules)}")
    yield from sorted(found)
