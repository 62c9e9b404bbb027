"""The tables refuse what can't be right, with file, line and reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pytest

from fadu.core.pack import BadPack
from fadu.core.procedure import facts, guards, instruments, limits, values
from fadu.core.procedure.rules import credit, transfer

DATA = resources.files("fadu.core.procedure").joinpath("data")
READERS: dict[str, Callable[[Traversable], Any]] = {
    "instruments.csv": instruments.read, "values.csv": values.read, "credit_periods.csv": credit.read, "guards.csv": guards.read,
    "facts.csv": facts.read, "limits.csv": limits.read,
}


@pytest.mark.parametrize(
    ("name", "row", "reason"),
    [
        ("instruments.csv", "CF,处罚法,行政处罚法,,2021-07-15,,V,,某副本,", "代号 CF 重复"),
        ("instruments.csv", "XX,新法,某新法,,2021-07-15,2021-07-14,V,,某副本,", "失效早于施行"),
        ("instruments.csv", "XX,新法,某新法,,2021-07-15,,V,第五条,某副本,", "应写作 S=51-52 57"),
        ("instruments.csv", "XX,新法,某新法,,2021-07-15,,V,,,", "“来源”是空的"),
        ("instruments.csv", "XX,新法,某新法,,2021-07-15,,H,,某副本,", "“可信度”应为"),
        ("values.csv", "collective_amount,2026-01-01,,600000,元,B30:52/S,", "在同一天有两个值"),
        ("values.csv", "x,2026-01-01,2025-01-01,1,元,B30:52,", "“至”早于“自”"),
        ("values.csv", "x,2026-01-01,,五,元,B30:52,", "应为数字"),
        ("values.csv", "x,2026-01-01,,-5,元,B30:52,", "不小于零"),
        ("values.csv", "x,2026-01-01,,5,元,,", "没有依据"),
        ("values.csv", "x,2026-01-01,,5,元,B30:52/Q,", "不认识的可信度"),
        ("credit_periods.csv", "2030-01-01,,一般,12,3,XYXF:-,", "最短长于最长"),
        ("credit_periods.csv", "2030-01-01,,一般,三,12,XYXF:-,", "应为整数"),
        ("guards.csv", "G01,two_certified_officers,x,是,CF:42", "编号 G01 重复"),
        ("guards.csv", "G99,two_certified_officers,x,是,CF:42", "同一名称写了两次"),
        ("guards.csv", "G99,no_such_guard,x,是,CF:42", "没有 no_such_guard.py"),
        ("facts.csv", "act_on,某日,日期,", "键 act_on 重复"),
        ("facts.csv", "x,某事,布尔,", "“形式”应为"),
        ("limits.csv", "D07,陈述申辩,当事人,5,工作日,送达,后,等满,,,,B30:44,,,,,,", "编号 D07 重复"),
        ("limits.csv", "X01,某期限,当事人,5,工作日,送达,后,完成,,,,B30:44,,,,,,", "当事人的期限要等满"),
        ("limits.csv", "X01,某期限,机关,5,日,送达,后,完成,,,,B30:44,,ZZ:1,,,,", "“顺延”不认识的依据"),
        ("limits.csv", "X01,某期限,机关,5,无,送达,后,完成,,,,B30:44,,,,缺数,,", "不写数"),
    ],
)
def test_a_row_that_can_not_be_right_is_refused_with_file_line_and_reason(tmp_path: Path, name: str, row: str, reason: str) -> None:
    text = DATA.joinpath(name).read_text("utf-8")
    file = tmp_path / name
    file.write_text(f"{text}{row}\n", "utf-8")
    with pytest.raises(BadPack) as refused:
        READERS[name](file)
    assert (refused.value.file, refused.value.line) == (name, len(text.splitlines()) + 1)
    assert reason in refused.value.fault


def test_a_guard_without_a_row_is_refused(tmp_path: Path) -> None:
    lines = DATA.joinpath("guards.csv").read_text("utf-8").splitlines()
    file = tmp_path / "guards.csv"
    file.write_text("\n".join(line for line in lines if "one_fine_per_act" not in line), "utf-8")
    with pytest.raises(BadPack, match=r"one_fine_per_act\.py 没有列在表中"):
        guards.read(file)


def test_a_guard_without_an_article_is_refused(tmp_path: Path) -> None:
    text = DATA.joinpath("guards.csv").read_text("utf-8")
    file = tmp_path / "guards.csv"
    file.write_text(text.replace("是,CF:29;EC:1055", "是,"), "utf-8")
    with pytest.raises(BadPack, match="没有依据"):
        guards.read(file)


def test_a_number_of_a_standard_is_a_number() -> None:
    with pytest.raises(ValueError, match="应为数字"):
        transfer._maybe_number("三吨")


def test_whether_an_instrument_is_in_force_is_open_where_its_beginning_is_not_known() -> None:
    known = instruments.instruments()
    assert known["HNTZ"].in_force(date(2026, 9, 1)) is None
    assert known["DQ18"].in_force(date(2026, 8, 14)) is True
    assert known["DQ18"].in_force(date(2026, 8, 15)) is False


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("CF:60", "《行政处罚法》第六十条"), ("B30:57", "《生态环境行政处罚办法》第五十七条（二手来源，未核原文）"),
        ("QZ:53-55", "《行政强制法》第五十三条至第五十五条"), ("CF:5,8-13", "《行政处罚法》第五条、第八条至第十三条"),
        ("PC24:合法性14", "《生态环境行政执法案卷评查细则（2024年版）》合法性第14项"), ("EC:1054/I", "《生态环境法典》第一千零五十四条（推断）"),
        ("B30:78", "《生态环境行政处罚办法》第七十八条（凭记忆，未核原文）"), ("XYXF:-", "《信用修复管理办法》（二手来源，未核原文）"),
    ],
)
def test_an_article_is_cited_with_what_is_to_be_said_of_its_source(written: str, cited: str) -> None:
    assert instruments.reference(written).cited() == cited
