"""What rules and names tell of an article, as links that are as sure as a rule alone."""

import re
from collections.abc import Sequence

from extract.classes import SYMMETRIC, may_link
from extract.relations.decide import BEARS, Link
from extract.relations.naming import by_makers_name, by_name
from extract.relations.neighbours import Named
from extract.relations.pairs import Place
from extract.relations.rules import hits
from extract.sureness import RULE_ALONE

MAKERS = "bears its maker's name"
# between a person and an organisation: the post is over, or is not
OVER, LASTING = re.compile("曾|此前|早年"), re.compile("至今|一直|仍")
CLAUSE = re.compile("[。！？；]")


def regular(text: str, places: Sequence[Place], labels: Sequence[str]) -> list[Link]:
    """Return the links that rules find between names."""
    named = [Named(p.start, p.end, p.owner, labels[p.owner][0]) for p in places]
    out = []
    for kind, rule, head, tail in hits(text, named):
        if may_link(kind, labels[head.owner], labels[tail.owner]):
            a, b = head.owner, tail.owner
            a, b = (b, a) if kind in SYMMETRIC and a > b else (a, b)
            former = kind == "AFFILIATED_WITH" and over(text[head.end : tail.start])
            out.append(Link(kind, a, b, RULE_ALONE, *spread(head, tail), None, None, former, rule))
    for part, whole, at in by_name(text, places, labels):
        if may_link("PART_OF", labels[part], labels[whole]):
            out.append(Link("PART_OF", part, whole, RULE_ALONE, at.start, at.end, None, None, False, BEARS))
    made = {link.tail for link in out if link.type == "DEVELOPED"}
    out += [
        Link("DEVELOPED", maker, model, RULE_ALONE, at.start, at.end, None, None, False, MAKERS)
        for maker, model, at in by_makers_name(text, places, labels)
        if model not in made
    ]
    return out


def over(between: str) -> bool:
    """Tell whether the words from a person to an organisation say that a post is over."""
    last = CLAUSE.split(between)[-1]  # of a pronoun's clause, not of what was told before
    return bool(OVER.search(last)) and not LASTING.search(between)


def spread(a: Named, b: Named) -> tuple[int, int]:
    """Return the stretch from the first of two names to the end of the other."""
    return min(a.start, b.start), max(a.end, b.end)
