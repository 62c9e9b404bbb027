"""Addresses of environmental quality."""

from fadu.apps.ambient.views import bulletins, days, statements
from fadu.web.policy import IMPORT, READ_LEDGER, UNDO
from fadu.web.routes import route

app_name = "ambient"
urlpatterns = [
    route("", statements.year_page, "year", READ_LEDGER),
    route("bulletins/", bulletins.bulletin_page, "bulletins", IMPORT),
    route("bulletins/<str:batch>/undo/", bulletins.take_back, "bulletins_back", UNDO),
    route("days/", days.day_page, "days", READ_LEDGER),
    route("days/new/", days.take_in, "take_in", IMPORT),
    route("days/<str:batch>/undo/", days.take_back, "take_back", UNDO),
]
