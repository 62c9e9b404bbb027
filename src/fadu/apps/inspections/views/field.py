"""The page of visits on the phone, and what it asks of the office. The page itself holds nothing; each answer goes to who is signed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from fadu.apps.inspections.actions.visiting import files, opening, recording
from fadu.apps.inspections.visits import reading
from fadu.apps.record import registry
from fadu.core.refusal import Refusal
from fadu.core.visits import kinds

SCRIPTS = ("visit.js", "visit-chain.js", "visit-form.js", "visit-store.js", "visit-sync.js")
_STYLES = (
    "web/vendor/bootstrap-5.3.9/bootstrap.min.css", "web/css/tokens.css", "web/css/shell.css", "web/css/parts.css", "web/css/forms.css",
    "web/css/charts.css", "web/css/doc.css", "web/css/print.css", "inspections/visit.css",
)
_PICTURES = ("web/favicon.svg", "web/icons.svg")
_DIGITS = 12  # of an offset: no file is that large


def shell(request: HttpRequest) -> HttpResponse:
    """The empty page; it is kept on the phone."""
    return render(request, "inspections/visits/field.html", {"sheets": _STYLES})


def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; it has a new version whenever one of its parts has."""
    text = _read("inspections/visit-worker.js").decode()
    files = [*_STYLES, *_PICTURES, *(f"inspections/{name}" for name in SCRIPTS)]
    version = hashlib.sha256(b"".join([text.encode(), *map(_read, files)])).hexdigest()[:16]
    parts = [reverse("inspections:field"), reverse("inspections:field_manifest"), *map(static, files)]
    filled = text.replace("__VERSION__", version).replace("__PARTS__", json.dumps(parts))
    return HttpResponse(filled, content_type="text/javascript; charset=utf-8", headers={"Service-Worker-Allowed": reverse("inspections:field")})


def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone must know to put the page on its first screen."""
    start = reverse("inspections:field")
    icon = {"src": static("web/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return JsonResponse(
        {"name": "法度·现场检查", "short_name": "现场检查", "lang": "zh-CN", "start_url": start, "scope": start, "display": "standalone",
         "background_color": "#ffffff", "theme_color": "#0b3d86", "icons": [icon]},
        content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False},
    )


def package(request: HttpRequest) -> HttpResponse:
    """The visits of who is signed in that are under way, with all that is needed to record them without network."""
    actor = request.user.get_username()
    mine = [one for one in reading.under_way() if actor in [officer["number"] for officer in one.said["officers"]]]
    table = registry.table("监管对象")
    assert table is not None
    places = table.stored((one.said["facility"],) for one in mine)
    return JsonResponse({
        "account": actor, "label": request.user.label, "now": timezone.now().isoformat(), "csrf": get_token(request),  # type: ignore[union-attr]
        "kinds": kinds.declared(), "visits": [_visit(one, places[one.said["facility"],].snapshot) for one in mine],
    })


def take(request: HttpRequest) -> HttpResponse:
    """Take a visit out to a device."""
    def work(said: Mapping[str, Any]) -> dict[str, Any]:
        opening.take_out(str(said["visit"]), device=str(said["device"]), actor=request.user.get_username(), at=timezone.localtime())
        return {"taken": True}

    return _told(request, work)


def sync(request: HttpRequest) -> HttpResponse:
    """Take in what a phone recorded."""
    def work(said: Mapping[str, Any]) -> dict[str, Any]:
        receipt = recording.receive(
            str(said["visit"]), [dict(one) for one in said["entries"]], device=str(said["device"]), now=str(said["now"]),
            actor=request.user.get_username(), at=timezone.localtime(),
        )
        return {"have": receipt.have, "head": receipt.head, "concluded": receipt.concluded, "notes": list(receipt.notes)}

    return _told(request, work)


def file(request: HttpRequest, visit: str, digest: str) -> HttpResponse:
    """How much of a photo is here; take a piece of it in."""
    def answer() -> dict[str, Any]:
        if request.method != "POST":
            return _arrived(visit, digest)
        at = request.GET.get("at", "")
        if not at.isdecimal() or len(at) > _DIGITS:
            raise Refusal("没有写从哪里接着传", "请更新手机上的页面后再上传")
        have, whole = files.put(visit, digest, int(at), request.body, actor=request.user.get_username(), at=timezone.localtime())
        return {"have": have, "whole": whole, "named": True}

    return _answered(answer)


def _arrived(visit: str, digest: str) -> dict[str, Any]:
    try:
        have, whole = files.arrived(visit, digest)
    except Refusal:  # photographed, but not recorded: there is nothing to send
        return {"have": 0, "whole": False, "named": False}
    return {"have": have, "whole": whole, "named": True}


def _told(request: HttpRequest, work: Callable[[Mapping[str, Any]], dict[str, Any]]) -> HttpResponse:
    if request.method != "POST":
        return redirect("inspections:field")

    def answer() -> dict[str, Any]:
        try:
            return work(json.loads(request.body))
        except (KeyError, TypeError, ValueError, RecursionError):
            raise Refusal("传来的内容读不懂", "请更新手机上的页面后再上传") from None

    return _answered(answer)


def _answered(work: Callable[[], dict[str, Any]]) -> HttpResponse:
    try:
        return JsonResponse(work())
    except RequestDataTooBig:
        return _refused(Refusal("一次传来的太大", "请更新手机上的页面，分段上传；照片不超过 50 MB"), 413)
    except Refusal as refusal:
        return _refused(refusal, 409)


def _refused(refusal: Refusal, status: int) -> HttpResponse:
    said = {"reason": refusal.reason, "mend": refusal.mend, "article": refusal.article}
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def _visit(one: reading.Visit, place: Mapping[str, Any]) -> dict[str, Any]:
    names = ("category", "matter", "on", "clue", "items", "officers")
    entries = [
        {"visit": one.id, **{name: act.said[name] for name in ("seq", "kind", "said", "by", "previous", "digest", "device")}} for act in one.entries
    ]
    return {
        **{name: one.said[name] for name in names}, "id": one.id, "number": one.number, "name": one.said["name"],
        "address": place["address"] or "", "start": one.start, "device": one.device, "entries": entries, "concluded": bool(one.concluded),
        "grounds": one.grounds,
    }


def _read(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()
