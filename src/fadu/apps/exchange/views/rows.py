"""Enter a row, correct it, withdraw it: for every sheet, from its declaration."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.exchange import queries
from fadu.apps.exchange.actions import entering
from fadu.apps.exchange.forms import ReasonForm, RowForm
from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.writing import write_blank
from fadu.apps.record import queries as record
from fadu.apps.record.tables import Table
from fadu.core.refusal import Refusal
from fadu.core.workbook.schema import REMARK


def enter(request: HttpRequest, sheet: str) -> HttpResponse:
    """A new row."""
    table = _table(sheet)
    given = {column.field: request.GET[column.field] for column in table.sheet.columns if column.field in request.GET}
    form = RowForm(table.sheet, request.POST or None, initial={table.sheet.key[0].field: queries.next_number(table), **given})
    asks = False
    if request.method == "POST":
        done = entering.enter_row(table, form.typed(), actor=_actor(request), at=timezone.localtime(), accept=_accepts(request))
        if done.uid:
            _tell(request, table, done.uid, "已登记")
            return redirect("exchange:enter", sheet) if request.POST.get("next") else redirect("record:row", sheet, done.uid)
        form.say(done.problems)
        asks = done.asks
    return render(request, "exchange/enter.html", {"sheet": table.sheet, "form": form, "asks": asks})


def correct(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """The values of a row that stands, or one of them."""
    table = _table(sheet)
    row = _opened(table, uid)
    only = _only(request, table)
    seen, acts, asks = row.seen, [], False
    form = RowForm(table.sheet, request.POST or None, initial=row.texts, fixed=True, only=only)
    if request.method == "POST":
        typed, seen = {**(row.texts if only else {}), **form.typed()}, _seen(request)
        try:
            done = entering.correct_row(
                table, uid, typed, seen=seen, actor=_actor(request), at=timezone.localtime(), reason=request.POST.get("reason", "").strip(),
                accept=_accepts(request),
            )
            if done.uid:
                _tell(request, table, uid, "没有改动" if done.unchanged else "已更正")
                return redirect("record:row", sheet, uid)
            form.say(done.problems)
            asks = done.asks
        except entering.Outdated as other:
            # Fields that were not touched here take what the other one wrote.
            base = entering.said_at(table, uid, seen)
            kept = {f: text if text != base.get(f) else other.now.get(f, "") for f, text in typed.items()}
            form = RowForm(table.sheet, kept, fixed=True, only=only)
            seen, acts = other.seen, other.acts
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason}。{refusal.mend}。")
    return render(request, "exchange/enter.html", {
        "sheet": table.sheet, "form": form, "asks": asks, "row": row, "seen": seen, "acts": acts, "only": only,
        "reason": request.POST.get("reason", ""),
    })


def withdraw(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """Withdraw a row, or put it back."""
    table = _table(sheet)
    row = _opened(table, uid)
    form = ReasonForm(request.POST or None, initial={"seen": row.seen})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            done = entering.withdraw_row(
                table, uid, seen=data["seen"], back=row.withdrawn, actor=_actor(request), at=timezone.localtime(), reason=data["reason"]
            )
            if done.uid:
                _tell(request, table, uid, "已恢复" if row.withdrawn else "已作废")
                return redirect("record:row", sheet, uid)
            form.add_error(None, "；".join(f"{problem.reason}，{problem.mend}" for problem in done.problems))
        except entering.Outdated:
            form.add_error(None, "您打开以后，这一行又有人改过。请先看过它现在的内容，再决定。")
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason}。{refusal.mend}。")
    return render(request, "exchange/withdraw.html", {"sheet": table.sheet, "form": form, "row": row})


def find(request: HttpRequest, sheet: str, field: str) -> HttpResponse:
    """Rows that a reference may name, for the list under its field."""
    column = _table(sheet).sheet.by_field.get(field)
    options = queries.candidates(column, request.GET.get(field, "")) if column else []
    return render(request, "exchange/_options.html", {"options": options})


def blank(request: HttpRequest, sheet: str) -> HttpResponseBase:
    """The sheet of a register without rows, to be filled in and imported."""
    stream = BytesIO()
    write_blank(stream, _table(sheet))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{sheet}-空白表.xlsx")


def _table(sheet: str) -> Table:
    if sheet not in HOMES:
        raise Http404("没有这个登记簿")
    return HOMES[sheet]


def _opened(table: Table, uid: str) -> entering.Opened:
    try:
        row = entering.opened(table, str(UUID(uid)))
    except ValueError:
        row = None
    if row is None:
        raise Http404("没有这一行")
    return row


def _only(request: HttpRequest, table: Table) -> str:
    """The one cell that is to be corrected, "" for the whole row."""
    asked = request.GET.get("only", "")
    return asked if any(column.field == asked and not column.key for column in (*table.sheet.columns, REMARK)) else ""


def _actor(request: HttpRequest) -> str:
    return request.user.get_username()


def _accepts(request: HttpRequest) -> bool:
    return request.POST.get("accept") == "1"


def _seen(request: HttpRequest) -> int:
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() else -1


def _tell(request: HttpRequest, table: Table, uid: str, word: str) -> None:
    index, digest = record.seals([uid])[uid]
    messages.success(request, f"{word}：{table.sheet.name}，档案第 {index} 条，封存摘要 {digest[:12]}。")
