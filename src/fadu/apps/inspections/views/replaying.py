"""The replay in the browser: as a page here, and as one file that works from a disk without us."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

SCRIPT = "inspections/replay.js"


def page(request: HttpRequest) -> HttpResponse:
    """Choose a DRAW.json and see whether it follows from its lists, plan and seed; the file never leaves the browser."""
    return render(request, "inspections/replay.html")


def single_file(request: HttpRequest) -> HttpResponse:
    """The same as one HTML file for anybody to keep: no network, nothing to install."""
    text = render_to_string("inspections/replay_file.html", {"script": Path(str(finders.find(SCRIPT))).read_text("utf-8")})
    return HttpResponse(text, headers={"Content-Disposition": 'attachment; filename="replay.html"'})
