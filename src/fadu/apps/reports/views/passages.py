"""What is done to a passage of a report: saved, bound, added, moved, taken out, restored. Every step is a plain form."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports.actions import drafting
from fadu.apps.reports.linting import check_passage
from fadu.apps.reports.models import Passage
from fadu.apps.reports.views.doors import tell
from fadu.apps.reports.views.writing import Editing, page, who, writes
from fadu.apps.reports.writing import drafts, looks
from fadu.apps.reports.writing.tokens import explained, sourced
from fadu.apps.reports.writing.typed import Typed, replaced, suggested, typed_numbers
from fadu.core.refusal import Refusal

_OF_THE_WHOLE = ("zero_claim",)  # what only the whole report can answer


def edit(request: HttpRequest, passage: str) -> HttpResponseBase:
    """Save a passage; or, of its form, insert a figure or search for one without saving."""
    try:
        found = drafts.passage_of(passage)
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("reports:drafts")
    if request.method != "POST":
        return redirect(f"{reverse('reports:draft', args=[found.draft.uid])}?edit={passage}#edit")
    editing = Editing(passage, request.POST.get("text", found.text), _whole(request.POST.get("base")), request.POST.get("look", found.look))
    if "find" in request.POST or "insert" in request.POST:
        editing.words = request.POST.get("q", "")
        editing.insert(request.POST.get("insert", ""))
        return page(request, found.draft, editing)
    try:
        saved = drafting.edit_passage(
            passage, editing.text or "", base=editing.base, look=editing.look, actor=request.user.get_username(), at=timezone.localtime(),
            writer=writes(request), autosaved=_by_script(request),
        )
    except Refusal as refusal:
        if _by_script(request):
            return JsonResponse({"refused": f"{refusal.reason}。{refusal.mend}。"}, status=409)
        if not drafts.standing(found.draft).is_open:
            tell(request, refusal)
            return redirect("reports:draft", str(found.draft.uid))
        editing.refused(refusal)
        return page(request, found.draft, editing, status=409)
    if _by_script(request):
        return JsonResponse({"version": saved.version, **_said_of(saved)})
    return redirect(f"{reverse('reports:draft', args=[found.draft.uid])}#p-{passage}")


def bind(request: HttpRequest, passage: str) -> HttpResponse:
    """Say what a typed number rests on: a figure, a document, or that it is none."""
    return _act(request, passage, _bind)


def add(request: HttpRequest, passage: str) -> HttpResponse:
    """Add a passage behind this one and open it."""
    def act(request: HttpRequest, found: Passage) -> str:
        made = drafting.add_passage(passage, look=request.POST.get("look", looks.TEXT), actor=who(request), at=timezone.localtime())
        return f"?edit={made.uid}#edit"
    return _act(request, passage, act)


def move(request: HttpRequest, passage: str) -> HttpResponse:
    """Move a passage up or down by one."""
    def act(request: HttpRequest, found: Passage) -> str:
        drafting.move_passage(passage, up=request.POST.get("to") == "up", actor=who(request), at=timezone.localtime())
        return f"#p-{passage}"
    return _act(request, passage, act)


def remove(request: HttpRequest, passage: str) -> HttpResponse:
    """Take a passage out."""
    def act(request: HttpRequest, found: Passage) -> str:
        drafting.remove_passage(passage, base=_whole(request.POST.get("base")), actor=who(request), at=timezone.localtime())
        messages.success(request, "已删除这一段；修改记录里可以恢复。")
        return ""
    return _act(request, passage, act)


def restore(request: HttpRequest, passage: str) -> HttpResponse:
    """Let a passage read as it did."""
    def act(request: HttpRequest, found: Passage) -> str:
        drafting.restore(passage, _whole(request.POST.get("version")), actor=who(request), at=timezone.localtime())
        return f"#p-{passage}"
    return _act(request, passage, act)


def _said_of(saved: Passage) -> dict[str, list[str]]:
    """What a saved passage still lacks, for who goes on writing: typed numbers, and what the checks of writing say of it alone."""
    if saved.look in (*looks.HEAD, looks.MARK):
        return {"typed": [], "notes": []}
    words = next(one.words for one in drafts.written(saved.draft).passages if one.uid == str(saved.uid))
    notes = [f"{one.title}“{one.text}”" for one in check_passage(words, saved.draft.year) if one.check not in _OF_THE_WHOLE]
    return {"typed": [one.words for one in typed_numbers(saved.text)], "notes": notes}


def _bind(request: HttpRequest, found: Passage) -> str:
    base = _whole(request.POST.get("base"))
    [numbers] = suggested([found.text], drafts.scope(found.draft))
    if request.POST.get("as") == "all":
        text = found.text
        for one in reversed(numbers):
            text = replaced(text, one, one.suggestion) if one.suggestion else text
        drafting.edit_passage(str(found.uid), text, base=base, actor=who(request), at=timezone.localtime(), writer=writes(request))
        return f"?edit={found.uid}#edit"
    place = _whole(request.POST.get("number"))
    if place >= len(numbers) or numbers[place].words != request.POST.get("words"):
        raise Refusal("这一段的文字已经变了", "请刷新页面再核实")
    one = numbers[place]
    token = _token(request, one)
    text = replaced(found.text, one if token == one.suggestion else typed_numbers(found.text)[place], token)
    drafting.edit_passage(str(found.uid), text, base=base, actor=who(request), at=timezone.localtime(), writer=writes(request))
    return f"?edit={found.uid}#edit"


def _token(request: HttpRequest, one: Typed) -> str:
    if request.POST.get("as") == "figure":
        return one.suggestion
    if request.POST.get("as") == "source":
        act = request.POST.get("source", "")
        if not act.isdigit():
            raise Refusal("没有选择来源文件", "请先收存文件，再在列表里选它")
        return sourced(one.words, int(act))
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise Refusal(f"没有写明“{one.words}”为什么不是指标", "例如：制度名称中的数、法律规定的数")
    return explained(one.words, reason[:60])


def _act(request: HttpRequest, passage: str, act: Callable[[HttpRequest, Passage], str]) -> HttpResponse:
    """Do something to a passage and go back to its draft; a refusal is told there."""
    try:
        found = drafts.passage_of(passage)
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("reports:drafts")
    back = ""
    if request.method == "POST":
        try:
            back = act(request, found)
        except Refusal as refusal:
            tell(request, refusal)
            back = f"#p-{passage}"
    return redirect(f"{reverse('reports:draft', args=[found.draft.uid])}{back}")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
