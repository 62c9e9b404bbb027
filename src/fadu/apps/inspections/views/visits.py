"""Visits at the office: the list, a new one, one visit step by step, its problems; results to be made public."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.inspections import forms, looks, queries, tasks
from fadu.apps.inspections.actions.visiting import after, deciding, opening, recording
from fadu.apps.inspections.documents import visiting as paper
from fadu.apps.inspections.views._common import act
from fadu.apps.inspections.visits import duties, grounds, ratings, reading, tokens
from fadu.apps.officers.figures import officers_on
from fadu.apps.officers.queries import unit
from fadu.apps.record import evidence, registry
from fadu.apps.record.acts import Act
from fadu.core.refusal import Refusal
from fadu.core.visits import checklists, order
from fadu.core.visits.kinds import KINDS

PAGE = 30


def visit_list(request: HttpRequest) -> HttpResponse:
    """All visits, newest first."""
    text = request.GET.get("text", "").strip()[:80]
    page = Paginator(reading.opened(text), PAGE).get_page(request.GET.get("page"))
    rows = list(reversed(reading.visits(page.object_list))) if page.object_list else []
    return render(request, "inspections/visits/list.html", {"page": page, "rows": rows, "text": text})


def new(request: HttpRequest) -> HttpResponse:
    """Open a visit; from a draw its object and officers are given."""
    today = timezone.localdate()
    officers = [(one.number, f"{one.name}（{one.number}）") for one in officers_on(today)]
    draw = queries.draw(request.GET.get("draw", "")) if request.GET.get("draw") else None
    running = [(act.subject, act.number) for act in reading.campaigns(today)]
    facility = (request.POST.get("facility") or request.GET.get("facility", "")).strip()
    listed = [(one.key, f"复查：{one.label}" if one.kind == grounds.RECHECK else one.label) for one in grounds.open_at(facility)] if facility else []
    form = forms.VisitForm(request.POST or None, initial=_start(request, draw, today), officers=officers, campaigns=running, grounds=listed)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        category = given["category"]
        source = {looks.DRAWN: draw.id if draw else "", deciding.CAMPAIGN: given["campaign"]}.get(category, given["source"])
        try:
            made = opening.open_visit(
                category=category, facility=given["facility"].strip(), officers=given["officers"], on=given["on"], matter=given["matter"],
                checklist=given["checklist"], approved_by=given["approved_by"], source=source, joint_number=given["joint_number"],
                departments=[part.strip() for part in given["departments"].split("、") if part.strip()], grounds=given.get("grounds", ()),
                exempt=given["exempt"], exempt_words=given["exempt_words"],
                actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "已开检查，并已封存。可以带出到手机，也可以在这里逐项记录。")
            return redirect("inspections:visit", made)
    return render(request, "inspections/visits/new.html", {"form": form, "refusal": refusal, "draw": draw})


def _start(request: HttpRequest, draw: queries.DrawView | None, today: date) -> dict[str, Any]:
    number = request.GET.get("facility", "")
    table = registry.table("监管对象")
    assert table is not None
    stored = table.stored([(number,)]).get((number,)) if number else None
    start: dict[str, Any] = {
        "on": today, "facility": number, "matter": "排污单位现场检查", "category": request.GET.get("category", "日常巡查"),
        "checklist": checklists.suggested((stored.snapshot["industry"] or "") if stored else ""),
    }
    if draw:
        task = next((one for one in tasks.tasks(draw) if one.object == number and one.visit is None), None)
        start |= {"category": looks.DRAWN, "officers": [id for id, _ in task.officers] if task else [], "matter": "排污单位随机抽查"}
    return start | {"grounds": request.GET.getlist("ground")}


def visit_page(request: HttpRequest, visit: str, shown: Form | None = None, refusal: Refusal | None = None) -> HttpResponse:
    """One visit: who, why, what is recorded, what comes next, what became of its problems."""
    found = found_visit(visit)
    today = timezone.localdate()
    here = found.concluded or not (found.device or found.cancelled or found.within)
    offers = [_offer(found, kind.key, shown) for kind in KINDS.values()] if here else []
    officers = [(one["number"], one["name"]) for one in found.said["officers"]]
    recheck = shown if isinstance(shown, forms.RecheckForm) else forms.RecheckForm(
        initial={"on": today, "officers": [number for number, _ in officers]}, officers=[(one.number, one.name) for one in officers_on(today)],
    )
    return render(request, "inspections/visits/visit.html", {
        "visit": found, "refusal": refusal, "along": _along(found), "entries": [_entry(one) for one in found.entries],
        "offers": [offer for offer in offers if offer],
        "lacks": [] if found.concluded or found.cancelled else order.missing(found.state, found.items, found.grounds),
        "problems": found.problems(), "recheck": recheck, "files": evidence.of_row(found.id), "to_come": _to_come(found), "notes": found.notes(),
        "photo": shown if isinstance(shown, forms.PhotoForm) else forms.PhotoForm(), "mine": request.user.get_username() in dict(officers),
        "firm": request.build_absolute_uri(tokens.address(found.id)), "publish_by": duties.publish_by(found.on) if found.concluded else None,
    })


def _along(found: reading.Visit) -> list[dict[str, Any]]:
    """What else the visit is for, where that stands, and whether it is done."""
    done = {(one["kind"], one["id"], one["problem"]) for one in found.concluded.said.get("discharged", ())} if found.concluded else set()
    ids = set(reading.ids_of({one["number"] for one in found.grounds if one["problem"]}).values()) if found.grounds else set()
    open_ = "又待办" if found.number in found.voided else "没有办" if found.concluded else "待办"
    return [
        {**one, "word": "已办" if open_ != "又待办" and (one["kind"], one["id"], one["problem"]) in done else open_, "url": _where(one, ids)}
        for one in found.grounds
    ]


def _where(one: Mapping[str, Any], visits: Collection[str]) -> str:
    if one["kind"] == grounds.JOINT:
        return reverse("inspections:others")
    if one["kind"] == grounds.VISIT or one["id"] in visits:
        return reverse("inspections:visit", args=[one["id"]])
    return reverse("record:row", args=["检查", one["id"]])


def _offer(found: reading.Visit, key: str, shown: Form | None) -> dict[str, Any] | None:
    """The form of one more entry, None where it can't be made now."""
    kind = KINDS[key]
    if key == "photo" or (found.concluded and key != "custody") or (key == "custody" and "sample" not in found.state.many):
        return None
    if key == "recheck" and not _problems(found):
        return None
    mine = isinstance(shown, forms.EntryForm) and shown.kind is kind
    form = shown if mine else forms.EntryForm(kind, found.said["items"], initial=_known(found, key), problems=_problems(found))
    return {"kind": kind, "form": form, "open": mine, "done": key in found.state.once, "count": len(found.state.many.get(key, []))}


