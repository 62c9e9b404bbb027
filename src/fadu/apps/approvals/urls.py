"""Addresses of approvals."""

from fadu.apps.approvals.views import pages
from fadu.web.policy import READ_LEDGER
from fadu.web.routes import route

app_name = "approvals"
urlpatterns = [
    route("limits/", pages.limits, "limits", READ_LEDGER),
]
