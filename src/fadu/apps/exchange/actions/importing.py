"""Import a workbook: all of it or nothing (unless told to keep going), each row an act, the same file twice nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.models import Import, NoteSheet
from fadu.apps.exchange.planning import Plan, RowPlan, SheetPlan, make_plan
from fadu.apps.exchange.planning.plan import Progress
from fadu.apps.exchange.reading import read_workbook
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.recording import Incoming, Written, replace_findings, seal_rows, write_links, write_rows
from fadu.apps.record.actions.signing import sign_after
from fadu.core.refusal import Refusal
from fadu.core.workbook.grades import Problem
from fadu.events.rows import WorkbookImported

BASIS = "工作簿导入（补录）"


@dataclass(frozen=True)
class Outcome:
    """What an import did: its plan, and the batch it was taken in as ("" where nothing was written)."""

    plan: Plan
    batch: str


def import_workbook(
    path: Path, *, actor: str, at: datetime, file_name: str = "", batch: str = "", dry_run: bool = False, keep_going: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Take a workbook in (补录).

    One refused row refuses the file, unless `keep_going`: then the rows that can go in do. Nothing is written by a
    dry run, a refused file, or a file that changes nothing. Raises Refusal for a file that can't be read at all.
    """
    workbook = read_workbook(path, file_name)
    with transaction.atomic():
        plan = make_plan(workbook, today=at.date(), keep_going=keep_going, progress=progress)
        nothing = not plan.count("new") and not plan.count("changed") and not _fresh_notes(plan)
        if dry_run or nothing or (plan.refused and not keep_going):
            return Outcome(plan, "")
        if any(problem.grade == "refuse" for sheet in plan.sheets.values() for _, problem in sheet.problems) and not _any_rows(plan):
            return Outcome(plan, "")
        batch = batch or str(uuid4())
        _apply(plan, batch, file_name or path.name, actor, at, progress)
        _file(plan, path, batch, file_name or path.name, actor, at)
        sign_after("导入", at=at)
    return Outcome(plan, batch)


def _any_rows(plan: Plan) -> bool:
    return any(not row.is_refused for _, row in plan.rows())


def _apply(plan: Plan, batch: str, file_name: str, actor: str, at: datetime, progress: Progress | None) -> None:
    references = {name: dict(numbers) for name, numbers in plan.references.items()}
    written: list[tuple[SheetPlan, list[Written]]] = []
    tell = progress or (lambda stage, done, total: None)
    for name in HOMES:
        if name not in plan.sheets:
            continue
        sheet = plan.sheets[name]
        tell(f"写入“{name}”", len(written), 2 * len(plan.sheets))
        done = write_rows(sheet.table, list(_incoming(sheet, file_name)), references)
        references[name].update((item.incoming.key[0], item.pk) for item in done)
        written.append((sheet, done))
    for place, (sheet, done) in enumerate(written):
        tell(f"封存“{sheet.name}”", len(written) + place, 2 * len(written))
        write_links(sheet.table, done, references)
        seal_rows(sheet.table, done, actor=actor, at=at, batch=batch, basis=BASIS)
        # The law's view of an unchanged row may change with the rows around it.
        replace_findings(sheet.table, ((str(row.stored.uid), _as_incoming(row, "")) for row in sheet.rows if row.verb == "unchanged" and row.stored))


def _incoming(sheet: SheetPlan, file_name: str) -> Iterable[Incoming]:
    for row in sheet.rows:
        if row.verb in ("new", "changed"):
            yield _as_incoming(row, f"{file_name} · {sheet.name} · 第 {row.line} 行")


def _as_incoming(row: RowPlan, source: str) -> Incoming:
    return Incoming(row.key, row.after, row.stored, source, [p for p in row.problems if p.grade != "refuse"])


def _file(plan: Plan, path: Path, batch: str, file_name: str, actor: str, at: datetime) -> None:
    content = path.read_bytes()
    for name, rows in plan.unknown_sheets.items():
        NoteSheet.objects.update_or_create(name=name, defaults={"rows": _as_text(rows), "batch": batch})
    Import.objects.update_or_create(
        batch=batch,
        defaults={
            "file_name": file_name, "file_digest": sha256(content).hexdigest(), "size": len(content), "preview": plan.report(),
            "state": Import.State.IMPORTED, "settled_at": at, "message": "",
        },
        create_defaults={
            "file_name": file_name, "file_digest": sha256(content).hexdigest(), "size": len(content), "preview": plan.report(),
            "state": Import.State.IMPORTED, "settled_at": at, "brought_by": actor, "brought_at": at,
        },
    )
    enter(
        WorkbookImported(
            subject=batch, batch=batch, file_name=file_name, file_digest=sha256(content).hexdigest(), new=plan.count("new"),
            changed=plan.count("changed"), unchanged=plan.count("unchanged"), refused=plan.count("refused"),
        ),
        actor=actor, at=at, basis=BASIS, mode="done",
    )


def _fresh_notes(plan: Plan) -> bool:
    known = dict(NoteSheet.objects.values_list("name", "rows"))
    return any(known.get(name) != _as_text(rows) for name, rows in plan.unknown_sheets.items())


def _as_text(rows: list[list[object]]) -> list[list[object]]:
    return [[cell if isinstance(cell, str | int | float | bool) else str(cell) for cell in row] for row in rows]


def require_accepted(plan: Plan) -> None:
    """Raise Refusal where a file was refused as a whole."""
    problems: list[Problem] = [problem for sheet in plan.sheets.values() for _, problem in sheet.said() if problem.grade == "refuse"]
    if problems:
        raise Refusal(f"{len(problems)} 处不能导入，整个文件没有导入", "请按提示改正后重新导入，或选择“跳过有错的行”")
