"""The table of rules for two names side by side: the words between, before or behind them that tell a fact.

Each row of RULES but "takes over" is right in 90 of 100 cases or more, most in 97, on the annotated passages
(``benchmarks/patterns.py``). What is told in other words (rumour, refusal and plan look alike) is the classifier's.
"""

import re
from dataclasses import dataclass

from extract.relations.wording import (
    ADDRESSED,
    AGREE,
    FORMERLY,
    GUIDE,
    JOINED,
    MADE,
    NO_KIN,
    NO_USE,
    OPEN,
    SHUT,
    TITLE_WORDS,
    UNDER,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Two neighbours with labels among ``first`` and ``second``; ``gap`` matches all between, ``after`` what follows.

    ``back``: the second is the head. ``unlike`` is what the second's name may not hold.
    """

    name: str
    type: str
    first: str
    second: str
    gap: re.Pattern[str]
    after: re.Pattern[str] | None
    back: bool
    unlike: re.Pattern[str] | None


def rule(
    name: str, kind: str, first: str, second: str, gap: str, after: str = "", back: bool = False, unlike: str = ""
) -> Rule:
    """Compile a row; labels are the first letters of those of the ontology (V, H, I, M, P)."""
    behind, not_so = (re.compile(p) if p else None for p in (after, unlike))
    return Rule(name, kind, first, second, re.compile(gap + "$"), behind, back, not_so)


RULES = (
    rule("owner before product", "DEVELOPED", "V", "M", rf"(?:的|旗下的?|自家的?|自有的?)?{OPEN}"),
    rule(
        "made",
        "DEVELOPED",
        "VIH",
        "M",
        rf"(?![^，。；、\n]{{0,26}}?{JOINED})(?:所|自主|联合|共同|团队|正式|最新|昨日|今日|近日|已|新)?{MADE}(?:的|了|出)?(?:[一-鿿A-Za-z]{{0,10}}?)?(?<![类似比像超])(?<!对标){OPEN}",
        GUIDE,
    ),
    rule(
        "made by",
        "DEVELOPED",
        "M",
        "VIH",
        rf"{SHUT}(?:，|,)?(?:是|系|即|为)?由",
        r"[一-鿿]{0,8}?(?:研发|开发|推出|发布|打造|训练|研制|自研|联合|共同|牵头)",
        back=True,
    ),
    rule(
        "title before",
        "AFFILIATED_WITH",
        "VIH",
        "P",
        rf"(?!以及|[及与和])(?:方面[，,]?)?(?:(?:到场|出席|参会|参加|与会|在座|来|派出)的?(?:有|是|包括|为))?(?:原|前|时任|现任|的)?{TITLE_WORDS}{SHUT}[:： ]?",
        back=True,
    ),
    rule(
        "whose post",
        "AFFILIATED_WITH",
        "VIH",
        "P",
        rf"的?{TITLE_WORDS}[，,]?(?:名叫|叫做|叫|是|为|由)",
        back=True,
    ),
    rule("of person", "AFFILIATED_WITH", "VIH", "P", r"(?:的|教授|研究员|院士| )?", back=True),
    rule("in brackets", "AFFILIATED_WITH", "P", "VIH", r"(?:教授|院士|博士|主任|医生|医师)?[(（]"),
    rule(
        "person is",
        "AFFILIATED_WITH",
        "P",
        "VIH",
        r"(?:，|,)?(?:是|系|任|担任|出任|现任|就任|受聘担任|加入|加盟|就职于|任职于|创办|创立)(?:了)?",
        rf"|{TITLE_WORDS}",
    ),
    rule(
        "worked at",
        "AFFILIATED_WITH",
        "P",
        "VIH",
        rf"{ADDRESSED}[，,]?(?:{FORMERLY})[^，。；、]{{0,8}}?(?:在|到|于|任职于|就职于|供职于|加入|加盟|效力于|执教于)(?:美国|英国|德国)?",
        r"[^，。；]{0,12}?(?:工作|任职|担任|(?<![主责信])任(?![何务])|做(?!了?(?:手术|检查|治疗|讲|报告|演讲))|当(?!时)|从事|负责|供职|执教|干了|待了)",
    ),
    rule(
        "joins",
        "AFFILIATED_WITH",
        "P",
        "VIH",
        rf"{NO_KIN}{ADDRESSED}[，,]?[^，。；、]{{0,6}}?(?<![一-鿿]人)(?:任职于|就职于|供职于|加入|加盟|效力于|执教于|就任|转投|跳槽[到至]|执掌|掌舵|一手创办|联合创办|创办|创立|创建)了?{OPEN}",
    ),
    rule(
        "takes a post",
        "AFFILIATED_WITH",
        "P",
        "VIH",
        rf"{NO_KIN}(?:，|,)?[^，。；、]{{0,8}}?(?:出任|担任|兼任|获任|升任|转任|调任|受聘为|获聘为|当选为?|接任)",
        rf"{TITLE_WORDS}",
    ),
    rule(
        "holds a post",
        "AFFILIATED_WITH",
        "P",
        "VIH",
        r"(?:，|,)?(?:现|目前|同时|还|也|并|兼|又)(?:是|为|系)",
        rf"的?{TITLE_WORDS}(?![一-鿿]{{0,4}}[之的](?:[子女弟兄侄妻夫]|儿子))",
    ),
    rule(
        "under",
        "PART_OF",
        "VIH",
        "VIH",
        rf"(?:集团|公司)?(?:及其|[^，。；]{{0,12}}?(?:把|将|对|让))?{UNDER}的?(?:[一-鿿A-Za-z]{{0,8}})?",
        back=True,
    ),
    rule(
        "subsidiary",
        "PART_OF",
        "VI",
        "VI",
        r"(?:的|之|下属)?(?:全资|控股|间接|直接|境内|境外|上市|核心)?(?:子公司|附属公司|分公司|孙公司|事业部|成员企业)(?:——|—|-|、)?",
        back=True,
    ),
    rule(
        "its subsidiary",
        "PART_OF",
        "V",
        "VI",
        rf"(?![^。；、\n]{{0,14}}?(?:受理|批准|同意|核准|问询|处罚|起诉|收购))"
        rf"[^。；、\n]{{0,14}}?(?:其|旗下的?|全资|控股)(?:一家|全资|控股|间接|境外|上市)*(?:子公司|附属公司|孙公司){OPEN}",
        back=True,
    ),
    rule(
        "is subsidiary",
        "PART_OF",
        "VIH",
        "VIH",
        r"(?:，|,)?(?:是|系|为|作为|属于|隶属于|隶属|归属于)(?:上市公司)?",
        r"(?:的|之)?(?:集团|公司)?(?:旗下|全资|控股|子公司|附属|下属|孙公司|直属|分院|院区|成员)",
    ),
    rule(
        "makes",
        "DEVELOPED",
        "VIH",
        "M",
        rf"[^，。；]{{0,10}}?(?:推出|发布|研发|开发|打造|研制|训练)(?:了|的|出)(?:[一-鿿A-Za-z]{{0,14}}?){OPEN}",
        GUIDE,
    ),
    rule(
        "brings out",
        "DEVELOPED",
        "VIH",
        "M",
        rf"(?![^，。；、\n]{{0,26}}?{JOINED})[^，。；、\n]{{0,14}}?(?:做出|推出|发布|上新|亮出|拿出)了?[“「『]?",
        GUIDE,
    ),
    rule(
        "its own product",
        "DEVELOPED",
        "V",
        "M",
        rf"(?![^，。；、\n]{{0,26}}?(?:改|购|的控股|{JOINED}))[^，。；、\n]{{0,8}}?(?<!无)(?:自家|自研|自主研发|自有|自主开发|自产)(?!以)的?[^，。；、\n]{{0,10}}?{OPEN}",
    ),
    rule(
        "is product of",
        "DEVELOPED",
        "M",
        "VIH",
        rf"{SHUT}(?:，|,)?(?:是|为|系|出自|来自|属于)",
        r"(?:旗下|自研|自主|研发|开发|推出|打造|的|团队|发布)",
        back=True,
    ),
    rule(
        "wholly owned",
        "PART_OF",
        "VIH",
        "VIH",
        r"(?:，|,|（|\()?(?:是|系|为|作为|由)?",
        r"(?:的)?(?:全资|控股)(?:子公司|附属)",
    ),
    rule("parent", "PART_OF", "VI", "VI", r"(?:的)?(?:控股股东|母公司|控股母公司)(?:是|为|——)?"),
    rule(
        "completed takeover",
        "ACQUIRED",
        "VI",
        "VH",
        r"[^。；，]{0,14}?(?:完成(?:了)?|宣布完成|正式完成)对",
        r"[^。；，]{0,14}?(?:收购|并购|控股)",
    ),
    rule(
        "takes over",
        "ACQUIRED",
        "VI",
        "VH",
        r"[^。；，]{0,14}?(?:完成(?:了)?|宣布|正式|斥资|豪掷|以[^，。；]{1,14}?|花[^，。；]{1,10}?|全资|现金|拟[^，。；]{0,12}?)"
        r"(?:全资)?(?:收购|并购|买下)(?:了)?",
    ),
    rule(
        "round led by",
        "INVESTED_IN",
        "V",
        "VI",
        r"[^。；]{0,26}?(?:完成|宣布完成|获得|获)[^。；]{0,16}?融资[^。；]{0,6}?[，,]?(?:由|本轮由|投资方为|领投方为|本轮融资由)",
        r"(?:和|、|与|及)?[^，。；]{0,14}?(?:领投|独家|投资|共同|跟投)",
        back=True,
    ),
    rule(
        "backs",
        "INVESTED_IN",
        "VI",
        "V",
        rf"[^，。；、]{{0,8}}?(?<![不未没])(?:(?:领投|跟投|参投|投资|投)(?:了|过)|(?<!对外)投资的|认购(?:了)?){OPEN}",
    ),
    rule(
        "its backers",
        "INVESTED_IN",
        "V",
        "VI",
        rf"(?:的|其他|老|早期|现有|主要|最大|第一大){{0,3}}(?:股东|投资方|投资人|投资者|战略投资者|领投方)(?:包括|有|为|是|中有|里有|：|还有|[一-鿿]{{0,2}}包括)?{OPEN}",
        back=True,
    ),
    rule(
        "puts to use",
        "USES",
        "H",
        "M",
        rf"(?!{NO_USE})[^，。；、]{{0,10}}?(?:上线|部署|引入|引进|装上|用上|启用|导入|采用|试用|在用|使用|(?<![禁停弃专通费作应滥误])用)(?:了|过|的是|的就是|的)?{OPEN}",
        rf"(?!{SHUT}(?:[？?：:]|[^，。；]{{0,3}}(?:申请|打算)))",
    ),
    rule(
        "in use at",
        "USES",
        "M",
        "H",
        rf"{SHUT}[^，。；、]{{0,6}}?(?:已经?在|装在|用在|用于|进入|进驻|入驻|落户|落地|上线于?|部署[在于到])",
        r"(?![^，。；]{0,3}(?:计划|语料|数据|病历|记录)|[^，。；]{0,8}?(?:叫停|试验|推迟))",
        back=True,
    ),
    rule(
        "agreement",
        "PARTNERS_WITH",
        "VIH",
        "VIH",
        r"(?:[:：]?(?:与|和|同|跟|携手|联合|牵手)|\s?[×✕]\s?)",
        rf"(?:(?![收购让没无未不非否崩])[^，。；]){{0,6}}?{AGREE}",
    ),
    rule("hand in hand", "PARTNERS_WITH", "VIH", "VIH", r"[^，。；]{0,6}?(?:携手|牵手|联手)"),
    rule(
        "wins",
        "PARTNERS_WITH",
        "V",
        "HI",
        rf"[^，。；、\n]{{0,10}}?(?<!预)(?:中标|承建|承接|拿下)了?{OPEN}",
        rf"的?{OPEN}[^，。；\n]{{0,14}}?(?:项目|采购|标|建设|工程|系统|平台|合同|订单)",
    ),
    rule(
        "told it won",
        "PARTNERS_WITH",
        "V",
        "HI",
        rf"(?![^，。；、\n]{{0,8}}?(?:等待|期待|有望))[^，。；、\n]{{0,8}}?(?<!未)(?:收到|接到)了?(?:发包人|招标人|采购人|采购单位|业主|业主单位|业主方|建设单位|甲方)?{OPEN}",
        rf"{OPEN}(?:(?!招标|代理|咨询|监理|交易|取消|撤销|作废|关于|[（(])[^，。；\n]){{0,14}}?(?<!未)《?中标通知书(?!》?[^，。；]{{0,4}}(?:无效|作废|的函|的说明))",
        unlike="招标|代理|咨询|监理|交易",
    ),
    rule(
        "local deployment",
        "USES",
        "VIH",
        "M",
        rf"(?:[^，。；、]{{0,8}}?)(?:本地(?:化)?部署|私有化部署|接入)(?:了)?(?:[^，。；、]{{0,6}}?){OPEN}",
    ),
    rule(
        "based on",
        "BASED_ON",
        "M",
        "M",
        rf"{SHUT}(?:，|,)?(?:是|则|即|均|都|也)?(?:基于|以|构建于|建立在|依托|由)(?:开源的?|自研的?|底层的?)?{OPEN}",
        r"[^，。；]{0,8}?(?:为底座|为基座|为基础|底座|基座|微调|训练|打造|开发|研发|构建|之上|蒸馏|后训练|而|搭建|底层|[，。；、])",
    ),
)
