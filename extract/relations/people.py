"""The title of a person at an organisation, from the words between their names."""

import re
from collections.abc import Sequence

TITLE_END = (
    "董事长|总经理|总裁|首席[一-鿿]{1,5}官|C[A-Z]O|创始人|合伙人|院长|书记|主任|校长|所长|处长|局长|部长|科长|会长|理事长|秘书长|主席|总监|经理|负责人|教授|"
    "研究员|院士|工程师|科学家|医师|医生|护士长|药师|技师|博士|专家|顾问|分析师|律师|发言人|厅长|司长|委员|董事|监事|秘书|股东|主管|院长助理|助理|组长|带头人|讲师|总编|主编|馆长|站长|台长|行长|县长|市长|区长|省长|镇长|总工|总干事|常委|实际控制人|实控人|领导|副总(?!经理|裁)|"
    "创办人|执行长|营运长|技术长|财务长|资讯长|次长|署长|主秘|召集人|领头人|理事(?!会|长)|会计师|巡视员|调研员|参事|法定代表人|议长|议员|总师|学部委员|店长|班长|团长|行政长官|特首|部门长|协理|副理|襄理|主理人|操盘手|掌门人?|一把手|总编辑|编辑"
)
LISTED = r"[、，,/\s]{1,2}"  # 兼 and 和 are words like others: what may be read in two ways takes for ever
WORDS = r"[一-鿿A-Za-z0-9&（）()·/\-]"
ENDS = rf"(?:{TITLE_END}|巡视员|调研员|法定代表人|代表|成员|高工|会计师)(?:[（(][^（）()]{{1,12}}[）)])?"
ALL = re.compile(rf"{WORDS}{{0,28}}?{ENDS}(?:{LISTED}{WORDS}{{0,20}}?{ENDS})*")
OPENING = re.compile(
    rf"{WORDS}{{0,24}}?{ENDS}(?:{ENDS}|会(?:副)?主席|会主任)*(?:[、兼及和与/\s]{{1,2}}{WORDS}{{0,20}}?{ENDS}(?:{ENDS}|会主席)*)*"
)
LEAD = re.compile(r"^(?:[（(][^（）()]*[）)]|[^（(]{0,20}[）)]|网的|[\s的、，,:：\"“”」』兼及和与—-])+")
TRAIL = re.compile(r"[\s、兼及和与:：的是为叫\"“”」』—-]+$")
PAST = re.compile("^(?:原任?|前任?|曾任|时任|现任)")
# who is there, before the title (集团这边是董事长张三, 公司派出总监李四)
PRESENT = re.compile(
    "^.*(?:这边|那边|方面|[来派请]出?了?|出席的|到场的|分别|[一两][位名]|[我该本][院校司]|岁的?|[由当做]|[有是称](?!限))(?=.)"
)
TAKES = re.compile(
    "^[，,、]?(?:现在?|如今|并|后|已|也|还|仍|都|一直)?(?:出任|担任|接任|升任|转任|兼任|任|做了?|当|成为|为|是)?(?:了|其|该公司|公司)?的?"
)
LEAVES = "离任|卸任|辞去|辞任"
# what follows a person who takes or leaves a post (李明任院长)
TAKEN = re.compile(
    f"(?:现|已|将|兼|则|也|继续|随后|不再){{0,2}}(?:出任|担任|接任|升任|兼任|就任|任|当选|当|{LEAVES})了?(?=.)"
)
BEHIND = re.compile("教授|院士|院长|校长|所长|主任|局长|处长|董事长|总经理|总裁|理事长|会长|主席")  # 李明院长
HONOUR = re.compile("^(?:教授|博士|先生|女士|院士|医生|主任|院长)(?=[、，,和及])")  # of the person before
OWN = re.compile("[、，]?[我该本][院校司]")  # 某大学副校长、我院书记
CLAUSE = re.compile(r"[。；;\n！？]")
FORMER = re.compile("^(?:的)?(?:原|前|前任|原任|曾任|时任)")
LEFT = re.compile(f"(?:现|已|将|则|也|随后){{0,2}}(?:不再担任|{LEAVES})")
FORMER_BEFORE = re.compile("(?:原|前|前任|曾任|卸任|离职的?)$")
FAR = 60  # characters of a title, or from an organisation to it
Span = tuple[int, int]


def between(text: str, person: Span, organisation: Span) -> str:
    """Return the words between two names of one sentence, or after the organisation where it comes later."""
    return text[organisation[1] : organisation[1] + FAR if person < organisation else person[0]]


def title(text: str, person: Span, home: Span, others: Sequence[tuple[int, int, bool]] = ()) -> str | None:
    """Return the title of a person at an organisation, or None; ``others`` are the other names (start, end, whether of a
    person), in order.

    It stands before the person, behind the organisation and other persons of it (某院院长张三、副院长李四); directly behind the
    organisation, where another one follows (某院院长、某校教授张三) or the person stands before it (张三，某院院长); or behind
    the person (某院张三院长).
    """
    if person < home:
        return opening(behind(text, home[1], others))
    passed = [(start, end, is_person) for start, end, is_person in others if home[1] <= start < person[0]]
    if any(not is_person for _, _, is_person in passed):
        return opening(text[home[1] : passed[0][0]])
    words = text[max((end for _, end, _ in passed), default=home[1]) : person[0]]
    found = closing(HONOUR.sub("", words) if passed else words)
    if found:
        return found
    if taken := TAKEN.match(text, person[1]):
        return opening(behind(text, taken.end(), others))
    after = BEHIND.match(text, person[1])
    return after[0] if after else None


def behind(text: str, at: int, others: Sequence[tuple[int, int, bool]]) -> str:
    """Return the words from a place on, up to the next name."""
    return text[at : min((start for start, _, _ in others if start >= at), default=at + FAR)]


def closing(words: str) -> str | None:
    """Return the title with which the words before a person end."""
    said = TRAIL.sub("", CLAUSE.split(words)[-1])
    for part in (OWN.split(said)[0] or said, re.split("[，,：:“「]", said)[-1]):
        told = PRESENT.sub("", PAST.sub("", LEAD.sub("", part)))
        if len(told) <= FAR and ALL.fullmatch(told):
            return told
    return None


def opening(words: str) -> str | None:
    """Return the title with which the words behind an organisation begin."""
    said = PAST.sub("", LEAD.sub("", TAKES.sub("", CLAUSE.split(words)[0])))
    found = OPENING.match(OWN.split(said)[0])
    return found[0] if found else None


def former(text: str, person: tuple[int, int], organisation: tuple[int, int]) -> bool:
    """Tell whether the words around say that the post is past (原, 前, 卸任)."""
    return bool(
        FORMER.match(between(text, person, organisation))
        or FORMER_BEFORE.search(text[max(0, organisation[0] - 4) : organisation[0]])
        or LEFT.match(text, person[1])
    )
