"""Names for training passages: real ones from the public lists, altered and invented ones, each with its short form.

The lists are read from the shared data folder and never shipped; what is invented follows how names are built:
place + kind of hospital, brand + trade + form of company, a poetic or Latin stem + kind of model.
"""

import csv
import json
import lzma
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from extract.gazetteer import registry_rows

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田于萧潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方白邹孟熊秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱覃武戴莫孔向汤温芦樊邢安"
)
DOUBLE = ["欧阳", "上官", "司马", "诸葛", "慕容", "夏侯", "皇甫", "尉迟"]
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文国志海晓春燕峰鹏飞宇浩然子轩雨涵欣怡梓睿思远佳琪俊豪嘉诚"
    "天佑博雅若晨曦瑶琳婷雪梅颖慧倩云岚楠萱彤宁安康健卫民新民永康立群德宏光耀宗辉振东继红守信仲平伯年秉坤"
)
FOREIGN = [
    "大卫",
    "约翰",
    "迈克尔",
    "安娜",
    "玛丽亚",
    "彼得",
    "詹姆斯",
    "索菲",
    "阿里",
    "卡洛斯",
    "艾米丽",
    "罗伯特",
    "维克多",
    "伊莎贝尔",
    "汉斯",
]
FAMILY = [
    "史密斯",
    "约翰逊",
    "米勒",
    "陈",
    "施密特",
    "加西亚",
    "库珀",
    "安德森",
    "彼得罗夫",
    "穆勒",
    "泰勒",
    "库马尔",
    "阿罗拉",
    "贝克",
    "霍夫曼",
]
MINORITY = ["阿依古丽·买买提", "巴特尔", "扎西多吉", "古丽娜尔·艾山", "乌兰图雅", "次仁卓玛", "艾尔肯·吐尔逊", "其木格"]
BRAND = (
    "云智慧医康数睿星瀚极元启明德仁和安泰宁瑞博雅深维诺华创联信达思远航宇源汇聚科恒益盛天海山川森林木禾青蓝紫金银河江湖"
    "心脉灵犀问诊影像衡衍卓越锐鼎力拓新未来一二三九百千万象同行者行知言悟本草杏橘岐黄扁鹊华佗仲景时珍思邈"
)
TRADE = [
    "科技",
    "医疗",
    "智能",
    "健康",
    "医疗科技",
    "数据",
    "生物",
    "医药",
    "信息",
    "数科",
    "云",
    "智慧",
    "软件",
    "影像",
    "医疗器械",
    "医疗健康",
    "互联",
    "机器人",
    "基因",
    "诊断",
    "脑科学",
    "网络",
]
FORM = [
    "有限公司",
    "股份有限公司",
    "集团",
    "控股",
    "集团有限公司",
    "科技有限公司",
    "(上海)有限公司",
    "信息技术有限公司",
]
LATIN = [
    "Med",
    "Care",
    "Neuro",
    "Cardio",
    "Onco",
    "Path",
    "Gene",
    "Bio",
    "Deep",
    "Vita",
    "Sino",
    "Lumen",
    "Aero",
    "Omni",
    "Nova",
    "Heal",
    "Clin",
    "Derm",
    "Pulmo",
    "Opti",
    "Radi",
    "Vox",
    "Sana",
    "Quan",
    "Ying",
    "Hua",
    "Tong",
]
TAIL = [
    "Mind",
    "Nova",
    "AI",
    "Tech",
    "Health",
    "Sense",
    "Link",
    "Lab",
    "Works",
    "Net",
    "Logic",
    "Wave",
    "Bridge",
    "Scope",
    "Core",
    "Flow",
    "Gen",
    "Genix",
    "Bot",
    "Lens",
    "GPT",
    "Agent",
    "LM",
    "Chat",
    "Doctor",
    "Copilot",
    "Brain",
]
STEMS = [
    "杏林",
    "岐黄",
    "青囊",
    "灵枢",
    "素问",
    "本草",
    "悬壶",
    "望闻",
    "济世",
    "仁心",
    "慧眼",
    "天枢",
    "北辰",
    "启明",
    "观澜",
    "听涛",
    "知微",
    "问道",
    "衔烛",
    "神农",
    "华佗",
    "扁鹊",
    "时珍",
    "思邈",
    "妙手",
    "小愈",
    "小康",
    "小医",
    "安心",
    "明医",
    "云医",
    "医小帮",
    "守护",
    "护航",
    "星河",
    "瀚海",
    "昆仑",
    "泰山",
    "长江",
    "黄河",
    "珠峰",
    "龙门",
    "凤鸣",
    "麒麟",
    "鲲鹏",
    "飞燕",
    "春雨",
    "朝阳",
    "晨曦",
    "智医",
    "慧诊",
    "灵犀",
    "天医",
    "医者",
    "同心",
    "元景",
    "羲和",
    "伏羲",
    "女娲",
    "盘古",
    "精卫",
    "夸父",
    "玄鸟",
    "白泽",
    "谛听",
    "烛龙",
    "青鸾",
    "海棠",
    "木棉",
    "紫荆",
    "银杏",
    "红杉",
    "雪莲",
]
ORGANS = [
    "病理",
    "影像",
    "心电",
    "心血管",
    "眼底",
    "肺结节",
    "儿科",
    "中医",
    "肿瘤",
    "骨科",
    "口腔",
    "皮肤",
    "肾病",
    "糖尿病",
    "脑卒中",
    "罕见病",
    "妇产",
    "精神",
    "检验",
    "护理",
    "药学",
    "病历",
    "问诊",
    "导诊",
    "科研",
]
KIND = [
    "大模型",
    "模型",
    "GPT",
    "AI",
    "",
    "",
    "智能体",
    "助手",
    "平台",
    "大模型2.0",
    "1.0",
    "V3",
    "-7B",
    "-R1",
    "Pro",
    "系统",
]
ZHKIND = ["大模型", "大模型", "", "智能体", "助手", "医生", "AI", "平台", "2.0", "医学大模型", "医疗大模型"]
HOSPITAL = [
    "人民医院",
    "第一人民医院",
    "第二人民医院",
    "第三人民医院",
    "中医医院",
    "中医院",
    "中西医结合医院",
    "妇幼保健院",
    "妇幼保健计划生育服务中心",
    "中心医院",
    "儿童医院",
    "肿瘤医院",
    "口腔医院",
    "眼科医院",
    "精神卫生中心",
    "第四医院",
    "胸科医院",
    "骨科医院",
    "康复医院",
    "传染病医院",
    "总医院",
    "红十字会医院",
    "职工医院",
    "疗养院",
    "社区卫生服务中心",
    "中心卫生院",
    "第一医院",
    "协和医院",
]
PRIVATE = [
    "仁爱",
    "博爱",
    "康宁",
    "和睦",
    "安康",
    "圣玛丽",
    "爱民",
    "长峰",
    "东方",
    "佳和",
    "明德",
    "瑞慈",
    "树人",
    "德济",
    "同仁",
    "广慈",
    "惠民",
    "百佳",
    "慈济",
    "仁和",
    "恒康",
    "天佑",
]
AFFILIATED = [
    "附属医院",
    "附属第一医院",
    "第一附属医院",
    "第二附属医院",
    "附属第三医院",
    "医学院附属医院",
    "附属中心医院",
    "附属口腔医院",
    "附属儿童医院",
]
GOVERNMENT = [
    "卫生健康委员会",
    "卫健委",
    "卫生健康局",
    "卫健局",
    "医疗保障局",
    "医保局",
    "数据局",
    "大数据管理局",
    "政务服务和数据管理局",
    "工业和信息化局",
    "工信局",
    "科技局",
    "科学技术厅",
    "药品监督管理局",
    "中医药管理局",
    "发展改革委",
    "人民政府",
    "疾控中心",
    "公共资源交易中心",
    "国资委",
    "市场监督管理局",
]
EXCHANGE = ["数据交易所", "大数据交易所", "数据交易中心", "国际数据交易所", "大数据交易中心", "数据要素流通交易中心"]
LABS = ["实验室", "联合实验室", "创新中心", "联合创新实验室", "重点实验室", "工程研究中心", "联合创新中心"]
FUNDS = ["资本", "创投", "基金", "投资", "风险投资", "产业基金", "股权投资基金", "证券", "律师事务所", "会计师事务所"]
SOCIETIES = ["协会", "学会", "研究会", "联合会", "产业联盟", "医师协会", "医院协会", "信息网络协会"]
RESEARCH = ["研究院", "人工智能研究院", "医学研究所", "信息通信研究院", "智能计算研究院", "大数据研究院", "医学科学院"]
UNIVERSITY = ["大学", "医科大学", "理工大学", "中医药大学", "医学院", "师范大学", "科技大学", "工业大学"]
DISEASES = [
    "颈动脉支架",
    "糖尿病视网膜",
    "冠心病",
    "肺结节CT",
    "乳腺癌病理",
    "肝癌随访",
    "脑卒中",
    "骨质疏松",
    "儿童哮喘",
    "甲状腺超声",
    "胃镜",
    "慢阻肺",
    "心电",
    "重症监护",
    "罕见病",
    "产前筛查",
    "阿尔茨海默",
    "高血压",
    "鼻咽癌",
    "眼底",
    "牙科影像",
    "慢病用药",
    "医保结算",
]
DATASETS = [
    "数据集",
    "专病数据集",
    "手术数据集",
    "影像数据集",
    "随访数据集",
    "标注数据集",
    "数据产品",
    "数据资源",
    "脱敏数据集",
    "数据库",
    "数据服务包",
]


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
            brand = "".join(self.rng.sample(LATIN, 1) + self.rng.sample(TAIL, 1))
            return (brand, brand) if self.rng.random() < 0.7 else (brand + self.rng.choice(TRADE), brand)
        brand = (
            self.rng.choice(self.brands)
            if self.rng.random() < 0.5
            else "".join(self.rng.sample(BRAND, self.rng.choice((2, 2, 2, 3))))
        )
        trade = self.rng.choice(TRADE)
        if self.rng.random() < 0.45:
            return brand + trade, brand if self.rng.random() < 0.4 else brand + trade
        place = self.rng.choice(self.places) if self.rng.random() < 0.6 else ""
        return place + brand + trade + self.rng.choice(FORM), brand + trade if self.rng.random() < 0.7 else brand

    def hospital(self) -> tuple[str, str]:
        """A hospital: listed, in the registry, or invented."""
        r = self.rng.random()
        if r < 0.2:
            return self.rng.choice(self.registry["hospitals"])
        if r < 0.4:
            name = self.rng.choice(self.hospitals)
            return name, name
        if r < 0.55:
            place, brand = self.rng.choice(self.places), self.rng.choice(PRIVATE)
            return place + brand + "医院", brand + "医院"
        if r < 0.7:
            school = self.rng.choice(self.universities)
            kind = self.rng.choice(AFFILIATED)
            return school + kind, school[:2] + ("附院" if kind == "附属医院" else "大" + kind[-4:])
        county = self.rng.choice(self.counties)
        kind = self.rng.choice(HOSPITAL)
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
            stem = self.rng.choice(LATIN) + self.rng.choice(TAIL)
            return stem + self.rng.choice(["", "", "-7B", "-R1", " 2.0", "大模型", "-Pro", "2", "-VL"]), stem
        if r < 0.55:
            stem = "".join(self.rng.sample(BRAND, 2))
        elif r < 0.65:
            stem = self.rng.choice(STEMS) + "·" + self.rng.choice(STEMS)
        else:
            stem = self.rng.choice(STEMS)
        kind = self.rng.choice(ZHKIND)
        if self.rng.random() < 0.2:
            kind = self.rng.choice(ORGANS) + (kind or "大模型")
        if not kind and len(stem) < 2:
            kind = "大模型"
        return stem + kind, stem

    def person(self) -> tuple[str, str]:
        """A person."""
        r = self.rng.random()
        if r < 0.1:
            name = f"{self.rng.choice(FOREIGN)}·{self.rng.choice(FAMILY)}"
            return name, name.split("·")[1] if len(name.split("·")[1]) > 1 else name
        if r < 0.13:
            name = self.rng.choice(MINORITY)
            return name, name
        if r < 0.45:
            name = self.rng.choice(self.people)
            return name, name
        surname = self.rng.choice(DOUBLE) if self.rng.random() < 0.03 else self.rng.choice(SURNAMES)
        name = surname + "".join(self.rng.sample(GIVEN, self.rng.choice((1, 2, 2, 2))))
        return name, name

    def dataset(self) -> tuple[str, str]:
        """A data set."""
        place = self.rng.choice(self.places) if self.rng.random() < 0.25 else ""
        name = place + self.rng.choice(DISEASES) + self.rng.choice(DATASETS)
        return name, name

    def institution(self, old: str) -> tuple[str, str]:
        """An institution of the kind that the old name's end tells; a name without a known end stays."""
        place = self.rng.choice(self.places) + self.rng.choice(["", "市", "省", ""])
        brand = "".join(self.rng.sample(BRAND, 2))
        for pattern, ends in (
            (r"(局|委|厅|政府|部|署|中心医院管理|疾控中心)$", GOVERNMENT),
            (r"(交易所|交易中心|数所|数交所)$", EXCHANGE),
            (r"(实验室|创新中心|工程研究中心)$", LABS),
            (r"(资本|创投|基金|投资|证券|事务所)$", FUNDS),
            (r"(协会|学会|联合会|联盟|研究会)$", SOCIETIES),
            (r"(研究院|研究所|科学院)$", RESEARCH),
        ):
            if re.search(pattern, old):
                end = self.rng.choice(ends)
                head = (
                    brand if ends is FUNDS else place + (self.rng.choice(ORGANS) if ends in (SOCIETIES, LABS) else "")
                )
                return head + end, head + end
        if re.search(r"(大学|学院)$", old):
            name = (
                self.rng.choice(self.universities) if self.rng.random() < 0.7 else place + self.rng.choice(UNIVERSITY)
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
    found.people = [p for p in people if 2 <= len(p) <= 3 and p[0] in SURNAMES]
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
