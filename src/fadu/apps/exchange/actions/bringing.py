"""Bring a workbook to the door: keep the file, look at it, then take it in or leave it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from fadu.apps.exchange import marking
from fadu.apps.exchange.actions.importing import import_workbook
from fadu.apps.exchange.models import Import
from fadu.core.refusal import Refusal
from fadu.core.workbook.container import LARGEST_FILE

State = Import.State


def file_of(batch: str) -> Path:
    """Where the brought file lies; its own name never becomes a path."""
    return Path(settings.FADU_DATA) / "imports" / f"{batch}.xlsx"


def bring(chunks: Iterable[bytes], *, file_name: str, actor: str, at: datetime) -> Import:
    """Keep an uploaded file. Raises Refusal for a file that is too large; nothing is kept of it."""
    batch = str(uuid4())
    target = file_of(batch)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with target.open("wb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_FILE:
                break
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if size > LARGEST_FILE:
        target.unlink()
        raise Refusal(f"文件超过 {LARGEST_FILE // 2**20} MB", "请按年度或按表拆成几个文件")
    return Import.objects.create(
        batch=batch, file_name=Path(file_name).name[:255], file_digest=digest.hexdigest(), size=size, brought_by=actor, brought_at=at
    )


def look(batch: str, *, at: datetime) -> None:
    """Plan the import and keep the result for the page; writes no row."""
    _set(batch, State.READING)
    _run(batch, at, lambda brought: _preview(brought, at))


def confirm(batch: str, *, actor: str, at: datetime, keep_going: bool) -> None:
    """Take the file in. The plan is made anew, since the ledger may have moved since the preview."""
    _set(batch, State.IMPORTING)
    _run(batch, at, lambda brought: _import(brought, actor, at, keep_going))


def discard(batch: str, *, at: datetime) -> None:
    """Leave the file. Only what was not taken in can be left."""
    with transaction.atomic():
        brought = _locked(batch)
        if brought.state not in (State.WAITING, State.PREVIEWED, State.FAILED, State.READING):
            raise Refusal(f"这次导入现在是“{brought.get_state_display()}”，不能放弃", "")
        brought.state, brought.settled_at = State.DISCARDED, at
        brought.save(update_fields=["state", "settled_at"])
    file_of(batch).unlink(missing_ok=True)


def write_marked(batch: str, target: IO[bytes]) -> int:
    """Write the brought file with its wrong cells marked; returns how many. Raises Refusal where file or marks are not there."""
    brought = Import.objects.filter(batch=batch).first()
    if brought is None or not file_of(batch).is_file():
        raise Refusal("文件已经不在了（放弃过的导入不留文件）", "请重新上传")
    if not brought.preview:
        raise Refusal("这个文件还没有核对过", "请先“重新核对”")
    return marking.write_marked(file_of(batch), brought.file_name, brought.preview, target)


@dataclass(frozen=True)
class Progress:
    """How far a running import is; `done` of `total` steps, and when it last moved (seconds since the epoch)."""

    stage: str
    done: int
    total: int
    moved: float


def progress_of(batch: str) -> Progress | None:
    """Progress of a running import. It lies in a file, since the import's own transaction is not visible yet."""
    path = file_of(batch).with_suffix(".progress")
    try:
        stage, done, total = json.loads(path.read_text(encoding="utf-8"))
        return Progress(stage, done, total, path.stat().st_mtime)
    except (OSError, ValueError):
        return None


def _tell(batch: str) -> Callable[[str, int, int], None]:
    path = file_of(batch).with_suffix(".progress")

    def tell(stage: str, done: int, total: int) -> None:
        part = path.with_suffix(".part")
        part.write_text(json.dumps([stage, done, total]), encoding="utf-8")
        part.replace(path)

    return tell


def _preview(brought: Import, at: datetime) -> None:
    outcome = import_workbook(
        file_of(brought.batch), actor=brought.brought_by, at=at, file_name=brought.file_name, dry_run=True, progress=_tell(brought.batch)
    )
    brought.preview, brought.state, brought.message = outcome.plan.report(), State.PREVIEWED, ""
    brought.save(update_fields=["preview", "state", "message"])


def _import(brought: Import, actor: str, at: datetime, keep_going: bool) -> None:
    outcome = import_workbook(
        file_of(brought.batch), actor=actor, at=at, file_name=brought.file_name, batch=brought.batch, keep_going=keep_going,
        progress=_tell(brought.batch),
    )
    if outcome.batch:
        return
    refused = outcome.plan.refused and not keep_going
    brought.preview = outcome.plan.report()
    brought.state = State.PREVIEWED if refused else State.UNCHANGED
    brought.message = "有错的行没有改正，整个文件没有导入" if refused else "文件里的内容系统里都已经有了，什么也没有写入"
    brought.save(update_fields=["preview", "state", "message"])


def _run(batch: str, at: datetime, work: Callable[[Import], None]) -> None:
    brought = Import.objects.get(batch=batch)
    try:
        work(brought)
    except Refusal as refusal:
        Import.objects.filter(batch=batch).update(
            state=State.FAILED, message=f"{refusal.reason}。{refusal.mend}".strip("。") + "。", settled_at=at
        )
    except BaseException:
        Import.objects.filter(batch=batch).update(
            state=State.FAILED, settled_at=at, message="导入中断，什么也没有写入。请重新核对；仍然不行请把诊断日志交给维护人员。"
        )
        raise
    finally:
        file_of(batch).with_suffix(".progress").unlink(missing_ok=True)


def _set(batch: str, state: str) -> None:
    with transaction.atomic():
        brought = _locked(batch)
        if brought.state in (State.IMPORTED, State.UNDONE, State.DISCARDED, State.UNCHANGED):
            raise Refusal(f"这次导入现在是“{brought.get_state_display()}”，不能再导入", "请重新上传文件")
        brought.state = state
        brought.save(update_fields=["state"])


def _locked(batch: str) -> Import:
    brought = Import.objects.select_for_update().filter(batch=batch).first()
    if brought is None:
        raise Refusal(f"没有批次为 {batch} 的导入", "请在“导入记录”里查看")
    return brought
