"""Figures of 环评 approvals, by how a project was dealt with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from fadu.apps.approvals.models import Approval
from fadu.apps.approvals.queries import judged
from fadu.apps.record.figures import Counter, Dated, any_of, in_period
from fadu.core.figures import Figure, Group, Reading, Scope, derived, percent

_DAYS = Dated(Approval.standing.all, "accepted_on", "closed_on")
_accepted = Counter("环评审批", "环评审批", _DAYS, "accepted_on")
_closed = Counter("环评审批", "环评审批", _DAYS, "closed_on")


def _mode(key: str, name: str, mode: str) -> Figure:
    return _closed(f"approval.{key}", name, "个", f"办结日期在统计期内、办理方式为{mode}的项目", Q(mode=mode))


class _InTime:
    """Approvals closed in the period of which the limit is known; `handle`: only those closed within it."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        rows = list(_approved(any_of(in_period("closed_on", scope) for scope in scopes)))
        known = judged(rows)
        found: list[Mapping[str, Reading]] = []
        for scope in scopes:
            inside = [known[pk] for pk, _, _, closed in rows if pk in known and scope.first <= closed <= scope.last]
            found.append({figure.id: Reading(sum(inside) if figure.handle else len(inside)) for figure in figures})
        return found

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        known = judged(_approved(in_period("closed_on", scope)))
        counted = [pk for pk, in_time in known.items() if in_time or not figure.handle]
        return [Group("环评审批", Approval.standing.filter(pk__in=counted))]


def _approved(where: Q) -> Iterable[tuple[int, str, date, date]]:
    rows = Approval.standing.filter(where, mode="审批", accepted_on__isnull=False)
    return rows.values_list("pk", "number", "accepted_on", "closed_on")


_IN_TIME = _InTime()
_SHEET = "环评审批"
_JUDGED = Figure(
    "approval.timed", "能算出期限的环评审批", "个", "办结日期在统计期内、办理方式为审批，“环评适用依据”写明是报告书或报告表的项目",
    _SHEET, _SHEET, _IN_TIME, handle=False,
)
_ON_TIME = Figure(
    "approval.on_time", "环评按时审批", "个", "能算出期限的环评审批中，在法定期限内办结的（《建设项目环境保护管理条例》第九条）",
    _SHEET, _SHEET, _IN_TIME, handle=True,
)
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
    _JUDGED,
    _ON_TIME,
    derived("approval.on_time_rate", "环评按时办结率", "%", "按时审批的项目÷能算出期限的项目", (_ON_TIME, _JUDGED), percent),
)
