"""What the report says of the sample years, and how."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fadu.apps.reports.compiling import sentences
from fadu.apps.reports.compiling.compiling import BASIS
from fadu.apps.reports.compiling.values import Bound, Look, Report
from fadu.apps.reports.palette import FIGURES

pytestmark = pytest.mark.django_db

# Digits that are no statement: names, days and periods, and the threshold that a figure's definition holds.
NO_STATEMENT = re.compile(r"PM2\.5|PM10|SO2|NO2|O3|第95百分位|日最大8小时|第90百分位|不少于2小时|\d{4}年(?:\d+(?:—\d+)?月)?(?:\d+日)?|\d+月\d+日")


def test_the_statutory_contents_stand_in_their_order_and_the_basis_is_cited(report: Report) -> None:
    titles = [line.text for line in report.lines if line.look is Look.PART]
    assert titles == [
        "一、2024年度推进法治政府建设的主要举措和成效", "二、存在的不足和原因", "三、主要负责人履行推进法治建设第一责任人职责的情况",
        "四、2025年度推进法治政府建设的主要安排", "五、其他需要报告的情况",
    ]
    assert BASIS in report.lead.text
    assert report.lead.text.endswith("现将有关情况报告如下：")
    assert "统计期间自2024年1月1日起至2024年12月31日止" in report.lead.text


def test_the_fifth_part_stands_only_where_a_statement_covers_another_period(samples: Callable[..., Report], report: Report) -> None:
    assert "统计期间为2024年1—11月，与本报告的统计期间不同" in report.text
    assert len(samples(2023).parts) == 4


def test_title_issuer_addressees_and_date_come_from_the_ledger_and_the_caller(report: Report) -> None:
    assert report.title_lines == ("永州市生态环境局蓝山分局", "2024年度法治政府建设情况报告")
    assert report.addressees == "县委、县人民政府，永州市生态环境局"
    assert report.dated_text == "2025年2月20日"


def test_no_number_stands_in_the_text_but_bound_to_a_figure(samples: Callable[..., Report]) -> None:
    for year in (2023, 2024):
        for line in samples(year).lines:
            loose = "".join(NO_STATEMENT.sub("", run) for run in line.runs if isinstance(run, str))
            assert not re.search(r"\d", loose), loose


def test_every_figure_that_a_sentence_names_exists() -> None:
    folder = Path(sentences.__file__).parent
    named = {
        id for path in folder.glob("*.py") for id in re.findall(r"[{\"]([a-z]+(?:\.[a-z0-9_]+)+)[:=}\"]", path.read_text("utf-8"))
    }
    assert len(named) > 80
    assert named - FIGURES.keys() == set()


def test_a_rate_changes_by_percentage_points_a_count_by_percent_an_index_improves(report: Report) -> None:
    text = report.text
    assert "优良天数比例95.4%，同比下降2.4个百分点" in text
    assert "空气质量综合指数2.619，同比改善0.8%" in text
    assert "PM2.5浓度25.5微克/立方米，同比上升3.24%" in text
    assert "行政处罚立案46起，同比上升15%" in text
    assert not re.search(r"率[^，。；]*，同比(?:上升|下降)[\d.]+%", text)


def test_a_rank_names_its_scale_and_the_places_it_moved(report: Report) -> None:
    assert "水环境质量在全市排名第1，全省排名第2" in report.text
    assert "同比改善0.8%，全市排名第3，较上年前移1位" in report.text


def test_statements_from_outside_name_their_document_and_their_period(report: Report) -> None:
    assert "引自“示例：市局环境质量通报”" in report.text
    assert "2024年1—11月，水环境质量" in report.text
    entry = next(entry for entry in report.entries if entry.figure == "quality.water.city_rank")
    assert (entry.period, entry.source) == ("2024年1—11月", "示例：市局环境质量通报")


def test_a_backed_zero_names_its_report_as_source(report: Report) -> None:
    entry = next(entry for entry in report.entries if entry.figure == "case.litigation")
    assert entry.shown == "没有发生行政诉讼案件"
    assert "零报告（行政诉讼）" in entry.source


def test_what_the_ledger_shows_to_fall_short_is_told_and_only_that(report: Report) -> None:
    text = report.text
    assert "在职执法人员12人，已连续7年未招录新人" in text
    assert "法制审核人员2人，均未取得国家统一法律职业资格" in text
    assert "按期决定率97.8%" in text
    assert "优良天数比例同比下降2.4个百分点" in text.split("二、")[1]
    assert "信访办理" in report.silent


def test_knowledge_of_an_earlier_day_gives_no_whole_year(samples: Callable[..., Report]) -> None:
    report = samples(2024, date(2024, 6, 30))
    assert "全年" not in report.text
    assert "2024年1月1日至2024年6月30日行政处罚立案" in report.text
    assert "统计期间自2024年1月1日起至2024年6月30日止" in report.lead.text


def test_bound_runs_and_the_annex_name_the_same_figures(report: Report) -> None:
    bound = [run for line in report.lines for run in line.runs if isinstance(run, Bound)]
    assert list(dict.fromkeys(run.figure for run in bound)) == [entry.figure for entry in report.entries]
    assert all(re.fullmatch(r"[0-9a-f]{16}", entry.trace) and entry.definition for entry in report.entries)
