"""The rows of figures as they are sealed and published: which act stands for a row, and what the row adds to the figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from fadu.apps.record.figures import Dated, Lasting, Tally
from fadu.apps.record.queries import seals
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Figure, Number, Reading, Scope, average, evaluate, percent, plain
from fadu.core.refusal import Refusal

SUM, DISTINCT, PERCENT, AVERAGE, TOTAL, STATED = "sum", "distinct", "percent", "average", "total", "stated"


@dataclass(frozen=True)
class Counted:
    """A figure with its rows. `how` says in which way its value follows: from the contributions of its rows (sum, distinct), from
    `parts` (percent, average, total), or in another way (stated). `rows` are [act, contribution], `deciding` acts of other rows."""

    figure: Figure
    value: Number | None
    scope: Scope
    how: str
    parts: tuple[str, ...]
    rows: list[list[Any]]
    deciding: list[int]


def counted(ids: Iterable[str], scope: Scope) -> dict[str, Counted]:
    """The figures of a scope and all that they are made of, parts first, each with its rows. Raises Refusal for rows that were never sealed."""
    wanted: dict[str, Figure] = {}
    for id in ids:
        _gather(FIGURES[id], wanted)
    [readings] = evaluate(list(wanted.values()), [scope])
    return {id: _counted(figure, readings, scope) for id, figure in wanted.items()}


def _gather(figure: Figure, found: dict[str, Figure]) -> None:
    for part in figure.parts:
        _gather(part, found)
    found[figure.id] = figure


def _counted(figure: Figure, readings: Mapping[str, Reading], scope: Scope) -> Counted:
    value = readings[figure.id].value
    if figure.parts:
        parts = tuple(part.id for part in figure.parts)
        return Counted(figure, value, scope, _combined(figure, value, [readings[id].value for id in parts]), parts, [], [])
    rows, deciding, how = _rows(figure, scope, value)
    return Counted(figure, value, scope, how, (), rows, deciding)


def _combined(figure: Figure, value: Number | None, parts: list[Number | None]) -> str:
    if figure.combine is percent or figure.combine is average:
        return PERCENT if figure.combine is percent else AVERAGE
    known = [part for part in parts if part is not None]
    return TOTAL if value is not None and len(known) == len(parts) and sum(known) == value else STATED


def _rows(figure: Figure, scope: Scope, value: Number | None) -> tuple[list[list[Any]], list[int], str]:
    adds, how = _adds(figure)
    found: dict[str, Any] = {}
    deciding: set[str] = set()
    for group in figure.groups(scope):
        rows = group.rows.order_by("pk")
        if not group.counted:
            deciding.update(str(uid) for uid in rows.values_list("uid", flat=True))
        elif adds is None:
            found.update((str(uid), 1) for uid in rows.values_list("uid", flat=True))
        else:
            found.update((str(uid), added) for uid, added in rows.annotate(fadu_adds=adds).values_list("uid", "fadu_adds"))
    sealed = seals([*found, *deciding])
    contributions = _numbered(found) if how == DISTINCT else found
    said = sorted([_act(uid, sealed, figure), _text(added)] for uid, added in contributions.items())
    if not _follows(how, said, value):
        how, said = STATED, [[act, "0"] for act, _ in said]
    return said, sorted(_act(uid, sealed, figure) for uid in deciding), how


def _adds(figure: Figure) -> tuple[Any, str]:
    """The column that a row adds, None for one each; and in which way."""
    if not isinstance(figure.handle, Tally) or type(figure.source) not in (Dated, Lasting):
        return None, SUM if isinstance(figure.handle, Tally) else STATED
    made = figure.handle.aggregate(Q())
    column = made.get_source_expressions()[0]
    if isinstance(made, Sum):
        return column, SUM
    if isinstance(made, Count) and getattr(made, "distinct", False):
        return column, DISTINCT
    return None, SUM


def _numbered(found: Mapping[str, Any]) -> dict[str, int]:
    """Different values by a number each: how many there are can be counted, what they are (people, firms) is not told."""
    numbers: dict[Any, int] = {}
    return {uid: numbers.setdefault(value, len(numbers) + 1) if value is not None else 0 for uid, value in found.items()}


def _follows(how: str, rows: list[list[Any]], value: Number | None) -> bool:
    if value is None or how == STATED:
        return False
    if how == SUM:
        return sum((Decimal(added) for _, added in rows), Decimal(0)) == value
    return len({added for _, added in rows} - {"0"}) == value


def _text(added: Any) -> str:
    return "0" if added is None else plain(Decimal(str(added)))


def _act(uid: str, sealed: Mapping[str, tuple[int, str]], figure: Figure) -> int:
    if uid not in sealed:
        raise Refusal(f"“{figure.name}”计入的一行没有封存过，据它算出的数不能签发", "请运行 fadu verify 查明这一行从哪里来")
    return sealed[uid][0]
