"""Addresses of the exchange."""

from fadu.apps.exchange.views import doubles, imports, rows
from fadu.web.policy import EXPORT, IMPORT, READ_LEDGER, UNDO, WRITE_LEDGER
from fadu.web.routes import route

app_name = "exchange"
urlpatterns = [
    route("imports/", imports.import_list, "imports", READ_LEDGER),
    route("imports/new/", imports.bring, "bring", IMPORT),
    route("imports/blank/", imports.blank, "blank_workbook", IMPORT),
    route("imports/<str:batch>/", imports.import_page, "import", READ_LEDGER),
    route("imports/<str:batch>/confirm/", imports.confirm, "confirm", IMPORT),
    route("imports/<str:batch>/look/", imports.look_again, "look", IMPORT),
    route("imports/<str:batch>/discard/", imports.discard, "discard", IMPORT),
    route("imports/<str:batch>/marked/", imports.marked, "marked", IMPORT),
    route("imports/<str:batch>/undo/", imports.undo, "undo", UNDO),
    route("doubles/", doubles.double_list, "doubles", WRITE_LEDGER),
    route("doubles/merge/", doubles.merge, "merge", WRITE_LEDGER),
    route("export/", imports.export, "export", EXPORT),
    route("rows/<str:sheet>/new/", rows.enter, "enter", WRITE_LEDGER),
    route("rows/<str:sheet>/blank/", rows.blank, "blank", WRITE_LEDGER),
    route("rows/<str:sheet>/find/<str:field>/", rows.find, "find", WRITE_LEDGER),
    route("rows/<str:sheet>/<str:uid>/", rows.correct, "correct", WRITE_LEDGER),
    route("rows/<str:sheet>/<str:uid>/withdraw/", rows.withdraw, "withdraw", WRITE_LEDGER),
]
