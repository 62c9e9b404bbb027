"""Guard of the file: is it a plain .xlsx that can be opened without harm? Nothing is unpacked to disk or run.

An .xlsx is a zip of XML parts. Each part is inflated here once, in small pieces that are thrown away, because the sizes
that a zip declares about itself can lie and the reader that comes after would believe them.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

MEGABYTE = 1024 * 1024
LARGEST_FILE = 100 * MEGABYTE
LARGEST_PART = 1024 * MEGABYTE
LARGEST_TOTAL = 1536 * MEGABYTE
MOST_PARTS = 5000
LARGEST_RATIO = 200
RATIO_FLOOR = 32 * MEGABYTE  # a sheet of one repeated value compresses well and is harmless at this size
LARGEST_DIRECTORY = 8 * MEGABYTE
LARGEST_LINKS = 16 * MEGABYTE

_PIECE = 256 * 1024
_SAVE_AS = "请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再导入"
_DECLARATIONS = (b"<!doctype", b"<!entity")
_OVERLAP = max(map(len, _DECLARATIONS)) - 1

# Parts that run, embed or fetch something. A ledger needs none of them.
_FORBIDDEN = (
    (r"vbaproject.*\.bin$|/macrosheets/|/dialogsheets/", "含有宏", "请另存为不含宏的“Excel 工作簿（.xlsx）”"),
    (r"/activex/", "含有 ActiveX 控件", "请删除控件后另存"),
    (r"/embeddings/", "嵌有其他文件（对象）", "请删除嵌入的对象后另存，材料另作附件保存"),
    (r"/externallinks/", "引用了其他工作簿", "请在“数据—编辑链接”里断开链接（把公式变成值）后另存"),
    (r"^xl/connections\.xml$|/querytables/", "含有外部数据连接", "请删除数据连接后另存"),
    (r"(^|/)customui", "含有自定义界面", _SAVE_AS),
    (r"/webextensions/", "含有网络加载项", "请删除加载项后另存"),
)


class Hostile(Exception):
    """A file that is not opened: why, and what to do."""

    def __init__(self, reason: str, mend: str = _SAVE_AS) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


def open_safely(path: Path) -> None:
    """Return if the file is a plain workbook within bounds; raise Hostile otherwise."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise Hostile(f"文件有 {size // MEGABYTE} MB，超过 {LARGEST_FILE // MEGABYTE} MB", "请按年度或按登记簿拆成几个工作簿")
    with path.open("rb") as file:
        _check_is_zip(file, size)
        try:
            with zipfile.ZipFile(file) as archive:
                parts = archive.infolist()
                _check_names(parts)
                _check_kind({part.filename.lower() for part in parts})
                _check_sizes(parts, size)
                for part in parts:
                    _check_part(archive, file, part)
        except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, UnicodeDecodeError, EOFError) as problem:
            raise Hostile("文件已损坏，压缩包读不完整") from problem


def _check_is_zip(file: BinaryIO, size: int) -> None:
    head = file.read(64 * 1024)
    if not head.startswith(b"PK"):
        raise _of_another_kind(head, file)
    tail_size = min(size, 65_557 + 76)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        raise Hostile("文件不完整，可能没有传完或已损坏", "请重新复制或下载文件")
    # The directory is read into memory whole by whoever opens the zip, so its size comes first.
    directory = struct.unpack_from("<L", tail, at + 12)[0]
    if at >= 76 and tail[at - 20 : at - 16] == b"PK\x06\x07":
        directory = max(directory if directory != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, at - 76 + 40)[0])
    if directory > LARGEST_DIRECTORY:
        raise Hostile("压缩包的目录异常地大", "请用 WPS 或 Excel 重新另存后再导入")


