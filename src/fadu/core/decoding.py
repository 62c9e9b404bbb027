"""Bytes of a text file as characters, of a table as lines of cells: UTF-8, UTF-16 with its mark, or GB 18030 as older programs write it."""

from __future__ import annotations

import csv
import io
import re

from fadu.core.refusal import Unreadable

GB18030 = "文件不是 UTF-8 编码，已按 GB18030 读入"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HAN = re.compile(r"[一-鿿]")
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ue000-\uf8ff\ufffd]")
_SAVE_AS = "请另存为“CSV UTF-8（逗号分隔）”或 .xlsx"


def decoded(content: bytes, name: str, *, mend: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters, with a note where they are not UTF-8. Raises Unreadable, with `mend` as the way out."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded_as(content[len(mark) :], encoding, name, mend), ()
    if b"\0" in content:
        raise Unreadable(f"{name}不是文本文件", mend)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = _decoded_as(content, "gb18030", name, mend)
    # GB18030 gives a character to nearly any bytes, so what came out must look like Chinese.
    strange = len(_STRANGE.findall(text))
    if strange * 50 > len(text) or not _HAN.search(text):
        raise Unreadable(f"{name}的编码认不出来（既不是 UTF-8，也不是 GB18030）", mend)
    return text, (() if declared.lower().startswith("gb") else (GB18030,))


def _decoded_as(content: bytes, encoding: str, name: str, mend: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{name}的编码认不出来：第 {problem.start + 1} 个字节不是 {encoding.upper()}", mend) from None


def csv_lines(content: bytes, name: str) -> list[list[str]]:
    """The lines of a table, by comma or tab. Raises Unreadable for what is no text, or no whole table."""
    text, _ = decoded(content, name, mend=_SAVE_AS)
    head = text[:4000]
    delimiter = "\t" if head.count("\t") > head.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise Unreadable(f"{name} 不是完整的 CSV：{problem}", f"请检查引号是否成对，{_SAVE_AS.removeprefix('请')}") from None
