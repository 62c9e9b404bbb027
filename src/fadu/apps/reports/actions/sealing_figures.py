"""Seal what a figure says and the rows it counts, so that it can be proven to somebody who has no ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.record import proving
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.record.figures import Tally, counting
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Figure, Scope, plain
from fadu.core.ledger.export import rows_attachment
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
        how, each = ("sum", "1") if _counts(FIGURES[id]) and figure.value == len(counted) else ("stated", "0")
        rows = [[act, each] for act in sorted(map(_act, counted))]
        event = FigureSealed(
            subject=id, figure=id, value=plain(figure.value), how=how, first=figure.period.first, last=figure.period.last, as_of=figure.as_of,
            rows=rows_attachment(rows),
        )
        index = enter(event, actor=actor, at=at).index
        sign_checkpoint(actor=actor, at=at)
        return proving.prove(index, rows)


def _counts(figure: Figure) -> bool:
    """Does it count rows? An amount, a rate or a rank may equal the number of its rows by chance."""
    return isinstance(figure.handle, Tally) and figure.handle.aggregate is counting


def _act(row: queries.Row) -> int:
    if row.seal is None:
        raise Refusal(f"{row.sheet}的 {row.number} 没有封存过，据它算出的数不能证明", "请运行 fadu verify 查明这一行从哪里来")
    return row.seal[0]
