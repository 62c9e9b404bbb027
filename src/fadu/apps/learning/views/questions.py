"""The question bank: what stands, what the law has left behind, files in, questions out."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.learning.actions import bank as actions
from fadu.apps.learning.forms import DayFilter, QuestionForm
from fadu.apps.learning.queries import bank
from fadu.apps.record.reading.tables import LARGEST
from fadu.core.learning.questions import KINDS
from fadu.core.refusal import Refusal

_PAGE = "learning:questions"
_SAMPLE = files("fadu.core.learning") / "data" / "sample-questions.csv"


def question_list(request: HttpRequest) -> HttpResponse:
    """The bank as it is on a day, flagged questions first."""
    return _page(request)


def take_in(request: HttpRequest) -> HttpResponse:
    """Take a file of questions in."""
    if request.method != "POST":
        return redirect(_PAGE)
    upload = request.FILES.get("file")
    if upload is None or not upload.name or (upload.size or 0) > LARGEST:
        messages.error(request, f"没有选择文件，或者文件超过 {LARGEST // 2**20} MB。")
        return redirect(_PAGE)
    return _take(request, upload.read(), upload.name)


def take_sample(request: HttpRequest) -> HttpResponse:
    """Take the sample questions in."""
    return _take(request, _SAMPLE.read_bytes(), "样题.csv") if request.method == "POST" else redirect(_PAGE)


def sample(request: HttpRequest) -> FileResponse:
    """The sample questions as a file: how such a sheet looks."""
    content = "\ufeff".encode() + _SAMPLE.read_bytes()
    return FileResponse(BytesIO(content), as_attachment=True, filename="题库样式.csv", content_type="text/csv")


def amend(request: HttpRequest, question: str) -> HttpResponse:
    """One question, to be changed."""
    standing = bank.question(question)
    if standing is None:
        messages.error(request, f"题库里没有在用的题 {question}。")
        return redirect(_PAGE)
    form, refusal = QuestionForm(request.POST or None, standing), None
    if request.method == "POST" and form.is_valid():
        cells = dict(form.cleaned_data)
        try:
            actions.amend(question, cells, reason=cells.pop("reason"), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, f"{question} 已改。已组织的考试不受影响，仍用原来的题。")
            return redirect(_PAGE)
    context = {"question": standing, "form": form, "refusal": refusal}
    return render(request, "learning/question.html", context, status=422 if refusal or form.errors else 200)


def retire(request: HttpRequest, question: str) -> HttpResponse:
    """Ask a question no more."""
    if request.method == "POST":
        try:
            actions.retire(question, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, f"{question} 已停用。已组织的考试不受影响。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect(_PAGE)


def _take(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    try:
        intake = actions.take_questions(content, file_name=name, actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, f"已导入：新增 {intake.new} 题，更新 {intake.changed} 题，相同 {intake.unchanged} 题；封存为一次行为。")
    return redirect(_PAGE)


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    form = DayFilter(request.GET, timezone.localdate())
    found = bank.flagged(form.chosen)
    context = {
        "filter": form, "on": form.chosen, "questions": found, "flagged": sum(bool(each.flags) for each in found), "intakes": bank.intakes(),
        "digest": bank.digest_now(), "kinds": [(label, sum(each.question.kind == kind for each in found)) for kind, label in KINDS.items()],
        "refusal": refusal, "problems": getattr(refusal, "problems", ()),
    }
    return render(request, "learning/questions.html", context, status=422 if refusal else 200)
