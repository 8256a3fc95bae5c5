"""Lists of those who share a fact with one other, and the words that announce or follow them: who put money into one firm
(投资方包括甲、乙和丙; 由甲、乙等机构跟投; 甲、乙共同出资筹建某公司), who works with one (合作伙伴有甲、乙; 甲、乙等都与某院达成合作).
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from extract.relations.neighbours import Named, doubtful
from extract.relations.wording import AGREE

LINE = r"\n\s?(?:[-·•*●○]|[\d一二三四五六七八九十]{1,2}[.、)）])\s?"  # where a member begins a line of its own
COUNTRY = r"(?:[美英德法日韩泰]国|日本|印度|新加坡|加拿大|澳大利亚|澳洲|瑞士|瑞典|丹麦|荷兰|以色列|意大利)?"
GROUP = r"(?:等?[\d一二两三四五六七八九十百]+[家所个][^，。；、\n]{2,10}，?)?"  # 甲、乙两家信息化厂商，以及丙
# between the members of a list (one may be no name that was found), with what brackets tell of one (领投) or call it besides, or each on a line of its own
NEXT = re.compile(
    rf"[)）”」』》’\s]*(?:[（(][^（）()\n]{{0,16}}[)）])?\s*(?:、(?:[一-鿿A-Za-z]{{2,8}}、)?|/|{GROUP}以及|[和及与]|[（(]|[；;]?{LINE})\s*[“「『《‘]?{COUNTRY}$"
)
START = rf"(?:{LINE})?[“「『《‘]?$"
BULLET = re.compile(START)
IS = r"(?:包括|包含|涵盖|有|是|为|来自)"
BACKERS = r"(?:投资方|投资人|投资者|投资机构|领投方|跟投方|参投方|领投|跟投|参投|股东|出资方|出钱的|认购方|认购人|成员单位|基石)"
ALLIES = (
    r"(?:伙伴|合作方|合作单位|合作机构|合作对象|合作医院|合作企业|合作院校|合作高校|合作的|签约方|签约单位|签约机构)"
)
FOUNDERS = r"(?:(?:发起|创始|共建)(?:方|单位|机构|成员|医院|高校|企业)|发起人|(?:联合|共同)发起的|(?:签约|缔约)(?:各方|三方|四方))"
AND_SO_ON = (
    r"[”」』》’)）\s]*(?:[（(][^（）()\n]{0,16}[)）])?"
    r"(?:(?:等|等?在内的)(?:[^，。；\n]{0,12}?(?:机构|投资者|投资方|资本|股东|基金|公司|企业|单位|医院|高校|院校|厂商|家|方))?)?(?:[一二三四五六七八九十两\d]+[方家])?"
)
BACK_IT = re.compile(
    rf"{AND_SO_ON}(?:宣布|正式|，|联合|共同|分别|参与|继续|追加|持续|跟随)*(?:领投|跟投|参投|投资了?|出资|入股|认购|注资)"
    r"(?P<founds>[\d.,]*[万亿]?元?(?:人民币)?(?:共同|一起)?(?:筹建|设立|成立|组建|创立|创办)(?:了|的)?(?:一?家?(?:合资|新|项目)?公司)?)?[“「『《‘]?"
)
WITH = re.compile(
    rf"{AND_SO_ON}，?(?:近日|日前)?(?:也|都|均|已|先后|分别|相继|陆续|纷纷){{0,3}}(?:与|同|和|跟)[“「『《‘]?"
)
# directly before a list of partners, where whom they work with stands farther off
WITH_THEM = re.compile(
    r"[，,、的了已还又并也就]?(?:分别|先后|相继|陆续|近日|日前|正式|共同|一起){0,2}(?:与|同|和|跟|携手|联合|牵手)(?:包括)?[“「『《‘]?$"
)
BECOME = r"[结成]为[^，。；\n]{0,6}伙伴"
AGREED_WITH_THEM = re.compile(
    rf"{AND_SO_ON}[^，。；\n]{{0,8}}?(?:{AGREE}|建立[^，。；\n]{{0,8}}合作|谈[成妥拢][^，。；\n]{{0,6}}合作|{BECOME})"
)
# 甲同十五家企业签约，乙、丙、丁都在其列
SOME_OF_THEM = re.compile(
    r"(?:与|同|和|跟)[^，。；\n]{0,6}?[\d一二两三四五六七八九十百多余近]+[家所个][^，。；\n]{0,10}?(?:签约|签署|签订|签下|合作|达成)"
    r"[^，。；\n]{0,10}[，,](?:其中)?(?:有|包括|包含)?[“「『《‘]?$"
)
AMONG = re.compile(r"[”」』》’]?(?:等[^，。；\n]{0,8})?[都均皆]?(?:在(?:其[列中内]|列|内)|位列其中|名列其中)")
AGREED = re.compile(
    rf"[”」』》’]?[^，。；\n]{{0,10}}?(?:达成[^，。；\n]{{0,6}}合作|合作|签约|签署|签订|签下|谈成|结成|{BECOME}|建立[^，。；\n]{{0,8}}合作|联手|携手|共建)"
)
SENTENCE = re.compile(r"[。！？]|\n(?!\s?[-·•*●○])")
BACKS = re.compile(r"[”」』》’]?(?:等[^，。；]{0,6})?(?:领投|跟投|参投|投资|控股|出资|入股)")
SHUT = re.compile("[)）]")
CUE = 48  # characters before a list in which it may be said who follow
BACK = 150  # characters before a list, in its paragraph, that may name whom it is about
FAR = 400  # characters above a list under a heading of its own
ITEM = re.compile(r"\s?(?:[-·•*●○]|[\d一二三四五六七八九十]{1,2}[.、)）])")
CLOSE = 14  # characters between a list and the nearest organisation before it, where that is not the only one
LEAST = 2  # members of a list


def announced(whom: str) -> re.Pattern[str]:
    """Return a pattern of what is said directly before a list of such."""
    return re.compile(rf"{whom}(?:[^。；！？\n]{{0,28}}?[:：]|[^。，；！？\n持]{{0,10}}?{IS}){START}")


BACKERS_FOLLOW, ALLIES_FOLLOW = announced(BACKERS), announced(ALLIES)
FOUNDERS_FOLLOW = re.compile(
    rf"{FOUNDERS}(?:[^。；！？\n]{{0,20}}?[:：]|[^。；！？\n]{{0,10}}?{IS}(?:[^。，；！？\n]{{0,16}}[，：])?)?{START}"
)
FOUND_IT = re.compile(
    rf"{AND_SO_ON}[^，。；\n]{{0,6}}?(?:联合|共同|一[道起]|合力)(?:发起|创办|创建|组建|筹建|成立|设立|打造)(?!.{{0,6}}(?:调查组|专班|督导组|工作组))"
)


def lists(text: str, found: Sequence[Named], letters: str) -> Iterator[tuple[list[Named], int, int]]:
    """Yield the lists of LEAST organisations or more of these letters that are not told in doubt: they, the number of the first
    name and that of the name behind; ``found`` come in order."""
    end = 0
    while end < len(found):
        start, end = end, end + 1
        while end < len(found) and follows(text, found[start], found[end - 1], found[end]):
            end += 1
        told = [n for n in found[start:end] if n.letter in letters]
        if len({n.owner for n in told}) >= LEAST and not doubtful(text, found[start], found[end - 1]):
            yield told, start, end


def follows(text: str, first: Named, one: Named, later: Named) -> bool:
    """Tell whether a name follows another in the list that ``first`` begins, and no bracket around the list ends between."""
    if later.letter not in "VIHP" or not NEXT.match(text[one.end : later.start]):
        return False
    so_far = text[first.start : later.start]
    return sum(map(so_far.count, ")）")) <= sum(map(so_far.count, "(（"))


def rows_of_backers(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (backer, firm) for the lists of organisations that back a firm together."""
    for backers, start, end in lists(text, found, "VI"):
        after = BACK_IT.match(text, found[end - 1].end)
        firm: Named | None = None
        if after and end < len(found) and found[end].start == after.end() and found[end].letter in "VI":
            firm = found[end]
        elif (after and not after["founds"]) or BACKERS_FOLLOW.search(said_before(text, found[start].start)):
            firm = backed(text, found, start)
        yield from shared(backers, firm)


