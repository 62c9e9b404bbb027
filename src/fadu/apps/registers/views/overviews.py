"""Pages that look across registers: who answers for what, plans with their tasks, how often firms are to be checked."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.registers import answering, frequency, tasks
from fadu.apps.registers.forms import AnsweringFilter, FrequencyFilter

PAGE = 30


def responsible(request: HttpRequest) -> HttpResponse:
    """Who answers for the rows of each register in a year, or for each row of one."""
    form = AnsweringFilter(request.GET, timezone.localdate().year)
    context = {"filter": form, "year": form.chosen_year, "sheet": form.chosen_sheet, "unknown": answering.unknown_registers()}
    if form.chosen_sheet:
        page = Paginator(answering.rows_of(form.chosen_sheet, form.chosen_year), PAGE).get_page(request.GET.get("page"))
        return render(request, "registers/responsible.html", {**context, "page": page})
    return render(request, "registers/responsible.html", {**context, "lines": answering.lines(form.chosen_year)})


def plans(request: HttpRequest) -> HttpResponse:
    """Each plan with its tasks."""
    found, loose = tasks.plans(timezone.localdate())
    return render(request, "registers/plans.html", {"plans": found, "loose": loose})


def frequencies(request: HttpRequest) -> HttpResponse:
    """How often each firm of the random pool is to be checked this year, and how often it was."""
    today = timezone.localdate()
    form = FrequencyFilter(request.GET)
    found = [one for one in frequency.frequencies(today) if form.chosen in ("", one.state)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/frequency.html", {"filter": form, "page": page, "year": today.year, "is_filtered": bool(form.chosen)})
