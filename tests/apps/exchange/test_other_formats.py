"""Files of rows that are no .xlsx: old workbooks and tables as text."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from fadu.apps.exchange.actions import import_workbook
from fadu.apps.exchange.reading import read_workbook
from fadu.core.refusal import Unreadable
from tests.apps.exchange.workbooks import SAMPLE_2024, workbook

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
OLD = Path(__file__).parents[2] / "data" / "workbook" / "2024-four-sheets.xls"  # four sheets of the sample year, written as BIFF 8
LINES = [
    "编号,渠道,受理日期,要素,办结日期,重复信访(是/否),越级信访(是/否)",
    'XF1,电话,2024-03-05,"噪声",2024-03-20,否,否',
    "XF2,来信,2024年3月6日,大气,,是,否",
]


def called(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("ending", ["xls", "et", "XLS"])
def test_an_old_workbook_gives_the_cells_of_the_new_one(tmp_path: Path, ending: str) -> None:
    read = read_workbook(Path(shutil.copy(OLD, tmp_path / f"台账.{ending}")))
    new = read_workbook(SAMPLE_2024)
    assert list(read) == ["单位", "人员", "监管对象", "检查"]
    for name, rows in read.items():
        assert [row[: len(new[name][0])] for row in rows] == new[name][: len(rows)], name


def test_an_et_that_is_a_renamed_xlsx_is_read_as_what_it_is(tmp_path: Path) -> None:
    assert read_workbook(Path(shutil.copy(SAMPLE_2024, tmp_path / "台账.et"))) == read_workbook(SAMPLE_2024)


def test_an_old_workbook_is_imported(tmp_path: Path) -> None:
    outcome = import_workbook(OLD, actor="测试", at=AT)
    assert outcome.batch and outcome.plan.report()["totals"]["new"] == 7 + 52 + 155 + 29


@pytest.mark.parametrize(("name", "change", "word"), [
    ("台账.xlsx", lambda old: old, "改回 .xls"),
    ("台账.xls", lambda old: old + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
    ("台账.et", lambda old: old + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("台账.xls", lambda old: old.replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le")), "没有工作簿"),
    ("台账.xls", lambda old: old.replace(b"\x09\x08\x10\x00", b"\0\0\0\0"), "损坏"),
    ("台账.xls", lambda old: b"<html><table>", "网页"),
    ("台账.csv", lambda old: b"\xff" * 400, "编码"),
    ("台账.csv", lambda old: b" \n", "空的"),
    ("信访.csv", lambda old: '编号,渠道\n"XF1,电话'.encode(), "不是完整的 CSV"),
    ("一张表.csv", lambda old: "甲,乙\n1,2\n".encode(), "看不出这张表属于哪个登记簿"),
])
def test_what_can_not_be_read_says_why_and_what_to_do(tmp_path: Path, name: str, change: object, word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(called(tmp_path, name, change(OLD.read_bytes())))  # type: ignore[operator]
    assert word in f"{caught.value.reason}{caught.value.mend}" and caught.value.mend


@pytest.mark.parametrize(("names", "word"), [(["案件", " 案件 "], "不止一张名为“案件”"), (["Sheet1", "汇总"], "没有台账的表，只有：Sheet1、汇总")])
def test_a_workbook_whose_registers_can_not_be_told_is_not_read(tmp_path: Path, names: list[str], word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(workbook(tmp_path, {name: [["案号"], [name]] for name in names}))
    assert word in caught.value.reason and caught.value.mend


def test_a_damaged_old_workbook_takes_no_memory_from_its_reader(tmp_path: Path) -> None:
    chance = random.Random(3)
    for _ in range(4):
        content = bytearray(OLD.read_bytes())
        for _ in range(40):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            assert read_workbook(called(tmp_path, "坏.xls", bytes(content)))
        except Unreadable as problem:
            assert problem.mend


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("name", "delimiter"), [("2024年信访.csv", ","), ("导出.txt", "\t")])
def test_a_table_as_text_goes_to_the_register_that_its_name_or_header_says(tmp_path: Path, encoding: str, name: str, delimiter: str) -> None:
    text = "\r\n".join(LINES).replace(",", delimiter)
    read = read_workbook(called(tmp_path, name, text.encode(encoding)))
    assert list(read) == ["信访"]
    assert read["信访"][1][:4] == ["XF1", "电话", "2024-03-05", "噪声"]


def test_a_table_as_text_is_imported_as_its_sheet_would_be(tmp_path: Path) -> None:
    path = called(tmp_path, "信访.csv", "\n".join(LINES).encode("gb18030"))
    assert import_workbook(path, actor="测试", at=AT).plan.report()["totals"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    book = openpyxl.Workbook()
    book.active.title = "信访"
    for line in LINES:
        book.active.append([cell.strip('"') for cell in line.split(",")])
    book.save(tmp_path / "信访.xlsx")
    assert import_workbook(tmp_path / "信访.xlsx", actor="测试", at=AT).plan.report()["totals"]["unchanged"] == 2


def test_a_number_that_a_table_program_has_shortened_is_refused_not_guessed(tmp_path: Path) -> None:
    path = called(tmp_path, "人员.csv", "工号,姓名\n4.31127E+11,张三\n".encode())
    [refusal] = import_workbook(path, actor="测试", at=AT).plan.report()["refusals"]
    assert refusal["column"] == "工号"
