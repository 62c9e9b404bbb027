"""Addresses of figures and of the yearly report."""

from fadu.apps.reports.views import figures, lint, report
from fadu.web.policy import ACCEPT_FINDING, LINT, READ_FIGURES, READ_REPORT
from fadu.web.routes import route

app_name = "reports"
urlpatterns = [
    route("", report.report, "report", READ_REPORT),
    route("report.docx", report.report_docx, "report_docx", READ_REPORT),
    route("report.pdf", report.report_pdf, "report_pdf", READ_REPORT),
    route("figures/", figures.figure_list, "figures", READ_FIGURES),
    route("figures/<str:id>/", figures.figure_page, "figure", READ_FIGURES),
    route("accept/", report.accept, "accept_draft", ACCEPT_FINDING),
    route("lint/", lint.lint, "lint", LINT),
    route("lint/<str:held>/", lint.result, "lint_result", LINT),
    route("lint/<str:held>/accept/", lint.accept, "accept", ACCEPT_FINDING),
    route("lint/<str:held>/copy.docx", lint.copy, "lint_copy", LINT),
    route("lint/<str:held>/marked.html", lint.marked, "lint_marked", LINT),
    route("checks/", figures.check_page, "checks", READ_FIGURES),
]
