"""Holders of posts whose title stands without a name before it (院长李明), or whom a pronoun means: whose they are."""

import re
from collections.abc import Iterator, Sequence

from extract.relations.neighbours import Named
from extract.relations.wording import TITLE_WORDS

BEGINS = r"(?:^|[，。；：、“”！？\n,;: （(据]|随后|该院|公司|医院|由|以及|和|与)(?:时任)?[一-鿿A-Za-z]{0,8}?"
# its holder belongs to the organisation told last, if only one of the kind stands near in the paragraph
BARE = re.compile(
    rf"{BEGINS}(?:(?P<H>副?院长|副?主任|科长|医生|医师|药师|护士长)|(?P<V>董事长|创始人|联合创始人|创办人|执行长|首席执行官|CEO|总经理|总裁))$"
)
NEAR = 120
# 他是某某学会会长: of the person told last in the paragraph, in 52 of 54 cases on the passages
PRONOUN = re.compile(
    r"(?:^|[，。；！？\n”])[他她](?:本人)?(?:现|目前|同时|还|也|既|又|曾经|曾|此前|原|早年|先后){0,2}(?:是|系|任|担任|出任|兼任|在)[了着]?$"
)
TITLE = re.compile(TITLE_WORDS)
# in a hospital's or firm's own article any title means a post there: 21 of 22 on passages and retold pages
OWN = re.compile(
    rf"{BEGINS}(?:(?P<H>院长|主任|科长|处长|书记|医生|医师|药师|护士长?|技师|研究员|工程师|统计师)"
    r"|(?P<V>董事长|创始人|CEO|CTO|总经理|总裁|首席[一-鿿]{1,4}官|总监|工程师))$"
)
FAR = 150  # characters from a person to the organisation that a pronoun joins with him
TOP = 120  # characters from the beginning in which an article names whose it is
FEW = 2  # other organisations that such an article names at most


def holders(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (person, organisation) where a title alone stands before a person who was not named before."""
    owners = {letter: own(found, letter) for letter in "HV"}
    seen: set[int] = set()
    for n, person in enumerate(found):
        if person.letter != "P" or person.owner in seen:
            continue
        seen.add(person.owner)
        said = text[max(found[n - 1].end if n else 0, person.start - 16) : person.start]
        title, any_title = BARE.search(said), OWN.search(said)
        if title and (near := only_near(text, found, n, "H" if title["H"] else "V")):
            yield person, near
        elif any_title and (owner := owners["H" if any_title["H"] else "V"]) and owner.start < person.start:
            yield person, owner


def told_of_them(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (person, organisation) where a pronoun stands for the person told last (李明…… 他是某某学会会长)."""
    person: Named | None = None
    for name in found:
        if name.letter == "P":
            person = name
        elif (
            person
            and name.letter in "VIH"
            and name.start - person.end < FAR
            and "\n" not in text[person.end : name.start]
            and text.count("“", person.end, name.start) <= text.count("”", person.end, name.start)  # nobody else speaks
            and PRONOUN.search(text[max(0, name.start - 14) : name.start])
            and TITLE.match(text, name.end)
        ):
            yield person, name


def only_near(text: str, found: Sequence[Named], n: int, letter: str) -> Named | None:
    """Return the organisation of a letter that stands near before name ``n`` in its paragraph, if it is the only one."""
    before = found[max(0, n - NEAR) : n]  # no more names than characters stand so near
    near = [o for o in before if o.letter == letter and found[n].start - o.end < NEAR]
    if len({o.owner for o in near}) == 1 and "\n" not in text[near[-1].end : found[n].start]:
        return near[-1]
    return None


def own(found: Sequence[Named], letter: str) -> Named | None:
    """Return the hospital (H) or firm (V) whose own article this is: the only one, named at once, and few other organisations."""
    those = {n.owner: n for n in reversed(found) if n.letter == letter}
    others = {n.owner for n in found if n.letter in "VIH" and n.letter != letter}
    only = next(iter(those.values()), None)
    return only if only and len(those) == 1 and only.start < TOP and len(others) <= FEW else None
