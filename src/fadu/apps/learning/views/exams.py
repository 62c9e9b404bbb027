"""The office's side of exams: list, set, look at results, cancel, close, the paper after the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.learning.actions import exams as actions
from fadu.apps.learning.forms import ExamForm
from fadu.apps.learning.queries import bank
from fadu.apps.learning.queries import exams as queries
from fadu.core.learning.questions import KINDS
from fadu.core.refusal import Refusal

_LIST, _ONE = "learning:exams", "learning:exam"


def exam_list(request: HttpRequest) -> HttpResponse:
    """All exams."""
    return render(request, "learning/exams.html", {"exams": queries.exams(timezone.localtime())})


def set_exam(request: HttpRequest) -> HttpResponse:
    """Set an exam."""
    form = ExamForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            exam = actions.set_exam(form.wanted(), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, f"已组织考试 {exam.number}，试卷已抽出并封存摘要。")
            return redirect(_ONE, exam.number)
    sound = bank.sound(timezone.localdate())
    held = [(label, sum(each.kind == kind for each in sound)) for kind, label in KINDS.items()]
    context = {"form": form, "refusal": refusal, "held": held}
    return render(request, "learning/exam_new.html", context, status=422 if refusal or form.errors else 200)


def exam_page(request: HttpRequest, exam: str) -> HttpResponse:
    """An exam with who sat it."""
    found = next(iter(queries.exams(timezone.localtime(), exam)), None)
    if found is None:
        messages.error(request, f"没有编号为 {exam} 的考试。")
        return redirect(_LIST)
    return render(request, "learning/exam.html", {"view": found, "exam": found.exam, "sittings": queries.sittings(found.exam)})


def cancel(request: HttpRequest, exam: str) -> HttpResponse:
    """Cancel an exam."""
    reason = request.POST.get("reason", "")
    return _act(request, exam, "已取消。", lambda actor, at: actions.cancel_exam(exam, reason=reason, actor=actor, at=at))


def close(request: HttpRequest, exam: str) -> HttpResponse:
    """Close an exam after its time."""
    return _act(request, exam, "已结束：没有交的卷按已保存的答案收齐，缺考的已记录，种子已公开。",
                lambda actor, at: actions.close_exam(exam, actor=actor, at=at))


def paper_file(request: HttpRequest, exam: str) -> HttpResponseBase:
    """The paper with its seed and bank list, once the exam is closed."""
    found = queries.exam(exam)
    if found is None or found.closed_at is None:
        messages.error(request, "考试结束以后才能下载试卷。")
        return redirect(_LIST) if found is None else redirect(_ONE, exam)
    return FileResponse(BytesIO(found.paper.encode()), as_attachment=True, filename=f"{exam}-试卷.json", content_type="application/json")


def _act(request: HttpRequest, exam: str, said: str, work: Callable[[str, datetime], object]) -> HttpResponse:
    if request.method == "POST":
        try:
            work(request.user.get_username(), timezone.localtime())
            messages.success(request, said)
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect(_ONE, exam)
