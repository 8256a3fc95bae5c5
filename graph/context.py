"""Which row a form means: by the registry alone where it can, by the article's context where several rows share it."""

from collections import defaultdict
from functools import cached_property

from graph.digest import Digest
from graph.model import Entity, Relation
from graph.name_words import LEGAL
from graph.names import fold
from graph.registry import Ambiguous, Registry, Row, places

MOSTLY = 0.5
"""What it counts that the registry lists the form for this row alone, or that its note says ``mostly``."""
NAMED_PLACE = 1.0
"""What it counts, times its share of the places that the article names, that the row's city is named."""
NEIGHBOUR = 0.2
ENOUGH = 0.4
MARGIN = 0.15
CONTEXT = "The article's context (places) decides between several."
ALONE = "Several share this form; alone it mostly means this one."
HOME = "The article says or shows of which university it is a part."
MAKERS_TOLD = "The article says who makes it: another than the maker of the listed model of this short name."
SHORT_MODEL = 4
"""A model's form of so many characters at most is taken for a listed one only where no other maker is told."""


class Placed:
    """The context of one article: shares of its places, and the cities of the organisations that it names in full."""

    def __init__(self, digest: Digest, reader: "Reader") -> None:
        self.digest = digest
        self.reader = reader

    @cached_property
    def shares(self) -> dict[str, float]:
        """Return for each city and province its share of all places named; a city counts for its province as well."""
        province = places()
        total = sum(self.digest.places.values()) or 1
        shares: dict[str, float] = defaultdict(float)
        for place, count in self.digest.places.items():
            for name in {place, province.get(place, place)}:
                shares[name] += count / total
        return shares

    @cached_property
    def neighbours(self) -> set[str]:
        """Return the cities of the organisations that the article names without doubt."""
        found = set()
        for entity in self.digest.entities:
            row = self.reader.row(entity.label, fold(entity.name))
            if row is not None and entity.label != "Vendor" and isinstance(row.facts.get("city"), str):
                found.add(str(row.facts["city"]))
        return found

    @cached_property
    def universities(self) -> dict[str, Row]:
        """Return the universities that the article names, by the ids of their entities."""
        found = ((e.id, self.reader.row("Institution", fold(e.name))) for e in self.digest.entities)
        return {id_: row for id_, row in found if row is not None and row.facts.get("kind") == "university"}

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """Return the folded forms of each entity, of whatever row it may be and of the row's parent."""
        return {
            e.id: {form for name in (e.name, *e.aliases) for form in self.reader.family(name)}
            for e in self.digest.entities
        }

    def key(self, id_: str) -> str:
        """Return the folded name of an entity, of its row where it has one."""
        entity = next(e for e in self.digest.entities if e.id == id_)
        row = self.reader.row(entity.label, fold(entity.name))
        return fold(row.name) if row else LEGAL.sub("", fold(entity.name))

    def makers(self, entity: Entity) -> list[str]:
        """Return the ids of the entities that the article says made a model."""
        made = (f for f in self.digest.facts if isinstance(f, Relation) and f.type == "DEVELOPED")
        return [f.head for f in made if f.tail == entity.id and f.head in self.named]

    def homes(self, entity: Entity) -> list[Row]:
        """Return the universities that an entity is said to be a part of, else all that the article names."""
        parts = (
            f for f in self.digest.facts if isinstance(f, Relation) and f.type == "PART_OF" and f.head == entity.id
        )
        said = [f.tail for f in parts if f.tail != entity.id]
        ids = said or list(self.universities)
        return list({row.name: row for i in ids if (row := self.universities.get(i))}.values())


