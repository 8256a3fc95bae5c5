"""Readings without articles: a ledger of any size, the same at every run, to measure how builds grow.

Every reading names some ten of ``names`` things (Vendor, Hospital, Model, Institution, Person, Dataset), a few far more
often than most; things are written in several ways (legal form, place, 大模型, short forms), and facts join them as
in the news: developed, uses, works at, partnerships, now and then a sale of data. One reading in twenty is a reprint.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from graph.model import Document, Entity, Event, Evidence, Fact, Reading, Relation
from graph.registry import places

BRAND = "云瀚启明康泽瑞恒博智安信和诚远景汇通华创新医数联影图灵思维睿合天衡致晟越弘毅森海岳澜星朗晨曦凯奥格卓普慧悦佑承嘉禾元亨利贞昱珩"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞鹏红建国志文斌宁凤洁梅琳素云莲真环雪荣爱妹香月莺媛"
COUNTY = "桃溪青岚临澜霁山云浦安平清河宁远永丰石桥白榆金川双柳东湖南浦西岭北泽长汀大川"
TRADES = ("科技", "医疗", "健康", "智能", "医疗科技", "信息", "数科", "生物", "影像", "")
KINDS = ("人民医院", "中医院", "妇幼保健院", "第一医院", "第二人民医院", "中心医院", "肿瘤医院", "儿童医院", "口腔医院")
BODIES = ("卫生健康委员会", "医疗保障局", "大学", "医学院", "医学研究院", "大数据中心", "药品监督管理局", "健康研究所")
LABELS = (
    ("Vendor", 0.36),
    ("Hospital", 0.22),
    ("Model", 0.2),
    ("Institution", 0.08),
    ("Person", 0.11),
    ("Dataset", 0.03),
)
AN_ARTICLE = 10
DAYS = [f"{y}-{m:02}-{d:02}" for y in (2023, 2024, 2025) for m in range(1, 13) for d in range(1, 29)]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something real: its label and the ways of writing it, the usual one first."""

    label: str
    forms: tuple[str, ...]


def drawn(rng: random.Random, characters: str, least: int, most: int) -> str:
    """Return some characters."""
    return "".join(rng.choice(characters) for _ in range(rng.randint(least, most)))


def thing(label: str, rng: random.Random, cities: list[str]) -> Thing:
    """Return an invented thing with its forms."""
    place = rng.choice(cities)
    if label == "Vendor":
        core, trade = drawn(rng, BRAND, 2, 4), rng.choice(TRADES)
        full = f"{place}{core}{trade or '医疗'}科技有限公司"
        return Thing(label, (core + trade, full, f"{core}{trade}有限公司") if rng.random() < 0.4 else (core + trade,))
    if label == "Hospital":
        seat = place + "市" if rng.random() < 0.3 else drawn(rng, COUNTY, 2, 2) + rng.choice("县市区")
        own = drawn(rng, BRAND, 2, 2) if rng.random() < 0.4 else ""
        name = f"{seat}{own or rng.choice(KINDS)}{'医院' if own else ''}"
        return Thing(label, (name, name.replace("市", "", 1)) if rng.random() < 0.3 else (name,))
    if label == "Model":
        latin = rng.random() < 0.4
        core = (
            "".join(rng.choice("abcdefgiklmnoprstu") for _ in range(6)).title() + "GPT"
            if latin
            else drawn(rng, BRAND, 2, 3)
        )
        return Thing(label, (core, f"{core}大模型", f"{core}医疗大模型")[: rng.randint(1, 3)])
    if label == "Institution":
        return Thing(label, (drawn(rng, COUNTY, 2, 2) + rng.choice(("省", "市", "县", "")) + rng.choice(BODIES),))
    if label == "Person":
        return Thing(label, (rng.choice(SURNAMES) + drawn(rng, GIVEN, 1, 2),))
    return Thing(label, (f"{place}{drawn(rng, BRAND, 2, 3)}数据集",))


