"""Evidence of a row: take a file, index a recording, look at one, have it handed out, withdraw it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.record import evidence, previews
from fadu.apps.record.actions import evidence as actions
from fadu.apps.record.views.subjects import row_of, said
from fadu.core.evidence.kinds import KINDS
from fadu.core.refusal import Refusal

_MINUTE = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
# Whatever a file holds: the browser runs nothing of it and takes it for what we say it is.
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
ACCEPT = ",".join(ending for kind in KINDS.values() for ending in kind.endings)


def _moment(label: str, required: bool) -> forms.DateTimeField:
    # One format for the widget: what a browser's own field for a moment sends.
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTE[0])
    return forms.DateTimeField(label=label, required=required, input_formats=_MINUTE, widget=widget)


class FileForm(forms.Form):
    """A file, and what its maker states of it."""

    file = forms.FileField(label="文件", widget=forms.FileInput(attrs={"accept": ACCEPT}), allow_empty_file=True)
    taken_at = _moment("拍摄或形成时间", required=False)
    device = forms.CharField(label="设备", required=False, max_length=80)
    captured = forms.CharField(label="拍摄时的摘要（SHA-256）", required=False, max_length=80, help_text="执法设备拍下时算出的；填了就当场比对")


class ClipForm(forms.Form):
    """A recording that stays on its station."""

    clip = forms.CharField(label="录像编号", max_length=80)
    station = forms.CharField(label="采集站", max_length=80)
    device = forms.CharField(label="执法记录仪", required=False, max_length=80)
    sha256 = forms.CharField(label="摘要（SHA-256）", max_length=80, help_text="采集站给出的，64 位十六进制")
    started_at = _moment("开始时间", required=True)
    seconds = forms.IntegerField(label="时长（秒）", min_value=1)


def take(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """Take a file in."""
    subject, number = row_of(sheet, uid)
    form = FileForm(request.POST, request.FILES)

    def work() -> str:
        stated = _cleaned(form)
        upload = stated.pop("file")
        index = actions.take(
            upload.chunks(), name=upload.name, subject=subject, number=number, actor=request.user.get_username(), at=timezone.localtime(), **stated,
        )
        return f"已收存并封存（档案第 {index} 条）。原件不会再变。"

    return _act(request, sheet, uid, work)


def index_clip(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """Index a recording."""
    subject, number = row_of(sheet, uid)
    form = ClipForm(request.POST)

    def work() -> str:
        stated = _cleaned(form)
        index = actions.index_clip(subject=subject, number=number, actor=request.user.get_username(), at=timezone.localtime(), **stated)
        return f"已登记并封存（档案第 {index} 条）。录像本身留在采集站。"

    return _act(request, sheet, uid, work)


def file_page(request: HttpRequest, file: int) -> HttpResponse:
    """One file, compared with its seal each time it is looked at."""
    found = _item(file)
    wrong = "" if found.is_clip else evidence.fault(found)
    context = {"item": found, "wrong": wrong, "sheet": evidence.sheet_of(found.subject), "is_drawn": not wrong and previews.of(found) is not None}
    return render(request, "record/evidence.html", context)


def preview(request: HttpRequest, file: int) -> HttpResponse:
    """The reduced picture of a file."""
    made = previews.of(_item(file))
    if made is None:
        return redirect("record:evidence", file=file)
    return HttpResponse(made, content_type="image/png", headers=_HARMLESS)


def download(request: HttpRequest, file: int) -> HttpResponseBase:
    """A copy of the file; by form only, since that it was handed out is sealed."""
    found = _item(file)
    if request.method == "POST":
        try:
            stream = actions.hand_out(file, actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refusal:
            messages.error(request, said(refusal))
        else:
            # Never shown inside the page: whatever the file holds, the browser only saves it.
            answer = FileResponse(stream, as_attachment=True, filename=found.title, content_type=KINDS[found.said["kind"]].media_type)
            for name, value in _HARMLESS.items():
                answer.headers[name] = value
            return answer
    return redirect("record:evidence", file=file)


def withdraw(request: HttpRequest, file: int) -> HttpResponse:
    """Say that it no longer counts."""
    _item(file)
    if request.method == "POST":
        try:
            actions.withdraw(file, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, "已撤回并封存；文件仍在，仍列在这里。")
        except Refusal as refusal:
            messages.error(request, said(refusal))
    return redirect("record:evidence", file=file)


def _item(index: int) -> evidence.Item:
    found = evidence.item(index)
    if found is None:
        raise Http404("没有这份证据材料")
    return found


def _cleaned(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        wrong = [f"{form.fields[name].label}：{''.join(map(str, errors))}" for name, errors in form.errors.items()]
        raise Refusal("填写不全或有误：" + "；".join(wrong), "请改正后再提交")
    return {name: value for name, value in form.cleaned_data.items() if value is not None}


def _act(request: HttpRequest, sheet: str, uid: str, work: Callable[[], str]) -> HttpResponse:
    if request.method == "POST":
        try:
            messages.success(request, work())
        except Refusal as refusal:
            messages.error(request, said(refusal))
    return redirect(reverse("record:row", args=[sheet, uid]) + "#evidence")
