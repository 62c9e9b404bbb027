"""The replay in the browser: as a page here, and as one file that works from a disk without us."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.apps.inspections import documents


def page(request: HttpRequest) -> HttpResponse:
    """Choose a DRAW.json and see whether it follows from its lists, plan and seed; the file never leaves the browser."""
    return render(request, "inspections/replay.html")


def single_file(request: HttpRequest) -> HttpResponse:
    """The same as one HTML file for anybody to keep: no network, nothing to install."""
    return HttpResponse(documents.single_file(), headers={"Content-Disposition": 'attachment; filename="replay.html"'})
