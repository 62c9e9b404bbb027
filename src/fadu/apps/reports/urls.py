"""Addresses of figures and of the yearly report."""

from fadu.apps.reports.views import checking, figures, lint, owed, passages, published, report, signing, writing
from fadu.web.policy import ACCEPT_FINDING, ANSWER_REPORT, LINT, OPEN, READ_FIGURES, READ_REPORT, WRITE_REPORT
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
    route("writing/", writing.draft_list, "drafts", READ_REPORT),
    route("writing/begin/", writing.begin, "begin", WRITE_REPORT),
    route("writing/<str:report>/", writing.draft_page, "draft", READ_REPORT),
    route("writing/<str:report>/drop/", writing.drop, "drop", WRITE_REPORT),
    route("writing/<str:report>/palette/", writing.palette, "palette", ANSWER_REPORT),
    route("writing/<str:report>/source/", writing.take_source, "take_source", WRITE_REPORT),
    route("writing/<str:report>/history/", writing.history, "history", READ_REPORT),
    route("writing/<str:report>/check/", checking.check_page, "check", READ_REPORT),
    route("writing/<str:report>/check/accept/", checking.accept, "accept_issue", ACCEPT_FINDING),
    route("writing/<str:report>/owed/", owed.owed_page, "owed", READ_REPORT),
    route("writing/<str:report>/owed/ask/", owed.ask, "ask", WRITE_REPORT),
    route("writing/<str:report>/owed/<int:ask>/close/", owed.close, "close_ask", WRITE_REPORT),
    route("writing/<str:report>/sign/", signing.sign_page, "sign_page", READ_REPORT),
    route("writing/<str:report>/sign/act/", signing.act, "sign_act", ANSWER_REPORT),
    route("writing/<str:report>/compare/", signing.compare, "compare", READ_REPORT),
    route("writing/<str:report>/report.docx", signing.docx, "draft_docx", READ_REPORT),
    route("writing/<str:report>/report.pdf", signing.pdf, "draft_pdf", READ_REPORT),
    route("passages/<str:passage>/", passages.edit, "edit_passage", ANSWER_REPORT),
    route("passages/<str:passage>/bind/", passages.bind, "bind", ANSWER_REPORT),
    route("passages/<str:passage>/add/", passages.add, "add_passage", WRITE_REPORT),
    route("passages/<str:passage>/move/", passages.move, "move_passage", WRITE_REPORT),
    route("passages/<str:passage>/remove/", passages.remove, "remove_passage", WRITE_REPORT),
    route("passages/<str:passage>/restore/", passages.restore, "restore_passage", WRITE_REPORT),
    route("public/", published.public_list, "public_list", OPEN),
    route("public/<str:number>/", published.public_report, "public_report", OPEN),
    route("public/<str:number>/<str:kind>/", published.public_file, "public_file", OPEN),
]
