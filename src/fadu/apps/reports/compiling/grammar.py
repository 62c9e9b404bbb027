"""How sentences are declared: a template whose holes are figures, and the rule when it has something to say.

`立案{case.filed}[，{case.filed:change}]` says a figure with its unit; what stands in brackets is left out alone where it has
nothing to say, otherwise the whole clause is. Forms of a hole:

    {id}          value and unit; a count of zero says nothing
    {id:change}   同比上升3.2%, 下降2.4个百分点, 改善0.8%; says nothing where there is nothing to compare with
    {id:rank}     全市排名第3
    {id:money}    yuan, in 万元 from ten thousand on
    {id:period}   the period that the figure itself covers, as plain words
    {id=没有…}     words for a zero, said only where the figure is zero
    {@span}       words about the report itself (`Known.words`)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fadu.apps.reports.compiling.values import Bound, Need, Run, Says
from fadu.apps.reports.queries import Stated
from fadu.core.figures import Scope, plain

_HOLE = re.compile(r"\{([a-z0-9_.]+)(?::([a-z]+)|=([^{}]*))?\}")
_GROUP = re.compile(r"\[([^\[\]]*)\]")
_RATES = ("%", "个百分点")
_TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Known:
    """All that the text is composed from.

    `figures` by id; `zero_reports` the 零报告 that cover the period: matter → 无 or 有; `unit` what the bureau says of itself;
    `words` about the report; `wider` what 全市 and 全省 are called where the bureau is.
    """

    scope: Scope
    figures: Mapping[str, Stated]
    zero_reports: Mapping[str, str]
    unit: Mapping[str, str]
    words: Mapping[str, str]
    wider: tuple[str, str] = ("全市", "全省")

    def count(self, figure: str) -> Decimal:
        """A figure's value, nothing where it has none."""
        return Decimal(self.figures[figure].value or 0)

    def has(self, figure: str) -> bool:
        """Whether a figure has a value other than zero."""
        return bool(self.figures[figure].value)


@dataclass(frozen=True)
class Open:
    """What keeps something from being said: a figure without a value, or a zero without its report."""

    need: Need
    figure: str
    reason: str = ""


@dataclass(frozen=True)
class Told:
    """Words, None where there is nothing to say; and what could not be said."""

    runs: tuple[Run, ...] | None
    open: tuple[Open, ...] = ()


@dataclass(frozen=True)
class Nothing:
    """“没有…” as a clause: a zero is asserted only with the 零报告 of its matter (corpus E33); more than zero is told as `some`.

    `figure` counts the thing where a register does, otherwise it is the figure of the 零报告 itself.
    """

    matter: str
    figure: str
    none: str
    some: str = ""


@dataclass(frozen=True)
class Listing:
    """Parts of a whole as one clause: those with something to say, joined by 、 after the lead (“其中…”)."""

    lead: str
    items: tuple[str, ...]
    joiner: str = "、"


Clause = str | Nothing | Listing | Callable[[Known], str]


def always(known: Known) -> bool:
    return True


@dataclass(frozen=True)
class Sentence:
    """Clauses joined to a sentence; those with nothing to say are left out, and the sentence where all are."""

    clauses: tuple[Clause, ...]
    opening: str = ""
    joiner: str = "，"
    when: Callable[[Known], bool] = field(default=always)

    def tell(self, known: Known) -> Told:
        if not self.when(known):
            return Told(None)
        said = joined([_clause(clause, known) for clause in self.clauses], self.joiner)
        if said.runs is None:
            return said
        opening = tell(self.opening, known)
        return Told(merged([*(opening.runs or ()), *said.runs, "。"]), said.open + opening.open)


def joined(told: Sequence[Told], joiner: str) -> Told:
    """What was said, joined; what could not be said, together."""
    runs: list[Run] = []
    for each in told:
        if each.runs:
            runs += [joiner, *each.runs] if runs else each.runs
    return Told(merged(runs) if runs else None, tuple(one for each in told for one in each.open))


