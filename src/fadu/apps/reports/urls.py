"""Addresses of figures and of the yearly report."""

from fadu.apps.reports.views import figures, report
from fadu.web.policy import READ_FIGURES, READ_REPORT
from fadu.web.routes import route

app_name = "reports"
urlpatterns = [
    route("", report.report, "report", READ_REPORT),
    route("report.docx", report.report_docx, "report_docx", READ_REPORT),
    route("report.pdf", report.report_pdf, "report_pdf", READ_REPORT),
    route("figures/", figures.figure_list, "figures", READ_FIGURES),
    route("figures/<str:id>/", figures.figure_page, "figure", READ_FIGURES),
    route("checks/", figures.check_page, "checks", READ_FIGURES),
]
