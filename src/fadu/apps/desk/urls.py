"""Addresses of the desk."""

from fadu.apps.desk.views import facilities, home, law
from fadu.web.policy import IMPORT, READ_LEDGER, SIGNED_IN, USE_LAW
from fadu.web.routes import route

app_name = "desk"
urlpatterns = [
    route("", home.home, "home", SIGNED_IN),
    route("rights/", home.rights, "rights", SIGNED_IN),
    route("facilities/", facilities.facility_list, "facilities", READ_LEDGER),
    route("facilities/map/", facilities.facility_map, "facility_map", READ_LEDGER),
    route("facilities/map/boundaries/", facilities.boundaries, "boundaries", IMPORT),
    route("facilities/<str:facility>/", facilities.facility_page, "facility", READ_LEDGER),
    route("law/", law.law, "law", USE_LAW),
    route("law/due/", law.due, "due", USE_LAW),
    route("law/due/list/", law.due_list, "due_list", USE_LAW),
    route("law/applies/", law.which_law, "applies", USE_LAW),
    route("law/issuer/", law.issuer, "issuer", USE_LAW),
    route("law/fine/", law.fine, "fine", USE_LAW),
]
