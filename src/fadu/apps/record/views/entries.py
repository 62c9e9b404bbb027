"""The sealed record: acts in order, and one act with all that its digest covers."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.apps.record import proving, queries

PAGE = 40


class Filter(forms.Form):
    """Acts by kind, or by a word."""

    text = forms.CharField(label="工号、编号或摘要", required=False, max_length=80)
    event = forms.ChoiceField(label="行为", required=False, choices=[("", "全部"), *queries.VERBS.items()])


def entry_list(request: HttpRequest) -> HttpResponse:
    """Acts, newest first."""
    form = Filter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(queries.entries(text=chosen.get("text", "").strip(), event=chosen.get("event", "")), PAGE).get_page(request.GET.get("page"))
    size, digest = queries.head()
    return render(request, "record/entries.html", {"page": page, "filter": form, "size": size, "digest": digest, "verbs": queries.VERBS})


def entry_page(request: HttpRequest, index: int) -> HttpResponse:
    """One act."""
    entry = queries.entry(index)
    if entry is None:
        raise Http404("没有这一条封存")
    return render(request, "record/entry.html", {"entry": entry, "covered": index < proving.covered()})