@cache
def things(names: int) -> dict[str, tuple[list[Thing], list[float]]]:
    """Return things of every label that have so many names in all, and what adds up to how often each is named."""
    rng, cities = random.Random(11), sorted(places())
    found: dict[str, tuple[list[Thing], list[float]]] = {}
    for label, share in LABELS:
        made: list[Thing] = []
        seen: set[str] = set()
        tries = 0
        while len(seen) < names * share and tries < 4 * names:
            tries += 1
            one = thing(label, rng, cities)
            if not seen.issuperset(one.forms):
                seen.update(one.forms)
                made.append(one)
        found[label] = made, list(accumulate(1 / (rank + 20) ** 0.8 for rank in range(len(made))))
    return found


def evidence(article: str, text: str, sentence: str, rng: random.Random) -> tuple[Evidence, ...]:
    """Return the evidence of a fact in one of the sentences."""
    start = text.index(sentence)
    span = (start, start + len(sentence))
    return (Evidence(article, (span,), sentence, sentence, "pair scorer", round(rng.uniform(0.3, 0.95), 4)),)


def generated(number: int, *, names: int) -> Reading:
    """Return the reading of this number."""
    original = number - 1 if number % 20 == 19 else number
    rng = random.Random(original)
    known, labels = things(names), [label for label, _ in LABELS]
    entities: list[Entity] = []
    told: dict[str, str] = {}
    parts: list[str] = []
    length = 0
    for label in rng.choices(labels, [share for _, share in LABELS], k=AN_ARTICLE):
        found, weights = known[label]
        one = rng.choices(found, cum_weights=weights)[0]
        name = one.forms[0] if rng.random() < 0.75 else rng.choice(one.forms)
        if any(e.label == label and e.name == name for e in entities):
            continue
        own = "".join(rng.choice(BRAND) for _ in range(40))
        sentence = f"据介绍，{name}在{rng.choice(DAYS)[:7]}的会上说，{own}，将覆盖病历与影像。"
        entities.append(Entity(f"e{len(entities)}", label, name, (), {}, ((length + 4, length + 4 + len(name)),)))
        told[entities[-1].id] = sentence
        parts.append(sentence)
        length += len(sentence)
    text = "".join(parts) + ("（转载）" if number != original else "")
    source = f"https://news.example/{number:07}.html"
    id_ = hashlib.sha256(text.encode()).hexdigest()[:16]
    document = Document(source, id_, text, parts[0][:20], f"报{rng.randrange(60)}", None, rng.choice(DAYS), source)
    return Reading(document, tuple(entities), tuple(facts(entities, told, id_, text, rng)), (), "generated 1")


def facts(entities: list[Entity], told: dict[str, str], id_: str, text: str, rng: random.Random) -> Iterator[Fact]:
    """Yield what joins the entities of one reading."""
    of = {label: [e.id for e in entities if e.label == label] for label, _ in LABELS}
    organisations = [*of["Vendor"], *of["Hospital"]]
    for model in of["Model"]:
        for type_, heads in (("DEVELOPED", of["Vendor"]), ("USES", of["Hospital"])):
            if heads and rng.random() < 0.7:
                yield Relation(
                    type_,
                    rng.choice(heads),
                    model,
                    evidence(id_, text, told[model], rng),
                    None,
                    rng.choice((None, "active")),
                )
    for person in of["Person"]:
        if organisations:
            yield Relation(
                "AFFILIATED_WITH",
                person,
                rng.choice(organisations),
                evidence(id_, text, told[person], rng),
                properties={"title": "主任"},
            )
    if len(organisations) > 1 and rng.random() < 0.6:
        parties = rng.sample(organisations, 2)
        roles = (*(("party", p) for p in parties), *(("concerns", m) for m in of["Model"][:1]))
        yield Event(
            "p0",
            "Partnership",
            roles,
            evidence(id_, text, told[parties[0]], rng),
            rng.choice((None, *DAYS[:400:9])),
            rng.choice((None, "announced", "active")),
            {"kind": rng.choice(("deployment", "strategic", "other"))},
        )
    if of["Dataset"] and organisations:
        roles = (("seller", organisations[0]), ("dataset", of["Dataset"][0]))
        yield Event(
            "t0",
            "DataTransaction",
            roles,
            evidence(id_, text, told[organisations[0]], rng),
            properties={"records": rng.randrange(100, 9000)},
        )
