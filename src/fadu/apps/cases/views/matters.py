"""A new clue, one matter, cases that ran before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases import casepage, lists
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.actions.opening import open_clue
from fadu.apps.cases.actions.taking_over import take_over
from fadu.apps.cases.filereview.queries import glance
from fadu.apps.cases.forms import ClueForm
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.taking_over import name_of, taken_over
from fadu.apps.cases.queries.beside import beside
from fadu.core.refusal import Refusal


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
    """Where the matter stands, whose turn it is, what is missing, which clocks run, who, and what was sealed."""
    found, on, around = the_matter(matter), timezone.localdate(), bureau()
    linked = lists.rows(list(found.tracks.order_by("pk")), around, on)
    return render(request, "cases/matter.html", {
        "page": casepage.page(found, around, on, roles_of(request)), "matter": found, "linked": linked, "file_review": glance(found, around, on),
    })


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
    found = taken_over(lists.snapshots([row])[row.pk], beside(row))
    return render(request, "cases/take_over.html", {"case": row, "found": found, "stage": name_of(found.stage), "refusal": refusal})
