"""Data sets that are told to be listed or sold: those that the encoder passed over, and the last word of their names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.free import free
from graph.model import Mention

# behind a data set's name on the passages none of these words ever stands that is not its own
LAST = re.compile("分析报告|报告|数据产品|数据集|图谱")
TRADE = "交易所|交易中心"
# of 15 such places on the passages 14 are annotated so
TRADED = re.compile(
    r"(?<=[的“「])(?:首?[\d百千万余多近约]*[例条份张])?(?P<name>(?!的)[一-鿿A-Za-z0-9]{3,16}?(?:数据产品|数据集|数据))"
    rf"(?=[”」]?(?:正式|成功|首次|率先|已|在[^，。；\n]{{2,14}}(?:{TRADE}))*(?:上架(?!下架)|挂牌|成交|完成(?:首[单笔])?(?:场内)?交易|售出|(?<!据)登记(?!在册|造册|错误|制度|处)))"
)
SURE = 0.85  # the score of a name that its words alone tell


def traded(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the data sets that the text says are traded where no name was found."""
    spans = free(text, (m.span("name") for m in TRADED.finditer(text)), found)
    return [Mention(start, end, text[start:end], "Dataset", "traded", SURE) for start, end in spans]


def with_last_word(mention: Mention, text: str) -> Mention:
    """Return a data set's name with the word for its kind that follows (某某大数据分析|报告)."""
    last = LAST.match(text, mention.end) if mention.label == "Dataset" else None
    return replace(mention, end=last.end(), text=text[mention.start : last.end()]) if last else mention
