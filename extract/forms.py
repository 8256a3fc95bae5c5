"""How names of one thing differ: the rules by which a shorter and a longer name may be one.

A rule takes the shorter name, the longer and their label. What each leaves out is vocabulary of ``extract/lexicon``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from extract.lexicon import words

STRIP = re.compile(r"[\s()（）\[\]【】「」『』《》〈〉“”\"'‘’·•\-—_]+")
REGISTERED = re.compile("[®™©]")
# 以下简称, 下称: what stands before a form that the article introduces itself
CALLED = r"(?:以下统一|以下|下|后|后文|下文|又)?(?:简称|统称|称)(?:为|作)?"
UNIVERSITY = re.compile(r"(?:医科|中医药|理工|师范)?大学|医学院")
PLACE_WORDS = "省市县区"
EDITION = re.compile(r"[a-z][a-z0-9]{0,5}$|.*版$|[一二三四五六七八九十]+(?:代|号.*)$|.$")
# a university that is called so without its country; 西北大学, 国立大学 and the like are others, or none
ABROAD = re.compile(
    r"(?:美国|英国|德国|法国|加拿大|澳大利亚|澳洲|意大利|瑞士|瑞典|荷兰)"
    r"(?!(?:国立|联邦|中央|理工|工业|医科|[东西南北中华]{1,2})*(?:大学|学院)$)(?=.{2,8}(?:大学|学院)$)"
)
LATIN = re.compile("[A-Za-z]")
EDITION_WORD = re.compile(r"(?:v?\d[\d.]*|pro|max|plus|mini|lite|turbo|flash|ultra|beta)$", re.IGNORECASE)
LEVEL = re.compile("[一-鿿]{2,3}?[省市区县州]")
PARTY = re.compile("[省市区县州]委$")
NUMERAL = re.compile("[一二三四五六七八九十]")
CARRIER = re.compile(
    r"(?:中国)?(?P<brand>移动|电信|联通|铁塔)(?:网络)?(?:通信)?(?:股份)?(?:集团)?(?P<place>[一-鿿]{2,5}?)(?:市|县|区|省)?(?:有限|分)?公司$"
)
# what a public body's name may begin with, and how its end is told in full
BODY = re.compile("^(?:财团法人|社团法人)?(?:私立|国立)?")
AFFILIATED = re.compile("附[属设]第([一二三四五六七八九十])医院$")
# 某某科技（上海）有限公司: the place in brackets is left out of every short form
BRACKETED_PLACE = re.compile(r"[(（][一-鿿]{2,6}[)）](?=[一-鿿]*公司)")
LATIN_CORE = re.compile(r"(?P<before>.*?)(?P<core>[A-Za-z][A-Za-z0-9.\-+ ]{1,30}[A-Za-z0-9])(?P<after>.*)$")


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """Return what two spellings of a name share: NFKC, lower case, no spaces, brackets and quotes."""
    return STRIP.sub("", unicodedata.normalize("NFKC", REGISTERED.sub("", name)).casefold())


def proper(name: str, label: str) -> str:
    """Return the part of a name by which it is known as well, or an empty string: a university abroad without its country,
    a model's Latin name without the plain words around it (AI病理助手OmniPT → OmniPT)."""
    if label == "Institution" and (country := ABROAD.match(name)):
        return name[country.end() :]
    found = LATIN_CORE.match(name) if label == "Model" else None
    if not found or not (found["before"] or found["after"]):
        return ""
    plain = plain_words(found["before"]) and plain_words(found["after"])
    bare = found["core"]
    return bare if plain and bare.upper() not in words("generic_model") and not EDITION_WORD.match(bare) else ""


def plain_words(text: str) -> bool:
    """Tell whether a stretch is made of the plain words for kinds of product alone."""
    return composed(text, (*words("model_kind"), *words("trade"), *words("product_words")))


def composed(text: str, parts: Iterable[str]) -> bool:
    """Tell whether a text is a row of given words and nothing else."""
    return row_of(tuple(parts)).fullmatch(text) is not None


