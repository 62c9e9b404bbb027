"""The first page, and the table of rights."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.approvals import queries as approvals
from fadu.apps.cases.mine import Waiting, waiting
from fadu.apps.cases.queries import publishing
from fadu.apps.complaints.queries import overdue
from fadu.apps.desk import queries
from fadu.apps.inspections.visits.duties import pressing
from fadu.apps.learning.queries import reminding as learning
from fadu.apps.registers.publishing import unpublished
from fadu.apps.registers.queries import due, reminders
from fadu.apps.reports.writing import reminding
from fadu.web.policy import HANDLE_CASE, POLICIES, READ_CASE, READ_LEDGER, ROLES, RUN_EXAMS, TAKE_EXAM, WRITE_REPORT

CASES = 8


def home(request: HttpRequest) -> HttpResponse:
    """Where work begins. Who may not read the ledger sees only what concerns the account."""
    roles = request.user.roles  # type: ignore[union-attr]
    reads = READ_LEDGER.allows(roles)
    now = timezone.localtime()
    on = now.date()
    cases = waiting(request.user.get_username(), roles, on, CASES) if READ_CASE.allows(roles) else Waiting()
    return render(request, "desk/home.html", {
        "inspections": pressing(on) if reads else None,
        "desk": queries.desk() if reads else None, "reminders": reminders(on) if reads else [], "mine": cases.matters,
        "absent": cases.absent, "returned": cases.returned, "falling": cases.falling,
        "publishing": publishing.duties(on)[:CASES] if HANDLE_CASE.allows(roles) else [],
        "reports": reminding.reminders(request.user.get_username(), on, writes=WRITE_REPORT.allows(roles)) if reads else [],
        "late": overdue(on) if reads else [], "unpublished": [one for one in unpublished(on) if one.late] if reads else [],
        "approvals": approvals.pressing(on) if reads else [], "due": due(on) if reads else [],
        "learning": learning.mine(request.user.get_username(), now) if TAKE_EXAM.allows(roles) else [],
        "teaching": learning.office(now) if RUN_EXAMS.allows(roles) else [],
    })


def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, as the program decides it."""
    rows = [(policy.label, [policy.allows([role]) for role in ROLES]) for policy in POLICIES]
    return render(request, "desk/rights.html", {"roles": ROLES.values(), "rows": rows})
