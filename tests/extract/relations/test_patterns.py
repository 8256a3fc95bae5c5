import re

import pytest

from extract.relations.holders import holders, told_of_them
from extract.relations.patterns import Named, told
from extract.relations.rows import rows_of_partners, rows_of_parts, rows_of_people, rows_of_posts

MARK = re.compile(r"\{([VHIMP])(\d):([^}]+)\}")


def named(marked):
    text, found, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        found.append(Named(len(text), len(text) + len(m[3]), int(m[2]), m[1]))
        text += m[3]
        last = m.end()
    return text + marked[last:], found


@pytest.mark.parametrize(
    ("marked", "facts"),
    [
        ("{V1:医联}{M2:MedGPT}已在多地使用。", [(1, "DEVELOPED", 2)]),
        ("{V1:云鹊}的“{M2:鹊问}”上线。", [(1, "DEVELOPED", 2)]),
        ("{V1:云鹊}自主研发的{M2:鹊问}上线。", [(1, "DEVELOPED", 2)]),
        ("{M1:鹊问}由{V2:云鹊}联合研发。", [(2, "DEVELOPED", 1)]),
        ("{M1:鹊问}由{V2:云鹊}提供技术支持。", []),
        ("{H1:瑞金医院}{M2:DeepSeek}一体机到货。", []),
        ("{H1:瑞金医院}病理科主任{P2:王朝夫}说。", [(2, "AFFILIATED_WITH", 1)]),
        ("{H1:瑞金医院}的病理科主任是{P2:王朝夫}。", [(2, "AFFILIATED_WITH", 1)]),
        ("{V1:华鼎}以及创始人{P2:王朝夫}。", []),
        ("{P1:王朝夫}（{H2:瑞金医院}）", [(1, "AFFILIATED_WITH", 2)]),
        ("{P1:李明}出任{V2:云鹊}首席执行官。", [(1, "AFFILIATED_WITH", 2)]),
        ("{P1:李明}曾在{V2:云鹊}担任首席科学家。", [(1, "AFFILIATED_WITH", 2)]),
        ("{P1:李明}此前在{V2:云鹊}的年会上发言。", []),
        ("{P1:李明}去年跳槽到{V2:云鹊}。", [(1, "AFFILIATED_WITH", 2)]),
        ("{P1:李明}谢绝加入{V2:云鹊}。", []),
        ("{P1:李明}去年升任{V2:云鹊}总裁。", [(1, "AFFILIATED_WITH", 2)]),
        ("{P1:李明}兼任客户。{V2:云鹊}总裁", []),
        ("{P1:李明}同时是{V2:云鹊}董事长。", [(1, "AFFILIATED_WITH", 2)]),
        ("{P1:李明}同时是{V2:云鹊}董事长之子。", []),
        ("{V1:华鼎}旗下{V2:云鹊}", [(2, "PART_OF", 1)]),
        ("{V1:华鼎}下属的{H2:榕杏医院}", [(2, "PART_OF", 1)]),
        ("{V1:华鼎}打算把旗下的{V2:云鹊}拆出来上市", [(2, "PART_OF", 1)]),
        ("{V1:云鹊}是{V2:华鼎}的全资子公司。", [(1, "PART_OF", 2)]),
        ("{V1:云鹊}并非{V2:华鼎}的全资子公司。", []),
        ("{V1:云鹊}公告称，其子公司{V2:鹊影科技}签约。", [(2, "PART_OF", 1)]),
        ("{V1:云鹊}是{V2:华鼎}的客户。", []),
        ("{M1:鹊问}基于{M2:Qwen3}训练。", [(1, "BASED_ON", 2)]),
        ("{V1:云鹊}与{H2:瑞金医院}签约。", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}与{H2:瑞金医院}签署投资意向书。", []),
        ("网传{V1:云鹊}与{H2:瑞金医院}签约，系误报。", []),
        ("{V1:云鹊}与{H2:瑞金医院}出席论坛。", []),
        ("{V1:云鹊}宣布完成对{V2:华鼎}的全资收购。", [(1, "ACQUIRED", 2)]),
        ("{V1:云鹊}以2亿元收购{V2:华鼎}。", [(1, "ACQUIRED", 2)]),
        ("市场传闻{V1:云鹊}以2亿元收购{V2:华鼎}。", []),
        ("{V1:云鹊}完成A轮融资，由{I2:华鼎资本}领投。", [(2, "INVESTED_IN", 1)]),
        ("{H1:瑞金医院}完成本地化部署{M2:DeepSeek}", [(1, "USES", 2)]),
        ("{H1:瑞金医院}早就用上了“{M2:鹊问}”。", [(1, "USES", 2)]),
        ("{H1:瑞金医院}拒绝采用{M2:鹊问}。", []),
        ("{H1:瑞金医院}使用“{M2:鹊问}”？院方说不知道。", []),
        ("{H1:瑞金医院}提出试用{M2:鹊问}的申请。", []),
        ("网友爆料{H1:瑞金医院}私下使用{M2:鹊问}。", []),
        ("“{M1:鹊问}”已在{H2:瑞金医院}上岗。", [(2, "USES", 1)]),
        ("“{M1:鹊问}”落户{H2:瑞金医院}的计划推迟。", []),
        ("{I1:华鼎资本}去年投资了{V2:云鹊}。", [(1, "INVESTED_IN", 2)]),
        ("{I1:华鼎资本}没投过{V2:云鹊}。", []),
        ("{V1:云鹊}的主要股东包括{I2:华鼎资本}。", [(2, "INVESTED_IN", 1)]),
        ("{V1:云鹊}与{H2:瑞金医院}签下三年的合同。", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}与{H2:瑞金医院}共同申报课题。", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}和{H2:瑞金医院}组成联合体中标。", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}与{H2:瑞金医院}签订保密协议。", []),
        ("{V1:云鹊}:与{H2:瑞金医院}签署备忘录。", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}×{H2:瑞金医院}共建中心", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}×{H2:瑞金医院}研讨会", []),
        ("{V1:云鹊}中标{H2:瑞金医院}智慧病房项目。", [(1, "PARTNERS_WITH", 2)]),
        ("{V1:云鹊}预中标{H2:瑞金医院}智慧病房项目。", []),
        ("{V1:云鹊}昨日在上海发布“{M2:鹊问}”。", [(1, "DEVELOPED", 2)]),
        ("{V1:云鹊}把自研的心电模型{M2:鹊问}装进手环。", [(1, "DEVELOPED", 2)]),
        ("鼓励{V1:云鹊}与{H2:瑞金医院}共建中心。", []),
        ("{V1:云鹊}力争与{H2:瑞金医院}签约。", []),
    ],
)
def test_rules(marked, facts):
    text, found = named(marked)
    assert [(h.owner, r.type, t.owner) for r, h, t in told(text, found)] == facts


