"""The list of matters, a new clue, one matter, cases that ran before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases import lists
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.actions.opening import open_clue
from fadu.apps.cases.actions.taking_over import take_over
from fadu.apps.cases.filereview.queries import glance
from fadu.apps.cases.forms import ClueForm, Filter
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.taking_over import name_of, stage_of, taken_over
from fadu.apps.record import registry
from fadu.core.refusal import Refusal
from fadu.web.policy import ROLES

PAGE = 30


def matter_list(request: HttpRequest) -> HttpResponse:
    """Matters under way, all of them, or cases of the register that nobody took on."""
    on, around = timezone.localdate(), bureau()
    tab = request.GET.get("tab", "open")
    numbers = Matter.objects.exclude(lead="").values_list("lead", flat=True).distinct()
    form = Filter(request.GET or None, leads=[(number, around.label(number)) for number in sorted(numbers)])
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context: dict[str, Any] = {"filter": form, "tab": tab, "is_filtered": any(chosen.values()), "tabs": _tabs(tab)}
    if tab == "register":
        cases = Paginator(lists.not_taken_on(chosen.get("text", "")), PAGE).get_page(request.GET.get("page"))
        shown = list(cases.object_list)
        snapshots = _snapshots(shown)
        context |= {"page": cases, "cases": [{"case": one, "stage": name_of(stage_of(snapshots[one.pk]))} for one in shown]}
    else:
        found = lists.matters(
            text=chosen.get("text", "").strip(), stage=chosen.get("stage", ""), due=chosen.get("due", ""), lead=chosen.get("lead", ""),
            ended=None if tab == "all" else False, on=on,
        )
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": lists.rows(list(page.object_list), around, on)}
    return render(request, "cases/list.html", context)


def _tabs(tab: str) -> list[dict[str, Any]]:
    names = (("open", "在办"), ("all", "全部"), ("register", "登记簿里还没有接续的"))
    return [{"label": label, "url": f"?tab={key}", "current": key == tab, "count": None} for key, label in names]


def _snapshots(cases: list[Case]) -> dict[int, dict[str, Any]]:
    table = registry.table("案件")
    assert table is not None
    return {row.pk: row.snapshot for row in table.read(table.rows().filter(pk__in=[one.pk for one in cases]))}


def new_clue(request: HttpRequest) -> HttpResponse:
    """Register a clue."""
    form = ClueForm(request.POST or None, initial={"found_on": timezone.localdate().isoformat()})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            matter = open_clue(**form.cleaned_data, actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已登记 {matter.number}，档案第 {matter.seen} 条。下一步：指定两名办案人员。")
            return redirect("cases:matter", matter.uid)
    return render(request, "cases/clue.html", {"form": form, "refusal": refusal})


def matter_page(request: HttpRequest, matter: str) -> HttpResponse:
    """Where the matter stands, what comes next, what is missing, which clocks run, who, and what was sealed."""
    found = the_matter(matter)
    around = bureau()
    page = lists.page(found, around, timezone.localdate())
    roles = roles_of(request)
    offers = [{"offer": one, "mine": one.right.allows(roles), "who": _offices(one.right)} for one in page.offers]
    works = [{"work": one, "mine": one.right.allows(roles), "who": _offices(one.right)} for one in page.works]
    linked = [{"row": row} for row in lists.rows(list(found.tracks.order_by("pk")), around, timezone.localdate())]
    file_review = glance(found, around, timezone.localdate())
    return render(request, "cases/matter.html", {
        "page": page, "matter": found, "offers": offers, "works": works, "linked": linked, "file_review": file_review,
    })


def _offices(right: Any) -> str:
    return "、".join(ROLES[role] for role in ROLES if role in (right.roles or ()))


def roles_of(request: HttpRequest) -> list[str]:
    """The roles of who is signed in."""
    return list(getattr(request.user, "roles", ()))


def the_matter(uid: str) -> Matter:
    """The matter of an address. Raises Http404."""
    try:
        found = Matter.objects.select_related("case", "parent").filter(uid=UUID(uid)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404("没有这个事项")
    return found


def from_register(request: HttpRequest, case: str) -> HttpResponse:
    """Take a case of the register on: first what its row gives and what is missing, then the act."""
    try:
        row = Case.objects.filter(uid=UUID(case)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404("没有这个案件")
    refusal = None
    if request.method == "POST":
        try:
            matter = take_over(case=case, actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已接续办理 {matter.number}，档案第 {matter.seen} 条。")
            return redirect("cases:matter", matter.uid)
    found = taken_over(_snapshots([row])[row.pk])
    return render(request, "cases/take_over.html", {"case": row, "found": found, "stage": name_of(found.stage), "refusal": refusal})
