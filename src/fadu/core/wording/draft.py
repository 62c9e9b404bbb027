"""A text under check, with what several checks look at: its passages, headings, figures, year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fadu.core.wording.backing import Held
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact, read
from fadu.core.wording.reading.folding import folded
from fadu.core.wording.reading.periods import document_year
from fadu.core.wording.texts import Document, Paragraph

_MARKS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})\s?([、.．])")),
    (2, re.compile(r"([(（])([一二三四五六七八九十]{1,3})([)）])")),
    (3, re.compile(r"(\d{1,2})\s?([.．、])(?!\d)")),
    (4, re.compile(r"([(（])(\d{1,2})([)）])")),
)
_ENDS = "。！？；：…!?;:）)】"
_QUOTES = "”’"
LONGEST_HEADING = 45


@dataclass(frozen=True)
class Mark:
    """The number that a passage begins with: level 1 一、 2 （一） 3 1. 4 （1）; as written; its value as written."""

    level: int
    written: str
    number: str
    length: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in its passage."""
        return self.length - len(self.written), self.length


@dataclass(frozen=True)
class Passage:
    """A paragraph with its folded form (as long as its text); `start` is its offset in the document."""

    paragraph: Paragraph
    text: str
    plain: str
    index: int

    @property
    def start(self) -> int:
        return self.paragraph.start

    def problem(self, span: tuple[int, int], severity: Severity, reason: str, suggestion: str = "") -> Problem:
        """A problem at a span of this passage."""
        return Problem(self.start + max(0, span[0]), self.start + min(span[1], len(self.text)), severity, reason, suggestion)

    @cached_property
    def mark(self) -> Mark | None:
        """The number it begins with, if any."""
        at = len(self.text) - len(self.text.lstrip())
        for level, pattern in _MARKS:
            match = pattern.match(self.text, at)
            if match:
                number = match[2] if level in (2, 4) else match[1]
                return Mark(level, match[0], number, match.end())
        return None

    @cached_property
    def said(self) -> str:
        """Without blanks at both ends."""
        return self.text.strip()

    @cached_property
    def is_heading(self) -> bool:
        """A heading on a line of its own, not one that the text runs on from."""
        if self.paragraph.is_heading:
            return True
        inner = self.said.rstrip("。；：")
        return self.mark is not None and len(self.said) <= LONGEST_HEADING and not re.search(r"[。；]", inner)

    @cached_property
    def ends_open(self) -> bool:
        """True where no punctuation ends it."""
        end = self.said.rstrip(_QUOTES)
        return not end or end[-1] not in _ENDS


@dataclass(frozen=True)
class Draft:
    """A document under check. `stated_year` is the year of the report where the caller says it; `before` last year's text; `held` the
    ledger's figures of the year by id."""

    document: Document
    stated_year: int | None = None
    before: Document | None = None
    held: Mapping[str, Held] | None = None

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """Its paragraphs in order."""
        return [Passage(paragraph, text, folded(text), index) for index, (paragraph, text) in enumerate(self.document.said())]

    @cached_property
    def body(self) -> Sequence[Passage]:
        """Its paragraphs without tables and addresses of web pages."""
        return [one for one in self.passages if one.paragraph.place != "表格" and not re.match(r"https?://|about:", one.said)]

    @cached_property
    def year(self) -> int | None:
        """The year that it reports on."""
        return self.stated_year or document_year([passage.text for passage in self.passages])

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """The figures that it states."""
        return read(self.document, self.year)

    @cached_property
    def plain(self) -> str:
        """The folded text of the whole document."""
        return folded(self.document.text)

    @cached_property
    def opening(self) -> str:
        """Its first lines, in which title and addressee stand."""
        return "\n".join(passage.plain for passage in self.body[:4])[:400]

    @cached_property
    def is_yearly_report(self) -> bool:
        """A yearly report on rule-of-law work (法治政府建设年度报告 under any of its titles)."""
        return bool(re.search(r"法治(?:政府)?建设|依法行政", self.opening)) and bool(re.search(r"报告|总结|汇报", self.opening))

    @cached_property
    def is_whole(self) -> bool:
        """Long enough, and not cut off at its end, so that what is missing can be said to be missing."""
        is_long = len(self.document.text) >= 1500
        return self._is_signed or (is_long and bool(self.body) and not self.body[-1].ends_open)

    @cached_property
    def _is_signed(self) -> bool:
        return bool(self.body) and bool(re.search(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*$", self.body[-1].plain))

    @cached_property
    def sections(self) -> Sequence[Passage]:
        """Headings of the first level, standing alone or running on."""
        return [passage for passage in self.body if passage.mark and passage.mark.level == 1]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence of the body with its offset."""
        for passage in self.body:
            for match in _SENTENCE.finditer(passage.text):
                if match[0].strip():
                    yield passage.start + match.start(), match[0]


_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
