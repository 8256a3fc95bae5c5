"""Properties of an entity that its name or the text tells: the kind of an institution, a pseudonym."""

import re

from extract.aliases import Cluster
from extract.gazetteer import registry_rows

ENDS = (
    ("exchange", "交易所|数据交易中心|交易中心|数所|数交所"),
    ("lab", "实验室|联合创新中心|创新中心"),
    ("government", "局|委|委员会|部|厅|政府|署|办公室|疾控中心|法院|检察院|管委会|国务院"),
    ("association", "协会|学会|联盟|联合会|研究会|商会|基金会|专委会|分会|医联体"),
    ("research", "研究院|研究所|科学院|工程院|研究中心|院士工作站|实验基地"),
    ("university", "大学|学院|学校|党校"),
    ("media", "日报|晚报|时报|周刊|新闻|网|电视台|报|杂志|健康界|通讯社|财经|快讯"),
    ("analyst", "咨询|证券研究所|研究中心|智库|沙利文|数据公司|Insights|Research|IDC|Gartner"),
)
PATTERNS = tuple((kind, re.compile(f"(?:{ends})$")) for kind, ends in ENDS)
PSEUDONYM = re.compile(r"^\s*[(（]\s*化名")


def institution_kind(names: list[str]) -> str:
    """Return the kind of an institution from the registry or the end of its names."""
    known = {row["name"]: row["kind"] for row in registry_rows("institutions")}
    for name in names:
        if name in known:
            return known[name]
    for name in names:
        for kind, pattern in PATTERNS:
            if pattern.search(name):
                return kind
    return "other"


def properties_of(group: Cluster, text: str) -> dict[str, object]:
    """Return the properties of an entity."""
    if group.label == "Institution":
        return {"kind": institution_kind(group.forms())}
    if group.label == "Person" and any(PSEUDONYM.match(text[m.end : m.end + 8]) for m in group.mentions):
        return {"pseudonym": True}
    return {}
