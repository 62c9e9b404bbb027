"""What each post must know."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.learning.forms import PostFilter
from fadu.apps.learning.queries import mustknow


def by_post(request: HttpRequest) -> HttpResponse:
    """One post: what it must know today, and who holds it."""
    today = timezone.localdate()
    form = PostFilter(request.GET, mustknow.posts(today))
    items, holders = mustknow.of_post(form.chosen, today)
    return render(request, "learning/must_know.html", {"filter": form, "post": form.chosen, "items": items, "holders": holders})
