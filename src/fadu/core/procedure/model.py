"""What a procedure is made of, and how its file is read: stages, moves, clocks, and what no path may go without.

One JSON file a procedure under `data/procedures/`. Everything it names (guards, limits, documents, roles, articles, facts) must exist; what
does not is refused with file, line and reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from fadu.core import pack
from fadu.core.procedure.documents import Document, Role, documents, roles
from fadu.core.procedure.facts import vocabulary
from fadu.core.procedure.guards import Guard, guards
from fadu.core.procedure.instruments import Reference, reference
from fadu.core.procedure.limits import Limit, limits

_PARTS = ("id", "name", "matter", "start", "stages", "moves", "clocks", "mandatory", "gates", "rules")


@dataclass(frozen=True)
class Stage:
    """A state of a matter. `end`: the matter needs nothing more here."""

    id: str
    key: str
    name: str
    phase: str
    actor: tuple[Role, ...]
    documents: tuple[Document, ...]
    end: bool
    note: str


@dataclass(frozen=True)
class Move:
    """A step from one stage to the next, who takes it, on which articles, behind which guards, with which documents."""

    id: str
    source: str
    target: str
    name: str
    actor: Role
    guards: tuple[Guard, ...]
    documents: tuple[Document, ...]
    basis: tuple[Reference, ...]
    note: str


@dataclass(frozen=True)
class Clock:
    """A limit that runs while the fact `since` is known and none of the facts `until` is; facts may hold its pauses and its extension."""

    limit: Limit
    since: str
    until: tuple[str, ...]
    pauses: str
    extend: str


@dataclass(frozen=True)
class Mandatory:
    """No path reaches `before` without passing one of `stages`."""

    before: str
    stages: tuple[str, ...]
    basis: tuple[Reference, ...]


@dataclass(frozen=True)
class Gate:
    """Every move into these stages stands behind these guards."""

    into: tuple[str, ...]
    guards: tuple[str, ...]


@dataclass(frozen=True)
class Procedure:
    """A legal procedure as data."""

    id: str
    name: str
    matter: str
    start: str
    stages: Mapping[str, Stage]
    moves: Mapping[str, Move]
    clocks: tuple[Clock, ...]
    mandatory: tuple[Mandatory, ...]
    gates: tuple[Gate, ...]
    rules: tuple[Limit, ...]  # limits that belong to it and are no clocks: fixed days, ratios, older law, other cases
    pack: pack.Pack

    def leaving(self, stage: str) -> Iterator[Move]:
        """The moves that lead out of a stage, those that stay in it included."""
        return (move for move in self.moves.values() if move.source == stage)


@cache
def procedures() -> Mapping[str, Procedure]:
    """Every procedure by id, found by listing the folder. Raises pack.BadPack."""
    folder = resources.files("fadu.core.procedure").joinpath("data/procedures")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".json")), key=lambda one: one.name)
    return {one.id: one for one in map(load, files)}


def load(path: Traversable) -> Procedure:
    """One procedure from its file (a Path will do). Raises pack.BadPack."""
    head, content, line_of = pack.document(path)
    reader = _Reader(path.name, line_of)
    if lack := [part for part in _PARTS if part not in content]:
        raise pack.BadPack(path.name, 1, f"缺少“{lack[0]}”")
    if path.name != f"{content.get('id')}.json":
        raise pack.BadPack(path.name, 1, f"id “{content.get('id')}”与文件名不一致")
    stages = reader.by_id(content["stages"], reader.stage)
    moves = reader.by_id(content["moves"], reader.move)
    for move in moves.values():
        for end in (move.source, move.target):
            if end not in stages:
                raise pack.BadPack(path.name, line_of(move.id), f"{move.id} 所指的阶段 {end} 不存在")
    if content["start"] not in stages:
        raise pack.BadPack(path.name, line_of("start"), f"开始的阶段 {content['start']} 不存在")
    named = {stage for rule in content["mandatory"] for stage in (rule["before"], *rule["stages"])}
    if strange := (named | {stage for gate in content["gates"] for stage in gate["into"]}) - stages.keys():
        raise pack.BadPack(path.name, line_of(min(strange)), f"阶段 {min(strange)} 不存在")
    return Procedure(
        content["id"], content["name"], content["matter"], content["start"], stages, moves,
        tuple(reader.clock(one) for one in content["clocks"]),
        tuple(Mandatory(one["before"], tuple(one["stages"]), reader.basis(one, one["before"])) for one in content["mandatory"]),
        tuple(Gate(tuple(one["into"]), tuple(one["guards"])) for one in content["gates"]),
        tuple(reader.limit(one) for one in content["rules"]),
        head,
    )


class _Reader:
    """Reads the parts of one file and knows where they stand."""

    def __init__(self, file: str, line_of: Callable[[str], int]) -> None:
        self.file, self.line_of = file, line_of

    def refuse(self, id: str, reason: str) -> pack.BadPack:
        return pack.BadPack(self.file, self.line_of(id), reason)

    def by_id(self, entries: list[dict[str, Any]], build: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for entry in entries:
            id = str(entry.get("id", ""))
            if not id or id in found:
                raise self.refuse(id, f"编号“{id}”空缺或者重复")
            try:
                found[id] = build(entry)
            except KeyError as problem:
                raise self.refuse(id, f"{id} 缺少或者不认识 {problem}") from problem
            except ValueError as problem:
                raise self.refuse(id, f"{id}：{problem}") from problem
        return found

    def stage(self, entry: dict[str, Any]) -> Stage:
        return Stage(
            entry["id"], entry["key"], entry["name"], entry["phase"], tuple(roles()[one] for one in entry["actor"].split()),
            tuple(documents()[one] for one in entry.get("documents", [])), entry.get("end", False), entry.get("note", ""),
        )

    def move(self, entry: dict[str, Any]) -> Move:
        return Move(
            entry["id"], entry["from"], entry["to"], entry["name"], roles()[entry["actor"]],
            tuple(guards()[one] for one in entry.get("guards", [])), tuple(documents()[one] for one in entry.get("documents", [])),
            self.basis(entry, entry["id"]), entry.get("note", ""),
        )

    def basis(self, entry: dict[str, Any], id: str) -> tuple[Reference, ...]:
        if not entry.get("basis"):
            raise self.refuse(id, f"{id} 没有依据")
        return tuple(reference(one) for one in entry["basis"])

    def clock(self, entry: dict[str, Any]) -> Clock:
        limit = self.limit(entry.get("limit", ""))
        until = tuple(entry.get("until", "").split())
        keys = [*(entry[name] for name in ("since", "pauses", "extend") if entry.get(name)), *until]
        if strange := [key for key in keys if key not in vocabulary()]:
            raise self.refuse(strange[0], f"期限 {limit.id} 所用的事实 {strange[0]} 不在词表内")
        return Clock(limit, entry.get("since", ""), until, entry.get("pauses", ""), entry.get("extend", ""))

    def limit(self, id: str) -> Limit:
        if id not in limits():
            raise self.refuse(id, f"没有期限 {id}")
        return limits()[id]