def _of_another_kind(head: bytes, file: BinaryIO) -> Hostile:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return Hostile("文件是空的", "请重新复制或下载文件")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        file.seek(0)
        if any("EncryptedPackage".encode("utf-16-le") in piece for piece in iter(lambda: file.read(4 * MEGABYTE), b"")):
            return Hostile("文件设了打开密码", "请打开后取消密码，另存后再导入")
        return Hostile("这是旧格式（.xls）或其他 Office 文件，不是 .xlsx")
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return Hostile("这是网页，只是扩展名写成了表格")
    if text.startswith(b"<?xml"):
        return Hostile("这是 XML 文件，不是 .xlsx")
    if text.startswith(b"%pdf"):
        return Hostile("这是 PDF 文件，不是 .xlsx", "请向出具方索取电子表格")
    if b"\0" not in head:
        return Hostile("这是文本文件（如 .csv），不是 .xlsx", f"{_SAVE_AS}；另存前请把编号、代码各列设为“文本”格式")
    return Hostile("不是 .xlsx 工作簿")


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Hostile(f"压缩包里有 {len(parts)} 个部件，超过 {MOST_PARTS} 个")
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        raise Hostile("压缩包里有同名部件，不知道以哪一个为准")
    for part, name in zip(parts, names, strict=True):
        raw = part.orig_filename
        if "\\" in raw or "\0" in raw or ":" in raw or name.startswith("/") or ".." in name.split("/"):
            raise Hostile("压缩包里有指向外部位置的部件名")
        for pattern, what, mend in _FORBIDDEN:
            if re.search(pattern, name):
                raise Hostile(f"工作簿{what}，不予导入", mend)


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names and "[content_types].xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Hostile("这是二进制工作簿（.xlsb），不是 .xlsx")
    if any(name.startswith("word/") for name in names):
        raise Hostile("这是 Word 文档，不是工作簿", "请选择台账工作簿（.xlsx）")
    raise Hostile("是压缩包，但里面没有工作簿")


def _check_sizes(parts: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(part.file_size for part in parts)
    if total > LARGEST_TOTAL or any(part.file_size > LARGEST_PART for part in parts):
        raise Hostile(f"展开后有 {total // MEGABYTE} MB，大得不合常理", "请按年度拆分；若表格并不大，请删除多余的空行空列后另存")
    if sum(part.compress_size for part in parts) > size:
        raise Hostile("压缩包里的部件互相重叠")
    for part in parts:
        if part.flag_bits & 0x1:
            raise Hostile("压缩包设了密码", "请取消密码后另存")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Hostile("压缩包用了工作簿不用的压缩方法")
        if part.file_size > RATIO_FLOOR and part.file_size > LARGEST_RATIO * part.compress_size:
            raise Hostile("压缩比异常，可能是压缩炸弹", "若表格并不大，请删除多余的空行空列后另存")


def _check_part(archive: zipfile.ZipFile, file: BinaryIO, part: zipfile.ZipInfo) -> None:
    is_links = part.filename.lower().endswith(".rels")
    is_xml = is_links or part.filename.lower().endswith((".xml", ".vml"))
    if is_links and part.file_size > LARGEST_LINKS:
        raise Hostile("工作簿的链接表异常地大")
    with archive.open(part):  # compares the part's own header with the directory
        pass
    seen, last, kept = 0, b"", []
    for piece in _inflated(file, part):
        if is_xml and not seen and (b"\0" in piece[:4] or piece[:2] in (b"\xff\xfe", b"\xfe\xff")):
            raise Hostile("工作簿部件的编码不是 UTF-8")
        seen += len(piece)
        if seen > part.file_size:
            raise Hostile("部件的实际大小超过它声明的大小，可能是压缩炸弹")
        if is_xml and any(word in last + piece.lower() for word in _DECLARATIONS):
            raise Hostile("工作簿的 XML 带有文档类型或实体声明，正常的表格软件不会写出")
        last = piece[-_OVERLAP:].lower()
        if is_links:
            kept.append(piece)
    if seen != part.file_size:
        raise Hostile("文件已损坏，部件的大小与声明不符")
    if is_links:
        _check_links(b"".join(kept))


def _inflated(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content by what its compressed stream says, not by what the directory declares."""
    file.seek(part.header_offset)
    header = file.read(30)
    name_size, extra_size = struct.unpack_from("<HH", header, 26)
    file.seek(name_size + extra_size, 1)
    left = part.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = file.read(min(_PIECE, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed and not inflater.eof:
            if piece := inflater.decompress(packed, _PIECE):
                yield piece
            packed = inflater.unconsumed_tail
    if inflater is not None and (piece := inflater.flush()):
        yield piece


def _check_links(content: bytes) -> None:
    try:
        links = list(ElementTree.fromstring(content))  # noqa: S314  no DOCTYPE got this far
    except ElementTree.ParseError as problem:
        raise Hostile("工作簿的链接表已损坏") from problem
    for link in links:
        is_external = link.get("TargetMode", "").lower() == "external"
        if is_external and not link.get("Type", "").lower().endswith("/hyperlink"):
            raise Hostile("工作簿引用了外部文件或网络地址", "请断开外部链接（把公式变成值）后另存；普通超链接可以保留")
