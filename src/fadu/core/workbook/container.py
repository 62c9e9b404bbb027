"""Guard of the file: is it a plain .xlsx that can be opened without harm?"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from fadu.core.container import MEGABYTE, Bounds, Hostile, Kind, check, describe

__all__ = ["BOUNDS", "KIND", "LARGEST_FILE", "OLD_ENDINGS", "Hostile", "is_old", "open_old_safely", "open_safely"]

LARGEST_FILE = 100 * MEGABYTE
OLD_ENDINGS = (".xls", ".et")
BOUNDS = Bounds(file=LARGEST_FILE, part=1024 * MEGABYTE, total=1536 * MEGABYTE)

_SAVE_AS = "请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再导入"
_PLAIN = "请另存为不含宏的“Excel 工作簿（.xlsx）”"

# Parts that run, embed or fetch something. A ledger needs none of them.
_FORBIDDEN = (
    (r"vbaproject.*\.bin$|/macrosheets/|/dialogsheets/", "含有宏", _PLAIN),
    (r"/activex/", "含有 ActiveX 控件", "请删除控件后另存"),
    (r"/embeddings/", "嵌有其他文件（对象）", "请删除嵌入的对象后另存，材料另作附件保存"),
    (r"/externallinks/", "引用了其他工作簿", "请在“数据—编辑链接”里断开链接（把公式变成值）后另存"),
    (r"^xl/connections\.xml$|/querytables/", "含有外部数据连接", "请删除数据连接后另存"),
    (r"(^|/)customui", "含有自定义界面", _SAVE_AS),
    (r"/webextensions/", "含有网络加载项", "请删除加载项后另存"),
)

_OLD_FORBIDDEN = (
    (("EncryptedPackage",), "文件设了打开密码", "请打开后取消密码，另存后再导入"),
    (("_VBA_PROJECT", "VBA"), "工作簿含有宏，不予导入", _PLAIN),
)

_OTHERS = {
    "empty": ("文件是空的", "请重新复制或下载文件"),
    "encrypted": ("文件设了打开密码", "请打开后取消密码，另存后再导入"),
    "old": ("这是旧格式（.xls、.et）或其他 Office 文件，只是扩展名写成了别的", f"确是表格的，请把扩展名改回 .xls 或 .et；{_SAVE_AS}"),
    "html": ("这是网页，只是扩展名写成了表格", _SAVE_AS),
    "xml": ("这是 XML 文件，不是 .xlsx", _SAVE_AS),
    "pdf": ("这是 PDF 文件，不是 .xlsx", "请向出具方索取电子表格"),
    "text": ("这是文本文件（如 .csv），不是 .xlsx", f"确是 .csv 的，请把扩展名改回 .csv；{_SAVE_AS}；另存前请把编号、代码各列设为“文本”格式"),
}


def open_safely(path: Path) -> None:
    """Return if the file is a plain workbook within bounds; raise Hostile otherwise."""
    check(path, KIND)


def is_old(path: Path) -> bool:
    """Does the file begin as those of older offices do (compound file, MS-CFB 2.2)?"""
    with path.open("rb") as file:
        return file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_old_safely(path: Path) -> None:
    """Return if a compound file is a workbook (.xls, .et) without password and macros; raise Hostile otherwise.

    Its streams are named in UTF-16; a name that stands elsewhere by chance refuses a file that could have been read, never the reverse.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise Hostile(f"文件超过 {LARGEST_FILE // MEGABYTE} MB", KIND.split)
    content = path.read_bytes()
    for names, what, mend in _OLD_FORBIDDEN:
        if any(name.encode("utf-16-le") in content for name in names):
            raise Hostile(what, mend)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise Hostile("这是旧格式的 Office 文件，里面没有工作簿", "请选择台账工作簿")


def _of_another_kind(head: bytes, file: BinaryIO) -> Hostile:
    return Hostile(*_OTHERS.get(describe(head, file), ("不是 .xlsx 工作簿", _SAVE_AS)))


def _wrong_parts(names: set[str]) -> Hostile:
    if "xl/workbook.bin" in names:
        return Hostile("这是二进制工作簿（.xlsb），不是 .xlsx", _SAVE_AS)
    if any(name.startswith("word/") for name in names):
        return Hostile("这是 Word 文档，不是工作簿", "请选择台账工作簿（.xlsx）")
    return Hostile("是压缩包，但里面没有工作簿", _SAVE_AS)


KIND = Kind(
    noun="工作簿",
    bounds=BOUNDS,
    main_part="xl/workbook.xml",
    save_as=_SAVE_AS,
    split="请按年度或按登记簿拆成几个工作簿",
    shrink="请按年度拆分；若表格并不大，请删除多余的空行空列后另存",
    forbidden=_FORBIDDEN,
    of_another_kind=_of_another_kind,
    wrong_parts=_wrong_parts,
)
