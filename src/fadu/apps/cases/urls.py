"""Addresses of matters."""

from fadu.apps.cases.views import archive, calendar, filereview, handover, lists, matters, overview, sending, statistics, steps
from fadu.web.policy import DECIDE_CASE, EXPORT, HAND_OUT_FILE, HAND_OVER, HANDLE_CASE, READ_CASE, REVIEW_FILE, SEND_CASES, WORK_CASE
from fadu.web.routes import route

app_name = "cases"
urlpatterns = [
    route("", lists.matter_list, "list", READ_CASE),
    route("export/", lists.export, "export", EXPORT),
    route("new/", matters.new_clue, "new", HANDLE_CASE),
    route("handover/", handover.hand_over_page, "handover", HAND_OVER),
    route("calendar/", calendar.month, "calendar", READ_CASE),
    route("calendar.ics", calendar.calendar_file, "calendar_file", READ_CASE),
    route("statistics/", statistics.overview, "statistics", READ_CASE),
    route("statistics/rows/", statistics.counted, "counted", READ_CASE),
    route("rules/", overview.rules, "rules", READ_CASE),
    route("rules/declare/", overview.declare_rule, "declare", DECIDE_CASE),
    route("register/<str:case>/", matters.from_register, "from_register", HANDLE_CASE),
    route("archive/", archive.archive_list, "archive", READ_CASE),
    route("reviews/", filereview.year_page, "reviews", READ_CASE),
    route("reviews/<int:year>/sample/", filereview.sample_page, "sample", REVIEW_FILE),
    route("sending/", sending.outbox, "outbox", READ_CASE),
    route("sending/<str:target>/", sending.sending_page, "sending", READ_CASE),
    route("sending/<str:target>/send/", sending.send_batch, "send", SEND_CASES),
    route("sending/<str:target>/compare/", sending.compare_page, "compare", SEND_CASES),
    route("sending/<str:target>/complete/<str:case>/", sending.complete_page, "complete", SEND_CASES),
    route("sending/batches/<int:index>/<str:form>/", sending.batch_file, "batch_file", SEND_CASES),
    route("<str:matter>/", matters.matter_page, "matter", READ_CASE),
    route("<str:matter>/archive/", archive.archive_page, "archived", READ_CASE),
    route("<str:matter>/archive/bind/", archive.bind_page, "bind", HANDLE_CASE),
    route("<str:matter>/archive/package/", archive.package, "package", HAND_OUT_FILE),
    route("<str:matter>/review/", filereview.review_page, "review", READ_CASE),
    route("<str:matter>/review/mark/", filereview.mark_page, "mark", REVIEW_FILE),
    route("<str:matter>/steps/<str:move>/", steps.step, "step", WORK_CASE),
    route("<str:matter>/work/<str:work>/", steps.work, "work", WORK_CASE),
    route("<str:matter>/tracks/<str:track>/", steps.track, "track", HANDLE_CASE),
]
