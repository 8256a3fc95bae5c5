"""Rows of names that share a fact: several posts before one person, several persons or parts behind one organisation, the
parties of one agreement.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from extract.relations.neighbours import LONGEST, OBJECT, Named, doubtful, speaks
from extract.relations.patterns import RULES
from extract.relations.people import TITLE_END
from extract.relations.wording import AGREE, UNDER

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
    r"公司|大学|学院|医院|研究院|研究所|局|委(?!员)|厅|集团|协会|学会|银行|证券|资本|基金|[省市县区镇](?!场|总)|政府|卫健|中国(?!区)|国家|[原前从]|[我该本][院校]"
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


# between an organisation and a unit that it sets up; a joint one is part of none of its founders
SETS_UP = re.compile(
    r"(?:[（(][^（）()\n]{0,12}[)）])?(?:(?!和|与|联合|共同|合作|携手|联手|高管|创始人|员工|批准|同意|助力|祝贺|捐|[)）])[^，。；、\n]){0,10}?(?:成立|组建|设立|新设|筹建|创建|建立)了?(?:的|一[家个])?[“「]?$"
)
BESIDE = re.compile(r"(?:[、和与同跟及]|携手|联合|联手|牵手|[（(])[“「]?$")
OWN_UNIT = re.compile(r"(?!.*(?:联合|合作|共建|[—–&＆×])).*(?:事业群|事业部|业务群|业务部|军团|研究院|研究中心)$")


def rows_of_units(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (unit, organisation) of units that the organisation before them sets up (华为组建医疗军团)."""
    for home, unit in itertools.pairwise(found):
        gap = text[home.end : unit.start]
        if BESIDE.search(text, max(0, home.start - 4), home.start):
            continue  # 甲与乙成立某某研究院
        own = home.letter in "VIH" and unit.letter in "VI" and home.owner != unit.owner
        if (
            own
            and SETS_UP.match(gap)
            and OWN_UNIT.match(text[unit.start : unit.end])
            and not doubtful(text, home, unit)
        ):
            yield unit, home


# between the parties of an agreement, what they do together, and what makes one act of it where no 与 stands between them
PARTY = re.compile(
    r"[”\"」』》’]?(?:[（(][^（）()\n]{0,20}[)）])?(?:[，,]?以及|[、和及])(?:中国的|国内的)?[“\"「『《‘]?$"
)
OPEN_BRACKET = re.compile(r"[”\"」』》’]?[（(][^（）()\n]{0,16}$")
OPPOSITE = re.compile(
    r"[”\"」』》’]?(?:，|(?:近日|日前|昨日|今日|当日|已|将|正式|还|也|又|刚刚|方面){0,2})(?:分别)?(?:与|同|携手|联合|牵手)[“\"「『《‘]?$"
)
AGREED = re.compile(
    r"[”\"」』》’]?(?:等(?:[^，。；]{0,12}?(?:家|所|个|方|单位|企业|医院|机构|公司))?)?(?:，(?=共同|联合|合力|一[起道]))?(?P<one>(?:等?[三四五六七八九十]|\d)[方家所](?:单位|机构|医院|企业|公司|高校)?(?:坐到一起，|坐在一起，|一[起道])?|双方)?(?P<how>[^，。；收购让]{0,6}?)"
    rf"(?P<act>{AGREE})"
)
TOGETHER = re.compile("共同|联合|双方|合力")


def rows_of_partners(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the pairs of partners in rows that agree on something: those on two sides of the one 与 (甲与乙、丙签约; two
    alone are the rule of neighbours'), or all where they act as one (甲、乙和丙共同发起; 甲与乙、丙共同签署)."""
    start = 0
    while start < len(found):
        row, opposite = parties(text, found, start)
        start += max(1, len(row))
        if len(row) < 2 + len(opposite) or len(opposite) > 1 or len({o.owner for o in row}) < len(row):
            continue
        act = AGREED.match(text[row[-1].end : row[-1].end + 40])
        if not act or doubtful(text, row[0], row[-1]):
            continue
        if not opposite and OBJECT.search(text, max(0, row[0].start - 3), row[0].start):
            continue  # 先后与甲、乙、丙三家合作
        as_one = act["one"] or TOGETHER.search(act["how"] + act["act"])
        for (i, one), (k, other) in itertools.combinations(enumerate(row), 2):
            if as_one or (opposite and i <= opposite[0] < k):
                yield one, other


def parties(text: str, found: Sequence[Named], first: int) -> tuple[list[Named], list[int]]:
    """Return the organisations in a row that name ``first`` begins, and behind which of them a 与 stands."""
    row: list[Named] = []
    opposite: list[int] = []
    for one in (found[n] for n in range(first, len(found))):
        if one.letter not in "VIH" or (row and row[-1].end > one.start):
            break
        gap = text[row[-1].end : one.start] if row else ""
        if row and OPEN_BRACKET.match(gap):
            continue  # 甲公司（隶属于乙集团）、丙医院
        if row and OPPOSITE.match(gap) and len(gap) <= LONGEST:
            opposite.append(len(row) - 1)
        elif row and not PARTY.match(gap):
            break
        row.append(one)
    return row, opposite


def joins(text: str, one: Named, later: Named) -> bool:
    """Tell whether a post at one organisation and then a post at another are told of the same person."""
    gap = text[one.end : later.start]
    if one.letter not in POST.first or one.end > later.start or len(gap) > LONGEST or not AND_POST.match(gap):
        return False
    return not doubtful(text, one, later)
