"""A report that went out as DOCX comes back: its tracked changes and comments, accepted or refused one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports.actions import returning
from fadu.apps.reports.views.doors import tell
from fadu.apps.reports.views.writing import who, writes
from fadu.apps.reports.writing import drafts
from fadu.core.refusal import Refusal

_VERDICTS = {"accept": returning.accept, "refuse": returning.refuse}


def returned_page(request: HttpRequest, report: str) -> HttpResponse:
    """The files that came back; of one of them what is still to be decided."""
    try:
        draft = drafts.draft_of(report)
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("reports:drafts")
    files = list(draft.returned.all())
    opened = None
    if files:
        try:
            opened = returning.opened(returning.file_of(draft, request.GET.get("file", str(files[0].uid))))
        except Refusal as refusal:
            tell(request, refusal)
    return render(request, "reports/returned.html", {
        "draft": draft, "where": drafts.standing(draft), "files": files, "opened": opened, "writes": writes(request),
    })


def bring(request: HttpRequest, report: str) -> HttpResponse:
    """Take a file back."""
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            draft = drafts.draft_of(report)
            if upload is None:
                raise Refusal("没有选择文件", "请选择改过的那份 Word 文档（.docx）")
            made = returning.bring_back(draft, upload.chunks(), name=upload.name or "", actor=who(request), at=timezone.localtime())
            return redirect(f"{reverse('reports:returned', args=[report])}?file={made.uid}")
        except Refusal as refusal:
            tell(request, refusal)
    return redirect("reports:returned", report)


def settle(request: HttpRequest, report: str) -> HttpResponse:
    """Accept or refuse one change."""
    file = request.POST.get("file", "")
    verdict = _VERDICTS.get(request.POST.get("verdict", ""))
    if request.method == "POST" and verdict is not None:
        try:
            found = returning.file_of(drafts.draft_of(report), file)
            verdict(found, request.POST.get("change", ""), actor=who(request), at=timezone.localtime())
            messages.success(request, "已处理。")
        except Refusal as refusal:
            tell(request, refusal)
    return redirect(f"{reverse('reports:returned', args=[report])}?file={file}#open")