def _problems(found: reading.Visit) -> list[str]:
    return [one["label"] for one in found.grounds if one["kind"] == grounds.RECHECK]


def _known(found: reading.Visit, key: str) -> dict[str, Any]:
    said = dict(found.state.once.get(key, {}))
    for item, one in said.pop("answers", {}).items():
        said |= {f"a-{item}": one["answer"], f"n-{item}": one.get("note", "")}
    return said


def _entry(one: Act) -> dict[str, Any]:
    said, kind = one.said["said"], KINDS[one.said["kind"]]
    shown = [field for field in kind.fields if said.get(field.key) not in (None, "") and field.key not in ("sha256", "size")]
    told = [(field.label, _told(said[field.key])) for field in shown]
    return {"act": one, "seq": one.said["seq"], "label": kind.label, "told": told, "at": reading.made_at(one), "device": one.said["device"]["id"]}


def _told(value: Any) -> str:
    if isinstance(value, dict):
        odd = [f"{item} {one['answer']}{'：' + one['note'] if one.get('note') else ''}" for item, one in value.items() if one["answer"] != "符合"]
        return f"{len(value)} 项，{'；'.join(odd) if odd else '都符合'}"
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _to_come(found: reading.Visit) -> list[Mapping[str, Any]]:
    here = reading.files_here(found.id)
    return [said for said in found.state.files() if said["sha256"] not in here]


def record(request: HttpRequest, visit: str, entry: str) -> HttpResponse:
    """Make one entry at the office."""
    found = found_visit(visit)
    if entry not in KINDS or entry == "photo":
        raise Http404("没有这种记录")
    if request.method != "POST":
        return redirect("inspections:visit", visit)
    form = forms.EntryForm(KINDS[entry], found.said["items"], request.POST, problems=_problems(found))
    return _do(request, visit, form, lambda: recording.record(
        visit, entry, form.said(), actor=request.user.get_username(), at=timezone.localtime(),
    ), f"已记入“{KINDS[entry].label}”")


def photo(request: HttpRequest, visit: str) -> HttpResponse:
    """Take a photo in at the office."""
    found_visit(visit)
    if request.method != "POST":
        return redirect("inspections:visit", visit)
    form = forms.PhotoForm(request.POST, request.FILES)
    return _do(request, visit, form, lambda: recording.photograph(
        visit, form.cleaned_data["photo"].chunks(), name=form.cleaned_data["photo"].name, what=form.cleaned_data["what"],
        stage=form.cleaned_data["stage"], actor=request.user.get_username(), at=timezone.localtime(),
    ), "照片已收存")


def back(request: HttpRequest, visit: str) -> HttpResponse:
    """Call a visit back from a lost device."""
    found_visit(visit)
    if request.method == "POST":
        act(request, None, lambda: opening.call_back(
            visit, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
        ), "已收回，可以在这里继续记录")
    return redirect("inspections:visit", visit)


