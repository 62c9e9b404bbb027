"""The declared registers: which there are, one of them, a new one of the bureau's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.record import registry
from fadu.apps.registers import leading, publishing, queries
from fadu.apps.registers.actions.declaring import alter_register, close_register, declare_register
from fadu.apps.registers.figures.declared import figures_of
from fadu.apps.registers.forms import AlterForm, CloseForm, Columns, OwnForm, columns_of, own_of
from fadu.core.figures import Period, Scope, evaluate
from fadu.core.refusal import Refusal
from fadu.core.registers import HEADINGS
from fadu.core.registers.own import Own

SHOWN = 40
# Pages that look across the rows of a register: their address and label.
_ACROSS = {
    "执法责任清单": ("registers:responsible", "责任到人"),
    "法治任务分解": ("registers:plans", "计划与任务"), "法治文件": ("registers:plans", "计划与任务"),
    "分类监管": ("registers:frequency", "检查频次"), "检查频次规则": ("registers:frequency", "检查频次"),
}


def register_list(request: HttpRequest) -> HttpResponse:
    """All declared registers by heading, and what they lack."""
    counts = queries.counts()
    found = sorted(queries.registers(), key=lambda one: HEADINGS.index(one.heading))
    groups = [
        (heading, [(one, counts.get(one.sheet.name, 0)) for one in some]) for heading, some in groupby(found, key=lambda one: one.heading)
    ]
    reminders = [queries.reminder(rhythm, timezone.localdate()) for rhythm in queries.rhythms()]
    return render(request, "registers/registers.html", {"groups": groups, "reminders": reminders, "own": {one.id for one in queries.own_registers()}})


def register_page(request: HttpRequest, sheet: str) -> HttpResponse:
    """One register: who keeps it, what it asks for, what it lacks, what its figures say this year."""
    register = next((one for one in queries.registers() if one.sheet.name == sheet), None)
    if register is None:
        if registry.table(sheet):
            return redirect("record:rows", sheet)
        raise Http404("没有这个登记簿")
    today = timezone.localdate()
    figures = figures_of(register)
    (readings,) = evaluate(figures, [Scope.of(Period.year(today.year), today)])
    rhythm = replace(register.rhythm, sheet=register.rhythm.sheet or sheet) if register.rhythm else None
    return render(request, "registers/register.html", {
        "register": register, "year": today.year, "figures": [(figure, readings[figure.id].value) for figure in figures],
        "reminder": queries.reminder(rhythm, today) if rhythm else None, "due": queries.due(today, register),
        "own": queries.own_declaration(sheet), "shown": SHOWN, "rows": queries.counts().get(sheet, 0), "across": _ACROSS.get(sheet),
        "bare": queries.without_evidence(register, today.year) if register.evidence else None,
        "leading": leading.leading_group(today) if sheet == leading.REGISTER else None,
        "unpublished": publishing.unpublished(today) if sheet == publishing.REGISTER else None, "limit": publishing.within(),
    })


def alter(request: HttpRequest, own: str) -> HttpResponse:
    """Columns, keeper, rhythm, evidence of a register of the bureau's own; its end."""
    declared = queries.own_declaration(own)
    if declared is None:
        return _unknown(request, own)
    stands = {"keeper": declared.keeper, "every": declared.every, "evidence": declared.evidence}
    form, columns = AlterForm(request.POST or None, initial=stands), Columns(request.POST or None, prefix="column")
    if request.method == "POST" and form.is_valid() and columns.is_valid():
        said = {field: text.strip() for field, text in form.cleaned_data.items()}
        try:
            alter_register(own, columns_of(columns), actor=request.user.get_username(), at=timezone.localtime(), **said)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason}。{refusal.mend}。")
        else:
            messages.success(request, "已变更，并已封存。以前登记的行不受影响。")
            return redirect("registers:register", own)
    return _alter(request, declared, form, columns, CloseForm())


def close(request: HttpRequest, own: str) -> HttpResponse:
    """The end of a register of the bureau's own."""
    declared = queries.own_declaration(own)
    if declared is None:
        return _unknown(request, own)
    if request.method != "POST":
        return redirect("registers:alter", own)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            close_register(own, reason=form.cleaned_data["ending"], actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason}。{refusal.mend}。")
        else:
            messages.success(request, f"“{own}”已停用。登记过的行和指标都在，停用以前的事项仍可补录。")
            return redirect("registers:register", own)
    stands = {"keeper": declared.keeper, "every": declared.every, "evidence": declared.evidence}
    return _alter(request, declared, AlterForm(initial=stands), Columns(prefix="column"), form)


def _unknown(request: HttpRequest, name: str) -> HttpResponse:
    messages.error(request, f"没有名为“{name}”的自设登记簿。")
    return redirect("registers:registers")


def _alter(request: HttpRequest, declared: Own, form: AlterForm, columns: Any, ending: CloseForm) -> HttpResponse:
    status = 422 if form.errors or ending.errors else 200
    return render(request, "registers/alter.html", {"own": declared, "form": form, "columns": columns, "ending": ending}, status=status)


def declare(request: HttpRequest) -> HttpResponse:
    """A register of the bureau's own."""
    form, columns = OwnForm(request.POST or None), Columns(request.POST or None, prefix="column")
    if request.method == "POST" and form.is_valid() and columns.is_valid():
        try:
            made = declare_register(own_of(form, columns), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason}。{refusal.mend}。")
        else:
            messages.success(request, f"登记簿“{made.sheet.name}”可以用了：已能登记、导入、导出，指标也已进入指标库。")
            return redirect("registers:register", made.sheet.name)
    return render(request, "registers/declare.html", {"form": form, "columns": columns})

