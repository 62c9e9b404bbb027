"""Figures of 环评 approvals, by how a project was dealt with."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.approvals.models import Approval
from fadu.apps.record.figures import Counter, Dated
from fadu.core.figures import Figure, derived, percent

_DAYS = Dated(Approval.standing.all, "accepted_on", "closed_on")
_accepted = Counter("环评审批", "环评审批", _DAYS, "accepted_on")
_closed = Counter("环评审批", "环评审批", _DAYS, "closed_on")


def _mode(key: str, name: str, mode: str) -> Figure:
    return _closed(f"approval.{key}", name, "个", f"办结日期在统计期内、办理方式为{mode}的项目", Q(mode=mode))


_CLOSED = _closed("approval.closed", "环评办结", "个", "办结日期在统计期内的项目")
_EXEMPT = _mode("exempt", "环评豁免", "豁免")

FIGURES: tuple[Figure, ...] = (
    _accepted("approval.accepted", "环评受理", "个", "受理日期在统计期内的项目"),
    _CLOSED,
    _mode("approved", "环评审批", "审批"),
    _mode("commitment", "环评告知承诺", "告知承诺"),
    _EXEMPT,
    _mode("registered", "环评登记表备案", "登记表备案"),
    derived("approval.exempt_share", "环评豁免占比", "%", "环评豁免项目÷环评办结项目", (_EXEMPT, _CLOSED), percent),
)
