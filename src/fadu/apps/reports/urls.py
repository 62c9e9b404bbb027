"""Addresses of figures and of the yearly report."""

from fadu.apps.reports.views import figures
from fadu.web.policy import READ_FIGURES
from fadu.web.routes import route

app_name = "reports"
urlpatterns = [
    route("figures/", figures.figure_list, "figures", READ_FIGURES),
    route("figures/<str:id>/", figures.figure_page, "figure", READ_FIGURES),
    route("checks/", figures.check_page, "checks", READ_FIGURES),
]
