"""Pages of learning: the bank, an exam from door to certificate, what each must still do, results of other platforms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fadu.apps.learning.actions import exams
from fadu.apps.learning.models import BankQuestion, Exam, Sitting, StudyRecord, YearDemand
from fadu.apps.learning.queries import sessions
from fadu.apps.learning.queries.exams import paper
from fadu.apps.record.actions.signing import sign_checkpoint
from tests.apps.learning.conftest import wanted
from tests.pages.conftest import NUMBERS

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(client: Client, address: str, **fields: Any) -> str:
    answer = client.post(address, fields, follow=True)
    return answer.content.decode()


@pytest.fixture
def clerk(as_role: Any) -> Client:
    client: Client = as_role("clerk")
    client.post("/learning/questions/sample/take/")
    return client


@pytest.fixture
def exam(clerk: Client) -> Exam:
    now = timezone.localtime()
    return exams.set_exam(wanted(opens=now - timedelta(minutes=1), closes=now + timedelta(hours=2)), actor="测试", at=now)


def move(exam: Exam, by: timedelta) -> None:
    """Let time pass: what was planned lies earlier by as much."""
    Exam.objects.filter(pk=exam.pk).update(opens_at=exam.opens_at - by, closes_at=exam.closes_at - by)
    for sitting in Sitting.objects.filter(exam=exam):
        Sitting.objects.filter(pk=sitting.pk).update(began_at=sitting.began_at - by, due_at=sitting.due_at - by)


def test_the_bank_takes_the_sample_and_flags_what_was_not_law_on_a_day(clerk: Client) -> None:
    assert BankQuestion.objects.count() == 28
    today = shown(clerk, "/learning/questions/")
    assert "0 题的依据已经变了" in today
    assert "尚未施行" in shown(clerk, "/learning/questions/?on=2026-08-01")
    assert "题号,题型" in b"".join(clerk.get("/learning/questions/sample/").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_a_wrong_file_of_questions_is_answered_line_by_line(clerk: Client) -> None:
    upload = SimpleUploadedFile("题.csv", "题号,题型,题干,答案,依据\n1,判断,题,也许,《宪法》\n".encode())
    answer = clerk.post("/learning/questions/take/", {"file": upload})
    assert answer.status_code == 422
    assert "判断题的答案是“也许”" in answer.content.decode()
    assert "没有选择文件" in sent(clerk, "/learning/questions/take/")
    assert "没有写停用的理由" in sent(clerk, "/learning/questions/Y001/retire/", reason="")
    assert "Y001 已停用" in sent(clerk, "/learning/questions/Y001/retire/", reason="重复")


def test_an_exam_is_set_on_a_page_and_its_paper_is_shown_to_nobody_before_the_end(clerk: Client, as_role: Any) -> None:
    now = timezone.localtime()
    fields = {
        "title": "十二月考试", "programme": "网上学法考法", "category": "考试", "group": "all", "minutes": 60, "pass_mark": 60, "count_single": 8,
        "points_single": 5, "count_multiple": 2, "points_multiple": 10, "count_true_false": 4, "points_true_false": 10,
        "opens": f"{now + timedelta(hours=1):%Y-%m-%d %H:%M}", "closes": f"{now + timedelta(hours=3):%Y-%m-%d %H:%M}",
    }
    assert "截止时间不晚于开始时间" in clerk.post("/learning/exams/new/", {**fields, "closes": fields["opens"]}).content.decode()
    assert "请写作 2026-11-25 09:00" in clerk.post("/learning/exams/new/", {**fields, "opens": "明天"}).content.decode()
    page = sent(clerk, "/learning/exams/new/", **fields)
    assert "已组织考试" in page
    exam = Exam.objects.get(title="十二月考试")
    for address in ("/learning/exams/", f"/learning/exams/{exam.number}/", f"/learning/exams/{exam.number}/paper/"):
        text = clerk.get(address, follow=True).content.decode()
        assert paper(exam).seed not in text
        assert paper(exam).questions[0].text not in text
    learner = as_role("learner")
    assert paper(exam).questions[0].text not in shown(learner, f"/learning/mine/{exam.number}/")
    assert "未开始" in sent(learner, f"/learning/mine/{exam.number}/begin/")
    assert "已取消" in sent(clerk, f"/learning/exams/{exam.number}/cancel/", reason="改期")


def test_answers_are_saved_by_plain_forms_and_by_htmx_and_stand_when_one_comes_back(exam: Exam, as_role: Any) -> None:
    first, address = as_role("learner"), f"/learning/mine/{exam.number}/"
    sent(first, f"{address}begin/")
    answer = first.post(f"{address}save/", {"q1": "B", "q2": "C", "only": "1"}, headers={"HX-Request": "true"})
    assert "已保存" in answer.content.decode()
    assert Sitting.objects.get(exam=exam).answers == {"1": "B"}
    again = as_role("learner")  # another browser: nothing but the account
    assert 'value="B" checked' in shown(again, address)
    assert "已保存" in sent(again, f"{address}save/", q1="A", q2="C")
    assert Sitting.objects.get(exam=exam).answers == {"1": "A", "2": "C"}
    assert "分钟" in shown(again, f"{address}clock/")
    assert "试卷没有第 99 题" in sent(again, f"{address}save/", q99="A")


def test_handing_in_asks_first_then_marks_and_seals(exam: Exam, as_role: Any) -> None:
    client, address = as_role("learner"), f"/learning/mine/{exam.number}/"
    sent(client, f"{address}begin/")
    every = {f"q{place}": list(each.answer) for place, each in enumerate(paper(exam).questions, 1)}
    missing = {name: value for name, value in every.items() if name != "q3"}
    assert "还有 1 题没有答" in sent(client, f"{address}hand-in/", **missing)
    assert Sitting.objects.get(exam=exam).handed_in_at is None
    assert "每一题都答了" in sent(client, f"{address}hand-in/", **every)
    page = sent(client, f"{address}hand-in/", confirmed="1")
    assert "合格证书" in page
    assert "<b>100</b> 分" in page
    assert StudyRecord.standing.get(number=f"{exam.number}-{NUMBERS['learner']}").passed is True
    assert "已经交卷" in sent(client, f"{address}save/", q1="A")


def test_after_the_time_answers_are_refused_and_the_page_hands_in_what_was_saved(exam: Exam, as_role: Any) -> None:
    client, address = as_role("learner"), f"/learning/mine/{exam.number}/"
    sent(client, f"{address}begin/")
    right = paper(exam).questions[0].answer
    client.post(f"{address}save/", {"q1": right, "only": "1"}, headers={"HX-Request": "true"})
    move(exam, timedelta(minutes=61))
    late = client.post(f"{address}save/", {"q2": "A", "only": "2"}, headers={"HX-Request": "true"})
    assert late.headers["HX-Redirect"] == address
    assert client.get(f"{address}clock/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == address
    page = client.get(address, follow=True).content.decode()
    assert "已按保存过的答案自动交卷" in page
    assert "时间到，按已保存的答案" in page
    sitting = Sitting.objects.get(exam=exam)
    assert (sitting.handed_in_at, sitting.ran_out) == (sitting.due_at, True)
    assert Sitting.objects.get(exam=exam).answers == {"1": right}


def test_a_certificate_proves_itself_once_a_checkpoint_covers_it(exam: Exam, as_role: Any) -> None:
    client, address = as_role("learner"), f"/learning/mine/{exam.number}/"
    sent(client, f"{address}begin/")
    sent(client, f"{address}hand-in/", confirmed="1")
    own = f"/learning/certificates/{Sitting.objects.get(exam=exam).uid}/"
    assert "签署下一个检查点以后" in shown(client, own)
    assert client.get(f"{own}code/").status_code == 302
    sign_checkpoint(actor="测试", at=timezone.localtime())
    assert "成绩证明的二维码" in shown(client, own)
    assert client.get(f"{own}code/").content.startswith(b"<svg")
    assert b"".join(client.get(f"{own}proof/").streaming_content).startswith(b"{")  # type: ignore[attr-defined]
    assert "成绩单" in shown(as_role("clerk"), own)
    Sitting.objects.filter(exam=exam).update(person_id=StudyRecord.standing.exclude(person__number=NUMBERS["learner"]).first().person_id)
    assert client.get(own).status_code == 302


def test_the_answers_are_told_and_the_seed_is_open_only_after_the_exam_is_closed(exam: Exam, clerk: Client, as_role: Any) -> None:
    learner = as_role("learner")
    sent(learner, f"/learning/mine/{exam.number}/begin/")
    sent(learner, f"/learning/mine/{exam.number}/hand-in/", confirmed="1")
    own = f"/learning/certificates/{Sitting.objects.get(exam=exam).uid}/"
    assert paper(exam).questions[0].text not in shown(learner, own)
    assert "才截止" in sent(clerk, f"/learning/exams/{exam.number}/close/")
    move(exam, timedelta(hours=3))
    assert "已结束" in sent(clerk, f"/learning/exams/{exam.number}/close/")
    assert paper(exam).questions[0].text in shown(learner, own)
    assert paper(exam).seed.encode() in b"".join(clerk.get(f"/learning/exams/{exam.number}/paper/").streaming_content)  # type: ignore[attr-defined]


def test_the_year_says_what_each_must_still_do(clerk: Client, as_role: Any) -> None:
    year = timezone.localdate().year
    assert "没有写项目" in clerk.post(f"/learning/plan/{year}/set/", {"group": "all", "what": "exam", "basis": "局务会"}).content.decode()
    said = sent(clerk, f"/learning/plan/{year}/set/", group="all", what="exam", programme="网上学法考法", basis="局务会")
    assert "已列入计划" in said
    assert "考试：网上学法考法：还没有考试合格" in shown(clerk, "/learning/?only=open")
    assert "还没有考试合格" in shown(as_role("learner"), "/learning/mine/")
    assert "法律职业资格" in shown(clerk, "/learning/people/431127013/")
    assert clerk.get("/learning/people/000/").status_code == 302
    assert "60 学时" in shown(clerk, "/learning/plan/?year=2025")
    assert "没有写取消的理由" in sent(clerk, f"/learning/plan/{YearDemand.objects.get().number}/lift/", reason="")
    assert "已取消" in sent(clerk, f"/learning/plan/{YearDemand.objects.get().number}/lift/", reason="改期")


def test_a_result_sheet_goes_in_or_is_answered_line_by_line(clerk: Client) -> None:
    fields = {"programme": "网上学法考法", "category": "考试", "held_on": f"{timezone.localdate()}", "pass_mark": "60"}

    def upload(text: str) -> str:
        return sent(clerk, "/learning/results/take/", **fields, file=SimpleUploadedFile("成绩.csv", text.encode()))

    assert "没有某某" in upload("姓名,成绩\n某某,80\n")
    assert "已导入 1 人的结果" in upload("姓名,成绩\n示例执法01,80\n")
    row = StudyRecord.standing.get(held_on=timezone.localdate())
    assert (row.person.number, row.passed) == ("431127001", True)
    batch = row.number.split("-")[1]
    page = shown(clerk, "/learning/results/")
    whole = page.split(f"/learning/results/{batch}")[1].split("/")[0]
    assert "已撤回 1 行" in sent(clerk, f"/learning/results/{batch}{whole}/back/")
    assert "没有选择文件" in sent(clerk, "/learning/results/take/", **fields)


def test_who_only_learns_sees_neither_the_bank_nor_others(exam: Exam, as_role: Any) -> None:
    learner = as_role("learner")
    for address in ("/learning/", "/learning/questions/", "/learning/exams/", "/learning/results/", "/learning/plan/"):
        assert learner.get(address).status_code == 403
    assert isinstance(exam.opens_at, datetime)


def test_a_question_is_amended_and_attendance_recorded_on_pages(clerk: Client) -> None:
    page = shown(clerk, "/learning/questions/Y001/")
    assert "《生态环境法典》第一千二百四十二条" in page
    cells = {
        "kind": "判断", "text": "罚缴分离。", "answer": "对", "cited": "《行政处罚法》第六十七条", "versions": "", "explanation": "", "source": "",
    }
    wrong = clerk.post("/learning/questions/Y001/", {**cells, "answer": "也许", "reason": "改"})
    assert (wrong.status_code, "也许" in wrong.content.decode()) == (422, True)
    assert "Y001 已改" in sent(clerk, "/learning/questions/Y001/", **cells, reason="题干有误")
    assert "没有在用的题 无" in clerk.get("/learning/questions/无/", follow=True).content.decode()
    today = timezone.localdate().isoformat()
    session = {"topic": "处罚编", "category": "学法", "held_on": today, "hours": "2", "group": "all", "present": [NUMBERS["officer"]]}
    assert clerk.post("/learning/attendance/", {**session, "hours": "-2"}).status_code == 422
    assert "请勾选到场的人员" in clerk.post("/learning/attendance/", {**session, "present": []}).content.decode()
    assert "到场的记了学时" in sent(clerk, "/learning/attendance/", **session)
    assert StudyRecord.standing.filter(programme="处罚编", studied=True).count() == 1


def test_a_session_is_announced_signed_up_for_and_who_came_is_recorded_and_a_post_sees_what_it_must_know(clerk: Client, as_role: Any) -> None:
    today = timezone.localdate()
    days = {"held_on": today + timedelta(days=3), "until": today + timedelta(days=1)}
    coming = {"topic": "法典学习", "category": "学法", "group": "officers", "seats": 0, **days}
    assert "请填写" in sent(clerk, "/learning/sessions/new/", **coming)
    assert "已发布" in sent(clerk, "/learning/sessions/new/", **coming, hours=2)
    (session,) = sessions.sessions()
    officer = as_role("officer")
    assert "学习报名" in shown(officer, "/learning/mine/")
    assert "已报名" in sent(officer, f"/learning/sessions/{session.number}/join/")
    assert "已经报过名" in sent(officer, f"/learning/sessions/{session.number}/join/")
    assert "还没有人报名" not in shown(clerk, f"/learning/sessions/{session.number}/")
    assert "晚于今天" in sent(clerk, f"/learning/sessions/{session.number}/held/", present=[NUMBERS["officer"]])
    assert "请填写" in sent(clerk, f"/learning/sessions/{session.number}/cancel/", reason=" ")
    assert "已取消" in sent(clerk, f"/learning/sessions/{session.number}/cancel/", reason="改期")
    assert "没有编号为" in sent(clerk, "/learning/sessions/XX1999-001/")
    assert "两人以上执法" in shown(clerk, "/learning/must-know/?post=执法人员")
    assert "我的岗位应知应会" in shown(officer, "/learning/mine/")