class Reader:
    """The registry by form: rows that a form means, and the forms that only context decides."""

    def __init__(self, registry: Registry) -> None:
        self.names: dict[tuple[str, str], Row] = {}
        self.forms: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.ambiguous: dict[str, Ambiguous] = {fold(a.form): a for a in registry.ambiguous}
        for row in registry.rows:
            self.names.setdefault((row.label, fold(row.name)), row)
        for row in registry.rows:
            for form in dict.fromkeys(fold(f) for f in (row.name, *row.forms)):
                self.forms[row.label, form].append(row)
        self.by_form: dict[str, list[Row]] = defaultdict(list)
        for (_, form), rows in self.forms.items():
            self.by_form[form] += rows
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        for (_, folded), row in self.names.items():
            self.by_name[folded].append(row)

    def candidates(self, label: str, folded: str) -> list[Row]:
        """Return the rows of this label that a form can mean, those that list it before others."""
        found = list(self.forms.get((label, folded), ()))
        listed = self.ambiguous.get(folded)
        for name in listed.candidates if listed else ():
            found += [row for row in self.by_name.get(fold(name), ()) if row.label == label and row not in found]
        return found

    def row(self, label: str, folded: str) -> Row | None:
        """Return the row that a form means wherever it stands: its name, or the one row of the label that can be meant."""
        named = self.names.get((label, folded))
        if named is not None:
            return named
        found = self.candidates(label, folded)
        return found[0] if len(found) == 1 else None

    def doubtful(self, label: str, folded: str) -> bool:
        """Tell whether a form can mean several rows."""
        return (label, folded) not in self.names and len(self.candidates(label, folded)) > 1

    def decide(self, entity: Entity, placed: Placed) -> tuple[Row | None, str]:
        """Return the row that an entity of an article is, and why where context decided; None where nothing does."""
        folded = fold(entity.name)
        sure = self.row(entity.label, folded)
        if sure is not None:
            return sure, ""
        found = self.candidates(entity.label, folded)
        if not found:
            home = self.at_home(entity, folded, placed)
            return home, HOME if home else ""
        other = {id(r): r for a in entity.aliases if (r := self.row(entity.label, fold(a))) in found and r}
        if len(other) == 1:
            return next(iter(other.values())), "Another form in the same article decides between several."
        scores = sorted(
            ((self.score(row, folded, placed), row.name, row) for row in found), key=lambda s: (-s[0], s[1])
        )
        if scores[0][0] < ENOUGH or (len(scores) > 1 and scores[0][0] - scores[1][0] < MARGIN):
            return None, ""
        return scores[0][2], CONTEXT if self.told_by_place(scores[0][2], placed) else ALONE

    def other_maker(self, entity: Entity, placed: Placed) -> str:
        """Return who makes a model that has but a short form of a listed one, folded, where the article names none of the
        listed model's makers and says that another makes it (迈瑞's 瑞智 is not RuiPath); else an empty string."""
        makers = placed.makers(entity) if entity.label == "Model" else []
        forms = {fold(entity.name), *(fold(a) for a in entity.aliases)} if makers else set()
        rows = {form: row for form in forms if (row := self.row("Model", form)) is not None}
        if not rows or any(len(form) > SHORT_MODEL or form == fold(row.name) for form, row in rows.items()):
            return ""
        known = {
            form for row in rows.values() for name in row.facts.get("developers", ()) for form in self.family(name)
        }
        told = set().union(*placed.named.values())
        if not known or any(a in b or b in a for a in known for b in told if min(len(a), len(b)) > 1):
            return ""
        return min(placed.key(maker) for maker in makers)

    def family(self, name: str) -> set[str]:
        """Return the folded forms of what may be called so, and of its parents."""
        found = {fold(name)}
        for row in self.by_form.get(fold(name), ()):
            found |= {fold(form) for form in (row.name, *row.forms, str(row.facts.get("parent") or ""))}
        return found - {""}

    def at_home(self, entity: Entity, folded: str, placed: Placed) -> Row | None:
        """Return the row whose name is that of the one university of the article with this name behind it.

        智能产业研究院 in an article on 清华大学 is 清华大学智能产业研究院. Where an article names several universities,
        none of which it is said to be a part of, nothing is decided.
        """
        if entity.label != "Institution":
            return None
        homes = placed.homes(entity)
        return self.row(entity.label, fold(homes[0].name) + folded) if len(homes) == 1 else None

    def told_by_place(self, row: Row, placed: Placed) -> bool:
        """Tell whether the article names the row's city or province."""
        return any(placed.shares.get(str(row.facts.get(fact) or ""), 0.0) for fact in ("city", "province"))

    def score(self, row: Row, folded: str, placed: Placed) -> float:
        """Return how well a row fits an article."""
        listed = self.ambiguous.get(folded)
        note = listed.note if listed else ""
        alone = [r.name for r in self.forms.get((row.label, folded), ())] == [row.name]
        mostly = "mostly" in note and bool(listed) and listed is not None and meant(row, note, listed)
        city, province = str(row.facts.get("city") or ""), str(row.facts.get("province") or "")
        share = max(placed.shares.get(city, 0.0), 0.7 * placed.shares.get(province, 0.0))
        near = NEIGHBOUR if city and city in placed.neighbours else 0.0
        return MOSTLY * (alone or mostly) + NAMED_PLACE * share + near


def meant(row: Row, note: str, listed: Ambiguous) -> bool:
    """Tell whether a note that says what a form mostly means names this row, by name or by city."""
    city = {"北京": "Beijing", "上海": "Shanghai", "武汉": "Wuhan"}.get(str(row.facts.get("city") or ""), "?")
    if row.name in note:
        return True
    same_city = [c for c in listed.candidates if c.startswith(row.name[:2])]
    return city in note and listed.candidates[0] == row.name and bool(same_city)