def rows_of_allies(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (partner, whom it works with) for the lists of organisations that each work with one."""
    for partners, start, end in lists(text, found, "VIH"):
        said, behind = said_before(text, found[start].start), found[end - 1].end
        after = WITH.match(text, behind)
        one: Named | None = None
        if after and end < len(found) and found[end].start == after.end() and found[end].letter in "VIH":
            one = found[end] if AGREED.match(text, found[end].end) else None
        elif (WITH_THEM.search(said) and AGREED_WITH_THEM.match(text, behind)) or (
            SOME_OF_THEM.search(said) and AMONG.match(text, behind)
        ):
            one = subject(text, found, start)
        elif ALLIES_FOLLOW.search(said):
            one = next(iter(before(text, found, start, "VIH")), None) or above(text, found, start)
        yield from shared(partners, one)


def rows_of_founders(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield each two of a list of organisations that found or do one thing together."""
    for founders, start, end in lists(text, found, "VIH"):
        said = said_before(text, found[start].start)
        if FOUNDERS_FOLLOW.search(said) or FOUND_IT.match(text, found[end - 1].end):
            yield from ((a, b) for a, b in itertools.combinations(founders, 2) if a.owner != b.owner)


def shared(members: Sequence[Named], one: Named | None) -> Iterator[tuple[Named, Named]]:
    """Yield each member of a list with the one that all share, unless it is among them."""
    if one and one.owner not in {n.owner for n in members}:
        yield from ((n, one) for n in members)


def said_before(text: str, at: int) -> str:
    """Return what its sentence says directly before a place."""
    return SENTENCE.split(text[max(0, at - CUE) : at])[-1]


def before(text: str, found: Sequence[Named], first: int, letters: str) -> list[Named]:
    """Return the organisations of these letters told before a list, which name ``first`` begins, in its paragraph, the last
    one first."""
    at = found[first].start
    bullet = BULLET.search(text[max(0, at - CUE) : at])
    line = at - (len(bullet[0]) if bullet else 0)
    paragraph = max(text.rfind("\n", 0, line) + 1, at - BACK)
    near = []
    for n in range(first - 1, -1, -1):
        if found[n].start < paragraph:
            break
        if found[n].letter in letters and found[n].owner != found[first].owner:
            near.append(found[n])
    return near


def above(text: str, found: Sequence[Named], first: int) -> Named | None:
    """Return whom a list is about, which name ``first`` begins on a line of its own under a heading that names nobody: the first
    organisation of the paragraph above, other such lists left out."""
    bullet = BULLET.search(text[max(0, found[first].start - CUE) : found[first].start])
    end = found[first].start - len(bullet[0]) if bullet and bullet[0].startswith("\n") else 0
    lowest, n = max(0, end - FAR), first - 1
    while end > lowest:
        begin = text.rfind("\n", 0, end) + 1
        while n >= 0 and found[n].start >= end:
            n -= 1
        here = n >= 0 and found[n].start >= begin and not ITEM.match(text, begin)
        if here and found[n].letter in "VIH":
            return next((one for one in found if one.start >= max(begin, lowest) and one.letter in "VIH"), None)
        end = begin - 1
    return None


def subject(text: str, found: Sequence[Named], first: int) -> Named | None:
    """Return who it is that works with those of a list, which name ``first`` begins: the only organisation that the clauses
    before name, or one close by."""
    at = found[first].start
    begin = max(text.rfind(stop, 0, at) + 1 for stop in "。！？；;")
    here = [
        n
        for n in before(text, found, first, "VIH")
        if n.start >= begin and text[n.start - 1 : n.start] not in ("(", "（", "/")
    ]
    sure = here and (len({n.owner for n in here}) == 1 or at - here[0].end <= CLOSE)
    return here[0] if sure else None


def backed(text: str, found: Sequence[Named], first: int) -> Named | None:
    """Return the firm that a list of backers, which name ``first`` begins, is about: what its sentence begins with, else the
    firm that the paragraph named last."""
    at = found[first].start
    near = [n for n in before(text, found, first, "V") if not BACKS.match(text, n.end)]
    begin = max(text.rfind(stop, 0, at) + 1 for stop in "。！？")
    if near and text[near[0].end : near[0].end + 1] in ("(", "（") and not SHUT.search(text, near[0].end, at):
        return near[0]  # 某某科技（投资方：甲、乙）
    here = [n for n in near if n.start >= begin]
    return here[-1] if here else near[0] if near else None
