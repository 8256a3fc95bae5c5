"""Rows of posts, of persons and of parts: several organisations before one person, several persons or parts behind one
organisation."""

import itertools
import re
from collections.abc import Iterator, Sequence

from extract.relations.patterns import LONGEST, RULES, UNDER, Named, doubtful, speaks
from extract.relations.people import TITLE_END

# between organisations of one person's posts (某院院士、某医院院长张三): the first post and what joins the next
AND_POST = re.compile(
    rf"(?:原|前|时任|现任)?[^、，,的邀请聘由向对与和患]{{0,8}}(?:{TITLE_END})(?:[、，,]|兼任?){{1,2}}$"
)
POST = next(r for r in RULES if r.name == "title before")


def rows_of_posts(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (person, organisation) for all but the last of several posts that stand in a row before a person."""
    for n in range(2, len(found)):
        person = found[n]
        if person.letter != "P" or not speaks(POST, text, found[n - 1], person):
            continue
        place = n - 1
        while place > 0 and joins(text, found[place - 1], found[place]):
            place -= 1
            yield person, found[place]


# between persons of one organisation (某院院长张三、副院长李四和主任王五): what joins the next, and its title
HONOUR = r"(?:教授|院士|博士|先生|女士|主任|医生|医师)?"
NEXT_TITLE = re.compile(rf"{HONOUR}(?:以及|[、，,和及；])(?P<title>[一-鿿A-Za-z0-9&]{{0,14}}?(?:{TITLE_END}))$")
NEXT_NAME = re.compile(rf"{HONOUR}(?P<sign>以及|[、和及])$")
# a title that holds an organisation of its own, or is one that is over
ELSEWHERE = re.compile(
    r"公司|大学|学院|医院|研究院|研究所|局|委(?!员)|厅|集团|协会|学会|银行|证券|资本|基金|[省市县区镇](?!场)|政府|卫健|中国|国家|[原前从]"
)


def rows_of_people(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (person, organisation) for all but the first of several persons in a row behind one organisation."""
    home: Named | None = None
    listed = False
    for n in range(1, len(found)):
        before, person = found[n - 1], found[n]
        if person.letter != "P" or before.end > person.start:
            home = None
            continue
        gap = text[before.end : person.start]
        if before.letter != "P":
            sure = speaks(POST, text, before, person) and not doubtful(text, before, person)
            home, listed = (before if sure else None), False
            continue
        titled, bare = NEXT_TITLE.match(gap), NEXT_NAME.match(gap)
        if titled and ELSEWHERE.search(titled["title"]):
            titled = None
        listed = listed or bool(titled) or bool(bare and bare["sign"] == "、")
        if home is None or not (titled or (bare and listed)):
            home = None
            continue
        yield person, home


# between an organisation and the first of its parts that are told one by one (某集团旗下有甲公司、乙公司和丙医院)
HAS = re.compile(
    rf"(?:集团|公司)?(?:还|另|现)?{UNDER}[还另现目前已]{{0,2}}(?:有|拥有|包括|设有)[^，。；]{{0,6}}?[“「]?$"
)
NEXT_PART = re.compile(r"[”」]?(?:、|和|与|及|以及)[“「]?$")


def rows_of_parts(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (part, organisation) for all but the first of several parts in a row behind what they belong to."""
    home: Named | None = None
    for before, one in itertools.pairwise(found):
        gap = text[before.end : one.start]
        if one.letter not in "VIH" or before.end > one.start or len(gap) > LONGEST:
            home = None
        elif before.letter in "VIH" and HAS.match(gap) and not doubtful(text, before, one):
            home = before
        elif home and NEXT_PART.match(gap):
            yield one, home
        else:
            home = None


def joins(text: str, one: Named, later: Named) -> bool:
    """Tell whether a post at one organisation and then a post at another are told of the same person."""
    gap = text[one.end : later.start]
    if one.letter not in POST.first or one.end > later.start or len(gap) > LONGEST or not AND_POST.match(gap):
        return False
    return not doubtful(text, one, later)
