"""Upload, look at, confirm, undo. Each page makes one call of an action."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.exchange import queries
from fadu.apps.exchange.actions import bringing, export_workbook, undo_import
from fadu.apps.exchange.jobs import run_beside
from fadu.apps.exchange.writing import write_blank_workbook
from fadu.core.refusal import Refusal

STALLED = 60  # seconds without a sign of life, after which a running import is said to be broken off
RUNNING = ("waiting", "reading", "importing")


def import_list(request: HttpRequest) -> HttpResponse:
    """All imports, and the form that brings a new one."""
    return render(request, "exchange/imports.html", {"imports": queries.imports()})


def bring(request: HttpRequest) -> HttpResponse:
    """Take an uploaded file and look at it."""
    upload = request.FILES.get("file")
    if request.method != "POST":
        return redirect("exchange:imports")
    if upload is None or not upload.name:
        messages.error(request, "没有选择文件。请选择一个 .xlsx 工作簿再上传。")
        return redirect("exchange:imports")
    at, actor = timezone.localtime(), request.user.get_username()
    try:
        brought = bringing.bring(upload.chunks(), file_name=upload.name, actor=actor, at=at)
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        return redirect("exchange:imports")
    run_beside(lambda: bringing.look(brought.batch, at=at))
    return redirect("exchange:import", batch=brought.batch)


def import_page(request: HttpRequest, batch: str) -> HttpResponse:
    """One import: how far it is, what it would do, what it did."""
    view = queries.import_view(batch)
    if view is None:
        raise Http404("没有这次导入")
    progress = bringing.progress_of(batch)
    stalled = view.state in RUNNING and (progress is None or time.time() - progress.moved > STALLED) and _is_old(view)
    return render(request, "exchange/import.html", {
        "import": view, "progress": progress, "running": view.state in RUNNING and not stalled, "stalled": stalled,
        "percent": round(100 * progress.done / progress.total) if progress and progress.total else 0,
    })


def marked(request: HttpRequest, batch: str) -> HttpResponseBase:
    """The brought file with its wrong cells marked, to be mended and brought again."""
    view = queries.import_view(batch)
    if view is None:
        raise Http404("没有这次导入")
    stream = BytesIO()
    try:
        bringing.write_marked(batch, stream)
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        return redirect("exchange:import", batch=batch)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{Path(view.file_name).stem}-标注.xlsx")


def blank(request: HttpRequest) -> HttpResponseBase:
    """A workbook of all registers without rows, to be filled in and brought."""
    stream = BytesIO()
    write_blank_workbook(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename="台账-空白表.xlsx")


def confirm(request: HttpRequest, batch: str) -> HttpResponse:
    """Take the previewed file in."""
    at, actor = timezone.localtime(), request.user.get_username()
    keep_going = request.POST.get("keep_going") == "1"
    return _act(request, batch, lambda: run_beside(lambda: bringing.confirm(batch, actor=actor, at=at, keep_going=keep_going)))


def look_again(request: HttpRequest, batch: str) -> HttpResponse:
    """Plan the import anew, after a break or a change of the ledger."""
    at = timezone.localtime()
    return _act(request, batch, lambda: run_beside(lambda: bringing.look(batch, at=at)))


def discard(request: HttpRequest, batch: str) -> HttpResponse:
    """Leave the file."""
    return _act(request, batch, lambda: bringing.discard(batch, at=timezone.localtime()))


def undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Take the import back."""

    def work() -> None:
        event = undo_import(batch, actor=request.user.get_username(), at=timezone.localtime())
        messages.success(request, f"已撤回：移出 {event.removed} 行，恢复 {event.restored} 行。原来的封存记录仍在档案里。")

    return _act(request, batch, work)


def export(request: HttpRequest) -> HttpResponseBase:
    """The whole ledger as a workbook; that it left the house is sealed."""
    if request.method != "POST":
        return redirect("exchange:imports")
    at = timezone.localtime()
    stream = export_workbook(actor=request.user.get_username(), at=at)
    return FileResponse(stream, as_attachment=True, filename=f"台账-{at:%Y%m%d}.xlsx")


def _is_old(view: queries.ImportView) -> bool:
    return (timezone.now() - view.brought_at).total_seconds() > STALLED


def _act(request: HttpRequest, batch: str, work: Callable[[], None]) -> HttpResponse:
    if request.method == "POST":
        try:
            work()
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}".rstrip("。") + "。")
    return redirect("exchange:import", batch=batch)
