"""Opening a file by what it is, not by what its name says."""

from __future__ import annotations

from pathlib import Path

from fadu.core.refusal import Unreadable, cause
from fadu.core.wording.texts.document import Document
from fadu.core.wording.texts.docx import read_docx
from fadu.core.wording.texts.html import read_html
from fadu.core.wording.texts.plain import read_plain

_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf")
_LARGEST_TEXT = 50 * 1024 * 1024


def read_document(path: Path) -> Document:
    """The text of a .docx, .txt or .html file with its positions. Raises Unreadable, naming the file and how to mend it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except FileNotFoundError:
        raise Unreadable(f"找不到文件 {path}", "请核对文件名和文件夹") from None
    except OSError as problem:
        raise Unreadable(f"打不开文件 {path}：{cause(problem)}", "请核对这是一个文件，且有读取的权限") from problem
    if not head:
        raise Unreadable(f"{path.name}是空的", "请重新复制或下载文件")
    if head.startswith(_OFFICE) or path.suffix.lower() == ".docx":
        return read_docx(path)
    if size > _LARGEST_TEXT:
        raise Unreadable(f"{path.name}有 {size // 1048576} MB，不像是一份公文", "请核对选对了文件，或拆成几个文件")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_page = path.suffix.lower() in (".htm", ".html") or start.startswith((b"<!doctype html", b"<html"))
    document = read_html(path) if is_page else read_plain(path)
    if not document.paragraphs:
        raise Unreadable(f"{path.name}里没有文字", "请核对选对了文件")
    return document
