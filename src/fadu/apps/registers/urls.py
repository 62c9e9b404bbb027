"""Addresses of the declared registers."""

from fadu.apps.registers.views import overviews, pages
from fadu.web.policy import DECLARE_REGISTER, READ_LEDGER
from fadu.web.routes import route

app_name = "registers"
urlpatterns = [
    route("", pages.register_list, "registers", READ_LEDGER),
    route("own/new/", pages.declare, "declare", DECLARE_REGISTER),
    route("own/<str:own>/", pages.alter, "alter", DECLARE_REGISTER),
    route("own/<str:own>/close/", pages.close, "close", DECLARE_REGISTER),
    route("responsible/", overviews.responsible, "responsible", READ_LEDGER),
    route("plans/", overviews.plans, "plans", READ_LEDGER),
    route("frequency/", overviews.frequencies, "frequency", READ_LEDGER),
    route("<str:sheet>/", pages.register_page, "register", READ_LEDGER),
]
