"""The restore drill: the newest backup into a scratch place, by the commands that a person would use, and compared with what is here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from fadu.apps.record import proving, queries, registry
from fadu.core.refusal import Refusal
from fadu.events.backup import DrillRun
from fadu.site.backup import content, journal, keys

_SCRATCH = "drill-"
_HOURS = 4  # a restore that takes longer is no restore
_ELSEWHERE = ("FADU_DATABASE_URL", "FADU_EVIDENCE_URL", "FADU_SECRET_FILE")


def drill(at: datetime) -> DrillRun:
    """Restore the newest backup and compare. Raises Refusal where none was made yet; everything else is a fault of the drill."""
    made = journal.made()
    if not made:
        raise Refusal("还没有做过备份，没有可演练的", "请先运行 fadu backup 文件名")
    newest = made[0]
    folder = Path(settings.FADU_DATA)
    for left in folder.glob(f"{_SCRATCH}*"):  # of a drill that was killed: it holds a copy of everything
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=folder) as scratch:
        target = Path(scratch) / "data"
        began = time.monotonic()
        restored, fault = _fadu("restore", newest.file, "--to", target, "--key", keys.file(folder), "--json", data=folder)
        took = time.monotonic() - began
        verified, fault = _fadu("verify", "--json", data=target) if restored else ({}, fault)
    faults = [fault] if fault else list(_differences(restored, verified))
    return DrillRun(
        subject=newest.id, passed=not faults, file=Path(newest.file).name, made=newest.at, entries=restored.get("entries", 0),
        root=restored.get("root", ""), rows=sum(restored.get("rows", {}).values()), years=tuple(restored.get("figures", ())),
        behind=max(queries.head()[0] - restored.get("entries", 0), 0), rpo_seconds=int((at - newest.moment).total_seconds()),
        rto_ms=round(took * 1000), faults=tuple(faults),
    )


def _fadu(*words: object, data: Path) -> tuple[dict[str, Any], str]:
    """A command in a process of its own: its JSON, or {} and what it said. Restores go to the embedded engine and to the disk alone."""
    environ = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    command = [sys.executable, "-m", "fadu.site.cli", *map(str, words)]
    try:
        done = subprocess.run(
            command, env={**environ, "FADU_DATA": str(data)}, capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=_HOURS * 3600,
        )
    except subprocess.TimeoutExpired:
        return {}, f"超过 {_HOURS} 小时没有恢复完"
    if done.returncode:
        return {}, " ".join(done.stderr.split("\n")[-3:]).strip() or f"退出码 {done.returncode}"
    found: dict[str, Any] = json.loads(done.stdout)
    return found, ""


def _differences(restored: dict[str, Any], verified: dict[str, Any]) -> Iterator[str]:
    """What was restored must be the beginning of the ledger that is here; where nothing was sealed since, all the rest too."""
    size = restored["entries"]
    here, _ = queries.head()
    if (verified["entries"], verified["root"]) != (size, restored["root"]):
        yield "恢复后再核验，条数或根与恢复时报告的不符"
    if size > here:
        yield f"备份有 {size} 条封存，现在的档案只有 {here} 条：档案被截断过"
        return
    root = proving.root(size)
    if (root.sha256.hex(), root.sm3.hex()) != (restored["root"], restored["root_sm3"]):
        yield f"现在档案前 {size} 条的根与备份的不符：档案被改过"
    if size != here:
        return
    for sheet, table in registry.tables().items():
        kept, now = restored["rows"].get(table.model._meta.db_table, 0), table.model._default_manager.count()
        if kept != now:
            yield f"表“{sheet}”备份有 {kept} 行，现在有 {now} 行"
    if restored["figures"] != content.figures():
        yield "恢复后的指标与现在的不同，而其间没有新的封存"
