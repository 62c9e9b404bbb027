"""What stands against a report, on one page, with jumps to the passages; accepting it with a reason, one by one or several together."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports.actions import accepting
from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.views.doors import of_report, tell
from fadu.apps.reports.writing import drafts
from fadu.apps.reports.writing.checking import GROUPS, Issue, issues
from fadu.core.refusal import Refusal

_TONES = {"error": ("错误", "danger"), "warning": ("警告", "warn"), "info": ("提示", "info")}


@of_report
def check_page(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """All issues by kind, those that stop signing first."""
    if drafts.standing(draft).signed:
        return redirect("reports:sign_page", str(draft.uid))
    found = issues(drafts.written(draft, whole=True))
    order = list(GROUPS)
    by_group = groupby(sorted(found, key=lambda issue: order.index(issue.group)), key=lambda issue: issue.group)
    groups = [(group, GROUPS[group], [(issue, *_tone(issue)) for issue in some]) for group, some in by_group]
    return render(request, "reports/check.html", {
        "draft": draft, "where": drafts.standing(draft), "groups": groups, "stops": sum(issue.stops for issue in found),
        "open": sum(issue.accepted is None and not issue.stops for issue in found), "accepted": sum(issue.accepted is not None for issue in found),
    })


@of_report
def accept(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Accept the issues that were ticked, for one reason."""
    if request.method == "POST":
        try:
            _accept(request, draft)
        except Refusal as refusal:
            tell(request, refusal)
    return redirect(f"{reverse('reports:check', args=[draft.uid])}#{request.POST.get('group', '')}")


def _accept(request: HttpRequest, draft: ReportDraft) -> None:
    wanted = set(request.POST.getlist("issue"))
    found = [one for one in issues(drafts.written(draft, whole=True)) if one.identity and one.identity in wanted and one.accepted is None]
    if not found:
        raise Refusal("没有勾选要认可的条目，或者它们已经变了", "请勾选后写明理由")
    for one in {one.identity: one for one in found}.values():
        accepting.accept_finding(
            one.identity, check=one.check, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
        )
    messages.success(request, f"已认可 {len(found)} 处，理由已封存。")


def _tone(issue: Issue) -> tuple[str, str]:
    return ("已认可", "done") if issue.accepted else _TONES[issue.severity]
