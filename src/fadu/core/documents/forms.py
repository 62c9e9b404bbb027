"""The kinds of documents with their texts: the catalogue of the procedure, and the one document of our own, a correction (补正)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.documents import templates
from fadu.core.documents.fields import WRITTEN, fields, with_covered
from fadu.core.documents.templates import Line
from fadu.core.procedure.documents import Document, documents, read

CORRECTION = 75
SHEET = "公文"


@dataclass(frozen=True)
class Form:
    """A kind of document and its text. `layout`: 公文 (head, number, seal), 表格 (rows), 笔录 (signed on each page
    by the other side), 会议 (by those present), 文件 (plain)."""

    document: Document
    layout: str
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        return self.document.number

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def is_numbered(self) -> bool:
        """Whether documents of this kind bear a number of the issuing organ."""
        return self.document.prefix.startswith("环")

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that the text names."""
        return templates.mentioned(self.lines)

    @property
    def stated(self) -> frozenset[str]:
        """The fields whose words stand in the text."""
        given = ("机关", "成文日期", *(("文号",) if self.is_numbered else ()))  # head and foot are set by the layout
        return with_covered((*self.names, *given))

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields that a person may write, in the order of the text, those first that only a person can."""
        held = [name for name in dict.fromkeys(part for name in self.names for part in (*fields()[name].covers, name)) if fields()[name].by_hand]
        return tuple(sorted(held, key=lambda name: fields()[name].source != WRITTEN))


@cache
def catalogue() -> Mapping[int, Document]:
    """Every kind by number: those of the procedure, then our own. Raises pack.BadPack."""
    return {**documents(), **read(resources.files("fadu.core.documents").joinpath("data/own.csv"))}


@cache
def forms() -> Mapping[int, Form]:
    """Every kind with its text. Raises pack.BadPack for a kind without one."""
    folder = resources.files("fadu.core.documents").joinpath("data")
    shared = templates.blocks(folder / "blocks.txt")
    found = {}
    for number, kind in catalogue().items():
        path = folder / "forms" / f"{number}.txt"
        if not path.is_file():
            raise pack.BadPack(path.name, 1, f"“{kind.name}”没有文字")
        layout, lines = templates.template(path, shared)
        found[number] = Form(kind, layout, lines)
    return found
