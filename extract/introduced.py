"""Forms that an article introduces itself: 某某大学附属医院（以下简称“某医附院”）, 某某工程中心（CAIR）."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.forms import CALLED, EDITION_WORD
from extract.mentions import InOrder, places
from graph.model import Mention

SAID = re.compile(
    rf"\s*[(（]\s*{CALLED}\s*[:：]?\s*[“\"「『《‘]?"
    r"(?P<form>[^”\"」』》’)）(（,，。、；;\n]{2,14})[”\"」』》’]?\s*[)）]"
)
ACRONYM = re.compile(
    r"[”\"」』]?\s?[(（]\s?(?P<form>[A-Z][A-Za-z0-9\-]{1,11}|[A-Z][A-Za-z0-9&'’\-]*(?: [A-Za-z0-9&'’\-]+){1,5})\s?[)）]"
)
NO_ACRONYM = frozenset(
    ("AI", "IT", "CEO", "CTO", "CFO", "COO", "IPO", "APP", "ToB", "ToC", "SaaS", "HK", "US", "SH", "SZ")
)
TICKER = re.compile(r"[A-Z]{1,6}\d{3,}")
INTRODUCED = ("Institution", "Hospital", "Vendor", "Model")  # what has an English name or an acronym in brackets
ENOUGH = 3  # characters from which an introduced form is looked for in the whole article


def forms(text: str, found: Sequence[Mention]) -> Iterator[tuple[Mention, int, str]]:
    """Yield (a name, where the form that it introduces stands, that form)."""
    for m in found:
        said = SAID.match(text, m.end)
        if not said and not m.text.isascii() and len(m.text) > (4 if m.label in ("Institution", "Hospital") else 2):
            said = ACRONYM.match(text, m.end) if m.label in INTRODUCED else None
            if said and no_name(said["form"], m.label, text):
                continue
        if said:
            yield m, said.start("form"), said["form"]


def no_name(form: str, label: str, text: str) -> bool:
    """Tell whether what stands in brackets behind a name is no form of it: a common acronym, an edition, a firm's ticker."""
    ticker = label == "Vendor" and form.isupper() and len(form) < 6 and text.count(form) == 1
    return ticker or form in NO_ACRONYM or bool(EDITION_WORD.match(form) or TICKER.match(form))


def with_introduced(text: str, found: Sequence[Mention], meaningless: frozenset[str]) -> list[Mention]:
    """Return the names with those that the article introduces, in its bounds and of the label of what they stand for.

    ``meaningless`` are words like 公司, 我院: introduced or not, they are no names.
    """
    order = InOrder(found)
    places_of: dict[str, list[int]] = defaultdict(list)
    for m in order.mentions:
        places_of[m.text].append(m.start)
    taken = bytearray(len(text))
    for name, at, form in forms(text, order.mentions):
        if form in meaningless or form == name.text:
            continue
        for start in sorted({at, *places_of[form], *(places(text, form) if len(form) >= ENOUGH else ())}):
            end = start + len(form)
            over = order.over(start, end)
            inside = [order.mentions[n] for n in over]
            if [(m.start, m.end, m.label) for m in inside] == [(start, end, name.label)]:
                continue  # found so already
            if name.label in ("Vendor", "Model") and any(m.label != name.label for m in inside):
                continue  # firms and their products share names
            if not any(taken[start:end]) and all(start <= m.start and m.end <= end for m in inside):
                order.replace(over, replace(name, start=start, end=end, text=form, finder="introduced"))
                taken[start:end] = b"\1" * len(form)
    return order.all()
