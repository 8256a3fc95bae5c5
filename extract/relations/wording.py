"""The words of the rules for names side by side, as parts of patterns."""

from extract.relations.people import TITLE_END

OPEN = r"[“\"「『《‘]?"
SHUT = r"[”\"」』》’]?"
TITLE_WORDS = rf"[一-鿿A-Za-z0-9、兼及与&]{{0,14}}(?:{TITLE_END})"
MADE = r"(?:自研|自主研发|自主开发|研发|开发|推出|发布|打造|训练|研制|自有|独立研发|独家研发|正式发布|正式推出|最新发布|最新推出|开源|自家)"
# what parties do who agree on something; a stake, a merger or the ceremony alone is none
AGREE = (
    r"(?:签署(?!.{0,4}(?:投资|收购))|签订|签下|签了|签有|续签|组成[^，。；]{0,3}联合体|签约(?!仪式)|达成(?!一致)|共建|合作(?!伙伴)|携手|一起做|合资|合办(?!.{0,3}[讲座会])|"
    r"订立(?!.{0,4}出售)|签[^，。；]{0,6}备忘录|"
    r"(?:联合|共同|合力|一[起道])(?:研发|研制|发布|开发|推出|打造|发起|成立|申报|承担|训练|攻关|完成|投入|建设|搭建|运营))(?![^，。；]{0,8}(?:受让|合并|收购|增资|委托|意向|保密|回购|谈崩|破裂))"
)
# between a hospital and a model of its own, of others, or of none
NO_USE = r"[^，。；、]{0,10}?(?:合作|谎称|拒|期待|呼吁|应当|建议|暂|提出|分别|私下|禁|停|弃|患者|病人|市民|担[忧心]|警惕|防止)"
# what a firm does with others' models, or what stands between it and a name that is not its product
JOINED = (
    r"(?:接入|接通|对接|部署|融合|集成|引入|搭载|适配|兼容|转用|转投|放弃|基于|调用|对手|客户|伙伴|同行|友商|前员工)"
)
GUIDE = r"(?![”」》]?[^，。；]{0,8}?(?:指引|指南|报告|教程|测评|评测|手册|从入门))"
NO_KIN = r"(?![之的][^，]{0,3}?(?:[子女父母妻夫弟兄]|学生|弟子|同学|朋友|助理))"
ADDRESSED = r"(?:先生|女士|教授|博士)?"
FORMERLY = r"曾先后|曾经|曾|早年|此前|先后|之前|过去|毕业后|一度|原"
UNDER = r"(?:旗下|名下|下属|下设|下辖|直属)"
