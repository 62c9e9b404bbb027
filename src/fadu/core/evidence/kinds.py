"""The kind of a file, told by its content and not by its name; bounds are held before anything is unpacked.

The original is kept byte for byte, so nothing is mended here: a file is taken as it is or refused. One that could be
read as two kinds (a photo that is an archive too) is refused, because what people see would depend on the program they open it with.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fadu.core.container import MEGABYTE, Bounds, Hostile, check
from fadu.core.refusal import Refusal
from fadu.core.wording.texts import docx
from fadu.core.workbook import container

TAIL = 66 * 1024  # where the end record of a zip lies, its comment included
LARGEST_PICTURE = 500_000_000  # pixels: a small file can unpack to more than a viewer has memory for
_INDEX_IT = "原件留在原设备或采集站，用“登记音像”登记它的摘要"


@dataclass(frozen=True)
class Kind:
    """A kind that is kept: its name, what people call it, how its names end, its media type, its largest size in bytes."""

    key: str
    label: str
    endings: tuple[str, ...]
    media_type: str
    limit: int


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "PDF 文件", (".pdf",), "application/pdf", 100 * MEGABYTE)
JPEG = Kind("jpeg", "照片（JPEG）", (".jpg", ".jpeg"), "image/jpeg", 50 * MEGABYTE)
PNG = Kind("png", "图片（PNG）", (".png",), "image/png", 50 * MEGABYTE)
DOCX = Kind("docx", "Word 文档", (".docx",), _OFFICE + "wordprocessingml.document", 50 * MEGABYTE)
XLSX = Kind("xlsx", "工作簿", (".xlsx",), _OFFICE + "spreadsheetml.sheet", 50 * MEGABYTE)
TEXT = Kind("txt", "文本文件", (".txt",), "text/plain; charset=utf-8", 5 * MEGABYTE)
KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (PDF, JPEG, PNG, DOCX, XLSX, TEXT)}
LARGEST = max(kind.limit for kind in KINDS.values())
_TAKEN = "能收的有：" + "、".join(kind.label for kind in KINDS.values())

# What runs, embeds or fetches something when the document is opened.
_ACTIVE = (
    (r"vbaproject.*\.bin$|/macrosheets/|/dialogsheets/", "含有宏", "请出具方提供不含宏的文件，或打印成 PDF"),
    (r"/activex/", "含有 ActiveX 控件", "请出具方提供不含控件的文件，或打印成 PDF"),
    (r"/embeddings/", "嵌有其他文件（对象）", "请把嵌入的文件取出，分别收存"),
    (r"/webextensions/|(^|/)customui", "含有加载项", "请打印成 PDF 后收存"),
)
_BOUNDS = Bounds(file=50 * MEGABYTE, part=256 * MEGABYTE, total=512 * MEGABYTE, ratio=100, ratio_floor=8 * MEGABYTE)
_CONTAINERS = {
    "docx": replace(docx.KIND, bounds=_BOUNDS, forbidden=_ACTIVE, reads=lambda name: True, links_stay_inside=True),
    "xlsx": replace(container.KIND, bounds=_BOUNDS, forbidden=_ACTIVE),
}

# First bytes of what is not kept, and what to do about it.
_OTHERS = (
    (rb"....ftyp(heic|heix|mif1|msf1|avif)", "这是 HEIC 照片", f"请把手机相机的格式设为“兼容性最佳（JPEG）”；{_INDEX_IT}"),
    (rb"....ftyp|RIFF....AVI|\x1aE\xdf\xa3|\0\0\x01\xba", "这是录像", _INDEX_IT),
    (rb"\xd0\xcf\x11\xe0", "这是旧格式（.doc、.xls）的文件，或设了密码", "请用 WPS 打开后另存为新格式或 PDF，原件一并留存"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", "这是压缩包", "请解开后逐个收存"),
    (rb"MZ|\x7fELF|#!", "这是程序", _TAKEN),
    (rb"GIF8|BM....\0\0\0\0|RIFF....WEBP|II\*\0|MM\0\*", "不收这种图片格式", "请提供 JPEG 或 PNG 原件，或把原件放入 PDF"),
)
_MARKUP = re.compile(rb"<\s*(script|html|svg|iframe|object|!doctype|\?php)", re.I)
_TEXT_IS_CODE = re.compile(r"\s*(<[!?a-z]|\{\\rtf|%!ps|#!)", re.I)
# The harmless file by which virus scanners are tried; in two pieces, so that a scanner leaves this one alone.
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"


def recognise(path: Path, name: str) -> Kind:
    """The kind of the file, by its content; `name` is what its owner called it. Raises Refusal: too large, unknown, damaged, two-faced,
    of another kind than its name says, or holding something that runs."""
    size = path.stat().st_size
    if not size:
        raise Refusal("文件是空的", "请重新选择文件")
    require_size(size, LARGEST)
    with path.open("rb") as stream:
        head = stream.read(4096)
    kind = _kind_of(head, name)
    require_size(size, kind.limit, kind.label)
    data = path.read_bytes()
    _refuse_second_face(data, kind)
    _CHECKS[kind.key](path, data)
    if not name.lower().endswith(kind.endings):
        raise Refusal(f"文件名写的不是 {kind.endings[0]}，内容却是{kind.label}", "请核对是不是选错了文件；没有选错的，改正扩展名后再收存")
    return kind


def require_size(size: int, limit: int, label: str = "文件") -> None:
    """Raise Refusal where a file of `size` bytes is larger than `limit`."""
    if size > limit:
        raise Refusal(f"{label}超过 {limit // MEGABYTE} MB", _INDEX_IT)


def _kind_of(head: bytes, name: str) -> Kind:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK"):
        for kind in (DOCX, XLSX):
            if name.lower().endswith(kind.endings):
                return kind
        raise Refusal("这是压缩包", "请解开后逐个收存")
    for start, what, mend in _OTHERS:
        if re.match(start, head, re.S):
            raise Refusal(what, mend)
    return TEXT


def _refuse_second_face(data: bytes, kind: Kind) -> None:
    is_zip = kind in (DOCX, XLSX)
    if not is_zip and b"PK\x05\x06" in data[-TAIL:] and b"PK\x01\x02" in data:
        raise Refusal(f"这个文件既是{kind.label}，又是压缩包", "请核对来源；确需保存的，原介质封存，在此登记音像索引")
    if kind is not PDF and not is_zip and b"%PDF-" in data[:2048]:
        raise Refusal(f"这个文件既是{kind.label}，又是 PDF", "请核对来源；确需保存的，原介质封存，在此登记音像索引")
    if kind in (JPEG, PNG) and _MARKUP.search(data):
        raise Refusal(f"{kind.label}里夹有网页脚本", "请核对来源；确需保存的，原介质封存，在此登记音像索引")
    if _EICAR in data:
        raise Refusal("文件里有病毒特征（EICAR 测试串）", "请先查杀病毒，并查明文件来源")


def _check_docx(path: Path, data: bytes) -> None:
    _check_container(path, "docx")


def _check_xlsx(path: Path, data: bytes) -> None:
    _check_container(path, "xlsx")


def _check_container(path: Path, key: str) -> None:
    try:
        check(path, _CONTAINERS[key])
    except Hostile as problem:
        raise Refusal(problem.reason, problem.mend) from problem


def _check_pdf(path: Path, data: bytes) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise Refusal("PDF 没有结尾，可能没有传完", "请重新复制或下载文件")
    # A name may be written with #xx for its letters. What lies in compressed object streams is not looked into.
    names = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data
    for name, what in ((b"/JavaScript", "脚本"), (b"/Launch", "启动程序的动作")):
        if name in names:
            raise Refusal(f"PDF 里有{what}", "请出具方提供不含它的文件，或打印成新的 PDF；原件封存原介质")


def _check_jpeg(path: Path, data: bytes) -> None:
    at, pixels = 2, 0
    while True:
        if at + 4 > len(data) or data[at] != 0xFF:
            raise _broken("照片")
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and at + 9 <= len(data):
            height, width = struct.unpack_from(">HH", data, at + 5)
            pixels = height * width
        if marker == 0xDA:
            break
        if length < 2:
            raise _broken("照片")
        at += 2 + length
    if not pixels or data.find(b"\xff\xd9", at) < 0:
        raise _broken("照片")
    _require_pixels(pixels)


def _check_png(path: Path, data: bytes) -> None:
    at, first = 8, True
    while True:
        if at + 12 > len(data):
            raise _broken("图片")
        length, name = struct.unpack_from(">L4s", data, at)
        body = memoryview(data)[at + 4 : at + 8 + length]
        if at + 12 + length > len(data) or zlib.crc32(body) != struct.unpack_from(">L", data, at + 8 + length)[0]:
            raise _broken("图片")
        if first:
            if name != b"IHDR" or length < 8:
                raise _broken("图片")
            width, height = struct.unpack_from(">LL", data, at + 8)
            _require_pixels(width * height)
        first, at = False, at + 12 + length
        if name == b"IEND":
            return


def _check_text(path: Path, data: bytes) -> None:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refusal("不认识这个文件的格式", _TAKEN)
    if any(ord(char) < 32 and char not in "\t\r\n\f" for char in text) or "\x7f" in text:
        raise Refusal("不认识这个文件的格式", _TAKEN)
    if _TEXT_IS_CODE.match(text):
        raise Refusal("这是网页、脚本或带格式的文件，不是文本文件", "请打印成 PDF 后收存")


def _require_pixels(pixels: int) -> None:
    if pixels > LARGEST_PICTURE:
        raise Refusal(f"图片有 {pixels // 1_000_000} 百万像素，展开后大得不合常理", _INDEX_IT)


def _broken(noun: str) -> Refusal:
    return Refusal(f"{noun}不完整或已损坏", "请从原设备重新传一次")


_CHECKS: Mapping[str, Callable[[Path, bytes], None]] = {
    "pdf": _check_pdf, "jpeg": _check_jpeg, "png": _check_png, "docx": _check_docx, "xlsx": _check_xlsx, "txt": _check_text,
}