@lru_cache(maxsize=100)
def row_of(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any row of words."""
    # longest first and never tried anew: 医疗科技 is a word, and two
    return re.compile("(?>" + "|".join(map(re.escape, sorted(parts, key=len, reverse=True))) + ")*+")


def without(name: str, group: str) -> str:
    """Cut words of a group off a name's end."""
    for word in words(group):
        if name.casefold().endswith(word.casefold()) and len(name) > len(word) + 1:
            return name[: -len(word)]
    return name


@lru_cache(maxsize=20_000)
def core(name: str, label: str) -> str:
    """Return the part of a name that its short forms keep: no legal form, no generic word of its kind."""
    found = key(BRACKETED_PLACE.sub("", name) if label == "Vendor" else name)
    if label == "Vendor":
        return without(without(found, "legal"), "legal")
    if label in ("Institution", "Hospital"):
        found = BODY.sub("", found).replace("管理委员会", "管委会")
        return without(found, "legal") if found.endswith("公司") else found
    return without(found, "model_kind") if label == "Model" else found


def same_core(short: str, long: str, label: str) -> bool:
    """Legal form or generic kind apart, the names are equal (医联 / 医联集团, 砭石 / 砭石大模型)."""
    return core(short, label) == core(long, label)


def trade_left_out(short: str, long: str, label: str) -> bool:
    """A company's short form leaves out its trade or place (盛诊 / 杭州盛诊医疗科技有限公司), a house's its place."""
    a, b = core(short, label), core(long, label)
    if label == "Institution":
        return len(a) > 2 and b.endswith(a) and long.endswith("公司")
    if label != "Vendor":
        return False
    bare = without(b, "trade")
    rest = b[len(a) :] if b.startswith(a) else ""
    # 某某投资 alone is a house of its own, 某某投资控股有限公司 is the firm in full
    left_out = (*words("trade"), *words("holding")) if key(long) != b else words("trade")
    return len(a) >= 2 and (b.endswith(a) or bare.endswith(a) or (bool(rest) and composed(rest, left_out)))


def hospital_short(short: str, long: str, label: str) -> bool:
    """A hospital's short form is the end of its full name, or its brand (宣武医院, 瑞金 / 瑞金医院)."""
    if label != "Hospital":
        return False
    a, b = key(short), key(long)
    brand = a.removesuffix("医院")
    return len(a) >= 2 and (
        b.endswith(a) or (b.removesuffix("医院").endswith(brand) and len(brand) >= 2) or short_of(a, b)
    )


def short_of(a: str, b: str) -> bool:
    """The short form takes characters of the full one in order, its first and last among them (国家药监局, 省二医); 国立
    before the full one does not count."""
    a, b = (name.replace("管理委员会", "管委会").replace("委员会", "委") for name in (a, BODY.sub("", b)))
    if "附" in a and (swapped := AFFILIATED.sub(r"第\1附属医院", b)) != b and short_of(a, swapped):  # 某医大一附院
        return True
    if len(a) < 3 or b.startswith(a) or of_university(a, b) or set(NUMERAL.findall(b)) - set(a):
        return False
    if PARTY.search(a) or two_bodies(a, b):  # 市委 is no 卫健委
        return False
    ends = a[-1] == b[-1:] or (a.endswith("医") and b.endswith("医院")) or (a.endswith("总") and b.endswith("总医院"))
    # 省卫健委, 城北区卫健局: the place, or the one around it, is left out
    begins = a[0] == b[:1] or (a[0] in PLACE_WORDS and a[0] in b[2:]) or (len(a) > 4 and a[:2] in b)
    if not begins or not ends:
        return False
    if len(b) - len(a) == 1 and not any(b.replace(w, "", 1) == a for w in PLACE_WORDS):  # 启东沿江医院 / 启东市沿江医院
        return False
    rest = iter(b)
    return len(b) > len(a) and all(c in rest for c in a)


def two_bodies(a: str, b: str) -> bool:
    """Tell whether names that look like short and long are two: 某大学 and 某医科大学, schools of one university, a city's
    board and its district's."""
    if a.endswith("大学") and b.endswith("大学"):
        return True
    ours, theirs = (name.partition("大学")[2] for name in (a, b))
    if ours and theirs and ours != theirs and not ours.endswith("医院"):
        return True
    level = LEVEL.match(a)
    return level is not None and b.startswith(level[0]) and LEVEL.match(b, level.end()) is not None


def of_university(a: str, b: str) -> bool:
    """The longer name is a university's hospital, the shorter only shares its place (中山医院, not 中山大学附属医院)."""
    brand = a.removesuffix("医院")
    return brand != a and b.startswith(brand) and UNIVERSITY.match(b, len(brand)) is not None


def abbreviation(short: str, long: str, label: str) -> bool:
    """An organisation's abbreviation takes characters of its full name in order (国家药监局, 浙大二院, 人卫社)."""
    house = label in ("Institution", "Hospital") or (label == "Vendor" and short.endswith("社"))
    return house and short_of(key(short), key(long))


def named_after(short: str, long: str, label: str) -> bool:
    """A model's or data set's longer form holds the shorter one (医联MedGPT / MedGPT, 观心大模型CardioMind)."""
    if label not in ("Model", "Dataset"):
        return False
    a, b = core(short, label), key(long)
    if len(a) < 2 or not (b.startswith(a) or b.endswith(a)) or version_apart(a, b):
        return False
    if b.endswith(a):  # 小华 / 协小华, GLM / xTrimoPGLM
        return len(b) - len(a) != 1 and not (a.isascii() and LATIN.search(long[: -len(short)][-1:]))
    rest = long[len(short) :]
    return not rest.startswith("·") and not (short[-1:].isascii() and LATIN.match(rest.strip("-_ ")))


def version_apart(a: str, b: str) -> bool:
    """The longer name is another version of the shorter (DeepSeek / DeepSeek-R1, 文心 / 文心4.0, 某某 / 某某Lite)."""
    rest = b[len(a) :] if b.startswith(a) else ""
    return bool(re.match(r"[rv]?\d|pro|max|mini|turbo|plus|vl|m\d", rest) or EDITION.match(rest)) and not plain_words(
        rest
    )


def branch_of_carrier(short: str, long: str, label: str) -> bool:
    """The branch of a carrier is called by its place and the carrier's name (某地移动 / 中国移动某地分公司)."""
    ours, theirs = (CARRIER.match(key(name)) if label == "Vendor" else None for name in (short, long))
    if theirs is None:
        return False
    place, carrier = theirs["place"], theirs["brand"]
    return key(short) in (place + carrier, carrier + place) or (
        ours is not None and (ours["place"], ours["brand"]) == (place, carrier)
    )


def unit_of(short: str, long: str, label: str) -> bool:
    """An institution's name with a department of it is the institution (某某专委会 / 某某专委会会员部)."""
    if label != "Institution":
        return False
    a, b = key(short), key(long)
    return len(a) >= 4 and not a.endswith("大学") and b.startswith(a) and b[-1] in "部处科组"


def place_left_out(short: str, long: str, label: str) -> bool:
    """A short form leaves out the place that the full name begins with (省政协 / 浙江省政协)."""
    if label != "Institution":
        return False
    a, b = key(short), key(long)
    return len(a) >= 3 and a[0] in PLACE_WORDS and b.endswith(a) and len(b) - len(a) >= 2


def university_short(short: str, long: str, label: str) -> bool:
    """A university's short form takes characters of its name in order and ends in 大 (浙大, 港中大), or leaves out 大学."""
    if label != "Institution":
        return False
    full = BODY.sub("", key(long))
    a, b = key(short), full.removesuffix("大学")
    if b == full or len(a) < 2:
        return False
    # two characters stand for a name of two (浙大); in three the first may be the place's second (港中大)
    near = (a[0] == b[:1] and len(b) == 2) if len(a) == 2 else a[0] in b[:2]
    rest = iter(b)
    return a == b or (a.endswith("大") and near and all(c in rest for c in a[:-1]))


def name_in_part(short: str, long: str, label: str) -> bool:
    """A person's last or given name stands for the whole (阿莫迪 / 达里奥·阿莫迪, Nair / Priya Nair, 若琳 / 冯若琳)."""
    if label != "Person" or len(short) < 2:
        return False
    return short in long.split("·") or short in long.split() or (not short.isascii() and long.endswith(short))


VETERANS = re.compile("台?(.).?荣(?:民总医院|总)")


def of_taiwan(short: str, long: str, label: str) -> bool:
    """What begins with 台 is told without it (北医 / 台北医学大学), the veterans' hospitals by two characters (高荣, 中荣)."""
    if label not in ("Hospital", "Institution") or len(short) < 2:
        return False
    veterans = VETERANS.match(long)
    if veterans and short == veterans[1] + "荣":
        return True
    return long.startswith("台") and long[1:].startswith(short) and len(long) > len(short) + 1


RULES: tuple[Callable[[str, str, str], bool], ...] = (
    same_core,
    trade_left_out,
    hospital_short,
    abbreviation,
    named_after,
    branch_of_carrier,
    unit_of,
    place_left_out,
    university_short,
    name_in_part,
    of_taiwan,
)
