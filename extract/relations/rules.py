"""What all rules say of a text and its names, for the reader and for the benchmark that counts how often they are right."""

from collections.abc import Iterator, Sequence

from extract.relations.counted import rows_of_counted
from extract.relations.holders import holders, told_of_them
from extract.relations.lists import rows_of_allies, rows_of_backers, rows_of_founders
from extract.relations.neighbours import Named, told
from extract.relations.rows import rows_of_partners, rows_of_parts, rows_of_people, rows_of_posts, rows_of_units

ROWS = (
    ("AFFILIATED_WITH", "post before post", rows_of_posts),
    ("AFFILIATED_WITH", "person after person", rows_of_people),
    ("AFFILIATED_WITH", "the person before", told_of_them),
    ("PART_OF", "part after part", rows_of_parts),
    ("PART_OF", "unit that is set up", rows_of_units),
    ("PARTNERS_WITH", "parties in a row", rows_of_partners),
    ("INVESTED_IN", "backers in a list", rows_of_backers),
    ("PARTNERS_WITH", "partners in a list", rows_of_allies),
    ("PARTNERS_WITH", "founders in a list", rows_of_founders),
    ("PARTNERS_WITH", "as many as told", rows_of_counted),
)


def hits(text: str, found: Sequence[Named]) -> Iterator[tuple[str, str, Named, Named]]:
    """Yield (relation, name of the rule, head, tail); ``found`` come in order."""
    homes = set[int]()
    for rule, head, tail in told(text, found):
        if rule.type == "AFFILIATED_WITH":
            homes.add(head.owner)
        yield rule.type, rule.name, head, tail
    for kind, name, rows in ROWS:
        yield from ((kind, name, head, tail) for head, tail in rows(text, found))
    for person, home in holders(text, found):
        if person.owner not in homes:
            yield "AFFILIATED_WITH", "title alone", person, home
