"""What one visit can be for beside its own category (综合查一次): visits that were opened and not begun, problems to look at again, tasks of
other departments. Each is open until a visit that names it was made; it is open again when that visit is cancelled or its row withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fadu.apps.inspections import queries
from fadu.apps.inspections.looks import DRAWN
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.visits import reading
from fadu.apps.record.acts import Act
from fadu.core.refusal import Refusal

VISIT, RECHECK, JOINT = "visit", "recheck", "joint"


@dataclass(frozen=True)
class Ground:
    """Something that a visit of `facility` can do along: `id` is that of the visit, of the visit or row with the problem, of the task; `number`
    what people call that."""

    kind: str
    id: str
    number: str
    problem: int
    label: str
    facility: str
    name: str
    due: date | None
    department: str = ""

    @property
    def key(self) -> str:
        """What names it in a form and in `reading.takers`."""
        return f"{self.kind}:{self.id}:{self.problem}"

    def plain(self) -> dict[str, Any]:
        """As the opening of a visit seals it."""
        return {name: value for name, value in asdict(self).items() if name in ("kind", "id", "number", "problem", "label", "department")}


def open_at(facility: str = "") -> list[Ground]:
    """All that can be done along at one object, or at any."""
    taken = _taken()
    return [one for one in (*_visits(facility), *_problems(facility), *_tasks(facility)) if one.key not in taken]


def chosen(facility: str, keys: Collection[str]) -> list[Ground]:
    """The grounds of these keys. Raises Refusal where one is not open at the object."""
    known = {one.key: one for one in open_at(facility)} if keys else {}
    if strange := [key for key in dict.fromkeys(keys) if key not in known]:
        raise Refusal(f"要一起办的有 {len(strange)} 件不是这个对象的，或者已经由别的检查办", "请重新打开页面，从列出的事里选择")
    return [known[key] for key in dict.fromkeys(keys)]


def discharged(visit: reading.Visit) -> list[dict[str, Any]]:
    """What a visit has done of all that it was for: its own ground first, then the others that its entries speak of."""
    said = visit.said
    own = {"kind": "category", "id": "", "number": said["under"] or said["clue"], "problem": 0, "label": said["category"], "department": ""}
    looked = {one["of"] for one in visit.state.many.get("recheck", [])}
    there = {one["department"] for one in visit.state.many.get("joint", [])}
    done = [one for one in visit.grounds if one["kind"] == VISIT or one["label"] in looked or one["department"] in there]
    return [own, *done]


def other_tasks() -> list[tuple[Act, Act | None]]:
    """What other departments ask for and have not taken back, newest first, each with the opening of the visit that takes it up."""
    taken = _taken()
    return [(act, taken.get(f"{JOINT}:{act.subject}:0")) for act in reversed(queries.other_tasks())]


def _taken() -> dict[str, Act]:
    """By ground the visit that is about to do it or did. What a result left undone is open again, as is a problem that was not mended."""
    taken = reading.takers()
    over = {
        act.subject: {f"{one['kind']}:{one['id']}:{one['problem']}" for one in act.said["discharged"]}
        for act in queries.acts((reading.CONCLUDED,), *{act.subject for act in taken.values()})
    } if taken else {}
    return {
        key: act for key, act in taken.items()
        if act.subject not in over or (key in over[act.subject] and not key.startswith(RECHECK))
    }


def _visits(facility: str) -> Iterator[Ground]:
    """A drawn one is not among them: its officers were drawn, so it is the one that takes up the others."""
    for visit in reading.under_way():
        said = visit.said
        if said["category"] != DRAWN and said["facility"] in (facility or said["facility"],) and not (visit.entries or visit.device or visit.grounds):
            label = f"{said['category']}：{said['matter']}（{visit.number}）"
            yield Ground(VISIT, visit.id, visit.number, 0, label, said["facility"], said["name"], date.fromisoformat(said["on"]))


def _problems(facility: str) -> Iterator[Ground]:
    rows = Inspection.standing.filter(found_problem=True, rectified_on=None, **({"facility__number": facility} if facility else {}))
    listed = list(rows.order_by("rectify_by", "number").values_list("number", "uid", "facility__number", "facility__name", "problem", "rectify_by"))
    ids = reading.ids_of([row[0] for row in listed])
    made = {visit.number: visit for visit in reading.visits(ids.values())} if ids else {}
    for number, uid, where, name, problem, due in listed:
        if number not in made:
            yield Ground(RECHECK, str(uid), number, 0, f"{(problem or '问题')[:120]}（{number}）", where, name, due)
            continue
        for one in made[number].problems():
            if one.word == "待整改":
                label = f"{one.problem.what[:120]}（{number} 第{one.problem.number}个问题）"
                yield Ground(RECHECK, made[number].id, number, one.problem.number, label, where, name, one.due)


def _tasks(facility: str) -> Iterator[Ground]:
    for act in queries.other_tasks():
        if act.number in (facility or act.number,):
            said = act.said
            label = f"{said['department']}：{said['matter']}"
            yield Ground(JOINT, act.subject, act.number, 0, label, act.number, said["name"], date.fromisoformat(said["due"]), said["department"])
