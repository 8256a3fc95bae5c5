"""What a name says by itself: a hospital that bears its university's name, a unit that bears its company's, a site its
hospital's, a model its maker's.

Told only where the article names university or company on its own as well, as the ontology's annotators do.
"""

import re
from collections.abc import Iterator, Sequence

from extract.forms import key
from extract.relations.neighbours import RUMOUR, sentence_about
from extract.relations.pairs import Place

UNIVERSITY = re.compile(r"(?:大学|医学院)$")
HOSPITAL = re.compile(r"医院|医学中心|临床学院")
UNIT = re.compile(
    r"(?:事业群|事业部|业务群|业务部|系统部|业务组|产品线|军团|研究院|研究所|研究中心|实验室|lab|学院|学部|[电机程科]系|分公司|[分支]行|分会|"
    r"专委会|专业委员会|[^公]司|[^事]处|..中心|..所)$"
)
SITE = re.compile(r"(?:院区|分院)$")
JOINT = re.compile(
    r"联合|合作|共建|[—–&＆×]|(?<=[一-鿿])x(?=[一-鿿])"
)  # a joint lab is part of neither of its founders
LEAST = 2  # characters of a name that another may begin with


def by_name(text: str, places: Sequence[Place], labels: Sequence[str]) -> Iterator[tuple[int, int, Place]]:
    """Yield (part, whole, where the part is named) by entity number: right in nine of ten cases on the passages."""
    spelled: dict[int, dict[str, Place]] = {}
    for p in places:
        spelled.setdefault(p.owner, {}).setdefault(text[p.start : p.end], p)
    wholes: dict[str, list[int]] = {}
    for n, forms in spelled.items():
        for short in {key(form) for form in forms} if labels[n] in ("Vendor", "Institution", "Hospital") else ():
            wholes.setdefault(short, []).append(n)
    told: set[tuple[int, int]] = set()
    for n, forms in spelled.items():
        for form, place in forms.items():
            long = key(form)
            for size in range(LEAST, 0 if JOINT.search(form) else len(long)):
                for whole in wholes.get(long[:size], ()):
                    if whole == n or (n, whole) in told:
                        continue
                    if is_part(labels[n], labels[whole], long[:size], long[size:]):
                        told.add((n, whole))
                        yield n, whole, place


def is_part(label: str, of: str, whole: str, rest: str) -> bool:
    """Tell whether a name of this label that is a whole's, of label ``of``, and a rest names a part of it."""
    if of == "Hospital":
        return label == "Hospital" and SITE.search(rest) is not None
    if label == "Hospital":
        return bool(UNIVERSITY.search(whole) and HOSPITAL.search(rest))
    return label in ("Vendor", "Institution") and UNIT.search(rest) is not None


def by_makers_name(text: str, places: Sequence[Place], labels: Sequence[str]) -> Iterator[tuple[int, int, Place]]:
    """Yield (maker, model, where the model is named) of models whose names begin with a firm's Chinese name: right of 52 in 58
    on the passages."""
    firms = {text[p.start : p.end]: p.owner for p in places if labels[p.owner] == "Vendor"}
    sizes = sorted({len(name) for name in firms if len(name) >= LEAST and not name.isascii()}, reverse=True)
    told: set[int] = set()
    for p in places:
        name = text[p.start : p.end] if labels[p.owner] == "Model" else ""
        longest = next((n for n in sizes if n < len(name) and name[:n] in firms), 0)
        if longest and p.owner not in told and not RUMOUR.search(sentence_about(text, p.start, p.end)):
            told.add(p.owner)
            yield firms[name[:longest]], p.owner, p
