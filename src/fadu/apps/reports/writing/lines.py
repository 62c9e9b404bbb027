"""The lines of a report as its document shows them, each with the passage that it comes from: what a file from Word is matched with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fadu.apps.reports.compiling.values import day_cn, number
from fadu.apps.reports.writing import looks
from fadu.apps.reports.writing.composing import Said, Written
from fadu.apps.reports.writing.saying import Piece

OUTSIDE = ""  # the look of a line that the software writes and that is no passage
_SOFTWARES = "这一行由软件生成，不从 Word 改"
_REGISTERED = "文号和成文日期以这里登记的为准，不从 Word 采信；确要改的，请在“正文”页改这一项"
_ATTACHMENT = re.compile(r"(附件\s*[：:])?\s*(?:\d+\s*[.．、])?\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A passage as the document shows it: its number, what it says, and what it said before the file came back.

    `around` is the rest of the text where the line is one of several of a passage; `fixed` says why nothing of it is taken from Word;
    `attachments` is the passage to which an attachment named behind this line goes, "" where none can stand.
    """

    said: Said
    prefix: str = ""
    suffix: str = ""
    earlier: Sequence[str] = ()
    around: tuple[str, str] = ("", "")
    fixed: str = ""
    attachments: str = ""

    @property
    def shown(self) -> str:
        return self.prefix + self.said.words + self.suffix

    def with_words(self, start: int, end: int, new: str) -> str | None:
        """The text with its tokens in which [start, end) of what is shown reads `new`; None where that would touch what a token says."""
        shown, raw, places = len(self.prefix), 0, dict[int, int]()
        for piece in self.said.pieces:
            size, length = len(piece.words), len(piece.token.text if piece.token else piece.words)
            if piece.token is None:
                places |= {shown + step: raw + step for step in range(size + 1)}
            else:
                places |= {shown: raw, shown + size: raw + length}
                if max(start, shown) < min(end, shown + size):
                    return None
            shown, raw = shown + size, raw + length
        if start not in places or end not in places:
            return None
        before, after = self.around
        return before + self.said.text[: places[start]] + new + self.said.text[places[end] :] + after

    def without(self) -> tuple[str, str]:
        """What the passage says without this line, and why it can't be left out ("" where it can)."""
        if self.said.look == "attachments":
            before, after = self.around
            return (before + after.removeprefix("\n")).rstrip("\n"), ""
        return "", self.fixed or ("" if self.said.look in looks.BODY else "这一项不能删除")

    def one_more(self, words: str) -> str | None:
        """The attachments with the one that a paragraph behind this line names; None where it names none."""
        found = _ATTACHMENT.fullmatch(words)
        if not self.attachments or found is None or not found[2] or not (found[1] or self.said.look not in looks.BODY):
            return None
        before, after = self.around
        here = before + self.said.text if self.said.look == "attachments" else before
        return (f"{here}\n{found[2]}{after}" if here else f"{found[2]}{after}").strip("\n")


def lines_of(written: Written, earlier: Mapping[str, Sequence[str]]) -> list[Line]:
    """Every paragraph of the document but its tables, in order; `earlier` gives what a passage said before the file came
    back, in all its versions."""
    head = {one.look: one for one in written.passages if one.look in looks.HEAD}
    report = written.report
    slots = {look: _slot(one, earlier.get(one.uid, ())) for look, one in head.items() if look != "attachments"}
    return [
        line for line in (
            *(slots[look] for look in ("doc_number", "issuer", "title") if look in slots),
            *([_outside(f"（{report.correction}）")] if report.correction else []),
            *(slots[look] for look in ("addressees",) if look in slots),
            *_with_attachments(written, head.get("attachments"), earlier),
            *(slots[look] for look in ("issuer", "dated") if look in slots),
            _outside(report.annex_mark), _outside(report.annex_title),
        ) if line.shown
    ]


def _outside(words: str) -> Line:
    return Line(Said("", OUTSIDE, words, [Piece(words)]), fixed=_SOFTWARES)


def _slot(one: Said, earlier: Sequence[str]) -> Line:
    """A slot of the head that is one line: shown as it is written, the day in Chinese, the addressees with a colon."""
    def shown(text: str) -> str:
        return day_cn(looks.day(text)) if one.look == "dated" and text else text.rstrip("：:") if one.look == "addressees" else text

    words, suffix = shown(one.text), "：" if one.look == "addressees" and one.text else ""
    fixed = _REGISTERED if one.look in ("doc_number", "dated") else ""
    return Line(replace(one, text=words, pieces=[Piece(words)]), "", suffix, [shown(text) + suffix for text in earlier if text], fixed=fixed)


def _with_attachments(written: Written, one: Said | None, earlier: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """The body, then the note on attachments; one more may be named behind the last paragraph or behind another."""
    body = list(_body(written.passages, earlier))
    names = written.report.attachments
    uid, text = (one.uid, "\n".join(names)) if one else ("", "")
    if body:
        yield from body[:-1]
        yield replace(body[-1], attachments="" if names else uid)
    for place, name in enumerate(names):
        prefix = f"{'附件：' if place == 0 else ''}{place + 1}. "
        past = [prefix + lines[place] for said in earlier.get(uid, ()) if place < len(lines := said.split("\n")) and lines[place]]
        before, after = "".join(f"{other}\n" for other in names[:place]), "".join(f"\n{other}" for other in names[place + 1 :])
        yield Line(Said(uid, "attachments", name, [Piece(name)]), prefix, "", past, (before, after), attachments=uid)
    annex = written.report.attached[-1].strip()
    yield replace(_outside(annex), attachments=uid, around=(text, ""))


def _body(passages: Sequence[Said], earlier: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    """The body with the numbers of its headings."""
    part = section = 0
    for one in passages:
        prefix = ""
        if one.look == looks.PART:
            part, section = part + 1, 0
            prefix = f"{number(part)}、"
        elif one.look == looks.SECTION:
            section += 1
            prefix = f"（{number(section)}）"
        if one.look in looks.BODY:
            yield Line(one, prefix, "", [prefix + words for words in earlier.get(one.uid, ())])
