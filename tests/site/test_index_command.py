"""fadu index: shapes, exit codes, errors in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fadu.site import cli

ROWS = Path(__file__).parents[1] / "core" / "indices"
KEYS = ["row_id", "computed", "published", "deviation"]
HEADER = "row_id,place,period,so2_ugm3,no2_ugm3,pm10_ugm3,pm25_ugm3,co_p95_mgm3,o3_8h_p90_ugm3,published_composite_index\n"


def written(folder: Path, text: str) -> str:
    path = folder / "rows.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_air_is_an_array_of_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["index", str(ROWS / "air-published.csv"), "--json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert all(list(row) == KEYS for row in found) and len(found) == 20
    assert found[0] == {"row_id": "A01", "computed": 4.6381, "published": 4.64, "deviation": -0.0019}
    assert printed.err == ""


def test_water_is_an_array_of_classes(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["index", str(ROWS / "water-published.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {"row_id": "W01", "computed": "III", "published": "III", "deviation": 0}


def test_a_wrong_published_value_exits_1_and_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "A,甲县,2023-09,9,24,45,18,0.8,142,4.99\nB,乙县,2023-09,9,24,45,18,0.8,142,\nC,丙县,2023-09,9,24,-45,18,0.8,142,2.99\n"
    assert cli.main(["index", written(tmp_path, HEADER + lines), "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out) == [
        {"row_id": "A", "computed": 2.9946, "published": 4.99, "deviation": -1.9954},
        {"row_id": "B", "computed": 2.9946, "published": None, "deviation": None},
        {"row_id": "C", "computed": None, "published": 2.99, "deviation": None},
    ]
    said = printed.err.splitlines()
    assert len(said) == 4 and said[0].startswith("第 2 行 A：公布 4.99") and said[2].startswith("第 4 行 C：PM10“-45”小于 0")


def test_without_json_each_row_shows_how_it_came_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["index", written(tmp_path, HEADER + "A,甲县,2023-09,9,24,45,18,0.8,142,2.99\n")]) == 0
    out = capsys.readouterr().out
    assert out == "A 甲县 2023-09：9/60＋24/40＋45/70＋18/35＋0.8/4＋142/160＝2.9946（环办〔2014〕64号），公布 2.99\n"


def test_a_missing_column_and_a_missing_file_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["index", written(tmp_path, HEADER.replace(",pm25_ugm3", "") + "A,甲县,2023-09,9,24,45,0.8,142,2.99\n")]) == 2
    assert cli.main(["index", str(tmp_path / "nowhere.csv")]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "缺少列 pm25_ugm3" in printed.err and len(printed.err.splitlines()) == 4
