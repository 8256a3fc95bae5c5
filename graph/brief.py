"""What resolution needs of an article: its names, each with the row that it means there, and what facts join.

A brief depends on its article and the registry alone, so that builds keep it.
"""

from typing import NamedTuple

from graph.context import MAKERS_TOLD, Placed
from graph.digest import Digest
from graph.lexicon import Lexicon
from graph.model import Relation
from graph.names import fold, simplified


class Named(NamedTuple):
    """An entity of an article: its id there, label, folded and simplified name, simplified other forms.

    ``loose`` tells that the name means something only within the article, ``row`` is the name of the registry row that
    it means (empty where none), ``reason`` why, where context decided; ``maker`` is who makes a model that is not the one
    that the registry lists for its short form, folded.
    """

    id: str
    label: str
    folded: str
    written: str
    aliases: tuple[str, ...]
    loose: bool
    row: str
    reason: str
    maker: str = ""


class Brief(NamedTuple):
    """The names of an article, the places (in ``names``) of the ends of each fact, and (person, seat) of each post."""

    source: str
    names: tuple[Named, ...]
    facts: tuple[tuple[int, ...], ...]
    seats: tuple[tuple[int, int], ...]


def brief(digest: Digest, lexicon: Lexicon) -> Brief:
    """Return what resolution needs of a digest."""
    placed = Placed(digest, lexicon.reader)
    names: list[Named] = []
    for entity in digest.entities:
        maker = lexicon.reader.other_maker(entity, placed)
        row, reason = (None, MAKERS_TOLD) if maker else lexicon.reader.decide(entity, placed)
        loose = row is None and (entity.label == "Person" or lexicon.is_loose(entity.label, entity.name))
        aliases = tuple(sorted({simplified(a) for a in entity.aliases if a}))
        folded = fold(entity.name) or entity.name
        written = simplified(entity.name)
        listed = row.name if row else ""
        names.append(Named(entity.id, entity.label, folded, written, aliases, loose, listed, reason, maker))
    place = {name.id: i for i, name in enumerate(names)}
    facts: list[tuple[int, ...]] = []
    seats: list[tuple[int, int]] = []
    for fact in digest.facts:
        ends = [fact.head, fact.tail] if isinstance(fact, Relation) else [i for _, i in fact.roles]
        known = tuple(place[end] for end in dict.fromkeys(ends) if end in place)
        facts += [known] if len(known) > 1 else []
        if isinstance(fact, Relation) and fact.type == "AFFILIATED_WITH" and len(known) > 1:
            seats += [known[:2]] if names[known[0]].label == "Person" else []  # type: ignore[list-item]
    return Brief(digest.document.source, tuple(names), tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(seats)))
