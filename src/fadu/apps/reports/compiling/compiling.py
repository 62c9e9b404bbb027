"""From what is known to the report: parts, sections, paragraphs; a mark where something cannot be said, or only by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from fadu.apps.reports.compiling import place
from fadu.apps.reports.compiling.grammar import Known, Open, Told
from fadu.apps.reports.compiling.outline import OTHER, OUTLINE, PartPlan, SectionPlan
from fadu.apps.reports.compiling.values import Block, Bound, Entry, Mark, Need, Paragraph, Part, Report, Section, day_cn
from fadu.apps.reports.queries import Stated
from fadu.core.figures import Period, Scope, Span

BASIS = "《法治政府建设与责任落实督察工作规定》"
Traces = Callable[[Iterable[Stated]], Mapping[str, str]]


def compile_report(known: Known, traces: Traces, dated: date) -> Report:
    """The draft of the report on the year of the scope, dated `dated`; `traces` gives the trace codes of the figures it cites."""
    year = known.scope.period.last.year
    parts = [_part(plan, known) for plan in OUTLINE]
    parts += _other(_cited(parts), known)
    cited = _cited(parts)
    codes = traces([known.figures[id] for id in cited])
    title = f"{year}年度法治政府建设情况报告"
    return Report(
        year=year, period=known.scope.period, as_of=known.scope.as_of, issuer=known.unit.get("名称", ""), title=title,
        addressees=place.addressees(known.unit.get("行政区划代码", ""), known.unit.get("上级单位", "")),
        lead=_lead(known), parts=tuple(parts), dated=dated, annex_title=f"{title}所用指标表",
        entries=tuple(entry(known.figures[id], bound, codes[id]) for id, bound in cited.items()),
        heading_marks=tuple(_heading_marks(known)), silent=tuple(_silent(parts)),
    )


def words(scope: Scope) -> dict[str, str]:
    """What sentences may say of the report itself: `span` (全年, or from when to when), `year`, `next`, `day`."""
    year = scope.period.last.year
    whole = scope.period == Period.year(year) and scope.last == scope.period.last
    span = "全年" if whole else f"{day_cn(scope.first)}至{day_cn(scope.last)}"
    return {"span": span, "year": f"{year}年", "next": f"{year + 1}年", "day": day_cn(scope.as_of)}


def _part(plan: PartPlan, known: Known) -> Part:
    sections = [section for section in (_section(each, known) for each in plan.sections) if section.blocks]
    written = Section("", (Mark(Need.WRITE, _named(plan.write, known)),))
    return Part(_named(plan.title, known), (*sections, written))


def _section(plan: SectionPlan, known: Known) -> Section:
    told = [[sentence.tell(known) for sentence in paragraph] for paragraph in plan.paragraphs]
    blocks: list[Block] = [paragraph for paragraph in map(_paragraph, told) if paragraph]
    if plan.sourced and (source := _source(blocks, known)):
        blocks.append(source)
    return Section(plan.title, (*blocks, *_marks([one for some in told for each in some for one in each.open], known)))


def _paragraph(told: Sequence[Told]) -> Paragraph | None:
    runs = [run for each in told for run in each.runs or ()]
    return Paragraph(tuple(runs)) if runs else None


def _source(blocks: Iterable[Block], known: Known) -> Paragraph | None:
    """Whose statements a section repeats."""
    stated = [(bound, document) for bound in _bound(blocks) if (document := known.figures[bound.figure].document)]
    if not stated:
        return None
    what = "上述排名" if all(known.figures[bound.figure].unit == "位" for bound, _ in stated) else "上述数据和排名"
    names = dict.fromkeys(document if "《" in document else f"“{document}”" for _, document in stated)
    return Paragraph((f"{what}引自{'、'.join(names)}。",))


def _marks(open: Sequence[Open], known: Known) -> Iterator[Mark]:
    missing = dict.fromkeys(one.figure for one in open if one.need is Need.MISSING)
    if missing:
        names = "、".join(known.figures[id].name for id in missing)
        sheets = "、".join(dict.fromkeys(f"“{known.figures[id].sheet}”" for id in missing))
        yield Mark(Need.MISSING, f"{names}：本期没有数据，请在台账{sheets}补录后重新生成。", tuple(missing))
    for one in open:
        if one.need is Need.UNBACKED:
            yield Mark(Need.UNBACKED, f"{one.reason}。", (one.figure,))


def _heading_marks(known: Known) -> Iterator[Mark]:
    if not known.unit.get("名称"):
        yield Mark(Need.MISSING, "单位名称：请在台账“单位”中填写“名称”后重新生成。")
    if not place.addressees(known.unit.get("行政区划代码", ""), known.unit.get("上级单位", "")):
        yield Mark(Need.WRITE, "主送机关：台账“单位”没有写明“上级单位”，或者由“行政区划代码”不能判定同级党委、政府的名称。")


def _lead(known: Known) -> Paragraph:
    scope = known.scope
    return Paragraph((
        f"根据{BASIS}，我局总结了{known.words['year']}度推进法治政府建设情况。"
        f"本报告数据取自台账，统计期间自{day_cn(scope.first)}起至{day_cn(scope.last)}止，时点数以{day_cn(scope.as_of)}为准。"
        "现将有关情况报告如下：",
    ))


def _other(cited: Mapping[str, Sequence[Bound]], known: Known) -> list[Part]:
    """The fifth part, where the reader must know that a statement covers another period than the report."""
    by_period: dict[Period, list[str]] = {}
    for id in cited:
        stated = known.figures[id]
        if stated.span is Span.STATED and stated.period != known.scope.period:
            by_period.setdefault(stated.period, []).append(stated.name)
    said = [
        Paragraph((f"{'、'.join(names)}的统计期间为{period.label}，与本报告的统计期间不同。",)) for period, names in by_period.items()
    ]
    return [Part(OTHER, (Section("", tuple(said)),))] if said else []


def _bound(blocks: Iterable[Block]) -> Iterator[Bound]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run for run in block.runs if isinstance(run, Bound))


def _cited(parts: Iterable[Part]) -> dict[str, list[Bound]]:
    """The figures that the text speaks of, in order, with the words that each backs."""
    cited: dict[str, list[Bound]] = {}
    for part in parts:
        for section in part.sections:
            for bound in _bound(section.blocks):
                cited.setdefault(bound.figure, []).append(bound)
    return cited


def entry(stated: Stated, bound: Sequence[Bound], trace: str) -> Entry:
    """The line of the annex for the words that a figure backs."""
    shown = "；".join(dict.fromkeys(run.shown for run in bound))
    matters = dict.fromkeys(f"零报告（{run.matter}）" for run in bound if run.matter)
    source = stated.document or "、".join((f"台账“{stated.sheet}”", *matters))
    period = f"截至{day_cn(stated.as_of)}" if stated.span is Span.DAY else stated.period.label
    return Entry(stated.id, stated.name, shown, stated.definition, period, source, trace)


def _silent(parts: Sequence[Part]) -> Iterator[str]:
    """Titles of sections that the outline has and the draft has not: the ledger holds nothing of theirs in the period."""
    for plan, part in zip(OUTLINE, parts, strict=False):
        told = {section.title for section in part.sections}
        yield from (section.title for section in plan.sections if section.title and section.title not in told)


def _named(title: str, known: Known) -> str:
    for name, said in known.words.items():
        title = title.replace("{@" + name + "}", said)
    return title
