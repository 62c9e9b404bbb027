"""The guard of the file."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fadu.core.container import PIECE
from fadu.core.workbook import container

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"<Relationships/>",
    "xl/workbook.xml": b"<workbook/>",
    "xl/worksheets/sheet1.xml": b"<worksheet/>",
}
LINK = '<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="External"/></Relationships>'


def workbook(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def check(folder: Path, content: bytes) -> None:
    path = folder / "台账.xlsx"
    path.write_bytes(content)
    container.open_safely(path)


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(container.Hostile) as caught:
        check(folder, content)
    assert caught.value.mend
    return caught.value.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_plain_workbook_passes(tmp_path: Path, method: int) -> None:
    check(tmp_path, workbook(PARTS, method))


@pytest.mark.parametrize(("content", "word"), [
    (b"", "空"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("工号,姓名\n1,示例\n".encode("gb18030"), ".csv"),
    (b"<html><table></table></html>", "网页"),
    (b"%PDF-1.7", "PDF"),
    (b"PK\x03\x04 cut short", "不完整"),
    (workbook({"word/document.xml": b"<x/>"}), "Word"),
    (workbook({"readme.txt": b"x"}), "没有工作簿"),
    (workbook({"xl/workbook.bin": b"x"}), ".xlsb"),
])
def test_other_files_are_named_for_what_they_are(tmp_path: Path, content: bytes, word: str) -> None:
    assert word in refused(tmp_path, content)


@pytest.mark.parametrize(("name", "word"), [
    ("xl/vbaProject.bin", "宏"),
    ("xl/macrosheets/sheet1.xml", "宏"),
    ("xl/activeX/activeX1.bin", "ActiveX"),
    ("xl/embeddings/oleObject1.bin", "嵌有"),
    ("xl/externalLinks/externalLink1.xml", "其他工作簿"),
    ("xl/connections.xml", "数据连接"),
    ("customUI/customUI14.xml", "界面"),
    ("../outside.xml", "外部位置"),
    ("/etc/passwd", "外部位置"),
    ("XL/Workbook.xml", "同名"),
])
def test_parts_that_run_embed_or_fetch_are_refused(tmp_path: Path, name: str, word: str) -> None:
    assert word in refused(tmp_path, workbook({**PARTS, name: b"<x/>"}))


@pytest.mark.parametrize("content", [
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>',
    b"<!-- " + b"x" * 300_000 + b" --><!DoCtYpE x><x/>",
    b" " * (PIECE - 4) + b"<!DOCTYPE x>",
    "<!DOCTYPE x><x/>".encode("utf-16"),
])
def test_declarations_of_types_and_entities_are_refused(tmp_path: Path, content: bytes) -> None:
    assert "XML" in (reason := refused(tmp_path, workbook({**PARTS, "xl/worksheets/sheet1.xml": content}))) or "UTF-8" in reason


def test_links_to_files_are_refused_and_hyperlinks_are_not(tmp_path: Path) -> None:
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    check(tmp_path, workbook({**PARTS, name: LINK.format("hyperlink", "https://www.gov.cn").encode()}))
    assert "外部" in refused(tmp_path, workbook({**PARTS, name: LINK.format("image", "//host/share").encode()}))
    disguised = LINK.replace("External", "&#69;xternal").format("externalLinkPath", "x")
    assert "外部" in refused(tmp_path, workbook({**PARTS, name: disguised.encode()}))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = workbook({**PARTS, "xl/worksheets/sheet1.xml": b"0" * (container.BOUNDS.ratio_floor + 1)})
    assert "压缩比" in refused(tmp_path, bomb)


def test_a_part_larger_than_it_declares_is_refused(tmp_path: Path) -> None:
    content = bytearray(workbook({**PARTS, "xl/worksheets/sheet1.xml": b"0" * 5_000_000}))
    true_size = struct.pack("<L", 5_000_000)
    lied = bytes(content).replace(true_size, struct.pack("<L", 1000))
    assert "声明的大小" in refused(tmp_path, lied)


def test_a_part_whose_bytes_were_altered_is_refused(tmp_path: Path) -> None:
    content = workbook(PARTS)
    crc = zipfile.ZipFile(io.BytesIO(content)).getinfo("xl/workbook.xml").CRC
    altered = content.replace(struct.pack("<L", crc), struct.pack("<L", crc ^ 1))
    assert "校验码" in refused(tmp_path, altered)


def test_a_part_that_would_begin_before_the_file_is_refused(tmp_path: Path) -> None:
    content = bytearray(workbook(PARTS))
    at = content.rfind(b"PK\x05\x06") + 16
    content[at : at + 4] = struct.pack("<L", 0x7FFFFFFF)  # where the directory is said to lie, and so where everything does
    assert "已损坏" in refused(tmp_path, bytes(content))


def test_too_many_parts_and_too_large_a_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "部件" in refused(tmp_path, workbook({**PARTS, **{f"xl/p{i}.xml": b"" for i in range(container.BOUNDS.parts)}}))
    monkeypatch.setattr(container, "KIND", replace(container.KIND, bounds=replace(container.BOUNDS, file=10)))
    assert "超过" in refused(tmp_path, workbook(PARTS))


def test_a_large_honest_workbook_passes(tmp_path: Path) -> None:
    text = '<c r="{1}{0}" t="inlineStr"><is><t>检查</t></is></c>'
    row = f'<row r="{{0}}">{text.replace("{1}", "A")}<c r="B{{0}}" s="1"><v>45355</v></c>{text.replace("{1}", "C")}</row>'
    sheet = "".join(row.format(i) for i in range(1, 100_001)).encode() * 3
    check(tmp_path, workbook({**PARTS, "xl/worksheets/sheet1.xml": sheet}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=12), st.integers(0, 2000))
def test_a_damaged_file_is_refused_and_nothing_else(tmp_path: Path, changes: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(workbook(PARTS))
    for at, byte in changes:
        content[at % len(content)] = byte
    try:
        check(tmp_path, bytes(content[: len(content) - cut % 40]))
    except container.Hostile as hostile:
        assert hostile.reason and hostile.mend
