"""The report as values: parts, sections, paragraphs, runs. A number stands in it only as a run bound to its figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fadu.core.figures import Period

_DIGITS = "零一二三四五六七八九十"


SOURCE_PREFIX = "来源."


class Says(StrEnum):
    """What a bound run says of its figure."""

    VALUE = "value"
    CHANGE = "change"
    RANK = "rank"
    NONE = "none"  # the figure is zero, in words
    BEFORE = "before"  # the value of the year before
    SOURCE = "source"  # a typed number; `figure` is SOURCE_PREFIX and the act that took its document in


@dataclass(frozen=True)
class Bound:
    """Words of the text that a figure backs; `matter` where a 零报告 backs them too."""

    figure: str
    shown: str
    says: Says = Says.VALUE
    matter: str = ""


Run = str | Bound


class Need(StrEnum):
    """Why a place of the draft is not text yet."""

    WRITE = "待撰写"  # judgement, which only people give
    MISSING = "缺数据"  # a figure without a value
    UNBACKED = "待核实"  # a “没有” without its 零报告


@dataclass(frozen=True)
class Mark:
    """A place that is not text yet: what to do there, and the figures it is about. Always a block of its own, so that nothing
    unfinished hides in a sentence."""

    need: Need
    text: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of finished text."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return shown(self.runs)


Block = Paragraph | Mark


@dataclass(frozen=True)
class Section:
    """A second-level heading and what stands under it; an empty title for what stands directly under the part."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """A first-level heading, as a rule one of the contents that the 规定 asks for; an empty title for what stands before the first."""

    title: str
    sections: tuple[Section, ...]


class Look(StrEnum):
    """What a line of the text is."""

    PART = "part"
    SECTION = "section"
    TEXT = "text"
    MARK = "mark"


@dataclass(frozen=True)
class Line:
    """A heading with its number, a paragraph or a mark, as every form of the document writes it one after the other."""

    look: Look
    runs: tuple[Run, ...]
    anchor: str = ""

    @property
    def text(self) -> str:
        return shown(self.runs)


@dataclass(frozen=True)
class Entry:
    """A line of the annex: what backs the words of the text."""

    figure: str
    name: str
    shown: str
    definition: str
    period: str
    source: str
    trace: str


@dataclass(frozen=True)
class Report:
    """A draft of the yearly report. `issuer` and `addressees` are empty where the ledger does not name them; `silent` are the
    titles of sections that were left out because the ledger holds nothing of theirs. `stage` is what stands over every page of one
    that is written here and not signed, `correction` under the title of a corrigendum."""

    year: int
    period: Period
    as_of: date
    issuer: str
    title: str
    addressees: str
    lead: Paragraph
    parts: tuple[Part, ...]
    dated: date
    annex_title: str
    entries: tuple[Entry, ...]
    heading_marks: tuple[Mark, ...] = ()
    silent: tuple[str, ...] = ()
    doc_number: str = ""
    attachments: tuple[str, ...] = ()
    stage: str = ""
    correction: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        """The text from what is open at its head to its last paragraph, numbered 一、（一）."""
        yield from map(_line, self.heading_marks)
        yield _line(self.lead)
        n = 0
        for part in self.parts:
            if part.title:
                n += 1
                yield Line(Look.PART, (f"{number(n)}、{part.title}",), f"part-{n}")
            m = 0
            for section in part.sections:
                if section.title:
                    m += 1
                    yield Line(Look.SECTION, (f"（{number(m)}）{section.title}",), f"part-{n}-{m}")
                yield from map(_line, section.blocks)

    @property
    def numbers(self) -> dict[str, int]:
        """The line of the annex that a figure has."""
        return {entry.figure: n for n, entry in enumerate(self.entries, 1)}

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything that is not text yet, in the order in which it stands."""
        blocks = (block for part in self.parts for section in part.sections for block in section.blocks)
        return self.heading_marks + tuple(block for block in blocks if isinstance(block, Mark))

    @property
    def text(self) -> str:
        """The finished text, a line a paragraph; what is open is left out."""
        return "\n".join(line.text for line in self.lines if line.look is not Look.MARK)

    @property
    def annex_mark(self) -> str:
        """What stands over the annex of figures: 附件, or with its number behind the writer's own."""
        return f"附件{len(self.attachments) + 1}" if self.attachments else "附件"

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title, broken where its meaning breaks (GB/T 9704-2012 7.3.1)."""
        return (self.issuer, self.title) if self.issuer else (self.title,)

    @property
    def dated_text(self) -> str:
        return day_cn(self.dated)

    @property
    def incomplete(self) -> bool:
        """Whether figures are missing or a zero is not backed; what people have yet to write does not count."""
        return any(mark.need is not Need.WRITE for mark in self.marks)

    @property
    def status(self) -> str:
        """What stands over every page of a draft; "" where nothing is open and it has no stage."""
        counts = [(need, sum(mark.need is need for mark in self.marks)) for need in Need]
        said = "，".join(f"{need.value}{count}处" for need, count in counts if count)
        return f"{self.stage or '草稿'}　{said}" if said else self.stage

    @property
    def attached(self) -> tuple[str, ...]:
        """The note on attachments, a line each: those of the writer, then the annex of figures (GB/T 9704-2012 7.3.4)."""
        names = (*self.attachments, self.annex_title)
        if len(names) == 1:
            return (f"附件：{names[0]}",)
        return tuple(f"{'附件：' if n == 1 else '　　　'}{n}. {name}" for n, name in enumerate(names, 1))


def shown(runs: Iterable[Run]) -> str:
    """Runs as plain text."""
    return "".join(run if isinstance(run, str) else run.shown for run in runs)


def _line(block: Block) -> Line:
    if isinstance(block, Mark):
        return Line(Look.MARK, (f"【{block.need.value}】{block.text}",))
    return Line(Look.TEXT, block.runs)


def number(n: int) -> str:
    """A heading's number in Chinese: 一 … 十, 十一 … 九十九."""
    tens, ones = divmod(n, 10)
    if n <= 10:
        return _DIGITS[n]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def day_cn(day: date) -> str:
    """2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
