"""QR codes as SVG: drawn by attributes, so that the content policy needs no inline style."""

from __future__ import annotations

from io import BytesIO

import segno
from segno.encoder import DataOverflowError

from fadu.core.refusal import Refusal

LARGEST = 2900  # bytes; version 40 at the lowest level of correction holds 2953


def inline(text: str) -> str:
    """The code as an SVG element for a page, class `g-qr`; its size is set by the style sheet. Raises Refusal for a text that is too long."""
    return _made(text).svg_inline(omitsize=True, svgclass="g-qr", lineclass=None, border=2)


def image(text: str) -> bytes:
    """The code as an SVG file. Raises Refusal for a text that is too long."""
    stream = BytesIO()
    _made(text).save(stream, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, border=2)
    return stream.getvalue()


def _made(text: str) -> segno.QRCode:
    data = text.encode()
    if len(data) <= LARGEST:
        try:
            # Bytes, not text: the content is UTF-8 and must come back to the letter.
            return segno.make_qr(data, error="l", mode="byte", encoding=None, boost_error=len(data) < LARGEST // 2)
        except DataOverflowError:
            pass
    raise Refusal(f"内容有 {len(data)} 字节，二维码放不下（最多 {LARGEST}）", "请改用证明文件")
