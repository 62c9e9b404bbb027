"""The law at hand on pages: each answer with its steps, each unknown said, nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from fadu.apps.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(as_role: Any) -> Any:
    client = as_role("officer")

    def asked(address: str, **given: str) -> str:
        before = Entry.objects.count()
        answer = client.get(address, given)
        assert answer.status_code == 200
        assert Entry.objects.count() == before
        return str(answer.content.decode())

    return asked


def test_the_code_is_not_yet_in_force_on_the_day_before(ask: Any) -> None:
    assert "尚未施行" in ask("/law/", name="生态环境法典", on="2026-08-14")
    assert "《生态环境法典》" in ask("/law/", name="环评法", on="2026-09-01")


def test_a_name_that_is_none_is_answered_with_near_ones(ask: Any) -> None:
    assert "大气污染防治法" in ask("/law/", name="大气污染", on="2026-08-14")
    assert "名录里没有" in ask("/law/", name="天外来客法", on="2026-08-14")


def test_a_limit_is_printed_with_both_readings(ask: Any) -> None:
    page = ask("/law/due/", rule="D07", start="2026-09-18")
    for said in ("2026-09-24", "2026-09-28", "读法一", "读法二", "第四十四条"):
        assert said in page


@pytest.mark.parametrize(("given", "said"), [
    ({"start": "2026-13-01"}, "不是日期"), ({"start": "2026-09-18", "pauses": "去年夏天"}, "看不懂"),
    ({"start": "2026-09-18", "extend": "30"}, "延长"), ({"start": "2026-09-18", "rule": "D999"}, "D999"),
])
def test_wrong_input_is_said_in_the_users_words(ask: Any, given: dict[str, str], said: str) -> None:
    assert said in ask("/law/due/", **{"rule": "D07", **given})


def test_which_law_applies_stops_where_a_fact_is_missing_and_decides_where_it_is_known(ask: Any) -> None:
    case = {"violation": "hazwaste.sign", "began": "2026-06-01", "ended": "2026-06-20", "decided": "2026-10-12"}
    assert "须查明：是否拒不改正" in ask("/law/applies/", **case)
    page = ask("/law/applies/", **case, refused="false", severe="false")
    assert "适用新法" in page
    assert "5万元—20万元" in page


def test_a_fine_is_computed_from_factors_and_says_what_would_change_it(ask: Any) -> None:
    factors = {
        "f_eia_type": "report_book_not_key", "f_location": "outside_redline", "f_stage": "in_production", "f_duration": "ge12m",
        "f_times_2y": "1", "f_complaint_1y": "verified", "e_stage": "现场检查笔录",
    }
    page = ask("/law/fine/", table="HN-2021|1|default", asked="1", amount="500000", **factors)
    assert "建议罚款 15250 元" in page
    assert "现场检查笔录" in page
    assert "什么会改变它" in page
    assert "/exchange/rows/%E8%A3%81%E9%87%8F%E5%AE%A1%E6%A0%B8/new/?factors=" in page
    assert "fine=15250" in page
    del factors["f_duration"]
    assert "缺少：持续时间" in ask("/law/fine/", table="HN-2021|1|default", asked="1", amount="500000", **factors)


LINES = "D07, 2026-09-18, 甲公司告知书\nD01\t2026-09-01\t乙公司线索\n乱写的一行\nD07, 2026-02-30, 丙公司"


def test_a_pasted_list_becomes_the_clocks_by_day_and_bad_lines_cost_their_neighbours_nothing(as_role: Any) -> None:
    client = as_role("clerk")
    page = client.post("/law/due/list/", {"text": LINES}).content.decode()
    assert page.index("乙公司线索</td>") < page.index("甲公司告知书</td>")
    assert "看不懂的行（2）" in page
    calendar = client.post("/law/due/list/", {"text": LINES, "as": "calendar"})
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert calendar.content.count(b"BEGIN:VEVENT") == 2


def test_a_list_may_come_as_a_file_of_chinese_excel(as_role: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("期限.csv", "起算日,期限,事项\n2026/9/18,D07,堃昇公司\n".encode("gb18030"))
    assert "堃昇公司</td>" in as_role("clerk").post("/law/due/list/", {"file": file}).content.decode()
    assert "请粘贴清单" in as_role("clerk").post("/law/due/list/", {"text": " "}).content.decode()


def test_who_signs_and_with_it_seal_and_remedies_follow_the_day(ask: Any) -> None:
    bureau = {
        "city": "永州市生态环境局", "branch": "永州市生态环境局蓝山分局", "city_government": "永州市人民政府", "county_government": "蓝山县人民政府",
    }
    before = ask("/law/issuer/", on="2026-08-14", own_name_from="2026-08-15", **bureau)
    assert "2026年8月14日：永州市生态环境局</h2>" in before
    assert "不可以，以它的名义作出是否决项" in before
    after = ask("/law/issuer/", on="2026-08-15", own_name_from="2026-08-15", **bureau)
    assert "2026年8月15日：永州市生态环境局蓝山分局</h2>" in after
    assert "蓝山县人民政府" in after
    assert "第五十三条" in ask("/law/issuer/", on="2026-08-15", own_name_from="2026-08-01", **bureau)
