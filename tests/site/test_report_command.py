"""fadu report: files, exit codes, what is said and where."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from docx import Document
from pypdf import PdfReader

from fadu.core.refusal import Unreadable
from fadu.site import cli
from fadu.web.paper import package
from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024
from tests.apps.reports.conftest import take_in

pytestmark = pytest.mark.django_db


def report(*words: object) -> int:
    """Run the command in this process, on the test's database."""
    found = cli.load()
    args = cli.parser(found).parse_args(["report", *map(str, words)])
    return int(found["report"].run(args))


def test_a_complete_year_gives_all_files_and_says_what_people_have_to_write(tmp_path: Path, capsys: Any) -> None:
    take_in(SAMPLE_2024)
    path = tmp_path / "report.docx"
    assert report("--year", 2024, "-o", path, "--html", tmp_path / "pages", "--pdf", tmp_path / "r.pdf", "--date", "2025-02-20") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.count("【待撰写】") == 4
    assert any("行政处罚立案46起" in paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert (tmp_path / "pages" / "index.html").is_file()
    assert PdfReader(tmp_path / "r.pdf").pages
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["pages", "r.pdf", "report.docx"]


def test_missing_figures_come_out_marked_with_exit_1(tmp_path: Path, capsys: Any) -> None:
    take_in(SAMPLE_2023)
    path = tmp_path / "report.docx"
    assert report("--year", 2023, "-o", path) == 1
    said = capsys.readouterr().err
    assert "【缺数据】损害赔偿工作全市排名" in said
    assert said.strip().splitlines()[-2:] == [ANY, ANY]
    assert "【缺数据】损害赔偿工作全市排名" in "".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_an_empty_ledger_still_gives_a_report(tmp_path: Path) -> None:
    assert report("--year", 2024, "-o", tmp_path / "r.docx", "--html", tmp_path / "pages", "--pdf", tmp_path / "r.pdf") == 1
    assert Document(str(tmp_path / "r.docx")).tables[0].rows


@pytest.mark.parametrize(("words", "said"), [
    (["--year", "20x4", "-o", "r.docx"], "不是年度"),
    (["--year", "2024", "-o", "r.docx", "--as-of", "2024-13-01"], "不是日期"),
    (["-o", "r.docx"], "--year"),
])
def test_wrong_words_end_with_2_and_the_way_out(words: list[str], said: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as end:
        report(*words)
    assert end.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("output", "more", "said"), [
    ("r.doc", [], "不是 .docx 文件名"), ("nowhere/r.docx", [], "不存在"), ("r.docx", ["--pdf", "r.txt"], "不是 .pdf 文件名"), (".", [], "不是 .docx"),
])
def test_a_place_that_cannot_be_written_is_said_before_anything_is(
    output: str, more: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreadable, match=said):
        report("--year", 2024, "-o", output, *more)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_things_keeps_everything_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("x")
    with pytest.raises(Unreadable, match="不是空文件夹"):
        report("--year", 2024, "-o", tmp_path / "r.docx", "--html", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["own.txt"]


def test_a_report_that_breaks_off_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.docx"
    path.write_bytes(b"old")

    def full(self: BytesIO, *args: Any) -> Any:
        raise OSError(28, "磁盘满")

    monkeypatch.setattr(package, "_repack", full)
    with pytest.raises(Unreadable, match="磁盘满"):
        report("--year", 2024, "-o", path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["r.docx"]


def test_the_same_year_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    take_in(SAMPLE_2024)
    for name in ("a.docx", "b.docx"):
        report("--year", 2024, "-o", tmp_path / name, "--date", "2025-02-20")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
