"""Steps, work inside a stage, parallel tracks: a form from the questions, and what stands against it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases.actions.keeping import Moved, bureau
from fadu.apps.cases.actions.opening import open_track
from fadu.apps.cases.actions.stepping import take_step
from fadu.apps.cases.actions.working import do_work
from fadu.apps.cases.casepage import reading
from fadu.apps.cases.forms import AskForm, TableForm, TrackForm, today_first
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning import moving
from fadu.apps.cases.planning.knowing import defaults
from fadu.apps.cases.planning.tracks import TRACKS, barred
from fadu.apps.cases.planning.works import WORKS, works_of
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.cases.queries.numbers import for_step
from fadu.apps.cases.views.matters import roles_of, the_matter
from fadu.core import procedure
from fadu.core.law import violations
from fadu.core.refusal import Refusal

SIMILAR = 8  # earlier cases beside the sheet


def step(request: HttpRequest, matter: str, move: str) -> HttpResponse:
    """Take a step."""
    found = the_matter(matter)
    state, around, on = state_of(found), bureau(), timezone.localdate()
    wanted = procedure.procedures()[found.procedure].moves.get(move)
    offer = moving.offer(state, wanted, around, on) if wanted and wanted.source == state.stage else None
    if offer is None:
        return _gone(request, found)
    if not offer.right.allows(roles_of(request)):
        return _not_yours(request, found, offer.move.name, offer.right.label)
    numbered = for_step(found, [one.number for one in offer.move.documents], on)
    begins = {**_known(found, offer.asks), **defaults(state, around, on), **numbered, **today_first(on, found.seen)}
    form = AskForm(offer.asks, around.people, request.POST or None, initial=begins)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            done = take_step(
                uid=matter, move=move, answers=form.answers(), on=form.cleaned_data["on"], seen=form.cleaned_data["seen"],
                actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal, form = refused, _again(form, refused, found)
        else:
            return _told(request, done, offer.move.name)
    return render(request, "cases/step.html", {
        "matter": found, "name": offer.move.name, "basis": offer.basis, "note": offer.move.note, "form": form, "refusal": refusal,
        "lacks": [] if refusal else offer.lacks, "papers": offer.move.documents, "reading": reading(state, around),
    })


def work(request: HttpRequest, matter: str, work: str) -> HttpResponse:
    """Do a piece of work."""
    found = the_matter(matter)
    state, around, on = state_of(found), bureau(), timezone.localdate()
    wanted = WORKS.get(work)
    if wanted is None or wanted not in works_of(state):
        return _gone(request, found)
    if not wanted.right.allows(roles_of(request)):
        return _not_yours(request, found, wanted.name, wanted.right.label)
    chosen = {"table": request.GET["table"]} if "table" in request.GET else {}
    asks = wanted.asks(state, chosen, around, on)
    tables = TableForm(request.GET if chosen else None) if work == "proposal" else None
    begins = {**_known(found, asks), **defaults(state, around, on), **today_first(on, found.seen)}
    form = AskForm(asks, around.people, request.POST or None, initial=begins)
    refusal = None
    if request.method == "POST" and asks and form.is_valid():
        try:
            done = do_work(
                uid=matter, work=work, answers=form.answers(), on=form.cleaned_data["on"], seen=form.cleaned_data["seen"], chosen=chosen,
                actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal, form = refused, _again(form, refused, found)
        else:
            return _told(request, done, wanted.name)
    return render(request, "cases/step.html", {
        "matter": found, "name": wanted.name, "basis": wanted.basis, "note": wanted.hint, "form": form if asks else None, "refusal": refusal,
        "tables": tables, "violations": violations.catalogue() if form.lists_violations else {}, "reading": reading(state, around),
        "past": around.similar(state, state.file.get("findings") or {}, on)[:SIMILAR] if tables else (), "beside": bool(tables),
    })


def track(request: HttpRequest, matter: str, track: str) -> HttpResponse:
    """Open a parallel track."""
    found = the_matter(matter)
    if track not in TRACKS:
        raise Http404("没有这种平行事项")
    kind, state = procedure.procedures()[track], state_of(found)
    form = TrackForm(request.POST or None, initial=today_first(timezone.localdate(), found.seen))
    refusal = barred(track, state)
    if request.method == "POST" and form.is_valid() and not refusal:
        try:
            done = open_track(uid=matter, track=track, actor=request.user.get_username(), at=timezone.localtime(), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            return _told(request, done, kind.name)
    return render(request, "cases/step.html", {"matter": found, "name": kind.name, "basis": "", "note": "", "form": form, "refusal": refusal})


def _known(matter: Matter, asks: Any) -> dict[str, Any]:
    """What the file says already, so that nobody types it twice."""
    found: dict[str, Any] = {}
    for one in asks:
        value = matter.facts.get(one.key, matter.file.get(one.key, (matter.file.get("matrix") or {}).get(one.key)))
        if isinstance(value, bool):
            value = "true" if value else "false"
        if value is not None and not isinstance(value, dict):
            found[one.key] = value
    team = matter.file.get("team") or []
    return {**found, **({"lead": team[0], "second": team[1]} if len(team) > 1 else {})}


def _again(form: AskForm, refused: Refusal, matter: Matter) -> AskForm:
    """After somebody else acted the form takes the state of now; what was typed stays."""
    if not isinstance(refused, Moved):
        return form
    now = str(Matter.objects.values_list("seen", flat=True).get(pk=matter.pk))
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["seen"] = now
    form.data = data
    return form


def _told(request: HttpRequest, matter: Matter, name: str) -> HttpResponse:
    messages.success(request, f"已办：{name}。{matter.number}，档案第 {matter.seen} 条。")
    return redirect("cases:matter", matter.uid)


def _gone(request: HttpRequest, matter: Matter) -> HttpResponse:
    stage = procedure.procedures()[matter.procedure].stages[matter.stage]
    return render(request, "cases/step.html", {
        "matter": matter, "name": "现在没有这一步", "refusal": Refusal(f"现在是“{stage.name}”，没有这一步", "请回到案件页，从列出的步骤里选"),
    })


def _not_yours(request: HttpRequest, matter: Matter, name: str, right: str) -> HttpResponse:
    return render(request, "cases/step.html", {
        "matter": matter, "name": name, "refusal": Refusal(f"这一步要有“{right}”的权限", "由有这个岗位的人办理；您可以查看案件页"),
    })
