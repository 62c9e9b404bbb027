"""Addresses of the exchange."""

from fadu.apps.exchange.views import imports
from fadu.web.policy import EXPORT, IMPORT, READ_LEDGER, UNDO
from fadu.web.routes import route

app_name = "exchange"
urlpatterns = [
    route("imports/", imports.import_list, "imports", READ_LEDGER),
    route("imports/new/", imports.bring, "bring", IMPORT),
    route("imports/<str:batch>/", imports.import_page, "import", READ_LEDGER),
    route("imports/<str:batch>/confirm/", imports.confirm, "confirm", IMPORT),
    route("imports/<str:batch>/look/", imports.look_again, "look", IMPORT),
    route("imports/<str:batch>/discard/", imports.discard, "discard", IMPORT),
    route("imports/<str:batch>/undo/", imports.undo, "undo", UNDO),
    route("export/", imports.export, "export", EXPORT),
]
