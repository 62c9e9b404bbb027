"""Closed files: bind one, hand it out, look through all of them by any fragment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.archive import queries
from fadu.apps.cases.archive.actions.binding import archiving, bind_file, unbound
from fadu.apps.cases.archive.actions.handing import hand_out
from fadu.apps.cases.archive.forms import BindForm, HandForm, SearchForm
from fadu.apps.cases.archive.gathering import pieces_of
from fadu.apps.cases.models import Matter
from fadu.apps.cases.views.matters import the_matter
from fadu.core.archive.filing import VOLUMES, pages
from fadu.core.refusal import Refusal

PAGE, MOST = 30, 100


def archive_list(request: HttpRequest) -> HttpResponse:
    """Bound files, or those in which a fragment stands; and closed cases that wait to be bound."""
    form, refusal = SearchForm(request.GET or None), None
    wanted = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    hits: list[queries.Hit] = []
    try:
        hits = queries.search(wanted) if wanted else [queries.Hit(one, ()) for one in queries.files()]
    except Refusal as refused:
        refusal = refused
    waiting = Matter.objects.none() if wanted else unbound()
    return render(request, "cases/archive/list.html", {
        "form": form, "wanted": wanted, "refusal": refusal,
        "page": Paginator(hits, PAGE).get_page(request.GET.get("page")), "waiting": waiting[:MOST], "waits": waiting.count(), "most": MOST,
    })


def archive_page(request: HttpRequest, matter: str) -> HttpResponse:
    """The catalogue of a bound file, or the form that binds it."""
    found = the_matter(matter)
    standing, around = queries.bound(str(found.uid)), bureau()
    context: dict[str, Any] = {
        "matter": found, "bound": standing, "can_bind": found.parent is None and bool(archiving(found) or found.file.get("archive_number")),
    }
    if standing:
        context |= {
            "who": around.label(standing.actor), "volumes": _volumes(standing), "handed": [
                {"act": one, "who": around.label(one.actor)} for one in queries.handed_out(str(found.uid))
            ], "hand_form": HandForm(),
        }
    return render(request, "cases/archive/file.html", context)


def _volumes(bound: queries.Bound) -> list[dict[str, Any]]:
    return [
        {"name": name, "pages": pages(bound.pieces, name), "pieces": [one for one in bound.pieces if one.volume == name]} for name in VOLUMES
    ]


def bind_page(request: HttpRequest, matter: str) -> HttpResponse:
    """The form that binds a file."""
    found, refusal = the_matter(matter), None
    initial = {"seen": found.seen, "on": timezone.localdate().isoformat(), "archive_number": found.file.get("archive_number", "")}
    form = BindForm(pieces_of(found), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("seen", "on", "archive_number", "retention", "ground", "reason")}
        try:
            bind_file(uid=str(found.uid), pieces=form.pieces(), actor=request.user.get_username(), at=timezone.localtime(), **given)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "已组卷归档，目录和每件的摘要已封存。")
            return redirect("cases:archived", found.uid)
    return render(request, "cases/archive/bind.html", {
        "matter": found, "form": form, "refusal": refusal, "again": queries.bound(str(found.uid)) is not None,
    })


def package(request: HttpRequest, matter: str) -> HttpResponseBase:
    """Hand the package out."""
    found = the_matter(matter)
    form = HandForm(request.POST or None)
    if request.method != "POST":
        return redirect("cases:archived", found.uid)
    if not form.is_valid():
        messages.error(request, "请写明给谁、作什么用")
        return redirect("cases:archived", found.uid)
    given = form.cleaned_data
    try:
        stream, name = hand_out(
            uid=str(found.uid), receiver=given["receiver"], purpose=given["purpose"], volumes=given["volumes"].split("、"),
            actor=request.user.get_username(), at=timezone.localtime(),
        )
    except Refusal as refused:
        messages.error(request, f"{refused.reason}。{refused.mend}")
        return redirect("cases:archived", found.uid)
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/zip")
