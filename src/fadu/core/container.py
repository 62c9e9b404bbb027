"""Guard of office files (.xlsx, .docx): zips of XML parts that can be opened without harm. Nothing is unpacked to disk or run.

Each part is inflated here once, in small pieces, because the sizes that a zip declares about itself can lie and the reader that
comes after would believe them.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

MEGABYTE = 1024 * 1024
PIECE = 256 * 1024
_DECLARATIONS = (b"<!doctype", b"<!entity")
_STARTS = {
    "html": (b"<html", b"<!doctype html", b"<table", b"<meta"),
    "xml": (b"<?xml",),
    "pdf": (b"%pdf",),
    "rtf": (b"{\\rtf",),
}
_OVERLAP = max(map(len, _DECLARATIONS)) - 1


class Hostile(Exception):
    """A file that is not opened: why, and what to do."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


@dataclass(frozen=True)
class Bounds:
    """How large a file of the kind may be: in bytes, in parts, and packed against unpacked."""

    file: int
    part: int
    total: int
    parts: int = 5000
    ratio: int = 200
    ratio_floor: int = 32 * MEGABYTE  # one repeated value compresses well and is harmless at this size
    directory: int = 8 * MEGABYTE
    links: int = 16 * MEGABYTE


@dataclass(frozen=True)
class Kind:
    """What file is expected, and in which words another is refused.

    `forbidden` are parts that run, embed or fetch something: (pattern of the name, what the file has, how to mend it).
    `of_another_kind` names a file that is no zip, from its first bytes; `wrong_parts` a zip that holds something else.
    `reads` says which parts are inflated: those that are never read need not be.
    """

    noun: str
    bounds: Bounds
    main_part: str
    save_as: str
    split: str
    shrink: str
    forbidden: tuple[tuple[str, str, str], ...]
    of_another_kind: Callable[[bytes, BinaryIO], Hostile]
    wrong_parts: Callable[[set[str]], Hostile]
    reads: Callable[[str], bool] = lambda name: True
    links_stay_inside: bool = True


def check(path: Path, kind: Kind) -> None:
    """Return if the file is of the kind and within bounds; raise Hostile otherwise."""
    for _ in _checked(path, kind, lambda name: False):
        pass


