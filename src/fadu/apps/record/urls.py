"""Addresses of the registers and of the sealed record."""

from fadu.apps.record.views import drills, entries, rows
from fadu.web.policy import READ_LEDGER, READ_RECORD
from fadu.web.routes import route

app_name = "record"
urlpatterns = [
    route("", rows.sheet_list, "sheets", READ_LEDGER),
    route("findings/", rows.finding_list, "findings", READ_LEDGER),
    route("entries/", entries.entry_list, "entries", READ_RECORD),
    route("entries/<int:index>/", entries.entry_page, "entry", READ_RECORD),
    route("drills/", drills.drill_list, "drills", READ_RECORD),
    route("<str:sheet>/", rows.row_list, "rows", READ_LEDGER),
    route("<str:sheet>/<str:uid>/", rows.row_page, "row", READ_LEDGER),
]
