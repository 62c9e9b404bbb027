"""What the tokens of a passage say: runs for the documents, and what keeps a token from being said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fadu.apps.reports.compiling.grammar import Known, said
from fadu.apps.reports.compiling.values import SOURCE_PREFIX, Bound, Run, Says
from fadu.apps.reports.queries import Stated
from fadu.apps.reports.writing.tokens import FORMS, Kind, Token, pieces
from fadu.core.figures import Number, plain
from fadu.core.refusal import Refusal

_TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Source:
    """A document that backs typed numbers: the act that took it in, its name, its digest; `withdrawn` where it no longer counts."""

    act: int
    name: str
    sha256: str
    withdrawn: bool = False


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage as it reads: the run, the token it came from (None: words), why it can't be said ("" where it can)."""

    run: Run
    token: Token | None = None
    fault: str = ""

    @property
    def words(self) -> str:
        return self.run if isinstance(self.run, str) else self.run.shown


def say(text: str, known: Known, sources: Mapping[int, Source]) -> list[Piece]:
    """The pieces of a passage. What can't be said stands in brackets, so that nobody takes it for text."""
    try:
        parts = list(pieces(text))
    except Refusal as refusal:
        return [Piece(text, None, f"{refusal.reason}：{refusal.mend}")]
    return [Piece(part) if isinstance(part, str) else _said(part, known, sources) for part in parts]


def _said(token: Token, known: Known, sources: Mapping[int, Source]) -> Piece:
    if token.kind is Kind.NOTE:
        return Piece(token.words, token)
    if token.kind is Kind.SOURCE:
        return _sourced(token, sources)
    stated = known.figures.get(token.figure)
    if stated is None:
        return _lacking(token, token.figure, f"没有编号为 {token.figure} 的指标")
    if token.kind is Kind.NONE:
        return _nothing(token, stated, known)
    if token.form == "period":
        return Piece(stated.period.label, token)
    if token.form not in ("change", "before") and stated.value is None:
        return _lacking(token, stated.name, f"{stated.name}本期没有数据，请在台账“{stated.sheet}”补录")
    run = _figure(token.form, stated, known)
    if run is None:
        why = stated.change.text if token.form == "change" else "上年没有数据"
        return _lacking(token, f"{stated.name}{FORMS[token.form]}", f"{stated.name}：{why or '不作同比'}")
    return Piece(run, token)


def _figure(form: str, stated: Stated, known: Known) -> Run | None:
    if form == "before":
        return None if stated.before is None else Bound(stated.id, _amount(stated.before, stated.unit), Says.BEFORE)
    run = said(stated, form, known)
    if run is None and form in ("value", "money") and not stated.value:
        return Bound(stated.id, f"0{stated.unit}")  # a sentence of people says zero where the compiled one would keep silent
    return run


def _amount(value: Number, unit: str) -> str:
    amount = Decimal(value)
    if unit == "元" and abs(amount) >= _TEN_THOUSAND:
        return f"{plain(amount / _TEN_THOUSAND)}万元"
    return f"{plain(value)}{unit}"


def _nothing(token: Token, stated: Stated, known: Known) -> Piece:
    report = known.zero_reports.get(token.note, "")
    if known.has(stated.id):
        return _lacking(token, token.words, f"{stated.name}是{plain(stated.value)}{stated.unit}，不能写“{token.words}”")
    if token.note and report != "无":
        why = "报“有”" if report == "有" else "没有覆盖本期"
        return _lacking(token, token.words, f"“{token.note}”的零报告{why}，不能写“{token.words}”")
    return Piece(Bound(stated.id, token.words, Says.NONE, token.note), token)


def _sourced(token: Token, sources: Mapping[int, Source]) -> Piece:
    source = sources.get(int(token.note))
    if source is None or source.withdrawn:
        return _lacking(token, token.words, f"“{token.words}”的来源文件（封存第 {token.note} 条）{'已撤回' if source else '不在这份报告的材料里'}")
    return Piece(Bound(f"{SOURCE_PREFIX}{source.act}", token.words, Says.SOURCE), token)


def _lacking(token: Token, name: str, fault: str) -> Piece:
    return Piece(f"【{name}：待核实】", token, fault)