def tell(template: str, known: Known) -> Told:
    """Fill a template."""
    runs: list[Run] = []
    missing: list[Open] = []
    for piece, optional in _pieces(template):
        told = _fill(piece, known)
        missing += told.open
        if told.runs is None:
            if not optional:
                return Told(None, tuple(missing))
            continue
        runs += told.runs
    return Told(merged(runs), tuple(missing))


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same runs with neighbouring text put together."""
    out: list[Run] = []
    for run in runs:
        if run == "":
            continue
        if isinstance(run, str) and out and isinstance(out[-1], str):
            out[-1] += run
        else:
            out.append(run)
    return tuple(out)


def said(stated: Stated, form: str, known: Known) -> Run | None:
    """A figure in one of the forms of a hole; None where it says nothing. Raises KeyError for a form that there is not."""
    return _FORMS[form](stated, known)


def _clause(clause: Clause, known: Known) -> Told:
    if isinstance(clause, Nothing):
        return _nothing(clause, known)
    if isinstance(clause, Listing):
        told = joined([tell(item, known) for item in clause.items], clause.joiner)
        return Told(merged([clause.lead, *told.runs]) if told.runs else None, told.open)
    return tell(clause if isinstance(clause, str) else clause(known), known)


def _nothing(claim: Nothing, known: Known) -> Told:
    report = known.zero_reports.get(claim.matter, "")
    if claim.some and known.has(claim.figure):
        told = tell(claim.some, known)
        if report == "无":
            return Told(told.runs, (*told.open, Open(Need.UNBACKED, claim.figure, f"“{claim.matter}”台账有记录，零报告却报“无”")))
        return told
    if report == "无":
        return Told((Bound(claim.figure, claim.none, Says.NONE, claim.matter),))
    why = f"“{claim.matter}”的零报告报“有”，台账没有记录" if report == "有" else f"“{claim.matter}”没有覆盖本期的零报告，不能写“没有”"
    return Told(None, (Open(Need.UNBACKED, claim.figure, why),))


def _pieces(template: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in _GROUP.finditer(template):
        yield template[end : match.start()], False
        yield match[1], True
        end = match.end()
    yield template[end:], False


def _fill(piece: str, known: Known) -> Told:
    for name, words in known.words.items():
        piece = piece.replace("{@" + name + "}", words)
    runs: list[Run] = []
    end = 0
    for match in _HOLE.finditer(piece):
        id, form, zero = match.groups()
        stated = known.figures[id]
        if stated.value is None:
            return Told(None, (Open(Need.MISSING, id),))
        said = _zero(stated, zero) if zero is not None else _FORMS[form or "value"](stated, known)
        if said is None:
            return Told(None, _unknown_change(form, id, known))
        runs += [piece[end : match.start()], said]
        end = match.end()
    return Told((*runs, piece[end:]))


def _unknown_change(form: str | None, id: str, known: Known) -> tuple[Open, ...]:
    """Where a change has a figure of its own, it is asked for by name and its absence is told."""
    own = f"{id}.yoy"
    return (Open(Need.MISSING, own),) if form == "change" and own in known.figures else ()


def _zero(stated: Stated, words: str) -> Run | None:
    return Bound(stated.id, words, Says.NONE) if not stated.value else None


def _value(stated: Stated, known: Known) -> Run | None:
    if not stated.value and stated.unit not in _RATES:
        return None
    return Bound(stated.id, f"{plain(stated.value)}{stated.unit}")


def _money(stated: Stated, known: Known) -> Run | None:
    if not stated.value:
        return None
    yuan = Decimal(stated.value)
    shown = f"{plain(yuan)}元" if yuan < _TEN_THOUSAND else f"{plain(yuan / _TEN_THOUSAND)}万元"
    return Bound(stated.id, shown)


def _rank(stated: Stated, known: Known) -> Run | None:
    wider = known.wider[stated.id.endswith("province_rank")]
    return Bound(stated.id, f"{wider}排名第{plain(stated.value)}", Says.RANK)


def _change(stated: Stated, known: Known) -> Run | None:
    if stated.change.amount is None:
        return None
    own = known.figures.get(f"{stated.id}.yoy")
    return Bound(own.id if own and own.value is not None else stated.id, stated.change.text, Says.CHANGE)


def _period(stated: Stated, known: Known) -> Run | None:
    return stated.period.label


_FORMS: Mapping[str, Callable[[Stated, Known], Run | None]] = {
    "value": _value, "money": _money, "rank": _rank, "change": _change, "period": _period,
}
