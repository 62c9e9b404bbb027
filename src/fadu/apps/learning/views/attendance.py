"""Who came to a session of study: hours for each who did."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.learning.actions import results
from fadu.apps.learning.forms import AttendanceForm
from fadu.apps.learning.queries.people import learners
from fadu.core.refusal import Refusal


def attendance(request: HttpRequest) -> HttpResponse:
    """A session: topic, day, hours, who came."""
    form = AttendanceForm(request.POST or None, learners(timezone.localdate()))
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            intake = results.take_attendance(form.session(), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, f"已登记 {intake.rows} 人，到场的记了学时，逐人封存。记错了可以在下面撤回。")
            return redirect("learning:results")
    return render(request, "learning/attendance.html", {"form": form, "refusal": refusal}, status=422 if refusal or form.errors else 200)
