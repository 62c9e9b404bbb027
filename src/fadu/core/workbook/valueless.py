"""Cells that are not blank and yet hold no value: formula errors, and formulas that nobody has computed.

The reader of workbooks gives both as blank, and blank means "not known": a fine behind #N/A would be lost without a word. What is
looked for is rare, so a sheet is parsed only where its bytes name it. The file has passed `container`.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from fadu.core.workbook.cells import Valueless

Place = tuple[int, int, Valueless]
"""Row and column, both from 0, and what stands there."""

_PIECE = 256 * 1024
_MARKS = (b't="e"', b"t='e'", b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
_OVERLAP = max(map(len, _MARKS)) - 1
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")


def find(path: Path) -> dict[str, list[Place]]:
    """Such cells by the name of their sheet. Raises ElementTree.ParseError, zipfile.BadZipFile."""
    with zipfile.ZipFile(path) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        sheets = ((name, parts.get(part.lower())) for name, part in _sheets(archive, parts))
        return {name: list(_places(archive, part)) for name, part in sheets if part and _is_named(archive, part)}


def _sheets(archive: zipfile.ZipFile, parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet, as the workbook and its relations say."""
    related = parts.get("xl/_rels/workbook.xml.rels")
    if related is None:
        return
    relations = ElementTree.fromstring(archive.read(related))  # noqa: S314  the guard lets no DOCTYPE through
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for element in ElementTree.fromstring(archive.read(parts["xl/workbook.xml"])).iter():  # noqa: S314
        if _local(element.tag) == "sheet":
            relation = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            yield element.get("name", ""), posixpath.normpath(posixpath.join("/xl", targets.get(relation, ""))).lstrip("/")


def _is_named(archive: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            tail += piece
            if any(mark in tail for mark in _MARKS):
                return True
            tail = tail[-_OVERLAP:]
    return False


def _places(archive: zipfile.ZipFile, part: str) -> Iterator[Place]:
    with archive.open(part) as stream:
        number, rows = -1, None
        for event, element in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314
            kind = _local(element.tag)
            if event == "start" and kind == "sheetData":
                rows = element
            elif event == "end" and kind == "row" and rows is not None:
                number = int(element.get("r", number + 2)) - 1
                yield from _of_row(element, number)
                rows.clear()  # a sheet is never held whole


def _of_row(row: ElementTree.Element, number: int) -> Iterator[Place]:
    column = -1
    for cell in row:
        place = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _position(place[1]) if place else column + 1
        held = {_local(child.tag): child.text or "" for child in cell}
        if cell.get("t") == "e":
            yield number, column, Valueless(held.get("v", "#"))
        elif "f" in held and not held.get("v") and cell.get("t") != "str":  # a text that came out empty is a result
            yield number, column, Valueless("=" + held["f"])


def _position(letters: str) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found - 1


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
