"""Lists whose number is told beside them, of those who act as one: 甲、乙与丙签署三方协议; 四方在某地签字：甲、乙、丙和丁.

Where the number told is that of the organisations listed, it is all of these that agree, each with each.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from extract.relations.lists import lists, said_before
from extract.relations.neighbours import NOT, OBJECT, Named

DIGITS = "零一二三四五六七八九"
COUNT = rf"(?<![第十百\d])(?P<count>[{DIGITS[3:]}]|[3-9])"
LEAST = 3  # organisations of a list; of two 双方 is told, and rules for neighbours speak
AFTER = 12  # characters behind such words in which they may be denied
CLAUSE = re.compile("(?<=.)[，。；]")
BEHIND = 50  # characters behind a list in which the number may be told
ACTS = r"(?:研发|研制|开发|建设|打造|签|成立|发起|申报|承担|立项|攻关|编写|组建|设立|推出|发布|完成|投入|揭牌|启动|创办|建立)"
TOGETHER = rf"(?:共建|结盟|合作|合办|合组|携手|联手|(?:共同|联合|一[起道同]|合力){ACTS})"
# what parties do beside one another, or with their money, is no agreement; nor is one on shares or on whose money a bank keeps
NO_ACT = (
    r"(?![^，。；]{0,10}?(?:投资|增资|认购|讨论|竞|争|辩|角逐|比拼|各|圆桌|洽谈|谈判|互不|分别|股权|股份|转让|收购|监管|托管|存管|借款|担保|处罚|起诉|应诉|和解|赔偿|面临|占|入围|入选|论坛"
    r"|(?:出席|参加|参会|亮相|发言|致辞|展示)(?![^，。；]{0,8}签)))"
)
ACT = r"(?=[^。；\n]{0,22}?(?:签|协议|合作|共|联合|携手|结盟|合办|合资|筹建|框架|备忘录|开发|研发|研制|攻关))"
SIDES = rf"{COUNT}方(?![面便式均都互以]){ACT}"
HOUSES = rf"{COUNT}[家所个](?:单位|机构|医院|企业|公司|高校|学校)?"
CLOSE = r"[”\"」』》’)）]*"
BEHIND_IT = (
    re.compile(rf"{CLOSE}(?![^，。；\n]{{0,16}}?(?:募集|监管|股权))[^，。；\n]{{0,16}}?{SIDES}{NO_ACT}"),
    re.compile(rf"{CLOSE}[^。；\n]{{0,30}}?[，,]{COUNT}方(?:将|已)?(?:{TOGETHER}|历时){NO_ACT}"),
    re.compile(
        rf"{CLOSE}等?{HOUSES}{NO_ACT}[^，。；\n]{{0,6}}?{TOGETHER}(?![^，。；]{{0,6}}?(?:亮相|出现|参展|出席|意向|入选|获|进入))"
    ),
)
BEFORE_IT = (
    re.compile(rf"{SIDES}{NO_ACT}[^，。；\n]{{0,16}}?(?:签|协议|合作|共建)[^，。；\n]{{0,8}}?[:：]$"),
    re.compile(rf"(?:协议|合作|签约|共建){COUNT}方(?:分别)?(?:[:：]|[是为])$"),
    re.compile(
        rf"(?:共同|联合(?!签)|一[起道]|合力)(?!体)[^，。；\n]{{0,10}}?的(?:[是有共]){{0,2}}{HOUSES}[^，。；\n]{{0,2}}[:：]$"
    ),
    re.compile(rf"(?:做|孵化|打造|研发|开发|创办|发起)(?:它|出)[^，。；\n]{{0,6}}?的(?:[是有共]){{0,2}}{HOUSES}[:：]$"),
    re.compile(rf"由{HOUSES}{TOGETHER}[^，。；\n]{{0,6}}?[:：]$"),
)


def number(word: str) -> int:
    """Return the number that a digit tells."""
    return int(word) if word.isdigit() else DIGITS.index(word)


def rows_of_counted(text: str, found: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield each two of the organisations of a list whose number is told of those who act as one."""
    for members, start, end in lists(text, found, "VIH"):
        parties = list({n.owner: n for n in reversed(members)}.values())[::-1]
        if OBJECT.search(text, max(0, found[start].start - 3), found[start].start):
            continue  # 先后与甲、乙、丙三家合作: of each with another
        if len(parties) >= LEAST and len(parties) in told_of(text, found[start].start, found[end - 1].end):
            yield from itertools.combinations(parties, 2)


def told_of(text: str, start: int, end: int) -> set[int]:
    """Return how many act as one by the words before and behind a list."""
    said, behind = said_before(text, start), text[end : end + BEHIND]
    tries = [*((p.match(behind), behind) for p in BEHIND_IT), *((p.search(said), said) for p in BEFORE_IT)]
    return {
        number(m["count"])
        for m, where in tries
        if m and not NOT.search(CLAUSE.split(where[m.start() : m.end() + AFTER])[0])
    }
