"""What is in force on a day, under any of the names people use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.law import code, rules, statutes
from fadu.core.procedure.instruments import instruments
from fadu.core.refusal import Refusal

BOOK = statutes.book()
TEN = [
    "环境保护法", "环境影响评价法", "海洋环境保护法", "大气污染防治法", "水污染防治法", "土壤污染防治法",
    "固体废物污染环境防治法", "噪声污染防治法", "放射性污染防治法", "清洁生产促进法",
]


@pytest.mark.parametrize(
    ("name", "on", "status"),
    [
        ("生态环境法典", "2026-08-14", "not_yet"),
        ("生态环境法典", "2026-08-15", "in_force"),
        ("法典", "2026-08-15", "in_force"),
        ("环评法", "2026-08-14", "in_force"),
        ("环评法", "2026-08-15", "repealed"),
        ("环境噪声污染防治法", "2022-06-04", "in_force"),
        ("环境噪声污染防治法", "2022-06-05", "repealed"),
        ("噪声污染防治法", "2022-06-04", "not_yet"),
        ("环境行政处罚办法", "2023-06-30", "in_force"),
        ("30号令", "2023-06-30", "not_yet"),
        ("信访条例", "2022-05-01", "repealed"),
        ("信访工作条例", "2022-05-01", "in_force"),
        ("排污许可管理条例", "2026-11-22", "in_force"),
        ("长江保护法", "2026-11-22", "in_force"),
        ("GB 3095-2012", "2026-02-28", "in_force"),
        ("GB 3095-2012", "2026-03-01", "repealed"),
        ("GB 3095-2026", "2026-03-01", "in_force"),
        ("湖南裁量2021", "2027-03-03", "repealed"),
        ("森林法", "2010-01-01", "unknown"),
        ("湖南听证规定", "2026-01-01", "unknown"),
        ("环境信访办法", "2020-12-31", "in_force"),
        ("环境信访办法", "2021-07-01", "unknown"),
        ("环境信访办法", "2022-01-01", "repealed"),
        ("督察工作条例", "2024-12-31", "unknown"),
        ("督察工作条例", "2026-01-01", "in_force"),
    ],
)
def test_a_statute_on_a_day(name: str, on: str, status: str) -> None:
    standing = BOOK.standing(name, date.fromisoformat(on))
    assert standing.status == status
    assert (standing.version is not None) == (status == "in_force")
    assert f"《{standing.statute.short}》" in standing.text


def test_the_code_repealed_exactly_the_ten_laws_on_its_first_day() -> None:
    day = rules.switch("code").begins
    assert day == date(2026, 8, 15)
    assert sorted(statute.short for statute in BOOK.repealed_on(day)) == sorted(TEN)
    assert sorted(statute.short for statute in BOOK.predecessors(code.CODE)) == sorted(TEN)
    for name in TEN:
        assert BOOK.in_force(name, day - timedelta(1)) and not BOOK.in_force(name, day)
        assert BOOK.statutes[name].replaced_articles


def test_laws_that_the_code_does_not_name_live_on() -> None:
    for name in ("循环经济促进法", "节约能源法", "可再生能源法", "长江保护法", "黄河保护法", "湿地保护法", "森林法", "环境保护税法"):
        assert statutes.in_force(name, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("given_name", "short", "kind"),
    [
        ("《中华人民共和国水污染防治法》", "水污染防治法", "official"),
        ("固废法", "固体废物污染环境防治法", "alias"),
        ("固体污染防治法", "固体废物污染环境防治法", "wrong"),
        ("噪音污染防治法", "噪声污染防治法", "wrong"),
        ("国家危险废物名录（2025年版）", "国家危险废物名录(2025年版)", "official"),
        ("查封扣押办法", "环境保护主管部门实施查封、扣押办法", "alias"),
        ("行政处罚条例", "行政处罚法", "wrong"),
        ("《中华人民共和国行政处罚法》（2021年修订）", "行政处罚法", "official"),
        ("水污染防治法(2017第二次修正)", "水污染防治法", "official"),
        ("信用信息修复管理办法（试行）", "信用信息修复管理办法(试行)", "official"),
    ],
)
def test_people_s_names_lead_to_the_statute(given_name: str, short: str, kind: str) -> None:
    match = BOOK.find(given_name)
    assert (match.statute.short, match.kind) == (short, kind)


def test_an_unknown_name_is_refused_with_suggestions() -> None:
    with pytest.raises(Refusal) as refused:
        BOOK.find("水污染防冶法")
    assert "《水污染防治法》" in refused.value.mend
    with pytest.raises(Refusal) as lost:
        BOOK.find("完全无关之物")
    assert lost.value.mend


def test_a_standard_s_title_without_number_asks_for_the_edition() -> None:
    with pytest.raises(Refusal) as refused:
        BOOK.find("环境空气质量标准")
    assert "GB 3095-2012" in refused.value.mend and "GB 3095-2026" in refused.value.mend


def test_a_day_that_the_data_does_not_decide_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        statutes.in_force("森林法", date(2010, 1, 1))
    assert "2020-07-01" in refused.value.reason


def test_words_find_statutes_by_any_of_their_names() -> None:
    assert [statute.short for statute in BOOK.search("水 防治")] == ["水污染防治法"]
    assert "固体废物污染环境防治法" in [statute.short for statute in BOOK.search("固废")]
    assert BOOK.search("没有 这样的") == ()


def test_instruments_of_the_procedure_are_found_by_code_and_agree_with_the_register() -> None:
    assert BOOK.codes["EC"].short == "生态环境法典"
    assert BOOK.codes["B30"].short == "生态环境行政处罚办法"
    both = [(one, BOOK.codes[one.id]) for one in instruments().values() if one.id in BOOK.codes]
    assert len(both) == len(BOOK.codes) == 47
    for instrument, statute in both:
        if instrument.since is None:
            assert not statute.versions
            continue
        assert any(one.begins.first <= instrument.since <= one.begins.last for one in statute.versions), instrument.short
        last = statute.versions[-1].ends
        assert instrument.until == (last.first if last else None), instrument.short


@given(index=st.integers(0, len(BOOK.statutes) - 1), days=st.integers(0, 20000))
@settings(derandomize=True, max_examples=50)
def test_a_repealed_statute_never_comes_back(index: int, days: int) -> None:
    statute = list(BOOK.statutes.values())[index]
    day = date(1980, 1, 1) + timedelta(days)
    if BOOK.standing(statute.short, day).status == "repealed":
        assert BOOK.standing(statute.short, day + timedelta(1)).status == "repealed"


def test_every_statute_says_where_it_is_from() -> None:
    for statute in BOOK.statutes.values():
        assert statute.source and statute.confidence in "HML" and statute.checked


def test_the_parts_of_the_code_cover_its_articles_and_name_the_ten_laws() -> None:
    covered = {article for part in code.parts() for article in range(part.first, part.last + 1)}
    assert set(range(1, 1243)) - covered == set(range(148, 174))  # common rules on pollution, which took up no law by themselves
    assert {part.replaces for part in code.parts()} - {""} == set(TEN)
    assert "派出机构" in code.gists()[53]


def test_every_name_is_one_statute_s_unless_it_is_a_standard_s_title() -> None:
    for name, held in BOOK.names.items():
        assert len(held) == 1 or all(statute.level == "标准" for _, statute in held), name