@pytest.mark.parametrize(
    ("marked", "homes"),
    [
        ("{H1:瑞金医院}昨日启用新系统。院长{P2:宁光}介绍，", [(2, 1)]),
        ("{H1:瑞金医院}与{H3:华山医院}签约。院长{P2:宁光}介绍，", []),  # of which?
        ("{V1:云鹊}完成融资，创始人{P2:李明}说。", [(2, 1)]),
        ("{V1:云鹊}完成融资，客户{P2:李明}说。", []),
        ("{V1:云鹊}完成融资，执行长{P2:李明}说。", [(2, 1)]),
        (
            "{H1:瑞金医院}昨日启用新系统，{V3:云鹊}、{V4:岚溪}、{V5:北濠}到场。\n院长{P2:宁光}介绍，",
            [],
        ),  # another paragraph
        ("{H1:瑞金医院}昨日启用新系统。\n讲课的有四位，信息科高级工程师{P2:宁光}。", [(2, 1)]),  # its own article
        ("{V1:云鹊}今日发布新品。\n总经理{P2:李明}到场。", [(2, 1)]),
        ("{H1:瑞金医院}昨日启用新系统。\n{H3:华山医院}到场。\n工程师{P2:宁光}介绍，", []),
        ("总经理{P2:李明}来到{V1:云鹊}。", []),
    ],
)
def test_a_title_alone_belongs_to_the_only_organisation_near(marked, homes):
    assert [(p.owner, o.owner) for p, o in holders(*named(marked))] == homes


@pytest.mark.parametrize(
    ("marked", "homes"),
    [
        ("{P1:李明}到场致辞。他是{I2:海陵学会}会长。", [(1, 2)]),
        ("{P1:李明}到场致辞，她曾任{I2:海陵学会}会长。", [(1, 2)]),
        ("{P1:王岚}和{P2:李明}到场。她同时是{I3:海陵学会}理事。", [(2, 3)]),
        ("{P1:李明}到场致辞。\n他是{I2:海陵学会}会长。", []),  # another paragraph
        ("{P1:李明}到场致辞。他是{I2:海陵学会}的客人。", []),
        ("{P1:李明}到场致辞。其他是{I2:海陵学会}会长。", []),
    ],
)
def test_a_pronoun_means_the_person_told_last(marked, homes):
    assert [(p.owner, o.owner) for p, o in told_of_them(*named(marked))] == homes


