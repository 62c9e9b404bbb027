"""A platform's list beside ours: what is missing there, what is missing here, and which fields differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from fadu.core.ledger.canonical import decimal_text
from fadu.core.refusal import Unreadable
from fadu.core.sending.mappings import DAY, NUMBER, Field, Mapping


@dataclass(frozen=True)
class Listed:
    """A platform's list as it was read: line on the screen -> values by code; which fields it has, which headers nobody here knows."""

    rows: tuple[tuple[int, Mapped[str, str]], ...]
    fields: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """`missing_there`: keys of ours that the list lacks; `missing_here`: (line, key) of the list that we lack; `differing`: (key, field, ours,
    theirs); `doubled`: (key, lines) that come more than once; `keyless`: lines without a key."""

    missing_there: tuple[str, ...]
    missing_here: tuple[tuple[int, str], ...]
    differing: tuple[tuple[str, str, str, str], ...]
    doubled: tuple[tuple[str, tuple[int, ...]], ...]
    keyless: tuple[int, ...]
    same: int


def listed(table: Mapping, lines: Iterable[Sequence[Any]]) -> Listed:
    """A platform's list by its headers (codes or names of the table). Raises Unreadable where the key is not among them."""
    by_header = {_folded(header): field for field in table.fields for header in (field.code, field.name, field.name.partition("（")[0])}
    found: dict[int, Field] = {}
    unknown: list[str] = []
    rows: list[tuple[int, Mapped[str, str]]] = []
    for number, cells in enumerate(lines, 1):
        if not any(str(cell or "").strip() for cell in cells):
            continue
        if not found:
            found = {place: by_header[_folded(str(cell))] for place, cell in enumerate(cells) if _folded(str(cell or "")) in by_header}
            unknown = [str(cell).strip() for place, cell in enumerate(cells) if place not in found and str(cell or "").strip()]
            if table.key not in {field.code for field in found.values()}:
                found = {}
            continue
        values = {field.code: plain(field, cells[place]) for place, field in found.items() if place < len(cells)}
        if values.get(table.key) not in (table.key, next(field.name for field in found.values() if field.code == table.key)):
            rows.append((number, values))  # a second line of headers is none of the records
    if not found:
        key = next(field for field in table.fields if field.code == table.key)
        raise Unreadable(f"表头里没有“{key.name}”（{key.code}）", "请用平台导出的原表，第一行是字段名称或者代码")
    return Listed(tuple(rows), tuple(field.code for field in found.values()), tuple(unknown))


def compare(table: Mapping, ours: Mapped[str, Mapped[str, str]], theirs: Listed) -> Difference:
    """The difference of our records (key -> values) from a list. Only fields that the list has are compared; blanks on both sides agree."""
    fields = {field.code: field for field in table.fields}
    mine = {_folded(key): (key, values) for key, values in ours.items()}
    places: dict[str, list[int]] = {}
    keyless, here, differing, same = [], [], [], 0
    for line, values in theirs.rows:
        key = values.get(table.key, "")
        if not key:
            keyless.append(line)
            continue
        places.setdefault(_folded(key), []).append(line)
        if len(places[_folded(key)]) > 1:
            continue
        if _folded(key) not in mine:
            here.append((line, key))
            continue
        name, known = mine[_folded(key)]
        wrong = [
            (name, fields[code].name, known.get(code, ""), value) for code, value in values.items()
            if not fields[code].on_platform and _folded(plain(fields[code], known.get(code, ""))) != _folded(value)
        ]
        differing.extend(wrong)
        same += not wrong
    doubled = tuple((mine[key][0] if key in mine else key, tuple(lines)) for key, lines in places.items() if len(lines) > 1)
    there = tuple(name for key, (name, _) in mine.items() if key not in places)
    return Difference(there, tuple(here), tuple(differing), doubled, tuple(keyless), same)


def plain(field: Field, cell: Any) -> str:
    """A cell as the field's text: dates and numbers however they are written, text without the blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", str(cell)).strip()
    if field.form == DAY:
        digits = text.replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").replace("日", "")[:10].rstrip(" T")
        parts = digits.split("-")
        return "-".join(part.zfill(2) for part in parts) if len(parts) == 3 and all(part.isdigit() for part in parts) else text
    if field.form == NUMBER:
        try:
            return decimal_text(Decimal(text.replace(",", "").replace("，", "")))
        except InvalidOperation:
            return text
    return text


def _folded(text: str) -> str:
    """What is the same to a reader: width of letters, brackets and blanks don't count."""
    folded = unicodedata.normalize("NFKC", text).replace("〔", "(").replace("〕", ")").replace("[", "(").replace("]", ")")
    return "".join(folded.split()).lower()
