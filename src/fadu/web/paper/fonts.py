"""Which of the faces that an official document asks for are installed here."""

from __future__ import annotations

from collections.abc import Sequence

import typst

from fadu.web.paper.layout import FACES, Face


def installed() -> frozenset[str]:
    """Families on this machine, in lower case."""
    return frozenset(family.lower() for family in typst.Fonts(include_embedded_fonts=False).families())


def missing(families: frozenset[str], faces: Sequence[Face] = FACES) -> list[Face]:
    """Faces of which no name is among the families."""
    return [face for face in faces if not any(name.lower() in families for name in face.names)]


def chosen(face: Face, families: frozenset[str]) -> list[str]:
    """The names of a face and its stand-ins that are installed, best first; all names where none is."""
    found = [name for name in (*face.names, *face.stand_ins) if name.lower() in families]
    return found or list(face.names)


def advice(families: frozenset[str]) -> str:
    """One sentence about missing faces, "" where all are there."""
    gone = missing(families)
    if not gone:
        return ""
    names = "、".join(face.name for face in gone)
    return f"本机没有公文字体：{names}。文件里已写明字体名，在装有这些字体的电脑上打开或打印即为规范版式；本机显示时用其他字体代替"
