"""Tables of bulletins: take one in, take one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.ambient.actions import bulletins as actions
from fadu.apps.ambient.forms import BulletinForm
from fadu.apps.ambient.queries.bulletins import batches
from fadu.core.indices.bulletins import INDICATORS, SAMPLE
from fadu.core.refusal import Refusal

_PAGE = "ambient:bulletins"


def bulletin_page(request: HttpRequest) -> HttpResponse:
    """What was taken in, and the form for more."""
    form, refusal = BulletinForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            done = actions.take_bulletins(
                upload.read(), file_name=upload.name, source=form.cleaned_data["source"], actor=request.user.get_username(), at=timezone.localtime()
            )
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, f"已导入 {done.rows} 项，逐行封存；可以整批撤回。")
            return redirect(_PAGE)
    return render(request, "ambient/bulletins.html", {
        "form": form, "refusal": refusal, "problems": getattr(refusal, "problems", ()), "batches": batches(), "indicators": INDICATORS,
        "sample": SAMPLE.strip(),
    }, status=422 if refusal or form.errors else 200)


def take_back(request: HttpRequest, batch: str) -> HttpResponse:
    """Take a batch back."""
    if request.method == "POST":
        try:
            event = actions.take_bulletins_back(batch, actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, f"已撤回：移出 {event.rows} 项。原来的封存记录仍在档案里。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect(_PAGE)
