"""From passages to the report that documents and checks take, and back from the compiled draft to passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fadu.apps.reports.compiling.compiling import Traces, entry
from fadu.apps.reports.compiling.grammar import Known, said
from fadu.apps.reports.compiling.values import (
    SOURCE_PREFIX,
    Block,
    Bound,
    Entry,
    Mark,
    Need,
    Paragraph,
    Part,
    Report,
    Run,
    Says,
    Section,
)
from fadu.apps.reports.queries import Stated
from fadu.apps.reports.writing import looks, tokens
from fadu.apps.reports.writing.saying import Piece, Source, say
from fadu.apps.reports.writing.typed import with_standing_words

STANDING_WORDS = "随软件的固定语句"
_NEEDS = {need.value: need for need in Need}
_FORMS = ("value", "money", "rank", "change")


@dataclass(frozen=True)
class Said:
    """A passage and what it says."""

    uid: str
    look: str
    text: str
    pieces: Sequence[Piece]

    @property
    def words(self) -> str:
        """As it reads."""
        return "".join(piece.words for piece in self.pieces)

    @property
    def runs(self) -> tuple[Run, ...]:
        return tuple(piece.run for piece in self.pieces if piece.run != "")


@dataclass(frozen=True)
class Written:
    """A report as it stands, its passages with what they say, and what it was made of."""

    report: Report
    passages: Sequence[Said]
    known: Known
    sources: Mapping[int, Source]

    @property
    def cited(self) -> list[str]:
        """The figures that the text speaks of, in the order of its annex."""
        return [entry.figure for entry in self.report.entries if not entry.figure.startswith(SOURCE_PREFIX)]


def compose(
    passages: Iterable[tuple[str, str, str]], known: Known, sources: Mapping[int, Source], traces: Traces, *,
    stage: str = "", correction: str = "",
) -> Written:
    """The report of passages (uid, look, text) in order; `traces` gives the trace codes of the figures it cites."""
    spoken = [Said(uid, look, text, say(text, known, sources)) for uid, look, text in passages]
    head = {one.look: one.text for one in spoken if one.look in looks.HEAD}
    parts, lead = parts_of([one for one in spoken if one.look in looks.BODY])
    cited = _cited(spoken)
    figures = [known.figures[id] for id in cited if not id.startswith(SOURCE_PREFIX)]
    codes = traces(figures)
    year = known.scope.period.last.year
    title = head.get("title", "")
    report = Report(
        year=year, period=known.scope.period, as_of=known.scope.as_of, issuer=head.get("issuer", ""), title=title,
        addressees=head.get("addressees", "").rstrip("：:"), lead=lead, parts=tuple(parts), dated=_dated(head.get("dated", ""), year),
        annex_title=f"{title}所用指标表", entries=tuple(_entry(id, bound, known, sources, codes) for id, bound in cited.items()),
        doc_number=head.get("doc_number", ""), attachments=tuple(filter(None, head.get("attachments", "").split("\n"))),
        stage=stage, correction=correction,
    )
    return Written(report, spoken, known, sources)


def passages_of(report: Report, known: Known) -> Iterator[tuple[str, str]]:
    """(look, text) of the passages that a compiled draft makes."""
    yield "doc_number", ""
    yield "title", report.title
    yield "addressees", report.addressees
    yield "issuer", report.issuer
    yield "dated", report.dated.isoformat()
    yield "attachments", ""
    yield looks.TEXT, _text(report.lead.runs, known)
    for part in report.parts:
        yield looks.PART, part.title
        for section in part.sections:
            if section.title:
                yield looks.SECTION, section.title
            for block in section.blocks:
                yield (looks.MARK, f"【{block.need.value}】{block.text}") if isinstance(block, Mark) else (looks.TEXT, _text(block.runs, known))


def parts_of(spoken: Sequence[Said]) -> tuple[list[Part], Paragraph]:
    """The body by its headings; its first paragraph, where one stands before all headings, is the lead."""
    parts: list[Part] = []
    lead = Paragraph(())
    for place, one in enumerate(spoken):
        if place == 0 and one.look == looks.TEXT:
            lead = Paragraph(one.runs)
        elif one.look == looks.PART:
            parts.append(Part(one.words, ()))
        else:
            if not parts:
                parts.append(Part("", ()))
            parts[-1] = _with(parts[-1], one)
    return parts, lead


def _with(part: Part, one: Said) -> Part:
    if one.look == looks.SECTION:
        return replace(part, sections=(*part.sections, Section(one.words, ())))
    sections = part.sections or (Section("", ()),)
    last = replace(sections[-1], blocks=(*sections[-1].blocks, _block(one)))
    return replace(part, sections=(*sections[:-1], last))


def _block(one: Said) -> Block:
    if one.look != looks.MARK:
        return Paragraph(one.runs)
    need, _, text = one.words.removeprefix("【").partition("】")
    return Mark(_NEEDS[need], text) if need in _NEEDS else Mark(Need.WRITE, one.words)


def _cited(spoken: Iterable[Said]) -> dict[str, list[Bound]]:
    cited: dict[str, list[Bound]] = {}
    for one in spoken:
        for run in one.runs:
            if isinstance(run, Bound):
                cited.setdefault(run.figure, []).append(run)
    return cited


def _dated(text: str, year: int) -> date:
    return looks.day(text) if text else date(year + 1, 3, 1)  # only where nobody may sign yet: the date is required


def _entry(id: str, bound: Sequence[Bound], known: Known, sources: Mapping[int, Source], codes: Mapping[str, str]) -> Entry:
    shown = "；".join(dict.fromkeys(run.shown for run in bound))
    if id.startswith(SOURCE_PREFIX):
        source = sources[int(id.removeprefix(SOURCE_PREFIX))]
        return Entry(id, "外部材料所载", shown, "由人录入，以所附文件为据", "以文件所载为准", source.name, source.sha256[:16])
    return entry(known.figures[id], bound, codes[id])


def _text(runs: Iterable[Run], known: Known) -> str:
    """Runs of the compiled draft as the text of a passage."""
    written = "".join(run if isinstance(run, str) else _token(run, known) for run in runs)
    return with_standing_words(written, STANDING_WORDS)


def _token(run: Bound, known: Known) -> str:
    if run.says is Says.NONE:
        return tokens.nothing(run.figure, run.shown, run.matter)
    id = run.figure.removesuffix(".yoy") if run.says is Says.CHANGE else run.figure
    stated = known.figures[id]
    wanted = ("change",) if run.says is Says.CHANGE else _FORMS
    form = next((form for form in wanted if stated.value is not None and said(stated, form, known) == run), "value")
    return tokens.figure(id, form)


def untraced(figures: Iterable[Stated]) -> dict[str, str]:
    """No trace codes: for pages that show no annex."""
    return {stated.id: "" for stated in figures}


