"""By post: leaders' study is counted on the day of each record; what a post must know comes from law and from the bureau's own list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fadu.apps.learning.models import StudyRecord
from fadu.apps.learning.queries import mustknow as queries
from fadu.apps.learning.queries.people import learners
from fadu.apps.reports import queries as reports
from fadu.core.figures import Period, Scope
from fadu.core.learning import mustknow
from fadu.core.learning.posts import is_leader
from tests.apps.registers.test_declared import take

pytestmark = pytest.mark.django_db
ANN, BOB = "431127001", "431127002"
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(("post", "leads"), [
    ("局长", True), ("党组成员、副局长", True), ("分局长", True), ("局长助理", False), ("支部书记", False), ("大队长", False), ("", False),
])
def test_a_leader_is_known_by_the_post(post: str, leads: bool) -> None:
    assert is_leader(post) is leads


def test_what_the_pack_cites_is_in_force() -> None:
    wrong = [(one.code, fault) for group in mustknow.POSTS for one in mustknow.items(group, TODAY) for fault in mustknow.faults(one.cited, TODAY)]
    assert wrong == []
    assert "leaders-field" not in [one.code for one in mustknow.items("leaders", date(2026, 8, 14))]


def counted(ids: list[str]) -> list[Decimal]:
    found = reports.values([Scope.of(Period.year(2024))], ids)[0]
    return [Decimal(found[id] or 0) for id in ids]


def test_study_counts_for_leaders_from_the_day_on_which_they_became_one() -> None:
    ids = ["training.leaders.hours", "training.leaders.people", "training.leaders.sat"]
    before = counted(ids)
    assert take({
        "变更": [("编号", "对象类型", "对象编号", "项目", "新值", "自"), ("B1", "人员", ANN, "职务", "党组成员、副局长", "2024-06-01")],
        "学习考试": [
            ("编号", "项目", "类型", "日期", "工号", "姓名", "参学(是/否)", "参考(是/否)", "成绩", "合格(是/否)", "学时"),
            ("K1", "专题学习", "学法", "2024-05-31", ANN, None, "是", None, None, None, 5),
            ("K2", "专题学习", "学法", "2024-06-01", ANN, None, "是", None, None, None, 3),
            ("K3", "专题学习", "学法", "2024-06-01", BOB, None, "是", None, None, None, 3),
        ],
    }).plan.report()["refusals"] == []
    after = counted(ids)
    hers = StudyRecord.standing.filter(person__number=ANN, held_on__year=2024, held_on__gte=date(2024, 6, 1))
    assert (after[0] - before[0], after[1] - before[1]) == (sum(row.hours or 0 for row in hers), 1)
    assert {"K1", "K2", "K3"} & {row.number for row in reports.rows_of(ids[0], Scope.of(Period.year(2024)))} == {"K2"}


def test_a_post_must_know_the_law_of_its_groups_and_what_the_bureau_lists() -> None:
    take({"应知应会": [
        ("编号", "岗位", "应知应会", "依据条款", "列入日期", "移出日期"),
        ("Y1", "执法人员", "查封扣押", "《行政强制法》第二十三条", "2025-01-01", None),
        ("Y2", "执法人员", "旧的", "《环境影响评价法》第三十一条", "2025-01-01", "2026-01-01"),
        ("Y3", "全体", "失效的", "《环境影响评价法》第三十一条", "2025-01-01", None),
        ("Y4", "出纳", "预算", "《行政处罚法》第七十四条", "2025-01-01", None),
        ("Y5", "全体人员", "保密", "《行政处罚法》第五十条", "2025-01-01", None),
    ]})
    items, holders = queries.of_post("执法人员", TODAY)
    said = {one.content: one for one in items}
    assert {"查封扣押", "失效的", "两人以上执法、主动出示证件"} <= set(said)
    assert not {"旧的", "预算", "宪法"} & set(said)
    assert said["失效的"].faults
    assert ANN in {each.number for each in holders}
    posts = queries.posts(TODAY)
    assert "出纳" in posts
    assert not {"全体人员", "全体干部职工"} & set(posts)  # other words for 全体 are no posts of their own
    assert len(queries.of_post("全体", TODAY)[1]) == len(learners(TODAY))
    assert [one.content for one in queries.of_post("出纳", TODAY)[0] if one.uid] == ["失效的", "预算", "保密"]
    (me,) = learners(TODAY, ANN)
    assert "查封扣押" in {one.content for one in queries.of_person(me, TODAY)}