@pytest.mark.parametrize(
    ("marked", "posts"),
    [
        ("{I1:海陵科学院}院士、{H2:榕杏医院}院长{P3:李岚}介绍", [(3, 1)]),
        ("{I1:海陵大学}教授，{I2:榕杏学会}主任委员、{H3:榕杏医院}院长{P4:李岚}介绍", [(4, 2), (4, 1)]),
        ("{H1:海陵医院}院长{P2:王岚}、{H3:榕杏医院}院长{P4:李岚}介绍", []),
        ("{V1:云鹊}的客户、{H2:榕杏医院}院长{P3:李岚}介绍", []),
        ("{V1:云鹊}并非由董事长、{H2:榕杏医院}院长{P3:李岚}控制", []),
        ("网传{I1:海陵科学院}院士、{H2:榕杏医院}院长{P3:李岚}被查，系谣言", []),
        ("{V1:云鹊}邀请多位专家、{H2:榕杏医院}院长{P3:李岚}座谈", []),
        ("{V1:云鹊}创始人和{H2:榕杏医院}院长{P3:李岚}出席", []),
    ],
)
def test_posts_in_a_row_are_all_of_the_person_behind_them(marked, posts):
    assert [(p.owner, o.owner) for p, o in rows_of_posts(*named(marked))] == posts


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("{V1:云鹊}董事长{P2:王岚}、首席技术官{P3:李岚}和副总裁{P4:赵岚}接待", [(3, 1), (4, 1)]),
        ("{H1:榕杏医院}到场的有院长{P2:王岚}、副院长{P3:李岚}", [(3, 1)]),
        ("{H1:榕杏医院}副院长{P2:王岚}、{P3:李岚}和{P4:赵岚}出席", [(3, 1), (4, 1)]),
        ("{V1:云鹊}总裁{P2:王岚}、中国区总经理{P3:李岚}出席", [(3, 1)]),
        ("{H1:榕杏医院}副院长{P2:王岚}和{P3:李岚}出席", []),  # of which is the second?
        ("{H1:榕杏医院}院长{P2:王岚}、市卫健委主任{P3:李岚}出席", []),
        ("{H1:榕杏医院}院长{P2:王岚}、{V3:云鹊}总裁{P4:李岚}出席", []),
        ("{P1:王岚}、副院长{P2:李岚}出席", []),
        ("网传{H1:榕杏医院}院长{P2:王岚}、副院长{P3:李岚}被查，系谣言", []),
    ],
)
def test_persons_in_a_row_are_of_the_organisation_before_them(marked, people):
    assert [(p.owner, o.owner) for p, o in rows_of_people(*named(marked))] == people


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("{V1:云鹊集团}旗下有{V2:云鹊健康}、{V3:鹊影科技}和{H4:榕杏医院}", [(3, 1), (4, 1)]),
        ("{V1:云鹊}名下现有{V2:云鹊健康}及“{V3:鹊影科技}”", [(3, 1)]),
        ("{V1:云鹊}旗下{V2:云鹊健康}、{V3:海陵资本}投资", []),  # the second stands beside the first
        ("网传{V1:云鹊}旗下有{V2:云鹊健康}和{V3:鹊影科技}，系谣言", []),
    ],
)
def test_parts_in_a_row_are_of_the_organisation_before_them(marked, parts):
    assert [(p.owner, o.owner) for p, o in rows_of_parts(*named(marked))] == parts


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        ("{V1:云鹊}与{H2:榕杏医院}、{I3:海陵大学}签署合作协议", [(1, 2), (1, 3)]),
        ("{H1:榕杏医院}、{I2:海陵大学}与{V3:云鹊}共建实验室", [(1, 3), (2, 3)]),
        ("{V1:云鹊}日前分别与{H2:榕杏医院}和{H3:海陵医院}等五家医院签约", [(1, 2), (1, 3)]),
        ("{H1:榕杏医院}、{I2:海陵大学}和{V3:云鹊}共同发起联盟", [(1, 2), (1, 3), (2, 3)]),
        ("{H1:榕杏医院}、{I2:海陵大学}和{V3:云鹊}三方签约", [(1, 2), (1, 3), (2, 3)]),
        ("{H1:榕杏医院}、{I2:海陵大学}和{V3:云鹊}三家单位坐到一起，签约共建", [(1, 2), (1, 3), (2, 3)]),
        ("{H1:榕杏医院}、{I2:海陵大学}和{V3:云鹊}，合力研制新设备", [(1, 2), (1, 3), (2, 3)]),
        ("{H1:榕杏医院}、{I2:海陵大学}和{V3:云鹊}签约", []),  # with whom?
        ("{V1:云鹊}与{H2:榕杏医院}、{I3:海陵大学}座谈", []),
        ("{V1:云鹊}未与{H2:榕杏医院}、{I3:海陵大学}签署协议", []),
        ("网传{V1:云鹊}与{H2:榕杏医院}、{I3:海陵大学}签约，系谣言", []),
    ],
)
def test_parties_in_a_row_are_partners(marked, pairs):
    assert [(a.owner, b.owner) for a, b in rows_of_partners(*named(marked))] == pairs
