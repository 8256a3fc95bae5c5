"""Products in quotation marks: “某某健康管家” is a name, though it be made of plain words."""

import re
from collections.abc import Iterator, Sequence

from extract.mentions import InOrder
from graph.model import Mention, Span

OPEN, SHUT = '“「『"', '”」』"'
# of what stands so in quotation marks nine in ten are products on the passages …
PRODUCT = r"(?:管家|助理|医助|问问|小助手|GPT)"
# … of these four in five, where a word for launching or naming stands before them
LAUNCHED_PRODUCT = r"(?:大模型|医生|助手|顾问|机器人|系统)"
LAUNCH = re.compile(
    r"(?:发布|推出|上线|打造|研发|开发|研制|自研|首发|名为|命名为|定名为?|取名为?)(?:了|的)?(?:(?:国内|全国|全球)?首[个款]|[一这]?[款个]|全新|新一代)?$"
)
QUOTED = re.compile(
    rf"[{OPEN}](?P<name>[^{OPEN}{SHUT}，。、；：！？\n（）()《》]{{1,18}}?(?:{PRODUCT}|(?P<launched>{LAUNCHED_PRODUCT})))[{SHUT}]"
)
# of 19 rows of quotations on the passages of which one is a model 17 are of models alone
ANY = re.compile(rf"[{OPEN}](?P<name>[^{OPEN}{SHUT}，。、；：！？\n（）()《》]{{2,14}})[{SHUT}]")
LIST_BEFORE = re.compile(r"(?:包括|分别[是为]|有|[:：]|系统|产品|模型|应用|成果|发布|推出|上线)了?$")
NO_THING = re.compile(r"[^，。；]{0,4}?(?:计划|方案|模式|奖|荣誉|称号|口号|结合|驱动|理念|战略|服务|行动)")
NEXT = re.compile("[、和及与]|以及")
LEAST = 3  # characters of such a name
SURE = 0.85  # its score


def quoted(text: str) -> Iterator[Span]:
    """Yield where products stand in quotation marks."""
    for found in QUOTED.finditer(text):
        if found["launched"] and not LAUNCH.search(text, max(0, found.start() - 14), found.start()):
            continue
        if len(found["name"]) >= LEAST:
            yield found.span("name")


def listed(text: str, row: Sequence[Span]) -> bool:
    """Tell whether quotations in a row are a list of things, and not one with a slogan or plan (“甲”与“数据不出院”方案)."""
    said = LIST_BEFORE.search(text, max(0, row[0][0] - 14), row[0][0] - 1)
    return (len(row) > 2 or bool(said)) and not NO_THING.match(text, row[-1][1] + 1)


def beside(text: str, found: Sequence[Mention]) -> Iterator[Span]:
    """Yield where those stand that are quoted in a row with a model: 系统有“甲”、“乙”与“丙”."""
    models = {(m.start, m.end) for m in found if m.label == "Model"}
    row: list[Span] = []
    for one in (*(m.span("name") for m in ANY.finditer(text)), (len(text) + 2, len(text) + 2)):
        if row and not NEXT.fullmatch(text, row[-1][1] + 1, one[0] - 1):
            if len(row) > 1 and not models.isdisjoint(row) and listed(text, row):
                yield from row
            row = []
        row.append(one)


def with_quoted(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the names with the products that stand in quotation marks, whole, in place of names inside them."""
    order = InOrder(found)
    for start, end in dict.fromkeys((*quoted(text), *beside(text, found))):
        over = order.over(start, end)
        inside = [order.mentions[n] for n in over]
        whole = any((m.start, m.end) == (start, end) for m in inside)
        if not whole and all(start <= m.start and m.end <= end for m in inside):
            order.replace(over, Mention(start, end, text[start:end], "Model", "quoted", SURE))
    return order.all()