def cancel(request: HttpRequest, visit: str) -> HttpResponse:
    """Say that a visit will not be made."""
    found_visit(visit)
    if request.method == "POST":
        act(request, None, lambda: opening.cancel(
            visit, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
        ), "已取消")
    return redirect("inspections:visit", visit)


def recheck(request: HttpRequest, visit: str, problem: int) -> HttpResponse:
    """Look at a problem again."""
    found_visit(visit)
    if request.method != "POST":
        return redirect("inspections:visit", visit)
    today = timezone.localdate()
    form = forms.RecheckForm(request.POST, request.FILES, officers=[(one.number, one.name) for one in officers_on(today)])

    def work() -> None:
        given = form.cleaned_data
        taken = given["photo"]
        after.recheck(
            visit, problem, on=given["on"], officers=given["officers"], mended=given["mended"], found=given["found"],
            days_more=given["days_more"] or 0, photos=[(taken.name, taken.chunks())] if taken else [],
            actor=request.user.get_username(), at=timezone.localtime(),
        )

    return _do(request, visit, form, work, "复查已登记")


def to_case(request: HttpRequest, visit: str, problem: int) -> HttpResponse:
    """Make a problem the clue of a case."""
    found_visit(visit)
    if request.method == "POST":
        act(request, None, lambda: after.hand_over(
            visit, problem, cause=request.POST.get("cause", ""), actor=request.user.get_username(), at=timezone.localtime(),
        ), "已转为案件线索，办案人员在“案件”里办理")
    return redirect("inspections:visit", visit)


def pdf(request: HttpRequest, visit: str) -> FileResponse:
    """The record as PDF, to be signed on the spot."""
    found = found_visit(visit)
    address = request.build_absolute_uri(tokens.address(found.id))
    return FileResponse(
        paper.record(found, bureau=unit("名称"), address=address, at=timezone.localtime()), content_type="application/pdf",
        filename=f"{found.number}.pdf",
    )


def follow(request: HttpRequest) -> HttpResponse:
    """Problems whose term runs, and results to be made public."""
    today = timezone.localdate()
    waiting = duties.unpublished(today)
    page, unmended = Paginator(waiting, PAGE).get_page(request.GET.get("page")), duties.unmended(today, None)
    ids = reading.ids_of({*(one.number for one in page), *(one.number for one in unmended)})
    return render(request, "inspections/visits/follow.html", {
        "today": today, "page": page, "overdue": sum(one.due is not None and one.due < today for one in waiting),
        "unmended": [(one, ids.get(one.number, "")) for one in unmended], "unpublished": [(one, ids.get(one.number, "")) for one in page],
        "form": forms.PublishResultForm(initial={"on": today}),
    })


def publish(request: HttpRequest) -> HttpResponse:
    """Say that the results of these inspections were made public."""
    if request.method == "POST":
        form = forms.PublishResultForm(request.POST)
        for number in request.POST.getlist("number")[:PAGE]:
            if not act(request, form, lambda number=number: after.publish(  # type: ignore[misc]
                number, on=form.cleaned_data["on"], place=form.cleaned_data["place"], actor=request.user.get_username(), at=timezone.localtime(),
            ), f"{number} 的结果已登记公示"):
                break
        if not request.POST.getlist("number"):
            messages.error(request, "没有选择检查。请勾选已经公示的检查再登记。")
    return redirect("inspections:follow")


def campaigns(request: HttpRequest) -> HttpResponse:
    """Special campaigns; declare one."""
    form = forms.CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and act(request, form, lambda: opening.declare_campaign(
        **form.cleaned_data, actor=request.user.get_username(), at=timezone.localtime(),
    ), "专项检查已登记"):
        return redirect("inspections:campaigns")
    declared = reading.campaigns()
    made = reading.visits_under([act.number for act in declared])
    return render(request, "inspections/visits/campaigns.html", {"form": form, "campaigns": [(act, made.get(act.number, [])) for act in declared]})


def rating_list(request: HttpRequest) -> HttpResponse:
    """What firms said of visits."""
    return render(request, "inspections/visits/ratings.html", {"ratings": ratings.ratings()})


def found_visit(id: str) -> reading.Visit:
    """The visit of an address."""
    try:
        found = reading.visit(str(UUID(id)))
    except ValueError:
        found = None
    if found is None:
        raise Http404("没有这次检查")
    return found


def _do(request: HttpRequest, visit: str, form: Form, work: Callable[[], object], word: str) -> HttpResponse:
    """Do it and go back to the visit; where it is refused, what was typed stands on the page."""
    if not form.is_valid():
        return visit_page(request, visit, form, Refusal("填写不全或有误", "请改正标出的各栏"))
    try:
        work()
    except Refusal as refusal:
        return visit_page(request, visit, form, refusal)
    messages.success(request, f"{word}，并已封存。")
    return redirect("inspections:visit", visit)
