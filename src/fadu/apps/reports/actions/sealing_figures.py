"""Seal what a figure says and the rows it counts, so that it can be proven to somebody who has no ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from fadu.apps.record import proving, registry
from fadu.apps.record.actions import enter, storing
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.record.figures import Over, Tally, counting
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Figure, Number, Scope, plain
from fadu.core.ledger.export import contributed, rows_bytes
from fadu.core.refusal import Refusal
from fadu.events.reports import FigureSealed


def seal_figure(id: str, scope: Scope, *, actor: str, at: datetime) -> proving.Proof:
    """Seal the value of a figure for a scope, sign a checkpoint over it, and prove both with the rows attached.

    Raises KeyError for an id that there is not, and Refusal where the value is unknown, where a counted row has no seal, or where no
    checkpoint can be signed; then nothing is sealed.
    """
    with transaction.atomic():
        locked_head()  # nobody changes a row between counting and sealing
        figure = queries.stated(scope, [id])[id]
        if figure.value is None:
            raise Refusal(f"{figure.name}（{id}）在{figure.period.label}的数值不知道，没有什么可封存", "请先补录所缺的登记，或换一个统计期")
        counted = [row for row in queries.rows_of(id, scope) if row.counted]
        how, field, rows = _worked_out(FIGURES[id], figure.value, counted)
        event = FigureSealed(
            subject=id, figure=id, value=plain(figure.value), how=how, field=field, first=figure.period.first, last=figure.period.last,
            as_of=figure.as_of, rows=storing.keep(rows_bytes(rows)),
        )
        index = enter(event, actor=actor, at=at).index
        sign_checkpoint(actor=actor, at=at)
        return proving.with_rows(proving.prove(index))


_Rows = list[list[Any]]


def _worked_out(figure: Figure, value: Number, counted: Sequence[queries.Row]) -> tuple[str, str, _Rows]:
    """How the value follows from the rows, from which field of theirs, and what each counts for; tried before it is sealed.

    Only what the figure itself says is tried: an amount, a rate or a rank may equal the number of its rows by chance.
    """
    rule = figure.handle.aggregate if isinstance(figure.handle, Tally) else None
    if rule is counting and value == len(counted):
        return "sum", "", [[act, "1"] for act in sorted(map(_act, counted))]
    if isinstance(rule, Over) and (found := _by_field(figure, rule, value, counted)):
        return found
    return "stated", "", [[act, "0"] for act in sorted(map(_act, counted))]


def _by_field(figure: Figure, rule: Over, value: Number, counted: Sequence[queries.Row]) -> tuple[str, str, _Rows] | None:
    table = registry.table(figure.sheet)
    field = rule.column(table) if table else ""
    acts = proving.last_acts(figure.sheet, [row.uid for row in counted]) if field else {}
    if len(acts) != len(counted) or not all(field in after for _, after in acts.values()):
        return None
    rows: _Rows = [[act, contributed(after[field], rule.how)] for act, after in sorted(acts.values(), key=lambda pair: pair[0])]
    parts = [str(part) for _, part in rows]
    made = sum(map(Decimal, parts)) if rule.how == "sum" else len(set(parts) - {""})
    return (rule.how, field, rows) if made == value else None


def _act(row: queries.Row) -> int:
    if row.seal is None:
        raise Refusal(f"{row.sheet}的 {row.number} 没有封存过，据它算出的数不能证明", "请运行 fadu verify 查明这一行从哪里来")
    return row.seal[0]
