"""The bureau's own rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases.actions.declaring import KINDS, declare
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.forms import RuleForm
from fadu.apps.cases.views.matters import roles_of
from fadu.core.procedure.rules.local import LISTS, LocalRules
from fadu.core.refusal import Refusal
from fadu.web.policy import DECIDE_CASE


def rules(request: HttpRequest) -> HttpResponse:
    """What the bureau declared."""
    context = {"declared": _declared(bureau().local), "form": RuleForm(KINDS), "may_declare": DECIDE_CASE.allows(roles_of(request))}
    return render(request, "cases/rules.html", context)


def declare_rule(request: HttpRequest) -> HttpResponse:
    """Declare a rule."""
    form, refusal = RuleForm(KINDS, request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        lines = [line.strip() for line in given["cases"].splitlines() if line.strip()]
        try:
            declare(
                kind=given["kind"], since=given["since"], source=given["source"], none=given["none"] == "true", citizen=given["citizen"],
                entity=given["entity"], cases=lines, actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "已声明并封存。")
            return redirect("cases:rules")
    return render(request, "cases/rules.html", {"declared": _declared(bureau().local), "form": form, "refusal": refusal, "may_declare": True})


def _declared(local: LocalRules | None) -> list[tuple[str, str, str, str]]:
    if local is None:
        return []
    found = []
    for one in local.hearing_amount:
        words = "没有另行规定" if one.entity is None else f"公民 {one.citizen} 元，单位 {one.entity} 元"
        found.append((KINDS["hearing_amount"], f"{one.since} 至 {one.until or '今'}", words, one.source))
    for kind, spans in ((kind, getattr(local, kind)) for kind in LISTS):
        found += [(KINDS[kind], f"{one.since} 至 {one.until or '今'}", "、".join(one.kinds) or "没有另行规定", one.source) for one in spans]
    return found
