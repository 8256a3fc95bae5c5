"""What a name says by itself: a hospital that bears its university's name, a unit that bears its company's.

Told only where the article names university or company on its own as well, as ``docs/ontology.md`` has it.
"""

import re
from collections.abc import Iterator, Sequence

from extract.forms import key
from extract.relations.pairs import Place

UNIVERSITY = re.compile(r"(?:大学|医学院)$")
HOSPITAL = re.compile(r"医院|医学中心|临床学院")
UNIT = re.compile(r"(?:事业群|事业部|业务群|业务部|军团|研究院|研究所|研究中心|实验室|学院|分公司)$")
JOINT = re.compile(r"联合|合作|共建|[—–&＆×x]")  # a joint lab is part of neither of its founders
LEAST = 2  # characters of a name that another may begin with


def by_name(text: str, places: Sequence[Place], labels: Sequence[str]) -> Iterator[tuple[int, int, Place]]:
    """Yield (part, whole, where the part is named) by entity number: right in nine of ten cases on the passages."""
    spelled: dict[int, dict[str, Place]] = {}
    for p in places:
        spelled.setdefault(p.owner, {}).setdefault(text[p.start : p.end], p)
    wholes = [
        (key(form), n)
        for n, forms in spelled.items()
        if labels[n] in ("Vendor", "Institution")
        for form in forms
        if len(key(form)) >= LEAST
    ]
    told: set[tuple[int, int]] = set()
    for n, forms in spelled.items():
        for form, place in forms.items():
            long = key(form)
            for short, whole in wholes:
                if whole == n or (n, whole) in told or not long.startswith(short) or JOINT.search(form):
                    continue
                rest = long[len(short) :]
                if labels[n] == "Hospital":
                    part = bool(UNIVERSITY.search(short) and HOSPITAL.search(rest))
                else:
                    part = labels[n] in ("Vendor", "Institution") and bool(UNIT.search(rest))
                if part:
                    told.add((n, whole))
                    yield n, whole, place
