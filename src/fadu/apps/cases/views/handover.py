"""Handing the open matters of an officer to another: one of them or many."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases import handover, lists
from fadu.apps.cases.actions.handing_over import hand_over
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.filters import HandoverForm
from fadu.apps.cases.views.lists import officers
from fadu.core.refusal import Refusal

MOST = 200


def hand_over_page(request: HttpRequest) -> HttpResponse:
    """Whose matters, which of them, who takes them, why; the act is refused or sealed as a whole."""
    on, around, refusal = timezone.localdate(), bureau(), None
    leaves = request.POST.get("leaves") or request.GET.get("from", "")
    found = list(handover.open_of(leaves)[:MOST]) if leaves in around.people else []
    form = HandoverForm(
        request.POST or None, initial={"leaves": leaves, "on": on.isoformat()}, matters=[(f"{one.uid}@{one.seen}", one.number) for one in found],
        officers=[(number, label) for number, label in officers(around) if number != leaves and around.people[number].left_on is None],
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
    only = request.GET.get("matter")
    ticked = {one.partition("@")[0] for one in request.POST.getlist("matters")}
    first = request.method != "POST"  # the page begins with all of them, or with the one it was opened from
    rows = [
        {"row": row, "value": f"{one.uid}@{one.seen}", "ticked": only in (None, row.uid) if first else row.uid in ticked}
        for one, row in zip(found, lists.rows(found, around, on), strict=True)
    ]
    return render(request, "cases/handover.html", {
        "form": form, "rows": rows, "refusal": refusal, "leaves": leaves, "label": around.label(leaves) if leaves else "",
        "officers": officers(around), "absent": handover.absent(around, on), "cut": MOST if len(found) == MOST else 0,
    })
