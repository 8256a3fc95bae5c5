"""Rules that find in two names, or in what the registry knows of them, that they are two things."""

from graph.name_words import NEUTRAL
from graph.rules.candidate import Candidate
from graph.rules.seats import known, seats, within
from graph.rules.writing import registered_name, same_row


def unit_word(a: Candidate, b: Candidate) -> bool:
    """One of them adds a word of a business unit or subsidiary (云, 医疗, 健康): parent is not subsidiary."""
    p, q = a.parts, b.parts
    if p.label != "Vendor" or p.core != q.core:
        return False
    own = [tuple(w for w in x.words if w not in NEUTRAL) for x in (p, q)]
    return own[0] != own[1] and not registered_name(a, b)


def different_label(a: Candidate, b: Candidate) -> bool:
    """They are of different kinds: a model is not its maker."""
    return a.parts.label != b.parts.label


def different_row(a: Candidate, b: Candidate) -> bool:
    """The registry lists them as two things."""
    return a.row is not None and b.row is not None and not same_row(a, b)


def different_branch(a: Candidate, b: Candidate) -> bool:
    """They are different branches of a hospital, or a branch and the whole."""
    return a.parts.branch != b.parts.branch and not same_row(a, b)


def different_number(a: Candidate, b: Candidate) -> bool:
    """Their numbers differ (第一, 第二)."""
    p, q = a.parts, b.parts
    return p.label == "Hospital" and p.number != q.number and p.core != q.core and not same_row(a, b)


def different_place(a: Candidate, b: Candidate) -> bool:
    """Their places differ, by their names or by what the registry knows."""
    if same_row(a, b):
        return False
    return not seats(a.parts, b.parts) or elsewhere(a, b) or elsewhere(b, a)


def elsewhere(a: Candidate, b: Candidate) -> bool:
    """Tell whether a hospital's name puts it into another place than the registry puts the other one."""
    row, places_ = b.row, [place for place in (a.parts.region, a.parts.city) if known(place)]
    if a.parts.label != "Hospital" or row is None or a.row is not None or not places_:
        return False
    facts = [str(row.facts.get(fact) or "") for fact in ("city", "province")]
    return bool(facts[0]) and not any(fact and within(places_[0], fact) for fact in facts)


def different_level(a: Candidate, b: Candidate) -> bool:
    """They name a city and a province, or a city and a county, that are called alike (吉林省, 吉林市)."""
    p, q = a.parts, b.parts
    return bool(p.level and q.level) and p.place == q.place and p.level != q.level


def different_university(a: Candidate, b: Candidate) -> bool:
    """Their universities differ."""
    p, q = a.parts.university, b.parts.university
    return bool(p and q) and p != q and not same_row(a, b)


def different_version(a: Candidate, b: Candidate) -> bool:
    """They are two versions of a model."""
    p, q = a.parts.version, b.parts.version
    return bool(p and q) and p != q and not same_row(a, b)
