"""The law at hand: what is in force on a day, when a limit ends, which law applies, what a fine comes to.

Each page asks the law engine and shows its answer with every step; nothing is written, and a person decides.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.desk.forms import AppliesForm, DueForm, DueListForm, FactorForm, IssuerForm, LawForm, TableForm
from fadu.apps.officers import queries as officers
from fadu.core.discretion import Finding, compute, packs
from fadu.core.law import applies, authority, cases, code, statutes, violations
from fadu.core.law.sources import label, sources
from fadu.core.law.tiers import yuan
from fadu.core.pack import UNREVIEWED
from fadu.core.procedure import duelist, icalendar, limits
from fadu.core.refusal import Refusal

CHOICES = {"old": "适用旧法", "new": "适用新法", "not_punishable": "不予处罚", "ask": "停止：须先查明或送法制审核"}


def law(request: HttpRequest) -> HttpResponse:
    """A statute on a day."""
    form = LawForm(request.GET if "name" in request.GET else None, initial={"on": timezone.localdate()})
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= _statute(form.cleaned_data["name"], form.cleaned_data["on"])
    return render(request, "desk/law.html", context)


def _statute(name: str, on: date) -> dict[str, Any]:
    book = statutes.book()
    try:
        match = book.find(name)
    except Refusal as unknown:
        hits = [(one, book.standing(one.short, on)) for one in book.search(name)]
        return {"hits": hits, "refusal": None if hits else unknown}
    statute = match.statute
    return {
        "match": match, "standing": book.standing(statute.short, on), "replaces": book.predecessors(statute.short),
        "source": sources()[statute.source].what, "gists": code.gists() if statute.short == code.CODE else {},
        "unreviewed": "" if book.pack.reviewed else UNREVIEWED,
    }


def due(request: HttpRequest) -> HttpResponse:
    """When a limit ends, with the sheet of its derivation."""
    form = DueForm(request.GET if "rule" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            context["answer"] = limits.due(
                given["rule"], given["start"], pauses=given["pauses"], extend=given["extend"] or 0, side=given["side"] or "agency"
            )
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "desk/due.html", context)


def due_list(request: HttpRequest) -> HttpResponse:
    """The clocks of an office by day, from a pasted list; also as a calendar file. Sent by POST for its length; writes nothing."""
    form = DueListForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        found = duelist.due_list(given["file"] or given["text"], side=given["side"] or "agency")
        if request.POST.get("as") == "calendar" and found.entries:
            calendar = icalendar.icalendar(found.entries, stamp=timezone.now())
            headers = {"Content-Disposition": 'attachment; filename="fadu-due.ics"'}
            return HttpResponse(calendar, content_type="text/calendar; charset=utf-8", headers=headers)
        context |= {"found": found, "written": given["file"] or given["text"], "today": timezone.localdate()}
    return render(request, "desk/due_list.html", context)


def which_law(request: HttpRequest) -> HttpResponse:
    """Which law applies to an act (从旧兼从轻)."""
    form = AppliesForm(request.GET if "violation" in request.GET else None)
    context: dict[str, Any] = {"form": form, "violations": violations.catalogue()}
    if form.is_bound and form.is_valid():
        try:
            answer = applies.decide(cases.read(form.case()))
            context |= {
                "answer": answer, "choice": CHOICES[answer.choice], "fine": _range(answer.fine), "person_fine": _range(answer.person_fine),
                "missing": [label("fact", one) for one in answer.missing],
            }
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "desk/applies.html", context)


def _range(money: Any) -> str:
    return f"{yuan(money[0])}—{yuan(money[1])}" if money else ""


def issuer(request: HttpRequest) -> HttpResponse:
    """Who signs a document of a day, and with it seal, number prefix and remedies."""
    known = {"city": officers.unit("上级单位"), "branch": officers.unit("名称"), "branch_prefix": officers.unit("文号机关代字")}
    form = IssuerForm(request.GET if "branch" in request.GET else None, initial={"on": timezone.localdate(), **known})
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            context["issuer"] = authority.issuer(form.bureau(), on)
            context |= {"on": on, "branch_may": authority.may_sign("branch", on)}
        except Refusal as refusal:
            context["refusal"] = refusal
    return render(request, "desk/issuer.html", context)


def fine(request: HttpRequest) -> HttpResponse:
    """What a fine comes to by a benchmark, step by step."""
    tables = TableForm(request.GET if "table" in request.GET else None)
    context: dict[str, Any] = {"tables": tables}
    if tables.is_bound and tables.is_valid():
        id, table, column = tables.cleaned_data["table"].split("|")
        rules = packs()[id]
        form = FactorForm(request.GET if "asked" in request.GET else None, rules=rules, table=table, column=column)
        context |= {"form": form, "column": form.column, "rules": rules}
        if form.is_bound and form.is_valid():
            answer = _computed(form, rules, table, column)
            context |= {"answer": answer, "recorded": _recorded(form, answer)}
    return render(request, "desk/fine.html", context)


def _recorded(form: FactorForm, answer: Any) -> str:
    """The result as the cells of a row of 裁量审核, for an address; "" where there is none. Whoever records it adds the case and the opinion."""
    if answer.fine is None:
        return ""
    found = [
        f"{factor.label}：{option.label}" for factor in form.column.factors for option in factor.options
        if option.key == form.cleaned_data[f"f_{factor.key}"]
    ]
    cells = {
        "factors": "；".join(found), "table": form.column.title, "fine": f"{answer.fine:f}",
        "grade": f"{answer.percent.normalize():f}%" if answer.percent is not None else "",
    }
    return urlencode(cells)


def _computed(form: FactorForm, rules: Any, table: str, column: str) -> Any:
    given = form.cleaned_data
    findings = {
        factor.key: Finding(given[f"f_{factor.key}"], given[f"e_{factor.key}"])
        for factor in form.column.factors
        if given[f"f_{factor.key}"]
    }
    amounts = {form.base: given["amount"]} if form.base and given.get("amount") is not None else {}
    return compute(
        rules, table, column, findings=findings, amounts=amounts, provision=form.provision(), party=given["party"], decided_on=given["decided_on"]
    )
