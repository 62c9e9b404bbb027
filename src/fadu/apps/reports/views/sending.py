"""Where a signed report went: recorded on its page of signing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports.actions.sending import record_sending
from fadu.apps.reports.forms import SendingForm
from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.views.doors import of_report
from fadu.apps.reports.views.signing import page
from fadu.core.refusal import Refusal


@of_report
def record(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Record that it was handed in, or made public."""
    if request.method != "POST":
        return redirect("reports:sign_page", str(draft.uid))
    form = SendingForm(request.POST)
    if not form.is_valid():
        return page(request, draft, form=form)
    try:
        record_sending(draft, **form.cleaned_data, actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        return page(request, draft, refusal, form)
    messages.success(request, f"已登记：{form.cleaned_data['on']} {form.cleaned_data['recipient']}。")
    return redirect(f"{reverse('reports:sign_page', args=[draft.uid])}#sent")
