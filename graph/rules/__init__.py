"""The rules by which two names are one: small documented functions, and the table that gives them their weights.

A rule looks at two candidates and says whether it applies; its docstring is what people are shown who ask why. The
score of a pair is the sum of the weights of the rules that apply, held between 0 and 1; from ``SAME`` on the two are
one. A veto decides alone. The weights were set by hand on the registry's own forms and on the pairs in the tests, so
that one strong rule joins, and a weak one only together with context.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.rules.articles import (
    article_alias,
    shared_alias,
    shared_model,
    shared_partner,
    shared_person,
    short_form,
    told_apart,
)
from graph.rules.candidate import Candidate, Rule
from graph.rules.difference import (
    different_branch,
    different_label,
    different_level,
    different_number,
    different_place,
    different_row,
    different_university,
    different_version,
    unit_word,
)
from graph.rules.writing import (
    brand_core,
    legal_form,
    model_ending,
    model_field,
    model_owner,
    model_version,
    place_ending,
    place_mark,
    place_number,
    place_prefix,
    registered_name,
    same_name,
    same_row,
    same_sound,
    spelling,
    trade_word,
    university_number,
    university_prefix,
    written_out,
)

SAME = 0.5
VETO = -1.0
RULES: tuple[tuple[Rule, float], ...] = (
    (same_row, 1.0),
    (same_name, 1.0),
    (legal_form, 0.9),
    (place_ending, 0.9),
    (place_mark, 0.9),
    (written_out, 0.9),
    (university_number, 0.9),
    (article_alias, 0.8),
    (university_prefix, 0.8),
    (model_ending, 0.8),
    (spelling, 0.6),
    (place_prefix, 0.6),
    (place_number, 0.6),
    (shared_alias, 0.6),
    (registered_name, 0.6),
    (trade_word, 0.55),
    (model_owner, 0.6),
    (model_version, 0.55),
    (model_field, 0.35),
    (same_sound, 0.3),
    (brand_core, 0.2),
    (shared_person, 0.2),
    (shared_model, 0.2),
    (shared_partner, 0.1),
    (unit_word, -0.3),
    (told_apart, -0.4),
    (short_form, VETO),
    (different_label, VETO),
    (different_row, VETO),
    (different_branch, VETO),
    (different_number, VETO),
    (different_place, VETO),
    (different_level, VETO),
    (different_university, VETO),
    (different_version, VETO),
)
STRUCTURAL = tuple(rule for rule, weight in RULES if weight == VETO and rule is not short_form)
CONTEXT = (shared_person, shared_model, shared_partner)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a pair: the score, and the rules that applied, the weightiest first."""

    score: float
    rules: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether the two are one."""
        return self.score >= SAME


def judge(a: Candidate, b: Candidate) -> Verdict:
    """Return what the rules say of two candidates. Context alone joins nothing."""
    applied = [(rule, weight) for rule, weight in RULES if rule(a, b)]
    names = tuple(rule.__name__ for rule, _ in sorted(applied, key=lambda r: -abs(r[1])))
    if any(weight == VETO for _, weight in applied):
        return Verdict(0.0, names)
    if not any(weight > 0 and rule not in CONTEXT for rule, weight in applied):
        return Verdict(0.0, names)
    return Verdict(round(min(1.0, max(0.0, sum(weight for _, weight in applied))), 3), names)


def apart(a: Candidate, b: Candidate) -> bool:
    """Tell whether two candidates can never be one."""
    return any(rule(a, b) for rule in STRUCTURAL)


@cache
def sentences() -> dict[str, str]:
    """Return each rule's sentence by its name, for people who ask why."""
    rules: list[Any] = [rule for rule, _ in RULES]
    return {rule.__name__: (rule.__doc__ or "").split("\n")[0] for rule in rules}
