"""The text of a document as lines: `== ` a heading, `-- ` a sub-heading, `> ` flush left, `| label | text` a row of a form, `签 ` a place to
sign, `@名称` a shared block, anything else a paragraph. A line that begins with `? ` is left out where a field it names has nothing to say.

`{{字段}}` is replaced by a value. There is nothing else: no condition, no loop, no expression. A template can't do anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.documents.fields import fields

PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
LAYOUTS = ("公文", "表格", "笔录", "会议", "文件")
HEADING, SUBHEADING, FLUSH, TEXT, ROW, SIGN = "heading", "subheading", "flush", "text", "row", "sign"
LOOKS = (HEADING, SUBHEADING, FLUSH, TEXT, ROW, SIGN)
_MARKS = {"== ": HEADING, "-- ": SUBHEADING, "> ": FLUSH, "签 ": SIGN}


@dataclass(frozen=True)
class Line:
    """One line. `label` is the left cell of a row; `optional`: left out where a field it names is empty."""

    look: str
    text: str
    label: str = ""
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it names, in order."""
        return tuple(found.strip() for found in PLACEHOLDER.findall(self.text))


def mentioned(lines: Iterable[Line]) -> tuple[str, ...]:
    """The fields that the lines name, each once, in order."""
    return tuple(dict.fromkeys(name for line in lines for name in line.names))


def unknown(lines: Iterable[Line]) -> tuple[str, ...]:
    """Placeholders that are no fields."""
    return tuple(name for name in mentioned(lines) if name not in fields())


def blocks(path: Traversable) -> Mapping[str, tuple[Line, ...]]:
    """The shared blocks of a file, under `[名称]` each. Raises pack.BadPack."""
    text = path.read_text("utf-8")
    pack.header(path.name, text)
    found: dict[str, list[Line]] = {}
    name = ""
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip() or (written.startswith("#") and not name):
            continue
        if written.startswith("[") and written.endswith("]"):
            name = written[1:-1]
            found[name] = []
        elif not name:
            raise pack.BadPack(path.name, number, "文字在第一个块之前")
        else:
            found[name] += _line(path.name, number, written, found)
    return {name: tuple(lines) for name, lines in found.items()}


def template(path: Traversable, shared: Mapping[str, Iterable[Line]]) -> tuple[str, tuple[Line, ...]]:
    """The layout and the lines of a text. Raises pack.BadPack: unknown layout, block or field."""
    first, *rest = path.read_text("utf-8").splitlines()
    if first not in LAYOUTS:
        raise pack.BadPack(path.name, 1, f"第一行应为版式：{'、'.join(LAYOUTS)}")
    lines: list[Line] = []
    for number, written in enumerate(rest, 2):
        if written.strip():
            lines += _line(path.name, number, written, shared)
    return first, tuple(lines)


def _line(file: str, number: int, written: str, shared: Mapping[str, Iterable[Line]]) -> Iterator[Line]:
    optional = written.startswith("? ")
    text = written.removeprefix("? ")
    if text.startswith("@"):
        if text[1:] not in shared:
            raise pack.BadPack(file, number, f"没有块“{text[1:]}”")
        yield from shared[text[1:]]
        return
    if text.startswith("|"):
        _, label, cell = (part.strip() for part in text.split("|", 2))
        line = Line(ROW, cell, label, optional)
    else:
        look = _MARKS.get(text[:3], _MARKS.get(text[:2], TEXT))
        line = Line(look, text if look == TEXT else text[2:].strip(), "", optional)
    if strange := [name for name in line.names if name not in fields()]:
        raise pack.BadPack(file, number, f"没有字段“{strange[0]}”")
    yield line
