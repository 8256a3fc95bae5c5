"""Rules that look at what articles say of two names: other forms, things beside them, and what facts join them to."""

from graph.names import is_latin
from graph.rules.candidate import SHORTEST_ALIAS, Candidate


def article_alias(a: Candidate, b: Candidate) -> bool:
    """An article gives one of them as another form of the other."""
    return (alias_of(a, b) or alias_of(b, a)) and not (a.parts.generic or b.parts.generic)


def alias_of(a: Candidate, b: Candidate) -> bool:
    """Tell whether ``a`` is among the other forms of ``b``."""
    form = a.parts.folded
    return form in b.aliases and not a.ambiguous and len(form) >= SHORTEST_ALIAS


def shared_alias(a: Candidate, b: Candidate) -> bool:
    """Articles give both of them the same long or foreign form."""
    return any(len(form) > 4 or (is_latin(form) and len(form) > 3) for form in a.aliases & b.aliases)


def shared_model(a: Candidate, b: Candidate) -> bool:
    """Facts join both to the same model, or both models to the same maker."""
    kinds = {"Model"} if a.parts.label != "Model" else {"Vendor", "Hospital", "Institution"}
    return bool({c for c in a.context & b.context if c[0] in kinds})


def shared_person(a: Candidate, b: Candidate) -> bool:
    """Facts join both to the same person."""
    return any(kind == "Person" for kind, _ in a.context & b.context)


def shared_partner(a: Candidate, b: Candidate) -> bool:
    """Facts join both to the same organisation."""
    if a.parts.label == "Model":
        return False
    return any(kind in ("Vendor", "Hospital", "Institution") for kind, _ in a.context & b.context)


def told_apart(a: Candidate, b: Candidate) -> bool:
    """An article names both side by side as two things."""
    return a.parts.folded in b.apart or b.parts.folded in a.apart


def short_form(a: Candidate, b: Candidate) -> bool:
    """One of them is a short form that several organisations share; only its article can decide."""
    return (a.ambiguous or b.ambiguous) and a.parts.folded != b.parts.folded