def parts(path: Path, kind: Kind, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The content of the parts whose names are wanted, of a file that passes `check`. Raises Hostile."""
    return dict(_checked(path, kind, wanted))


def _checked(path: Path, kind: Kind, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    size = path.stat().st_size
    if size > kind.bounds.file:
        raise Hostile(f"文件有 {size // MEGABYTE} MB，超过 {kind.bounds.file // MEGABYTE} MB", kind.split)
    with path.open("rb") as file:
        _check_is_zip(file, size, kind)
        try:
            with zipfile.ZipFile(file) as archive:
                listed = archive.infolist()
                _check_names(listed, kind)
                names = {part.filename.lower() for part in listed}
                if kind.main_part not in names or "[content_types].xml" not in names:
                    raise kind.wrong_parts(names)
                _check_sizes(listed, size, kind)
                for part in listed:
                    if kind.reads(part.filename):
                        content = _check_part(archive, file, part, kind, keep=wanted(part.filename))
                        if wanted(part.filename):
                            yield part.filename, content
        except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, UnicodeDecodeError, OSError, EOFError) as problem:
            raise Hostile("文件已损坏，压缩包读不完整", kind.save_as) from problem


def _check_is_zip(file: BinaryIO, size: int, kind: Kind) -> None:
    head = file.read(64 * 1024)
    if not head.startswith(b"PK"):
        raise kind.of_another_kind(head, file)
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
    if directory > kind.bounds.directory:
        raise Hostile("压缩包的目录异常地大", kind.save_as)


def describe(head: bytes, file: BinaryIO) -> str:
    """What a file is that is no zip: empty, encrypted, old, html, xml, pdf, rtf, text or "" where unknown."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return "empty"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        file.seek(0)
        pieces = iter(lambda: file.read(4 * MEGABYTE), b"")
        return "encrypted" if any("EncryptedPackage".encode("utf-16-le") in piece for piece in pieces) else "old"
    for kind, starts in _STARTS.items():
        if text.startswith(starts):
            return kind
    return "" if b"\0" in head else "text"


def _check_names(listed: list[zipfile.ZipInfo], kind: Kind) -> None:
    if len(listed) > kind.bounds.parts:
        raise Hostile(f"压缩包里有 {len(listed)} 个部件，超过 {kind.bounds.parts} 个", kind.save_as)
    names = [part.filename.lower() for part in listed]
    if len(set(names)) != len(names):
        raise Hostile("压缩包里有同名部件，不知道以哪一个为准", kind.save_as)
    for part, name in zip(listed, names, strict=True):
        raw = part.orig_filename
        if "\\" in raw or "\0" in raw or ":" in raw or name.startswith("/") or ".." in name.split("/"):
            raise Hostile("压缩包里有指向外部位置的部件名", kind.save_as)
        for pattern, what, mend in kind.forbidden:
            if re.search(pattern, name):
                raise Hostile(f"{kind.noun}{what}，不予导入", mend)


def _check_sizes(listed: list[zipfile.ZipInfo], size: int, kind: Kind) -> None:
    bounds = kind.bounds
    total = sum(part.file_size for part in listed)
    if total > bounds.total or any(part.file_size > bounds.part for part in listed):
        raise Hostile(f"展开后有 {total // MEGABYTE} MB，大得不合常理", kind.shrink)
    if sum(part.compress_size for part in listed) > size:
        raise Hostile("压缩包里的部件互相重叠", kind.save_as)
    for part in listed:
        if part.flag_bits & 0x1:
            raise Hostile("压缩包设了密码", "请取消密码后另存")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Hostile(f"压缩包用了{kind.noun}不用的压缩方法", kind.save_as)
        if part.file_size > bounds.ratio_floor and part.file_size > bounds.ratio * part.compress_size:
            raise Hostile("压缩比异常，可能是压缩炸弹", kind.shrink)


def _check_part(archive: zipfile.ZipFile, file: BinaryIO, part: zipfile.ZipInfo, kind: Kind, *, keep: bool) -> bytes:
    is_links = part.filename.lower().endswith(".rels")
    is_xml = is_links or part.filename.lower().endswith((".xml", ".vml"))
    if is_links and part.file_size > kind.bounds.links:
        raise Hostile(f"{kind.noun}的链接表异常地大", kind.save_as)
    with archive.open(part):  # compares the part's own header with the directory
        pass
    seen, last, kept, crc = 0, b"", [], 0
    for piece in _inflated(file, part):
        crc = zlib.crc32(piece, crc)
        if is_xml and not seen and (b"\0" in piece[:4] or piece[:2] in (b"\xff\xfe", b"\xfe\xff")):
            raise Hostile(f"{kind.noun}部件的编码不是 UTF-8", kind.save_as)
        seen += len(piece)
        if seen > part.file_size:
            raise Hostile("部件的实际大小超过它声明的大小，可能是压缩炸弹", kind.save_as)
        if is_xml and any(word in last + piece.lower() for word in _DECLARATIONS):
            raise Hostile(f"{kind.noun}的 XML 带有文档类型或实体声明，正常的办公软件不会写出", kind.save_as)
        last = piece[-_OVERLAP:].lower()
        if is_links or keep:
            kept.append(piece)
    if seen != part.file_size or crc != part.CRC:
        raise Hostile("文件已损坏，部件的大小或者校验码与声明不符", kind.save_as)
    content = b"".join(kept)
    if is_links and kind.links_stay_inside:
        _check_links(content, kind)
    return content


def _inflated(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's content by what its compressed stream says, not by what the directory declares."""
    file.seek(part.header_offset)
    header = file.read(30)
    name_size, extra_size = struct.unpack_from("<HH", header, 26)
    file.seek(name_size + extra_size, 1)
    left = part.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = file.read(min(PIECE, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed and not inflater.eof:
            if piece := inflater.decompress(packed, PIECE):
                yield piece
            packed = inflater.unconsumed_tail
    if inflater is not None and (piece := inflater.flush()):
        yield piece


def _check_links(content: bytes, kind: Kind) -> None:
    try:
        links = list(ElementTree.fromstring(content))  # noqa: S314  no DOCTYPE got this far
    except ElementTree.ParseError as problem:
        raise Hostile(f"{kind.noun}的链接表已损坏", kind.save_as) from problem
    for link in links:
        is_external = link.get("TargetMode", "").lower() == "external"
        if is_external and not link.get("Type", "").lower().endswith("/hyperlink"):
            raise Hostile(f"{kind.noun}引用了外部文件或网络地址", "请断开外部链接（把公式变成值）后另存；普通超链接可以保留")
