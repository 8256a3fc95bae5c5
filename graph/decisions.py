"""What people decided, as a text file that goes into version control and is replayed at each build.

One decision a line, fields between `` | ``, ``#`` begins a comment; the order of lines matters only where two contradict
each other: then the later one counts. Taking a decision back is deleting its line.

    same      | Hospital | 浙大二院 | 浙江大学医学院附属第二医院
    different | Vendor | 商汤 | 商汤医疗
    name      | Vendor | 推想 | 推想医疗
    label     | Institution | 推想医疗 | Vendor
    wrong     | 华为 | DEVELOPED | RuiPath
    wrong     | 推想医疗 | PARTY_TO | 华为 × 推想医疗 × 瑞金医院
    fix       | 云浦县医院 | SOLD | 云浦数据集 | type=BOUGHT | date=2025
    fix       | 华为 | USES | RuiPath | type=DEVELOPED | date=2025-02 | status=active | reversed=true
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import InputError, VocabularyError
from graph.model import Event, Fact, Reading, Relation
from graph.names import fold
from graph.ontology import check_date, check_label, check_type, check_value, ontology

SEPARATOR = " | "
SHAPES = {
    "same": "label | name | name",
    "different": "label | name | name",
    "name": "label | name | new name",
    "label": "label | name | new label",
    "wrong": "name | TYPE | name",
    "fix": "name | TYPE | name | field=value | …",
}
FIELDS = ("type", "date", "status", "reversed")
NAMING = ("party", "dataset", "seller", "exchange", "buyer")
"""The roles of the ends by which an event is called."""
Pair = tuple[str, str, str]
FactKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """People's decisions, by folded names; ``pairs`` tells of (label, name, name) whether they are the same."""

    pairs: Mapping[Pair, bool] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wrong: frozenset[FactKey] = frozenset()
    fixes: Mapping[FactKey, Mapping[str, str]] = field(default_factory=dict)


def read_decisions(path: Path) -> Decisions:
    """Return the decisions of a file, none where it is missing. Raises InputError naming the line."""
    if not path.exists():
        return Decisions()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the decisions {path} cannot be read: {error}") from error
    return parse_decisions(text, str(path))


def parse_decisions(text: str, where: str = "decisions") -> Decisions:
    """Return the decisions of a text. Raises InputError naming the line."""
    pairs: dict[Pair, bool] = {}
    names: dict[tuple[str, str], str] = {}
    labels: dict[tuple[str, str], str] = {}
    wrong: dict[FactKey, bool] = {}
    fixes: dict[FactKey, Mapping[str, str]] = {}
    for number, verb, rest in decision_lines(text, where):
        try:
            if verb in ("same", "different"):
                pairs[pair_key(check_label(rest[0]).name, rest[1], rest[2])] = verb == "same"
            elif verb == "name":
                names[check_label(rest[0]).name, fold(rest[1])] = rest[2]
            elif verb == "label":
                check_value("the label of a name", rest[0], ontology().named)
                labels[rest[0], fold(rest[1])] = check_value("the label of a name", rest[2], ontology().named)
            else:
                key = fact_key(rest[0], check_type(rest[1]).name, rest[2])
                if verb == "wrong":
                    wrong[key] = True
                else:
                    fixes[key] = checked_fix(rest[1], rest[3:])
        except VocabularyError as error:
            raise InputError(f"{where}, line {number}: {error}") from error
    return Decisions(pairs, names, labels, frozenset(wrong), fixes)


def contradictions(text: str, where: str = "decisions") -> list[tuple[int, int]]:
    """Return the lines that say another thing of what an earlier line is about: (earlier, later, which counts).

    Branches in which people decided otherwise leave them behind when they are merged. Raises InputError.
    """
    said: dict[tuple[str, ...], tuple[int, list[str]]] = {}
    found = []
    for number, verb, rest in decision_lines(text, where):
        about = subject(verb, rest)
        says = [verb] if verb in ("same", "different", "wrong") else [verb, *rest[2:]]
        earlier, before = said.get(about, (number, says))
        if before != says:
            found.append((earlier, number))
        said[about] = number, says
    return found


def subject(verb: str, rest: Sequence[str]) -> tuple[str, ...]:
    """Return what a line is about: a pair of names, the name or the label of one, or a fact."""
    if verb in ("same", "different"):
        return "pair", *pair_key(rest[0], rest[1], rest[2])
    if verb in ("name", "label"):
        return verb, rest[0], fold(rest[1])
    return "fact", *fact_key(rest[0], rest[1], rest[2])


