"""Sitting an exam: plain forms; htmx saves each answer as it is given. The server keeps the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.learning.actions import sittings
from fadu.apps.learning.models import Sitting
from fadu.apps.learning.queries import exams as queries
from fadu.core.refusal import Refusal

_MINE, _SIT, _RESULT = "learning:mine", "learning:sit", "learning:certificate"


def sit(request: HttpRequest, exam: str) -> HttpResponse:
    """The door of the exam, then the paper, then the result."""
    now = timezone.localtime()
    found = next(iter(queries.exams(now, exam)), None)
    if found is None:
        messages.error(request, f"没有编号为 {exam} 的考试。")
        return redirect(_MINE)
    # An open sitting whose time is over has one outcome, whoever looks at it first; it is sealed as of that moment.
    if sittings.run_out(exam, person=request.user.get_username(), at=now):
        messages.info(request, "时间到，已按保存过的答案自动交卷。")
    standing = queries.sitting(found.exam, request.user.get_username())
    if standing is None:
        return render(request, "learning/door.html", {"view": found, "exam": found.exam, "paper": queries.paper(found.exam)})
    if standing.handed_in_at is not None:
        return redirect(_RESULT, standing.uid)
    return _paper(request, standing, now)


def begin(request: HttpRequest, exam: str) -> HttpResponse:
    """Open the paper."""
    return _act(request, exam, lambda person, now: sittings.begin(exam, person=person, at=now))


def save(request: HttpRequest, exam: str) -> HttpResponse:
    """Save answers: all of the form, or the one that htmx names."""
    if request.method != "POST":
        return redirect(_SIT, exam)
    only = request.POST.get("only", "")
    try:
        kept = sittings.keep(exam, _answers(request), person=request.user.get_username(), at=timezone.localtime(), only=only)
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        return _go(request, reverse(_SIT, args=[exam]))
    if _by_htmx(request):
        return render(request, "learning/_saved.html", {"saved_at": kept.saved_at})
    messages.success(request, "已保存。关掉浏览器也不会丢，截止前回来接着答。")
    return redirect(_SIT, exam)


def hand_in(request: HttpRequest, exam: str) -> HttpResponse:
    """Hand in; asks first, saying how many are unanswered."""
    if request.method != "POST":
        return redirect(_SIT, exam)
    confirmed = "confirmed" in request.POST
    if confirmed:
        return _act(request, exam, lambda person, now: sittings.hand_in(exam, None, person=person, at=now))
    now = timezone.localtime()
    try:
        kept = sittings.keep(exam, _answers(request), person=request.user.get_username(), at=now)
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        return redirect(_SIT, exam)
    missing = [each.place for each in queries.asked(kept) if not each.chosen]
    return render(request, "learning/hand_in.html", {"exam": kept.exam, "sitting": kept, "missing": missing})


def clock(request: HttpRequest, exam: str) -> HttpResponse:
    """The time that is left, renewed by htmx; sends on where it is over."""
    found = queries.exam(exam)
    standing = queries.sitting(found, request.user.get_username()) if found else None
    now = timezone.localtime()
    if standing is None or standing.handed_in_at is not None or now > standing.due_at:
        return _go(request, reverse(_SIT, args=[exam]))
    return render(request, "learning/_clock.html", {"minutes": _minutes(standing, now), "sitting": standing})


def _paper(request: HttpRequest, standing: Sitting, now: datetime) -> HttpResponse:
    return render(request, "learning/paper.html", {
        "exam": standing.exam, "sitting": standing, "asked": queries.asked(standing), "minutes": _minutes(standing, now),
    })


def _minutes(standing: Sitting, now: datetime) -> int:
    return max(0, -int((now - standing.due_at).total_seconds() // 60) - 1)


def _answers(request: HttpRequest) -> dict[str, str]:
    return {name[1:]: "".join(request.POST.getlist(name)) for name in request.POST if name.startswith("q")}


def _act(request: HttpRequest, exam: str, work: Callable[[str, datetime], Sitting]) -> HttpResponse:
    if request.method == "POST":
        try:
            work(request.user.get_username(), timezone.localtime())
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect(_SIT, exam)


def _by_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Send on, also from a request of htmx, which would put the page into the place of a part."""
    if _by_htmx(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
