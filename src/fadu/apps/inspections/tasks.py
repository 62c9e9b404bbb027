"""What a draw gives people to do: the visits by quarter, and which of them have been recorded; and looking back over all draws."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.inspections import looks, planning, queries, store
from fadu.apps.officers.figures import officers_on
from fadu.core import sampling
from fadu.core.sampling import Draw, Drawn, Fairness


@dataclass(frozen=True)
class Task:
    """One visit that was drawn. `visit` is the row that was recorded for it (lasting id, day), None while it is to be done; `offsite`: that
    row is of a look from the office.

    `not_before`: the first day after the plan's interval since the visit before, None where that was over when the lists were frozen.
    """

    quarter: int
    object: str
    name: str
    cls: str
    ticket: str
    officers: tuple[tuple[str, str], ...]
    round: int
    supplement: int
    visit: tuple[str, date] | None
    not_before: date | None
    offsite: bool = False


def document(draw: queries.DrawView) -> dict[str, Any]:
    """DRAW.json as it was kept, {} where nothing is drawn yet. Raises Refusal where the file is not what was sealed."""
    return dict(sampling.parse(store.read(draw.result.said["sha256"]))) if draw.result else {}


def frames(draw: queries.DrawView) -> dict[str, Any]:
    """Both name lists and the plan as they were frozen. Raises Refusal where the file is not what was sealed."""
    return dict(sampling.parse(store.read(draw.frozen.said["sha256"])))


def tasks(draw: queries.DrawView) -> list[Task]:
    """The visits of a draw in the order of their quarters. Raises Refusal where the file is not what was sealed."""
    found = document(draw)
    if not found:
        return []
    drawn = [
        Drawn(e["object"], e["class"], e["ticket"], tuple(e["officers"]), e.get("round", 1), e.get("quarter"), e.get("supplement"))
        for e in found["drawn"]
    ]
    rows = {row["id"]: row for row in found["frames"]["objects"]}
    waits = {id: date.fromisoformat(row["not_before"]) for id, row in rows.items() if "not_before" in row}
    people = {officer.number: officer.name for officer in officers_on(draw.on)}
    visits, taken, looked = planning.done(draw.number), Counter[str](), looks.rows_of(draw.number)
    spread = sampling.spread(drawn, quarter_of(draw.on))
    quarters = [max(quarter, quarter_of(waits.get(each.object, draw.on))) for quarter, each in zip(spread, drawn, strict=True)]
    listed = []
    for quarter, each in sorted(zip(quarters, drawn, strict=True), key=lambda pair: pair[0]):
        mine, place = visits.get(each.object, []), taken[each.object]
        taken[each.object] += 1
        listed.append(Task(
            quarter, each.object, rows[each.object].get("name", ""), each.cls, each.ticket,
            tuple((id, people.get(id, id)) for id in each.officers), each.round, each.supplement or 0, mine[place] if place < len(mine) else None,
            waits.get(each.object), place < len(mine) and mine[place][0] in looked,
        ))
    return listed


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month + 2) // 3


def looked_back() -> tuple[list[queries.DrawView], Fairness | None]:
    """The standing draws of all years and how they compare with chance. Raises Refusal where a file is not what was sealed."""
    standing = [draw for draw in queries.draws() if draw.result and not draw.replaced_by]
    return standing, sampling.fairness([repeated(draw) for draw in standing]) if standing else None


def repeated(draw: queries.DrawView) -> Draw:
    """A draw made again from its file."""
    found = document(draw)
    return sampling.draw(found["frames"]["objects"], found["frames"]["officers"], sampling.plan(found["plan"]), found["seed"])
