"""Files that a command reads: what is wrong with them is said in Chinese, with the place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from fadu.core.refusal import Unreadable, cause
from fadu.site import cli, files


def test_a_file_that_can_not_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes("案例".encode("gb18030"))
    for path, why in ((tmp_path / "none.yaml", "没有这个文件"), (tmp_path, "这是一个文件夹"), (tmp_path / "old.yaml", "不是 UTF-8")):
        with pytest.raises(Unreadable, match=why) as caught:
            files.document(path)
        assert caught.value.mend and "Errno" not in caught.value.reason
    assert cause(OSError(9999, "what nobody knows")) == "what nobody knows"


def test_of_a_file_that_is_no_yaml_the_place_is_said(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("examples:\n- {id: a, conduct: [1\n")
    with pytest.raises(Unreadable, match="第 3 行第 1 列不合 YAML 的写法"):
        files.document(path)


def test_a_day_that_no_calendar_has_is_refused_where_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.yaml"
    act = "violation: hazwaste.sign, conduct: {from: 2026-02-20, to: 2026-03-01}, facts: {severe: false, refused: false}"
    path.write_text(f"examples:\n- {{id: a, {act}, decision_date: 2026-02-30}}\n- {{id: b, {act}, decision_date: 2026-10-12}}\n")
    assert files.document(path)["examples"][1]["decision_date"] == date(2026, 10, 12)
    assert cli.main(["applies", "--cases", str(path), "--json"]) == 2
    said = capsys.readouterr()
    assert "a decision_date：“2026-02-30”不是日期" in said.err
    answers = json.loads(said.out)
    assert (answers["a"]["choice"], answers["b"]["choice"]) == ("ask", "new")


@pytest.mark.parametrize("command", ["applies", "fine"])
@pytest.mark.parametrize("held", ["", "[]", "examples: []", "real_cases: []", "text"])
def test_a_file_without_a_case_is_no_answer(tmp_path: Path, command: str, held: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(held)
    assert cli.main([command, "--cases", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 2
