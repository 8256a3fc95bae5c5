"""The title of a person at an organisation, from the words between their names."""

import re
from collections.abc import Sequence

TITLE_END = (
    "董事长|总经理|总裁|首席[一-鿿]{1,5}官|CEO|CTO|CFO|COO|CIO|CMO|创始人|合伙人|院长|书记|主任|校长|所长|处长|局长|部长|科长|会长|理事长|秘书长|主席|总监|经理|负责人|教授|"
    "研究员|院士|工程师|科学家|医师|医生|护士长|药师|技师|博士|专家|顾问|分析师|律师|发言人|厅长|司长|委员|董事|监事|秘书|股东|主管|院长助理|助理|组长|带头人|讲师|总编|主编|馆长|站长|台长|行长|县长|市长|区长|省长|镇长|总工|总干事|常委|实际控制人|实控人|领导|副总(?!经理|裁)"
)
TITLE = re.compile(
    rf"(?:[一-鿿A-Za-z0-9&（）()·、/兼及和与\-\s]{{0,28}}?)(?:{TITLE_END})(?:(?:[、，,兼及和与/\s]{{1,2}})[一-鿿A-Za-z0-9]{{0,20}}?(?:{TITLE_END}))*"
)
LEAD = re.compile(r"^[\s的、，,（(:：\"“兼及和与—-]+")
TRAIL = re.compile(r"[\s、，,兼及和与（(:：的\"”—-]+$")
FORMER = re.compile("^(?:的)?(?:原|前|前任|原任|曾任|时任)")
FORMER_BEFORE = re.compile("(?:原|前|前任|曾任|卸任|离职的?)$")


def between(text: str, person: tuple[int, int], organisation: tuple[int, int], end: int | None = None) -> str:
    """Return the words between two names of one sentence, or after the organisation where it comes later, no farther than
    ``end``."""
    last = (
        organisation[1] + 30 if person < organisation else person[0]
    )  # 张三，A医院院长: the title follows the organisation
    return text[organisation[1] : last if end is None else min(last, end)]


def title(text: str, person: tuple[int, int], organisation: tuple[int, int], others: Sequence[int] = ()) -> str | None:
    """Return the title that stands between organisation and person, or None; it ends where another name begins."""
    gap = between(text, person, organisation, min((o for o in others if o >= organisation[1]), default=None))
    if len(gap) > 60 or re.search(r"[。；\n]", gap.split("，")[0]):
        return None
    stretch = re.split(r"[。；;\n！？]", gap)[0]
    if person < organisation:
        stretch = re.split(r"[，,。]", stretch)[0]
    found = TITLE.match(LEAD.sub("", FORMER.sub("", stretch)))
    if not found:
        return None
    words = TRAIL.sub("", LEAD.sub("", found[0]))
    return words or None


def former(text: str, person: tuple[int, int], organisation: tuple[int, int]) -> bool:
    """Tell whether the words before the title say that it is past (原, 前)."""
    return bool(
        FORMER.match(between(text, person, organisation))
        or FORMER_BEFORE.search(text[max(0, organisation[0] - 4) : organisation[0]])
    )
