"""Whether a fact is planned, over or neither is told by the clauses of its two names."""

import pytest

from extract.relations.facts import NAME, status_of


@pytest.mark.parametrize(
    ("clauses", "status"),
    [
        (f"{NAME}将于明年部署{NAME}", "planned"),
        (f"{NAME}计划引入{NAME}", "planned"),
        (f"{NAME}拟收购{NAME}", "planned"),
        (f"{NAME}有望用上{NAME}", "planned"),
        (f"{NAME}已将{NAME}接入系统", None),
        (f"{NAME}率先将{NAME}部署到本地", None),
        (f"{NAME}将{NAME}的{NAME}嵌入工作站", None),
        (f"{NAME}使用{NAME}的模拟训练系统", None),
        (f"{NAME}的虚拟人用{NAME}", None),
        (f"{NAME}与{NAME}做了有意义的合作", None),
        (f"{NAME}经过准备部署{NAME}", None),
        (f"{NAME}预计的{NAME}已上线", None),
        (f"{NAME}与{NAME}终止合作", "ended"),
        (f"{NAME}联合发布了{NAME}", None),
    ],
)
def test_status(clauses, status):
    assert status_of(clauses) == status
