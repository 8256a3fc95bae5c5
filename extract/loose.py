"""How names of one thing may differ where no third name of the article could be meant as well: rules like those of
``extract.forms``, looser."""

import re
from collections.abc import Callable

from extract.forms import core, key, without

BRANCH = re.compile(
    r"(?:院区|分院|[东西南北新旧老]院|[东西南北]区|分公司|事业[群部]|业务群|军团|研究院|研究中心|医院)$"
)
# trades in which a group has a firm of its own under its name
OWN_TRADE = re.compile(r"(?:投资|资本|保险|基金|银行|证券|汽车|地产|物流|支付|金融)$")
FIRM = re.compile("(?:公司|集团|控股)$")
BRANCH_END = re.compile(r"(?:院区|分院|[东西南北新旧老]院|分公司|事业[群部]|业务群|军团|研究院|研究中心)$")
CLINIC = re.compile(r"(?:医院|诊所|卫生院|门诊部|保健院|医疗中心|医学中心|医疗集团|妇幼|中心|骨科)$")
HOUSE_END = re.compile(
    r"(?:集团|资本|基金|创投|投资|证券|律师事务所|会计师事务所|交易所|交易中心|合伙企业.*|投控|控股)$"
)
AUTHORITY = re.compile("[委局院会部厅署办]$|大学$")
VERSION = re.compile(r"(?:[rv]?\d+(?:\.\d+)*b?)?(?:满血版)?$")


def brand(short: str, long: str, label: str) -> bool:
    """A firm's or clinic's brand stands for it (蓝鲸 / 蓝鲸基因, 秀传 / 秀传纪念医院, 松禾 / 松禾资本); a branch is another."""
    a, b = key(short), key(long)
    rest = b[len(a) :] if b.startswith(a) else ""
    if len(a) < 2 or len(rest) < 2 or BRANCH.match(rest):
        return False
    if label == "Hospital":
        return not CLINIC.search(a) and a[-1] != "院" and CLINIC.search(b) is not None and not BRANCH_END.search(b)
    if label == "Institution":
        return HOUSE_END.search(rest) is not None and not AUTHORITY.search(a)
    return label == "Vendor" and not BRANCH_END.search(b) and not OWN_TRADE.match(rest)


def trade_changed(short: str, long: str, label: str) -> bool:
    """A firm's short form cuts the words for its trade short (扁舟信息 / 浙江扁舟信息技术有限公司)."""
    if label != "Vendor" or not long.endswith("公司") or key(short) != core(short, label):
        return False
    a, b = without(core(short, label), "trade"), without(core(long, label), "trade")
    return len(a) >= 2 and a != key(short) and b.endswith(a)


def after_place(short: str, long: str, label: str) -> bool:
    """A firm is called by what follows the place that its full name begins with (飞骑 / 西安飞骑应急装备有限公司)."""
    a, b = key(short).removesuffix("公司"), key(long)
    at = b.find(a)
    rest = b[at + len(a) :]
    return (
        label == "Vendor"
        and len(a) >= 2
        and 2 <= at <= 4
        and len(rest) >= 2
        and FIRM.search(b) is not None
        and not BRANCH.match(rest)
    )


def firm_abbreviated(short: str, long: str, label: str) -> bool:
    """A firm's short form takes characters of its full name in order (国科控股 / 中国科学院控股有限公司)."""
    a, b = key(short), key(long)
    if label != "Vendor" or len(a) < 3 or a[0] not in b[:4] or core(short, label) in b:
        return False
    rest = iter(b)
    return FIRM.search(b) is not None and not BRANCH_END.search(b) and all(c in rest for c in a)


def end_of(short: str, long: str, label: str) -> bool:
    """An institution's short form is the end of its name (健康医疗大数据工程中心 / 某大学健康医疗大数据工程中心)."""
    a, b = key(short), key(long)
    return label == "Institution" and len(a) >= 4 and b.endswith(a) and len(b) > len(a)


def some_university(short: str, long: str, label: str) -> bool:
    """Two characters that end in 大 stand for a university with a longer name (科大 / 海陵科技大学)."""
    a, b = key(short), key(long)
    return label == "Institution" and len(a) == 2 and a[1] == "大" and b.endswith("大学") and a[0] in b[:-2]


def numbered(short: str, long: str, label: str) -> bool:
    """A model is named with and without the number of its version (某某 / 某某3.0)."""
    a, b = core(short, label), key(long)
    return label == "Model" and len(a) >= 2 and b.startswith(a) and VERSION.match(b[len(a) :]) is not None


# what makes two names one only where no third name of the article could be meant as well
LOOSE: tuple[Callable[[str, str, str], bool], ...] = (
    brand,
    trade_changed,
    after_place,
    firm_abbreviated,
    end_of,
    some_university,
    numbered,
)
