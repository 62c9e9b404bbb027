"""Putting values into lines. One pass: what a value holds is text, whatever it looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fadu.core.documents.templates import FLUSH, PLACEHOLDER, ROW, SIGN, TEXT, Line

BLANK = "＿＿＿＿＿＿"  # left open to be written by hand
_KEPT = "\n\t"
_UNSEEN = ("Cc", "Cf", "Cs")


@dataclass(frozen=True)
class Filled:
    """A line with its words, as it is printed."""

    look: str
    text: str
    label: str = ""


def fill(lines: Iterable[Line], values: Mapping[str, str], *, marked: bool = False) -> tuple[Filled, ...]:
    """The lines with their values. A value of several lines makes several paragraphs; in a row of a form it stays in its cell.

    What has no value is left open to be written by hand; `marked`: its name stands there, as a preview shows it.
    """
    return tuple(made for line in lines for made in _filled(line, values, marked))


def _filled(line: Line, values: Mapping[str, str], marked: bool) -> Iterator[Filled]:
    known = {name: clean(values.get(name, "")) for name in line.names}
    if line.optional and not all(known.values()):
        return
    blank = "" if line.look == ROW else BLANK

    def said(found: re.Match[str]) -> str:
        name = found[1].strip()
        return known[name] or (f"〔缺：{name}〕" if marked else blank)

    text = PLACEHOLDER.sub(said, line.text)
    if line.look in (ROW, SIGN):
        yield Filled(line.look, text, line.label)
        return
    for number, part in enumerate(text.split("\n")):
        if part.strip() or not number:
            yield Filled(line.look if number == 0 or line.look == FLUSH else TEXT, part.strip(), line.label)


def clean(text: str) -> str:
    """The text in NFC without characters that print nothing and can turn or hide others (controls, marks of direction, no characters).

    A character of private use or newer than this Python stays: it may be part of a name, and what no face draws stops the issue.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(one for one in composed if one in _KEPT or not (unicodedata.category(one) in _UNSEEN or _is_none(one))).strip()


def _is_none(one: str) -> bool:
    """A code that Unicode keeps for no character, which XML does not take."""
    return ord(one) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(one) <= 0xFDEF
