"""QR codes as SVG files."""

from __future__ import annotations

from io import BytesIO

import segno

from fadu.core.refusal import Refusal

LARGEST = 2900  # bytes; version 40 at the lowest level of correction holds 2953


def fits(text: str) -> bool:
    """Whether a code can hold the text."""
    return len(text.encode()) <= LARGEST


def image(text: str) -> bytes:
    """The code as an SVG file. Raises Refusal for a text that is too long."""
    data = text.encode()
    if not fits(text):
        raise Refusal(f"内容有 {len(data)} 字节，二维码放不下（最多 {LARGEST}）", "请改用证明文件")
    # Bytes, not text: the content is UTF-8 and must come back to the letter.
    code = segno.make_qr(data, error="l", mode="byte", boost_error=len(data) < LARGEST // 2)
    stream = BytesIO()
    code.save(stream, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, border=2, light="#fff")
    return stream.getvalue()
