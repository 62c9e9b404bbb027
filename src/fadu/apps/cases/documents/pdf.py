"""A document as PDF, set by Typst after GB/T 9704-2012. The same composition and faces give the same bytes."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from fadu.apps.cases.documents.composing import Composition
from fadu.apps.cases.documents.facts import day
from fadu.apps.record.documents import qr
from fadu.core.refusal import Refusal
from fadu.web.paper import fonts, glyphs, layout

_TEMPLATE = Path(__file__).with_name("document.typ")
_FACES = {"title": layout.TITLE, "body": layout.BODY, "heading": layout.HEADING, "subheading": layout.SUBHEADING, "numeral": layout.TABLE}
_FACE_NAME = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()-]+)")
SAMPLE = "样张"
DRAFT = "草稿"


def pdf(composition: Composition, mark: str = "") -> bytes:
    """The file as PDF/A-2b, dated as the document is. `mark` stands over every page of what is not issued; there 〓 is put for a character
    that no face here can draw. Raises Refusal for what can't be set."""
    data = json.dumps(_data(composition, mark), ensure_ascii=False)
    if mark and (gone := glyphs.missing(data)):
        data = data.translate(dict.fromkeys(map(ord, gone), "〓"))
    try:
        made: Any = _compiler().compile(
            format="pdf", pdf_standards="a-2b", timestamp=datetime.fromisoformat(composition.on).replace(tzinfo=UTC), sys_inputs={"data": data},
        )
    except typst.TypstError as problem:
        raise Refusal(f"这些文字印不出来：{problem}", "请核对文字里的特殊字符，或者装上有这些字的字体") from problem
    return bytes(made)


def pages(made: bytes) -> int:
    """How many pages a file of ours has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", made))


def faces(made: bytes) -> list[str]:
    """The faces that a file of ours is really set in."""
    return sorted({name.decode("ascii", "replace") for name in _FACE_NAME.findall(made)} - {"Identity"})


def proof_text(composition: Composition) -> str:
    """What the code on the print holds: enough to find and to compare the sealed record."""
    return f"FADU-DOC 1\n{composition.title}\n{composition.number or '无文号'}\n{composition.on}\nsha256:{composition.digest}"


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent)  # kept: the faces are read once


@cache
def families() -> dict[str, list[str]]:
    """The faces of this machine for each role, best first."""
    installed = fonts.installed()
    return {role: fonts.chosen(face, installed) for role, face in _FACES.items()}


def _data(composition: Composition, mark: str) -> dict[str, Any]:
    written = day(composition.on)
    indents = layout.signature_indents(composition.organ, written)
    return {
        **composition.as_dict(), "day": written, "mark": mark, "fonts": families(), "code": composition.code,
        "qr": qr.image(proof_text(composition)).decode(),
        "size": {"title": layout.SIZE_2, "body": layout.SIZE_3, "number": layout.SIZE_4, "small": layout.SIZE_5},
        "line": layout.LINE, "character": layout.CHARACTER, "number_below": layout.PAGE_NUMBER_BELOW,
        "margin": {"top": layout.TOP, "bottom": layout.BOTTOM, "left": layout.LEFT, "right": layout.RIGHT},
        "foot": [
            {"text": text, "indent": indent} for text, indent in zip((composition.organ, written), indents, strict=True) if text
        ],
    }
