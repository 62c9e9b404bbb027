"""Figures of inspections: draws, joint actions, checks of every kind. One check of one object is one 家次."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.inspections.models import Inspection
from fadu.apps.record.figures import Counter, Dated, Linked, distinct
from fadu.core.figures import Figure, Scope, derived, percent

_CHECKS = Dated(Inspection.standing.all, "inspected_on")
_draw = Counter("双随机", "检查", _CHECKS, "inspected_on", Q(category="双随机", joint_number=""))
_joint = Counter("双随机", "检查", _CHECKS, "inspected_on", ~Q(joint_number=""))
_all = Counter("执法检查", "检查", _CHECKS, "inspected_on")
_offsite = Counter("非现场监管", "检查", _CHECKS, "inspected_on", Q(method="非现场"))
_trips = Counter("执法检查", "检查", Linked(Inspection, "officers", "inspection", "inspected_on"), "inspection__inspected_on")

_PROBLEM = Q(found_problem=True)


def _rectified(scope: Scope) -> Q:
    return _PROBLEM & Q(rectified_on__lte=scope.as_of)


def _published(scope: Scope) -> Q:
    return Q(published_on__lte=scope.as_of)


def _unrectified(scope: Scope) -> Q:
    return _PROBLEM & ~Q(rectified_on__lte=scope.as_of)


def _overdue(scope: Scope) -> Q:
    return _unrectified(scope) & Q(rectify_by__lt=scope.as_of)


def _category(key: str, category: str) -> Figure:
    return _all(f"inspection.category.{key}", category, "家次", f"日期在统计期内、检查类别为{category}的检查", Q(category=category))


_DRAWS = _draw("inspection.draw.checks", "双随机抽查", "家次", "日期在统计期内、类别为双随机、不属联合检查的检查（一次检查一个对象为一家次）")
_PROBLEMS = _draw("inspection.draw.problems", "双随机抽查发现问题", "个", "双随机抽查中发现问题的检查", _PROBLEM)
_RECTIFIED = _draw("inspection.draw.rectified", "双随机抽查问题已整改", "个", "双随机抽查发现的问题中，截至统计时点已完成整改的", _rectified)
_PUBLISHED = _draw("inspection.draw.published", "双随机抽查结果已公示", "家次", "双随机抽查检查中，截至统计时点已公示结果的", _published)
_ANY = _all("inspection.checks", "执法检查", "家次", "日期在统计期内的全部检查")
_FOUND = _all("inspection.problems", "检查发现问题", "个", "统计期内检查中发现问题的检查", _PROBLEM)
_MENDED = _all("inspection.rectified", "检查问题已整改", "个", "检查发现的问题中，截至统计时点已完成整改的", _rectified)

FIGURES: tuple[Figure, ...] = (
    _DRAWS,
    _PROBLEMS,
    _RECTIFIED,
    derived("inspection.draw.rectified_rate", "双随机抽查问题整改率", "%", "双随机抽查已整改问题÷发现问题", (_RECTIFIED, _PROBLEMS), percent),
    derived("inspection.draw.problem_rate", "双随机抽查问题发现率", "%", "双随机抽查发现问题÷抽查家次", (_PROBLEMS, _DRAWS), percent),
    _draw("inspection.draw.offsite", "双随机抽查以非现场完成", "家次", "双随机抽查中，检查方式为非现场的", Q(method="非现场")),
    _draw("inspection.draw.objects", "双随机抽查对象", "家", "统计期内双随机抽查过的不同监管对象", None, distinct("facility")),
    _PUBLISHED,
    derived("inspection.draw.published_rate", "双随机抽查结果公示率", "%", "已公示结果的抽查÷双随机抽查家次", (_PUBLISHED, _DRAWS), percent),
    _joint("inspection.joint.batches", "跨部门联合检查", "次", "日期在统计期内的检查中不同的联合检查编号", None, distinct("joint_number")),
    _joint("inspection.joint.checks", "跨部门联合检查家次", "家次", "日期在统计期内、有联合检查编号的检查"),
    _joint("inspection.joint.problems", "跨部门联合检查发现问题", "个", "跨部门联合检查中发现问题的检查", _PROBLEM),
    _ANY,
    _trips("inspection.officer_trips", "出动执法人员", "人次", "统计期内各次检查的执法人员人数之和"),
    _all("inspection.objects", "检查监管对象", "家", "统计期内检查过的不同监管对象", None, distinct("facility")),
    _FOUND,
    _MENDED,
    derived("inspection.rectified_rate", "检查问题整改率", "%", "检查已整改问题÷发现问题", (_MENDED, _FOUND), percent),
    _all("inspection.unrectified", "检查问题未整改", "个", "检查发现的问题中，到统计时点尚未完成整改的", _unrectified),
    _all("inspection.overdue", "检查问题逾期未整改", "个", "检查发现的问题中，整改期限早于统计时点、到统计时点仍未完成整改的", _overdue),
    _all("inspection.onsite", "现场检查", "家次", "日期在统计期内、检查方式为现场的检查", Q(method="现场")),
    _all("inspection.method_unknown", "检查方式未记", "家次", "日期在统计期内、没有记检查方式的检查", Q(method="")),
    _offsite("inspection.offsite", "非现场检查", "家次", "日期在统计期内、检查方式为非现场的检查"),
    _offsite("inspection.offsite.problems", "非现场检查发现问题", "个", "非现场检查中发现问题的检查", _PROBLEM),
    _category("draw", "双随机"),
    _category("special", "专项检查"),
    _category("patrol", "日常巡查"),
    _category("complaint", "信访核查"),
    _category("monitoring", "自动监控核查"),
    _category("recheck", "案件复查"),
)
