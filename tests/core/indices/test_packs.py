"""The packs: dated, with sources; a wrong line fails the load with file, line and reason; nobody signed them yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fadu.core import pack
from fadu.core.indices import aqi, composites, limits, packs, water
from fadu.core.pack import BadPack
from fadu.core.refusal import Refusal

CACHED: tuple[Any, ...] = (
    packs.versions, packs.reviewed, aqi.items, aqi.scales, aqi._rules, composites.bases, limits._limits, water.limits, water.assessed,
)


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str], None]]:
    """The packs in a folder of the test, with one text of one file changed."""
    for each in packs.DATA.iterdir():
        (tmp_path / each.name).write_text(each.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(packs, "DATA", tmp_path)

    def change(name: str, old: str, new: str) -> None:
        text = (tmp_path / name).read_text("utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new), "utf-8")
        for each in CACHED:
            each.cache_clear()

    yield change
    for each in CACHED:
        each.cache_clear()


@pytest.mark.parametrize(("name", "old", "new", "load", "words"), [
    ("versions.csv", "2016-01-01,2026-02-28,H,缺项", "2016-01-01,2026-03-28,H,缺项", packs.versions, "重叠"),
    ("versions.csv", "2026-02-28,H,缺项", "2026-02-30,H,缺项", packs.versions, "应为日期"),
    ("versions.csv", "GB 3838-2002,,2002-06-01,,H", "GB 3838-2002,,2002-06-01,,高", packs.versions, "应为 H、M、L 之一"),
    ("air-breakpoints.csv", "0,35,75,115", "0,35,35,115", lambda: aqi.scales("HJ 633-2012"), "逐级增大"),
    ("air-breakpoints.csv", "HJ 633-2012,SO2", "HJ 633-2012,SO", lambda: aqi.scales("HJ 633-2012"), "“污染物”应为"),
    ("air-limits.csv", "年平均,微克/立方米,15,35", "年平均,微克/立方米,35,15", limits._limits, "一级宽于二级"),
    ("air-composite.csv", "H,CO,4,1", "H,CO,四,1", composites.bases, "应为数"),
    ("air-composite.csv", "H,CO,4,1", "H,O3,4,1", composites.bases, "应当依次列出"),
    ("water-limits.csv", "2,4,6,10,15", "2,4,6,10,5", water.limits, "逐级放宽"),
    ("water-limits.csv", "序号,代码", "代码,序号", water.limits, "列名应为"),
    ("water-limits.csv", "毫克/升,不高于,2,4", "毫克/升,高于,2,4", water.limits, "“比较”应为"),
])
def test_a_wrong_line_is_refused_with_file_and_reason(
    spoilt: Callable[[str, str, str], None], name: str, old: str, new: str, load: Callable[[], object], words: str
) -> None:
    spoilt(name, old, new)
    with pytest.raises(BadPack, match=words) as told:
        load()
    assert told.value.file == name and told.value.line > 1


def test_every_pack_has_a_header_and_none_is_signed_yet() -> None:
    names = sorted(each.name for each in packs.DATA.iterdir())
    assert "versions.csv" in names
    for name in names:
        head = pack.header(name, (packs.DATA / name).read_text("utf-8"))
        assert head.source and head.checked_on == date(2026, 11, 22)
    assert packs.reviewed() is False


def test_two_signatures_review_them(spoilt: Callable[[str, str, str], None]) -> None:
    for each in packs.DATA.iterdir():
        spoilt(each.name, "# 复核: \n", "# 复核: 甲、乙\n")
    assert packs.reviewed() is True


def test_every_day_has_one_version_and_days_before_the_first_are_refused() -> None:
    for use, known in packs.versions().items():
        for one in known:
            assert packs.version(use, one.first) is one
            if one.last:
                assert packs.version(use, one.last) is one and packs.version(use, one.last + timedelta(1)) is not one
        with pytest.raises(Refusal, match="没有收录"):
            packs.version(use, known[0].first - timedelta(1))


def test_what_was_not_read_of_a_standard_is_named() -> None:
    assert packs.version("air.evaluation", date(2026, 3, 1)).unknown == ("修约规则", "例外事件", "三年滑动平均")
    assert packs.version("air.composite", date(2026, 3, 1)).code == ""
