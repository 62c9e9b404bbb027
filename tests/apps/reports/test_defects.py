"""None of the defects that bureaus' published reports show, as far as a pattern can find them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from fadu.apps.reports.compiling.values import Look, Report

pytestmark = pytest.mark.django_db

NEVER = {
    "a number left open": r"[XxＸ×○〇某]{1,4}(?=[起件份家个次万元人条项]|余)",
    "a name left open": r"XX|×{2}|\*{2}",
    "percent for a rate's change": r"(?:率|比例|占比|比重)[^，。；]{0,12}，?同比(?:上升|下降)[\d.]+%",
    "percentage points for what is no rate": r"(?:浓度|指数|立案|件|起|家次)[^，。；]*，同比[^，。；]*百分点",
    "a space beside Chinese or in a number": r"[\u4e00-\u9fff%] +|  +| +[\u4e00-\u9fff%]",
    "half-width punctuation": r"[\u4e00-\u9fff][,;:?!()\[\]]|[,;:?!()\[\]][\u4e00-\u9fff]",
    "full-width digits": r"[０-９％．]",
    "a unit in letters": r"[uμµ]g/m3?|mg/m3|㎡|m³",
    "a unit without its number": r"(?:为|达|共|占)[%％件起家]",
    "a comma between two titles in 《》": r"》、《",
    "法制 where 法治 is meant": r"法制(?!审核|机构)",
    "a name of a law that is none": r"固体污染防治法|环境行政处罚办法|《环保法》",
    "doubled punctuation": r"[，。；：、]{2}",
    "approximate words at exact numbers": r"\d[\d.]*(?:余|多)(?=[件起家个次万元人])|近\d|约\d",
    "a sentence of nothing": r"(?:^|\n)[，。；、]",
    "an issue number without its number": r"〔〕|【\d{4}】",
}


@pytest.fixture(scope="module")
def texts(samples: Callable[..., Report]) -> Sequence[Report]:
    """Whole years, a year in its midst, a year of which nothing is known."""
    return samples(2023), samples(2024), samples(2024, date(2024, 9, 30)), samples(2022)


@pytest.mark.parametrize("pattern", NEVER.values(), ids=NEVER.keys())
def test_the_text_is_free_of(texts: Sequence[Report], pattern: str) -> None:
    for report in texts:
        assert re.findall(pattern, report.text.replace("\n", "\n\n")) == []


@pytest.mark.parametrize("wrong", [
    "立案X起", "罚款XXX万元", "优良率95.4%，同比下降2.4%", "空气优良率为95.4 %", "移送拘留案 5起", "(一)深入学习", "29ug/m3", "法制宣传",
    "《宪法》、《民法典》", "6000余次", "比例达%",
])
def test_the_patterns_find_what_the_published_reports_got_wrong(wrong: str) -> None:
    assert any(re.search(pattern, wrong) for pattern in NEVER.values())


def test_brackets_and_quotes_are_paired_and_paragraphs_end_as_paragraphs(texts: Sequence[Report]) -> None:
    for report in texts:
        for line in report.lines:
            assert all(line.text.count(left) == line.text.count(right) for left, right in ("“”", "（）", "《》", "〔〕")), line.text
            ends = line.text.endswith(("。", "："))
            assert ends is (line.look in (Look.TEXT, Look.MARK)), line.text


def test_only_the_year_itself_and_the_next_in_its_plans_are_named(texts: Sequence[Report]) -> None:
    for report in texts:
        years = {int(year) for year in re.findall(r"(\d{4})年", report.text)}
        assert years <= {report.year, report.year + 1}


def test_headings_are_numbered_without_a_gap(texts: Sequence[Report]) -> None:
    for report in texts:
        numbers = "一二三四五六七八九十"
        parts = [line.text[0] for line in report.lines if line.look is Look.PART]
        assert "".join(parts) == numbers[: len(parts)]
        run: list[str] = []
        for line in report.lines:
            if line.look is Look.SECTION:
                run.append(line.text[1])
                assert "".join(run) == numbers[: len(run)]
            elif line.look is Look.PART:
                run = []


def test_the_same_figure_is_always_told_with_the_same_words(report: Report) -> None:
    for entry in report.entries:
        values = [shown for shown in entry.shown.split("；") if not re.search("同比|较上年|与上年", shown)]
        assert len(values) <= 1, entry


def test_the_parts_of_a_whole_add_up_to_it(report: Report) -> None:
    whole, general, key = re.search(r"监管对象共(\d+)家，其中一般排污单位(\d+)家、重点排污单位和特殊监管单位共(\d+)家", report.text).groups()  # type: ignore[union-attr]
    assert int(whole) == int(general) + int(key)
    names, count = re.search(r"涉及([^，。]+)等(\d)类领域", report.text).groups()  # type: ignore[union-attr]
    assert len(names.split("、")) == int(count)
