"""One's own page, and the certificate of a result with its proof."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.learning.models import Sitting
from fadu.apps.learning.queries import exams as queries
from fadu.apps.learning.queries import mustknow, plans, sessions
from fadu.apps.record import proving
from fadu.apps.record.documents import qr
from fadu.core.refusal import Refusal
from fadu.web.policy import READ_LEARNING

_MINE = "learning:mine"


def mine(request: HttpRequest) -> HttpResponse:
    """What I must still do this year, exams that are on, my records."""
    now = timezone.localtime()
    number = request.user.get_username()
    me = plans.standing(now.year, now.date(), number)
    sat = queries.sittings_of(number)
    group = me[0].learner if me else None
    listed = [(each, sat.get(each.exam.number)) for each in queries.exams(now)]
    return render(request, "learning/mine.html", {
        "year": now.year, "me": me[0] if me else None, "records": plans.records_of(number, now.year),
        "must_know": mustknow.of_person(group, now.date()) if group else [], "sessions": sessions.open_to(number, now.date()) if group else [],
        "exams": [
            (each, mine) for each, mine in listed
            if mine is not None or (each.state in ("未开始", "进行中") and group is not None and group.within(each.exam.group))
        ],
    })


def certificate(request: HttpRequest, sitting: str) -> HttpResponse:
    """A result: score, seal, code; after the exam is closed also which answers were right."""
    found = _seen(request, sitting)
    if found is None:
        return redirect(_MINE)
    act = queries.handed_in_act(sitting)
    told = found.exam.closed_at is not None
    return render(request, "learning/certificate.html", {
        "sitting": found, "exam": found.exam, "act": act, "digest": bytes(act.sha256).hex() if act else "", "proof": _proof(sitting), "told": told,
        "asked": queries.asked(found, told=True) if told else (),
    })


def code(request: HttpRequest, sitting: str) -> HttpResponse:
    """The proof of a result as a QR code; where it is too long, the signed checkpoint that covers it."""
    proof = _proof(sitting) if _seen(request, sitting) else None
    if proof is None:
        return redirect(_MINE)
    return HttpResponse(qr.image(proof.slip() if qr.fits(proof.slip()) else proof.note), content_type="image/svg+xml")


def proof_file(request: HttpRequest, sitting: str) -> HttpResponseBase:
    """The proof of a result as a file for the stand-alone verifier."""
    found = _seen(request, sitting)
    proof = _proof(sitting) if found else None
    if found is None or proof is None:
        return redirect(_MINE)
    name = f"{found.exam.number}-{found.person.number}-证明.json"
    return FileResponse(BytesIO(proof.file().encode()), as_attachment=True, filename=name, content_type="application/json")


def _seen(request: HttpRequest, sitting: str) -> Sitting | None:
    """A finished sitting that is one's own, or anybody's for who may read results."""
    found = queries.sitting_by_id(sitting)
    own = found is not None and found.person.number == request.user.get_username()
    may = own or READ_LEARNING.allows(request.user.roles)  # type: ignore[union-attr]
    if found is None or found.handed_in_at is None or not may:
        messages.error(request, "没有这份成绩，或者还没有交卷。")
        return None
    return found


def _proof(sitting: str) -> proving.Proof | None:
    act = queries.handed_in_act(sitting)
    try:
        return proving.prove(act.index) if act else None
    except Refusal:
        return None
