"""The words that names are made of, in groups with names: legal forms, trade words, kinds of hospitals, endings of models,
and what is shortened everywhere.
"""

import re

LEGAL = re.compile(
    r"(?:(?:集团|控股)?(?:股份|集团)?(?:有限责任|有限|股份)公司|集团股份公司|股份公司|集团公司|总公司|公司|"
    r"(?<=..)控股集团|(?<=..)集团控股|(?<=..)集团|(?<=..)控股|(?<=..)股份)$"
)
LEGAL_LATIN = re.compile(
    r"(?:coltd|co|ltd|limited|inc|incorporated|corp|corporation|llc|plc|gmbh|ag|sa|holdings|group)$"
)
PLAIN = ("科技", "技术", "发展", "实业", "控股", "集团", "股份")
"""Words that a company adds to its name without becoming another one."""
TRADE = re.compile(
    r"^(?:数字|人工智能|基础|研究|研发|技术|信息|科技|软件|网络|医疗|器械|健康|生物|医药|药业|制药|电子|服务|管理|咨询|系统|设备|互联网|"
    r"智能|智慧|数据|大数据|影像|仪器|工程|产业|发展|实业|计算机|机器人|设备制造|医用|制品|半导体|控股|集团|股份)+$"
)
NEUTRAL = ("科技", "技术", "信息", "网络", "软件", "发展", "实业", "控股", "集团", "股份", "公司", "计算", "系统")
UNIT = [
    "云",
    "云计算",
    "医疗",
    "健康",
    "终端",
    "医药",
    "药业",
    "生物",
    "保险",
    "数科",
    "金融",
    "智能",
    "资本",
    "基金",
    "投资",
    "研究院",
    "实验室",
    "事业群",
    "事业部",
    "军团",
    "云智能",
    "智能云",
    "智慧医疗",
    "医疗健康",
    "大健康",
    "互联网医院",
    "数据",
    "影像",
    "检验",
    "器械",
    "中国",
    "海外",
    "国际",
]
NUMBER = "一二三四五六七八九十"
TYPES = [
    "人民",
    "中心",
    "中医",
    "中医药",
    "中西医结合",
    "中西医",
    "妇幼保健",
    "妇幼",
    "妇女儿童",
    "妇产",
    "妇产科",
    "儿童",
    "儿科",
    "肿瘤",
    "口腔",
    "眼科",
    "胸科",
    "肺科",
    "精神卫生",
    "精神病",
    "传染病",
    "感染病",
    "康复",
    "骨科",
    "整形",
    "急救",
    "职业病",
    "结核病",
    "皮肤病",
    "皮肤",
    "公共卫生",
    "总",
    "红十字会",
    "红十字",
    "老年",
    "老年病",
    "心血管病",
    "脑科",
    "耳鼻喉",
    "职工",
    "立",
    "附属",
]
HOSPITAL_END = "医院|医疗中心|医学中心|保健院|防治院|防治中心|卫生院|卫生服务中心|中心|院"
GENERIC = re.compile(
    rf"^(?:省|市|区|县|州|镇|乡)?(?:第?(?:[{NUMBER}]+|\d+))?(?:{'|'.join(sorted(TYPES, key=len, reverse=True))})*(?:{HOSPITAL_END})$"
)
ORDINAL = re.compile(rf"第?([{NUMBER}]+|\d+)(?=附|人民|医|院|中|临床|妇|儿|康|军|总|市)")
SHORT_ORDINAL = re.compile(rf"^(?:省|市|县)?([{NUMBER}])(?:附)?(?:医院|院|医)$")
BRANCH = re.compile(r"^(.{2,}?(?:医院|[一二三四五六七八九十]院))[(（·]?([^)）]+)[)）]?$")
MODEL_END = re.compile(
    r"(?:(?:垂直|垂类|多模态)*(?:大语言模型|语言大模型|大模型|语言模型|基础模型|模型)|"
    r"(?:人工智能|ai)?(?:系统|平台|智能体|助手|产品|应用|app))$"
)
MODEL_FIELD = re.compile(r"(?:智慧)?(?:医疗|医学|医药|健康|中医药|中医|影像|病理)$")
VERSION = re.compile(r"(?:[vｖ]?\d+(?:\.\d+)*(?:版|版本)?)$")
LATIN_CORE = re.compile(r"[a-z][a-z0-9]{2,}")
DATA_END = re.compile(r"(?:数据集|数据产品|数据库|数据资产|数据|产品)$")
SHORTENED = {
    "医科大学": "医大",
    "药科大学": "药大",
    "中医药大学": "中医大",
    "交通大学": "交大",
    "师范大学": "师大",
    "工业大学": "工大",
    "农业大学": "农大",
    "财经大学": "财大",
}
"""How names of universities are shortened everywhere; the shortened one is no other university."""
SIZE = re.compile(r"(?<=[a-z\d])[-_ ]?\d+(?:\.\d+)?b(?=$|大?模型$)")
"""How many parameters a model has: -7B."""
COMMISSION = re.compile(r"(卫生健康|发展和改革|发展改革|教育工作)委$")
WRITTEN_OUT = {
    "卫健委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "卫计委": "卫生和计划生育委员会",
    "医保局": "医疗保障局",
    "药监局": "药品监督管理局",
    "发改委": "发展和改革委员会",
    "工信部": "工业和信息化部",
    "工信局": "工业和信息化局",
    "经信委": "经济和信息化委员会",
    "网信办": "互联网信息办公室",
    "市监局": "市场监督管理局",
    "人社局": "人力资源和社会保障局",
    "社科院": "社会科学院",
    "信通院": "信息通信研究院",
}
SHORTEST_CORE = 2
