"""Names for training passages: real ones from the public lists, altered and invented ones, each with its short form.

The lists are read from the shared data folder and never shipped; what is invented follows how names are built:
place + kind of hospital, brand + trade + form of company, a poetic or Latin stem + kind of model.
"""

import csv
import json
import lzma
import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.gazetteer import registry_rows

PARTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Inventor:
    """Makes names with a random source and the real lists."""

    rng: random.Random
    places: list[str] = field(default_factory=list)
    counties: list[str] = field(default_factory=list)
    hospitals: list[str] = field(default_factory=list)
    companies: list[tuple[str, str]] = field(default_factory=list)
    brands: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    universities: list[str] = field(default_factory=list)
    registry: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def name(self, letter: str, old: str) -> tuple[str, str]:
        """Return a (full, short) name for a type letter; ``old`` decides the kind of an Institution."""
        makers = {"V": self.vendor, "H": self.hospital, "M": self.model, "P": self.person, "D": self.dataset}
        return makers[letter]() if letter in makers else self.institution(old)

    def pick(self, *lists: list[str]) -> str:
        """Return a member of one of the lists."""
        return self.rng.choice(self.rng.choice(lists))

    def vendor(self) -> tuple[str, str]:
        """A company: listed, in the registry, or invented."""
        r = self.rng.random()
        if r < 0.2:
            return self.rng.choice(self.registry["vendors"])
        if r < 0.35:
            return self.rng.choice(self.companies)
        if r < 0.5:
            brand = "".join(self.rng.sample(PARTS["latin"], 1) + self.rng.sample(PARTS["tail"], 1))
            return (brand, brand) if self.rng.random() < 0.7 else (brand + self.rng.choice(PARTS["trade"]), brand)
        brand = (
            self.rng.choice(self.brands)
            if self.rng.random() < 0.5
            else "".join(self.rng.sample(PARTS["brand"], self.rng.choice((2, 2, 2, 3))))
        )
        trade = self.rng.choice(PARTS["trade"])
        if self.rng.random() < 0.45:
            return brand + trade, brand if self.rng.random() < 0.4 else brand + trade
        place = self.rng.choice(self.places) if self.rng.random() < 0.6 else ""
        return place + brand + trade + self.rng.choice(
            PARTS["form"]
        ), brand + trade if self.rng.random() < 0.7 else brand

    def hospital(self) -> tuple[str, str]:
        """A hospital: listed, in the registry, or invented."""
        r = self.rng.random()
        if r < 0.2:
            return self.rng.choice(self.registry["hospitals"])
        if r < 0.4:
            name = self.rng.choice(self.hospitals)
            return name, name
        if r < 0.55:
            place, brand = self.rng.choice(self.places), self.rng.choice(PARTS["private"])
            return place + brand + "医院", brand + "医院"
        if r < 0.7:
            school = self.rng.choice(self.universities)
            kind = self.rng.choice(PARTS["affiliated"])
            return school + kind, school[:2] + ("附院" if kind == "附属医院" else "大" + kind[-4:])
        county = self.rng.choice(self.counties)
        kind = self.rng.choice(PARTS["hospital"])
        full = county + kind
        if self.rng.random() < 0.1:
            full += self.rng.choice(self.places) + "院区"
        short = county.rstrip("市县区") + kind if self.rng.random() < 0.5 else kind
        return full, short if len(short) > 3 else full

    def model(self) -> tuple[str, str]:
        """A model or AI product."""
        r = self.rng.random()
        if r < 0.15:
            return self.rng.choice(self.registry["models"])
        if r < 0.4:
            stem = self.rng.choice(PARTS["latin"]) + self.rng.choice(PARTS["tail"])
            return stem + self.rng.choice(["", "", "-7B", "-R1", " 2.0", "大模型", "-Pro", "2", "-VL"]), stem
        if r < 0.55:
            stem = "".join(self.rng.sample(PARTS["brand"], 2))
        elif r < 0.65:
            stem = self.rng.choice(PARTS["stems"]) + "·" + self.rng.choice(PARTS["stems"])
        else:
            stem = self.rng.choice(PARTS["stems"])
        kind = self.rng.choice(PARTS["zhkind"])
        if self.rng.random() < 0.2:
            kind = self.rng.choice(PARTS["organs"]) + (kind or "大模型")
        if not kind and len(stem) < 2:
            kind = "大模型"
        return stem + kind, stem

    def person(self) -> tuple[str, str]:
        """A person."""
        r = self.rng.random()
        if r < 0.1:
            name = f"{self.rng.choice(PARTS['foreign'])}·{self.rng.choice(PARTS['family'])}"
            return name, name.split("·")[1] if len(name.split("·")[1]) > 1 else name
        if r < 0.13:
            name = self.rng.choice(PARTS["minority"])
            return name, name
        if r < 0.45:
            name = self.rng.choice(self.people)
            return name, name
        surname = self.rng.choice(PARTS["double"]) if self.rng.random() < 0.03 else self.rng.choice(PARTS["surnames"])
        name = surname + "".join(self.rng.sample(PARTS["given"], self.rng.choice((1, 2, 2, 2))))
        return name, name

    def dataset(self) -> tuple[str, str]:
        """A data set."""
        place = self.rng.choice(self.places) if self.rng.random() < 0.25 else ""
        name = place + self.rng.choice(PARTS["diseases"]) + self.rng.choice(PARTS["datasets"])
        return name, name

    def institution(self, old: str) -> tuple[str, str]:
        """An institution of the kind that the old name's end tells; a name without a known end stays."""
        place = self.rng.choice(self.places) + self.rng.choice(["", "市", "省", ""])
        brand = "".join(self.rng.sample(PARTS["brand"], 2))
        for pattern, ends in (
            (r"(局|委|厅|政府|部|署|中心医院管理|疾控中心)$", PARTS["government"]),
            (r"(交易所|交易中心|数所|数交所)$", PARTS["exchange"]),
            (r"(实验室|创新中心|工程研究中心)$", PARTS["labs"]),
            (r"(资本|创投|基金|投资|证券|事务所)$", PARTS["funds"]),
            (r"(协会|学会|联合会|联盟|研究会)$", PARTS["societies"]),
            (r"(研究院|研究所|科学院)$", PARTS["research"]),
        ):
            if re.search(pattern, old):
                end = self.rng.choice(ends)
                head = (
                    brand
                    if ends is PARTS["funds"]
                    else place
                    + (self.rng.choice(PARTS["organs"]) if ends in (PARTS["societies"], PARTS["labs"]) else "")
                )
                return head + end, head + end
        if re.search(r"(大学|学院)$", old):
            name = (
                self.rng.choice(self.universities)
                if self.rng.random() < 0.7
                else place + self.rng.choice(PARTS["university"])
            )
            return name, name
        return old, old


