"""fadu figures: the contract that scripts rely on."""

from __future__ import annotations

import argparse
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from fadu.apps.reports.palette import FIGURES
from fadu.site.commands import figures
from tests.site.commands import fadu, said

from .ledgers import SAMPLE_2023, SAMPLE_2024, take


def ran(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    figures.add(parser)
    return figures.run(parser.parse_args(arguments))


@pytest.mark.django_db
def test_json_is_one_document_by_id_with_value_unit_name_definition_period_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    take(SAMPLE_2023, SAMPLE_2024)
    assert ran("--year", "2024", "--json") == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(said) == set(FIGURES)
    filed = said["case.filed"]
    year = {"from": "2024-01-01", "to": "2024-12-31"}
    assert {key: filed[key] for key in ("value", "unit", "name", "definition", "period", "as_of")} == {
        "value": 46, "unit": "起", "name": "行政处罚立案", "definition": "立案日期在统计期内的案件", "period": year, "as_of": "2024-12-31",
    }
    assert filed["change"] == {"before": 40, "value": 15, "unit": "%", "text": "同比上升15%"}
    assert said["quality.air.index"]["value"] == 2.619
    assert said["quality.air.so2"]["value"] is None
    water = said["quality.water.city_rank"]
    assert (water["period"]["to"], water["document"]) == ("2024-11-30", "示例：市局环境质量通报")


@pytest.mark.django_db
def test_period_and_day_can_be_any(capsys: pytest.CaptureFixture[str]) -> None:
    take(SAMPLE_2024)
    assert ran("--from", "2024-01-01", "--to", "2024-03-31", "--as-of", "2024-02-15", "--json") == 0
    filed = json.loads(capsys.readouterr().out)["case.filed"]
    assert filed["period"] == {"from": "2024-01-01", "to": "2024-03-31"}
    assert (filed["as_of"], filed["value"]) == ("2024-02-15", 5)


@pytest.mark.django_db
def test_csv_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    take(SAMPLE_2024)
    assert ran("--year", "2024", "--csv") == 0
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert set(rows) == set(FIGURES)
    assert (rows["quality.air.pm25"]["value"], rows["quality.air.so2"]["value"]) == ("25.5", "")


@pytest.mark.django_db
def test_show_gives_the_rows_of_a_figure(capsys: pytest.CaptureFixture[str]) -> None:
    take(SAMPLE_2024)
    assert ran("show", "case.transfer.detention", "--year", "2024", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["number"] for row in rows] == [f"YS202400{n}" for n in range(1, 6)]
    assert set(rows[0]) == {"sheet", "number", "title", "day", "uid", "seal"}
    assert rows[0]["seal"]["index"] > 0
    assert ran("show", "chief.study_weeks", "--year", "2024") == 0
    assert "主要负责人工号" in capsys.readouterr().out
    assert ran("show", "case.filed", "--year", "2024", "--csv") == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 46


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "what", "mend"),
    [
        (["show", "case.file", "--year", "2024"], "没有编号为 case.file 的指标", "case.filed"),
        (["show", "--year", "2024"], "没有写指标编号", "figures show"),
        ([], "没有写统计期", "--year"),
        (["--year", "24"], "不是年度", "--year 2024"),
        (["--year", "二〇二四"], "不是年度", "--year 2024"),
        (["--year", "2024", "--from", "2024-01-01"], "只能用一种", "--from"),
        (["--from", "2024-01-01"], "没有写统计期", "--to"),
        (["--from", "2024-02-01", "--to", "2024-01-31"], "晚于", "请核对"),
        (["--from", "2024-02-30", "--to", "2024-03-31"], "--from 后面的“2024-02-30”不是日期", "2024-03-04"),
        (["--year", "2024", "--as-of", "昨天"], "--as-of 后面的“昨天”不是日期", "--as-of"),
    ],
)
def test_wrong_use_is_said_in_two_lines(capsys: pytest.CaptureFixture[str], arguments: list[str], what: str, mend: str) -> None:
    assert ran(*arguments) == 2
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert out == ""
    assert what in first
    assert mend in second


@pytest.mark.slow
def test_from_an_empty_folder_to_the_figures_by_command_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert fadu("figures", "--year", "2024", data=data).returncode == 2  # no data yet
    assert fadu("init", data=data).returncode == 0
    assert fadu("import", SAMPLE_2024, data=data).returncode == 0
    assert said("figures", "--year", "2024", data=data)["case.fines_yuan"]["value"] == 415000
