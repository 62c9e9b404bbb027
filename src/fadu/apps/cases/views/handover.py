"""Handing the open matters of an officer to another: one of them or many."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases import handover, lists
from fadu.apps.cases.actions.handing_over import hand_over
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.filters import HandoverForm
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.views.lists import officers
from fadu.core.refusal import Refusal

MOST = 200


def hand_over_page(request: HttpRequest) -> HttpResponse:
    """Whose matters, which of them, who takes them, why; the act is refused or sealed as a whole."""
    on, around, refusal = timezone.localdate(), bureau(), None
    leaves, back = request.POST.get("leaves") or request.GET.get("from", ""), request.GET.get("back", "")
    found = list(handover.open_of(leaves)[:MOST]) if leaves in around.people else []
    away = around.away(on)
    form = HandoverForm(
        request.POST or None, initial={"leaves": leaves, "on": on.isoformat(), **_begins(around, leaves, back, on)},
        matters=[(f"{one.uid}@{one.seen}", one.number) for one in found], officers=[
            (number, f"{label}，{away[number].words}" if number in away else label) for number, label in officers(around)
            if number != leaves and around.people[number].left_on is None
        ],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = hand_over(
                matters=form.chosen(), leaves=given["leaves"], takes=given["takes"], reason=given["reason"], on=given["on"],
                actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已交接 {len(done)} 件给{around.label(given['takes'])}，每件各封存一条。")
            return redirect("cases:matter", done[0].uid) if len(done) == 1 else redirect("cases:list")
    ticked = _ticked(request, found, back)
    rows = [
        {"row": row, "value": f"{one.uid}@{one.seen}", "ticked": row.uid in ticked}
        for one, row in zip(found, lists.rows(found, around, on), strict=True)
    ]
    return render(request, "cases/handover.html", {
        "form": form, "rows": rows, "refusal": refusal, "leaves": leaves, "label": around.label(leaves) if leaves else "",
        "leave": away.get(leaves), "officers": officers(around), "absent": handover.absent(around, on), "returned": handover.returned(around, on),
        "cut": MOST if len(found) == MOST else 0,
    })


def _begins(around: Bureau, leaves: str, back: str, on: date) -> dict[str, str]:
    """Receiver and ground that follow from the register of leave: who takes over and why, or who is back."""
    if back in around.people:
        over = [one for one in around.leaves(on) if one.person == back and one.since <= on]
        return {"takes": back, "reason": f"{around.label(back)}回岗（{over[-1].words}），交回" if over else f"{around.label(back)}回岗，交回"}
    leave = around.leave_of(leaves, on)
    return {"takes": leave.stand_in, "reason": leave.words} if leave else {}


def _ticked(request: HttpRequest, found: list[Matter], back: str) -> set[str]:
    """The page begins with all of them, the one it was opened from, or those that may go back."""
    if request.method == "POST":
        return {one.partition("@")[0] for one in request.POST.getlist("matters")}
    if back:
        return handover.to_give_back(found, back)
    only = request.GET.get("matter")
    return {str(one.uid) for one in found if only in (None, str(one.uid))}
