"""Addresses of learning."""

from fadu.apps.learning.views import attendance, exams, mine, mustknow, office, questions, sessions, sitting
from fadu.web.policy import READ_LEARNING, RUN_EXAMS, TAKE_EXAM
from fadu.web.routes import route

app_name = "learning"
urlpatterns = [
    route("mine/", mine.mine, "mine", TAKE_EXAM),
    route("mine/<str:exam>/", sitting.sit, "sit", TAKE_EXAM),
    route("mine/<str:exam>/begin/", sitting.begin, "begin", TAKE_EXAM),
    route("mine/<str:exam>/save/", sitting.save, "save", TAKE_EXAM),
    route("mine/<str:exam>/clock/", sitting.clock, "clock", TAKE_EXAM),
    route("mine/<str:exam>/hand-in/", sitting.hand_in, "hand_in", TAKE_EXAM),
    route("certificates/<str:sitting>/", mine.certificate, "certificate", TAKE_EXAM),
    route("certificates/<str:sitting>/code/", mine.code, "code", TAKE_EXAM),
    route("certificates/<str:sitting>/proof/", mine.proof_file, "proof", TAKE_EXAM),
    route("", office.office, "office", READ_LEARNING),
    route("people/<str:number>/", office.person, "person", READ_LEARNING),
    route("plan/", office.plan, "plan", READ_LEARNING),
    route("plan/<int:year>/set/", office.set_demand, "set_demand", RUN_EXAMS),
    route("plan/<str:demand>/lift/", office.lift, "lift", RUN_EXAMS),
    route("attendance/", attendance.attendance, "attendance", RUN_EXAMS),
    route("sessions/", sessions.session_list, "sessions", TAKE_EXAM),
    route("sessions/new/", sessions.announce, "announce", RUN_EXAMS),
    route("sessions/<str:session>/", sessions.session_page, "session", READ_LEARNING),
    route("sessions/<str:session>/join/", sessions.join, "join", TAKE_EXAM),
    route("sessions/<str:session>/leave/", sessions.leave, "leave", TAKE_EXAM),
    route("sessions/<str:session>/held/", sessions.held, "held", RUN_EXAMS),
    route("sessions/<str:session>/cancel/", sessions.cancel, "cancel_session", RUN_EXAMS),
    route("must-know/", mustknow.by_post, "must_know", TAKE_EXAM),
    route("results/", office.result_page, "results", RUN_EXAMS),
    route("results/take/", office.take_results, "take_results", RUN_EXAMS),
    route("results/<str:batch>/back/", office.take_results_back, "take_results_back", RUN_EXAMS),
    route("exams/", exams.exam_list, "exams", READ_LEARNING),
    route("exams/new/", exams.set_exam, "set_exam", RUN_EXAMS),
    route("exams/<str:exam>/", exams.exam_page, "exam", READ_LEARNING),
    route("exams/<str:exam>/cancel/", exams.cancel, "cancel", RUN_EXAMS),
    route("exams/<str:exam>/close/", exams.close, "close", RUN_EXAMS),
    route("exams/<str:exam>/paper/", exams.paper_file, "paper_file", READ_LEARNING),
    route("questions/", questions.question_list, "questions", RUN_EXAMS),
    route("questions/take/", questions.take_in, "take_questions", RUN_EXAMS),
    route("questions/sample/", questions.sample, "sample", RUN_EXAMS),
    route("questions/sample/take/", questions.take_sample, "take_sample", RUN_EXAMS),
    route("questions/<str:question>/", questions.amend, "amend", RUN_EXAMS),
    route("questions/<str:question>/retire/", questions.retire, "retire", RUN_EXAMS),
]
