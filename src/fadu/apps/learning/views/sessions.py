"""Sessions of study: the list where one signs up, a new one, one of them with who comes and who came."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.learning.actions import sessions as actions
from fadu.apps.learning.forms import PresentForm, ReasonForm, SessionForm
from fadu.apps.learning.queries import sessions as queries
from fadu.apps.learning.queries.people import learners
from fadu.core.learning.demands import GROUPS
from fadu.core.refusal import Refusal

_LIST, _ONE = "learning:sessions", "learning:session"


def session_list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """All sessions, and whether I signed up."""
    today, me = timezone.localdate(), request.user.get_username()
    told = [(one, one.state(today), me in one.people) for one in queries.sessions()]
    return render(request, "learning/sessions.html", {"sessions": told, "refusal": refusal}, status=422 if refusal else 200)


def announce(request: HttpRequest) -> HttpResponse:
    """A new session."""
    form, refusal = SessionForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.announce(form.announced(), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, f"已发布 {number}，并已封存；大家可以报名了。")
            return redirect(_LIST)
    return render(request, "learning/session_new.html", {"form": form, "refusal": refusal}, status=422 if refusal or form.errors else 200)


def join(request: HttpRequest, session: str) -> HttpResponse:
    """Sign up."""
    return _mine(request, session, actions.join, "已报名")


def leave(request: HttpRequest, session: str) -> HttpResponse:
    """Take it back."""
    return _mine(request, session, actions.leave, "已退出")


def session_page(request: HttpRequest, session: str) -> HttpResponse:
    """One session."""
    return _page(request, session)


def held(request: HttpRequest, session: str) -> HttpResponse:
    """Who came."""
    found = queries.session_of(session)
    if request.method != "POST" or found is None:
        return redirect(_LIST)
    form = PresentForm(request.POST, learners(found.held_on), found.people)
    if not form.is_valid():
        return _page(request, session, form=form)
    try:
        intake = actions.held(session, frozenset(form.cleaned_data["present"]), actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        return _page(request, session, form=form, refusal=refusal)
    messages.success(request, f"已登记 {intake.rows} 人，到场的记了学时，逐人封存。")
    return redirect(_ONE, session)


def cancel(request: HttpRequest, session: str) -> HttpResponse:
    """Call it off."""
    if request.method != "POST":
        return redirect(_LIST)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, session, cancelling=form)
    try:
        actions.cancel(session, reason=form.cleaned_data["reason"], actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        return _page(request, session, refusal=refusal)
    messages.success(request, f"{session} 已取消，并已封存。")
    return redirect(_LIST)


def _mine(request: HttpRequest, session: str, act: Callable[..., None], word: str) -> HttpResponse:
    if request.method != "POST":
        return redirect(_LIST)
    me = request.user.get_username()
    try:
        act(session, person=me, actor=me, at=timezone.localtime())
    except Refusal as refusal:
        return session_list(request, refusal)
    messages.success(request, f"{word}：{session}，并已封存。")
    return redirect(_LIST)


def _page(
    request: HttpRequest, session: str, *, form: PresentForm | None = None, cancelling: ReasonForm | None = None, refusal: Refusal | None = None,
) -> HttpResponse:
    found = queries.session_of(session)
    if found is None:
        messages.error(request, f"没有编号为 {session} 的学习。")
        return redirect(_LIST)
    today = timezone.localdate()
    people = learners(min(found.held_on, today))
    names = {each.number: each.name for each in people}
    wrong = refusal or (form and form.errors) or (cancelling and cancelling.errors)
    return render(request, "learning/session.html", {
        "session": found, "state": found.state(today), "group": GROUPS[found.group], "names": [names.get(number, number) for number in found.people],
        "form": form or PresentForm(None, people, found.people), "cancelling": cancelling or ReasonForm(), "refusal": refusal,
    }, status=422 if wrong else 200)
