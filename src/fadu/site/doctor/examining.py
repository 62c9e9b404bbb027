"""Runs the checks; those that need data only where data are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from types import ModuleType

from fadu.site import environment
from fadu.site.doctor import database, folder, ledger, machine, people
from fadu.site.doctor.result import Check, Result

_ROOMS: tuple[ModuleType, ...] = (machine, folder, database, ledger, people)


def examine(at: datetime) -> list[Result]:
    """Everything, in order; a check that can't be finished is itself a failure."""
    results = [_run(check, at) for check in _of("ALWAYS")]
    if not environment.has_data():
        return [*results, Result("数据库", "fail", "还没有数据", "请先运行 fadu init，或用环境变量 FADU_DATA 指定数据文件夹", "structure")]
    first, *others = _of("WITH_DATA", database)
    structure = _run(first, at)
    if structure.state == "fail":  # the other checks read tables that may not be there
        return [*results, structure]
    rest = [check for room in _ROOMS if room is not database for check in _of("WITH_DATA", room)]
    return [*results, structure, *(_run(check, at) for check in (*others, *rest))]


def has_structure(results: Iterable[Result]) -> bool:
    """Whether tables may be read."""
    return any((result.id, result.state) == ("structure", "ok") for result in results)


def _of(name: str, *rooms: ModuleType) -> list[Check]:
    return [check for room in rooms or _ROOMS for check in getattr(room, name)]


def _run(check: Check, at: datetime) -> Result:
    try:
        return replace(check(at), id=check.__name__)
    except Exception as problem:
        return Result(check.__name__, "fail", f"检查没有做完：{problem}", "请先排除其他问题，再运行一次", check.__name__)