def load(root: Path, rng: random.Random) -> Inventor:
    """Load the lists of the shared data folder."""
    found = Inventor(rng)
    read = lambda name: lzma.open(root / "data" / name, "rt", encoding="utf-8").read()  # noqa: E731, SIM115
    cities = [row["name"] for row in json.loads(read("admin_divisions/cities.json.xz"))]
    areas = [row["name"] for row in json.loads(read("admin_divisions/areas.json.xz"))]
    found.places = [c.removesuffix("市") for c in cities if c.endswith("市")]
    found.counties = [a for a in areas + cities if a[-1] in "市县区" and 2 < len(a) < 7]
    with (root / "data/hospitals/haodf_hospital_2015.csv").open(encoding="utf-8") as file:
        rows = [cell for row in csv.reader(file) for cell in row if cell.endswith(("医院", "保健院", "卫生院"))]
    text = (root / "data/hospitals/wuhan2020map_hospital.js").read_text(encoding="utf-8")
    rows += re.findall(r"[\"']([一-鿿]{4,24}(?:医院|保健院|卫生院))[\"']", text)
    found.hospitals = sorted(set(rows))
    for line in read("companies/chainkg_company.json.xz").splitlines():
        row = json.loads(line)
        short = re.sub(r"^[*A-Z]+|[A-Z]$", "", row["name"])
        if len(short) > 2:
            found.companies.append((row.get("fullname") or short, short) if rng.random() < 0.4 else (short, short))
    brands = read("companies/Company-Shorter-Form_28W.txt.xz").splitlines()[2:]
    found.brands = [b for b in brands if 2 <= len(b) <= 4][::10]
    people = [line.split()[0] for line in read("hanlp_dict/人名词典.txt.xz").splitlines() if line.split()]
    found.people = [p for p in people if 2 <= len(p) <= 3 and p[0] in PARTS["surnames"]]
    listed = json.loads(read("universities/china_mainland_universities.json.xz"))
    flat = re.findall(r"[一-鿿]{2,12}(?:大学|医学院)", json.dumps(listed, ensure_ascii=False))
    found.universities = sorted({u for u in flat if "医" in u or u.endswith("大学")})
    for file in ("vendors", "hospitals", "models"):
        rows2 = []
        for row in registry_rows(file):
            forms = [f for f in (row.get("short_names") or row.get("aliases") or "").split("|") if len(f) > 1]
            rows2.append((row["name"], rng.choice([row["name"], *forms])))
        found.registry[file] = rows2
    return found
