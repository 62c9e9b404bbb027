"""Addresses of complaints."""

from fadu.apps.complaints.views import pages
from fadu.web.policy import READ_LEDGER, WRITE_LEDGER
from fadu.web.routes import route

app_name = "complaints"
urlpatterns = [
    route("", pages.watch, "watch", READ_LEDGER),
    route("repeat/", pages.repeat, "repeat", WRITE_LEDGER),
    route("answered/", pages.answered, "answered", WRITE_LEDGER),
]
