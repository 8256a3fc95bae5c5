"""What the end of a name says of its label, and a small grammar that finds names by their ends."""

import re
from collections.abc import Iterator

ENDS = {
    "Hospital": "医院|卫生院|保健院|医学中心|诊所|门诊部|卫生服务中心|卫生服务站|卫生室|疗养院|医共体",
    "Institution": "大学|学院|研究院|研究所|委员会|卫健委|药监局|医保局|数据局|局|厅|部|科学院|工程院|协会|学会|联盟|基金会|基金|资本|"
    "交易所|交易中心|数交所|实验室|研究中心|数据中心|中心|事务所|证券|日报|晚报|晨报|时报|报|新闻网|通讯社|社|网|政府|法院",
    "Model": "大模型|模型|智能体|GPT|LLM",
    "Vendor": "公司|集团|科技|股份|医疗|健康|智能|智慧|制药|药业|医药|生物|信息|软件|技术|数科|网络|云|器械|影像|机器人|银行|保险|人寿",
}
ENDING = {label: re.compile(f"(?:{ends})$") for label, ends in ENDS.items()}
BARE = re.compile("|".join(f"(?:{ends})" for ends in ENDS.values()))
# where a name can begin: behind stops, brackets, quotes, and words that names seldom hold
EDGE = re.compile(
    r"[^一-鿿A-Za-z0-9·\-]|的|与|和|及|由|在|对|从|向|为|是|被|把|将|让|到|给|了|已|以|其|该|此|各|每|等|这|那|家|个|名|有|后|前|称|称|据|"
    r"联合|携手|包括|通过|合作|来自|位于|表示|宣布|发布|推出|采购|部署|接入|签约|成立|任职|担任|加入"
)
# ends that seldom end anything but a name; the others type what a tagger found and find nothing themselves
SAFE = {
    "Hospital": "医院|卫生院|保健院|医学中心|卫生服务中心",
    "Institution": "大学|医学院|研究院|研究所|委员会|卫健委|药监局|医保局|数据局|科学院|工程院|协会|学会|联盟|基金会|交易所|交易中心|数交所|实验室|事务所|证券|日报",
    "Vendor": "有限公司|集团|科技|药业|制药|生物|医疗科技|数科",
}
FINDERS = {label: re.compile(ends) for label, ends in SAFE.items()}
LEAST, MOST = 4, 20  # characters of a name that the grammar finds


def label_of(name: str, otherwise: str = "Vendor") -> str:
    """Return the label that the end of an organisation's name tells, else ``otherwise``."""
    return next((label for label, ending in ENDING.items() if ending.search(name)), otherwise)


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) of names that end as such names do and begin behind an edge."""
    for label, finder in FINDERS.items():
        for end in finder.finditer(text):
            head = text[max(0, end.start() - MOST) : end.start()]
            cuts = [m.end() for m in EDGE.finditer(head)]
            start = end.start() - len(head) + max(cuts, default=0)
            if LEAST <= end.end() - start <= MOST and not BARE.fullmatch(text[start : end.end()]):
                yield start, end.end(), label


def outermost(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return spans in order, the longest of those that overlap."""
    out: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= s or span[0] >= e for s, e, _ in out):
            out.append(span)
    return sorted(out)
