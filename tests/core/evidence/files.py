"""Small files of each kind, made here byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

TYPES = '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf(body: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + body + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def jpeg(extra: bytes = b"", *, width: int = 40, height: int = 30) -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", len(extra) + 2) + extra if extra else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + comment + frame + b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + b"\x12\x34\x56" + b"\xff\xd9"


def png(*, width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\1\2" * 2)) + chunk(b"IEND", b"")


def office(main: str, parts: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(main, '<?xml version="1.0" encoding="UTF-8"?><document/>')
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(parts: dict[str, bytes] | None = None) -> bytes:
    return office("word/document.xml", parts)


def xlsx(parts: dict[str, bytes] | None = None) -> bytes:
    return office("xl/workbook.xml", parts)


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("a.txt", "x")
    return stream.getvalue()


GOOD = {
    "报告.pdf": ("pdf", pdf()), "现场.JPG": ("jpeg", jpeg()), "截图.png": ("png", png()), "笔录.docx": ("docx", docx()),
    "台账.xlsx": ("xlsx", xlsx()), "说明.txt": ("txt", "说明：一切正常。\r\n".encode()), "旧说明.txt": ("txt", "说明：一切正常。".encode("gb18030")),
    "记事本.txt": ("txt", "说明：一切正常。\r\n".encode("utf-16")),
}