def decision_lines(text: str, where: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line number, verb and fields. Raises InputError where a line has another shape."""
    for number, line in enumerate(text.splitlines(), 1):
        fields = [part.strip() for part in line.split("#", 1)[0].split("|")]
        if fields == [""]:
            continue
        verb, rest = fields[0], fields[1:]
        few, many = (4, len(FIELDS) + 3) if verb == "fix" else (3, 3)
        if verb not in SHAPES or not few <= len(rest) <= many or not all(rest):
            shapes = "; ".join(f"{v} | {s}" for v, s in SHAPES.items())
            raise InputError(f"{where}, line {number}: {line.strip()!r} is no decision; a line is one of: {shapes}")
        yield number, verb, rest


def checked_fix(type_: str, fields: list[str]) -> dict[str, str]:
    """Return the corrections of a fix line for facts of a type. Raises VocabularyError."""
    found: dict[str, str] = {}
    for text in fields:
        name, _, value = text.partition("=")
        check_value("the field", name.strip(), FIELDS)
        found[name.strip()] = value.strip()
    if "type" in found:
        check_type(found["type"])
    if "date" in found:
        check_date(found["date"])
    if "status" in found:
        check_value("status", found["status"], ontology().status)
    check_value("reversed", found.get("reversed", "true"), ("true", "false"))
    check_fit(type_, found.get("type", type_), reverse=found.get("reversed") == "true")
    return found


def check_fit(old: str, new: str, *, reverse: bool) -> None:
    """Raise VocabularyError where no fact of type ``old`` could be one of ``new``: the correction would delete it."""
    told, wanted = check_type(old), check_type(new)
    ends = (told.targets, told.sources) if reverse else (told.sources, told.targets)
    if told.role or (set(ends[0]) & set(wanted.sources) and set(ends[1]) & set(wanted.targets)):
        return
    turned = " turned round" if reverse else ""
    raise VocabularyError(
        f"no {old}{turned} can be {new}, which goes from {'/'.join(wanted.sources)} to {'/'.join(wanted.targets)}"
    )


def pair_key(label: str, one: str, other: str) -> Pair:
    """Return the key of a pair of names, whichever comes first."""
    a, b = sorted((fold(one), fold(other)))
    return label, a, b


def fact_key(head: str, type_: str, tail: str) -> FactKey:
    """Return the key of a fact between names; a symmetric one is the same in both directions."""
    a, b = fold(head), fold(tail)
    if check_type(type_).symmetric:
        a, b = sorted((a, b))
    return a, type_, b


def relabelled(reading: Reading, decisions: Decisions) -> Reading:
    """Return the reading with the labels that people corrected."""
    if not decisions.labels:
        return reading
    entities = tuple(replace(e, label=decisions.labels.get((e.label, fold(e.name)), e.label)) for e in reading.entities)
    return replace(reading, entities=entities)


def fact_keys(fact: Relation, forms: Mapping[str, tuple[str, ...]]) -> Iterator[FactKey]:
    """Yield the keys under which people may have named a relation; ``forms`` are the names of its ends."""
    for head in forms[fact.head]:
        for tail in forms[fact.tail]:
            yield fact_key(head, fact.type, tail)


def corrected(fact: Fact, decisions: Decisions, forms: Mapping[str, tuple[str, ...]]) -> Fact | None:
    """Return a fact as people left it: as it is, corrected, or None where it is wrong.

    ``forms`` maps the ids of its ends to all names by which people know them.
    """
    if not decisions.wrong and not decisions.fixes:
        return fact
    if isinstance(fact, Event):
        return corrected_event(fact, decisions, forms)
    keys = list(fact_keys(fact, forms))
    if any(key in decisions.wrong for key in keys):
        return None
    for key in keys:
        if key in decisions.fixes:
            return fixed(fact, decisions.fixes[key])
    return fact


def fixed(fact: Relation, fix: Mapping[str, str]) -> Relation:
    """Return a relation with a person's corrections."""
    head, tail = (fact.tail, fact.head) if fix.get("reversed") == "true" else (fact.head, fact.tail)
    return replace(
        fact,
        type=fix.get("type", fact.type),
        head=head,
        tail=tail,
        date=fix.get("date", fact.date),
        status=fix.get("status", fact.status),
    )


def corrected_event(event: Event, decisions: Decisions, forms: Mapping[str, tuple[str, ...]]) -> Event | None:
    """Return an event as people left it: without wrong ends, with corrected roles, date and status; None where it is wrong.

    A Partnership of two goes as ``A | PARTNERS_WITH | B``; an end of any event as ``A | PARTY_TO | A × B × C`` or
    ``C | OF_DATASET | D``, where the event is called by its ends, as the graph calls it.
    """
    parties = [i for role, i in event.roles if role == "party"]
    if event.label == "Partnership" and len(parties) == 2:
        keys = [fact_key(a, "PARTNERS_WITH", b) for a in forms[parties[0]] for b in forms[parties[1]]]
        if any(key in decisions.wrong for key in keys):
            return None
        event = with_fix(event, next((decisions.fixes[key] for key in keys if key in decisions.fixes), {}))
    roles: list[tuple[str, str]] = []
    for role, end in event.roles:
        keys = end_keys(event, role, end, decisions, forms)
        if any(key in decisions.wrong for key in keys):
            continue
        fix = next((decisions.fixes[key] for key in keys if key in decisions.fixes), {})
        event = with_fix(event, fix)
        type_ = ontology().types.get(fix.get("type", ""))
        roles.append((type_.role if type_ and type_.role else role, end))
    return replace(event, roles=tuple(roles)) if roles else None


def with_fix(event: Event, fix: Mapping[str, str]) -> Event:
    """Return an event with a corrected date and status."""
    return replace(event, date=fix.get("date", event.date), status=fix.get("status", event.status))


def end_keys(
    event: Event, role: str, end: str, decisions: Decisions, forms: Mapping[str, tuple[str, ...]]
) -> list[FactKey]:
    """Return the decisions that are about one end of an event."""
    type_ = next(t.name for t in ontology().types.values() if t.role == role and event.label in t.sources + t.targets)
    own = {fold(form) for form in forms[end]}
    names = [{fold(form) for form in forms[i]} for r, i in event.roles if r in NAMING]
    found = []
    for key in (*decisions.wrong, *decisions.fixes):
        if key[1] == type_ and (calls(key[2], names) if key[0] in own else key[2] in own and calls(key[0], names)):
            found.append(key)
    return found


def calls(text: str, names: Sequence[set[str]]) -> bool:
    """Tell whether a folded text names an event of these ends: each part between × another of them."""
    left = list(names)
    for part in text.split("×"):
        place = next((i for i, forms in enumerate(left) if part in forms), None)
        if place is None:
            return False
        del left[place]
    return True
