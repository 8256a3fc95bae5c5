"""Forms that an article introduces itself: 某某大学附属医院（以下简称“某医附院”）, 某某工程中心（CAIR）."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.forms import EDITION_WORD
from extract.mentions import places
from graph.model import Mention

SAID = re.compile(
    r"\s*[(（]\s*(?:以下|下|后|后文|下文|以下统一|又)?(?:简称|统称|称)(?:为|作)?\s*[:：]?\s*[“\"「『《‘]?"
    r"(?P<form>[^”\"」』》’)）(（,，。、；;\n]{2,14})[”\"」』》’]?\s*[)）]"
)
ACRONYM = re.compile(r"\s?[(（](?P<form>[A-Z][A-Za-z0-9\-]{1,11})[)）]")
NO_ACRONYM = frozenset(("AI", "IT", "CEO", "CTO", "CFO", "COO"))
ENOUGH = 3  # characters from which an introduced form is looked for in the whole article


def forms(text: str, found: Sequence[Mention]) -> Iterator[tuple[Mention, int, str]]:
    """Yield (a name, where the form that it introduces stands, that form)."""
    for m in found:
        said = SAID.match(text, m.end)
        if not said and m.label in ("Institution", "Hospital") and len(m.text) > 4:
            said = ACRONYM.match(text, m.end)
            if said and (said["form"] in NO_ACRONYM or EDITION_WORD.match(said["form"])):
                continue
        if said:
            yield m, said.start("form"), said["form"]


def with_introduced(text: str, found: Sequence[Mention], meaningless: frozenset[str]) -> list[Mention]:
    """Return the names with those that the article introduces, in its bounds and of the label of what they stand for.

    ``meaningless`` are words like 公司, 我院: introduced or not, they are no names.
    """
    out = list(found)
    for name, at, form in list(forms(text, found)):
        if form in meaningless or form == name.text:
            continue
        new = replace(name, text=form, finder="introduced")
        spots = {at, *(places(text, form) if len(form) >= ENOUGH else ())}
        spots |= {m.start for m in found if m.text == form}
        for start in sorted(spots):
            end = start + len(form)
            over = [m for m in out if m.start < end and m.end > start]
            if [(m.start, m.end, m.label) for m in over] == [(start, end, name.label)]:
                continue  # found so already
            if all(start <= m.start and m.end <= end for m in over):
                out = [m for m in out if m not in over]
                out.append(replace(new, start=start, end=end))
    return sorted(out, key=lambda m: (m.start, m.end))
