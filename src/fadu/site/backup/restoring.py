"""Restore a backup into a new data folder. It is accepted only if what is there afterwards is what the backup says was there.

Everything is built in a folder beside and renamed at the end, on PostgreSQL in one transaction: nothing is left of what fails.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import fadu
from fadu.apps.record import durable
from fadu.core.refusal import Refusal, Unreadable, cause
from fadu.site.backup import archive, content, keys
from fadu.site.backup.manifest import Manifest
from fadu.site.backup.stream import Damaged

_SHOWN = 5
Verify = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Restored:
    """What was restored, what differed without being a fault, and how long it took (seconds)."""

    manifest: Manifest
    notes: Sequence[str]
    seconds: float


def restore(file: Path, target: Path, key: keys.Key, set_up: Callable[[], None], verify: Verify) -> Restored:
    """Restore `file` into `target`, which must not exist or be empty. `set_up` starts Django on the folder that FADU_DATA names,
    `verify` is what `fadu verify` does there.

    Raises Refusal for a damaged backup, a wrong key, a place that is taken, or a ledger that is not the one that was backed up.
    """
    began = time.monotonic()
    _require_free(target)
    chain = archive.chain(file)
    manifests = [archive.manifest_of(path, key) for path in chain]
    with _scratch(target) as scratch:
        os.environ["FADU_DATA"] = str(scratch)
        set_up()
        notes = _build(scratch, chain, manifests[0], key, verify, lambda: _move(scratch, target))
    return Restored(manifests[0], notes, round(time.monotonic() - began, 3))


def _require_free(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refusal(f"{target} 已经有内容，恢复从不覆盖", "请用 --to 指明一个不存在的或空的文件夹")


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    scratch = target.resolve().with_name(f".{target.resolve().name}.{secrets.token_hex(4)}.part")
    try:
        scratch.mkdir(mode=0o700, parents=True)
        yield scratch
    except OSError as problem:
        raise Unreadable(f"恢复没有完成：{problem.filename or target} {cause(problem)}", "请确认有空间、可以写，再恢复一次") from problem
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _move(scratch: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()
    scratch.rename(target)
    durable.sync(target.resolve().parent)


def _build(scratch: Path, chain: Sequence[Path], manifest: Manifest, key: keys.Key, verify: Verify, accept: Callable[[], None]) -> list[str]:
    from django.core.management import call_command
    from django.db import connection

    connection.ensure_connection()
    with _all_or_nothing():
        _require_empty()
        _structure(manifest)
        _load(scratch, chain, manifest, key)
        _require_same_tables(manifest)
        call_command("migrate", verbosity=0, interactive=False)
        notes = _require_same_ledger(manifest, verify)
        if connection.vendor == "sqlite":
            connection.close()
        accept()
    connection.close()
    return notes


def _all_or_nothing() -> AbstractContextManager[object]:
    """On SQLite the folder is thrown away as a whole, and the structure can't be made inside a transaction."""
    from django.db import connection, transaction

    return nullcontext() if connection.vendor == "sqlite" else transaction.atomic()


def _require_empty() -> None:
    from django.db import connection

    if connection.introspection.table_names():
        raise Refusal("FADU_DATABASE_URL 指的数据库不是空的，恢复从不覆盖", "请新建一个空数据库，或去掉该变量恢复到自带的 SQLite")


def _structure(manifest: Manifest) -> None:
    """The tables as they were when the backup was made; they are brought up to date once the rows are in."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.nodes
    made = set(manifest.migrations)
    if unknown := sorted(made - set(nodes)):
        names = "、".join(".".join(node) for node in unknown[:_SHOWN])
        raise Refusal(f"备份由更新的版本（{manifest.software}）做成，不认识 {names}", "请先升级法度，再恢复")
    before = {parent.key for node in made for parent in executor.loader.graph.node_map[node].parents if parent.key[0] == node[0]}
    executor.migrate(sorted(made - before))


def _load(scratch: Path, chain: Sequence[Path], manifest: Manifest, key: keys.Key) -> None:
    wanted = {(name, place): digest for name, c in manifest.tables.items() for place, digest in c.blocks.items()}
    files = {path: digest for path, (_, digest) in manifest.files.items()}
    with _one_load():
        for path in chain:
            with archive.opened(path, key) as backup:
                for item in backup.items():
                    if item.kind == "rows" and (item.table, item.place) in wanted:
                        _load_block(item, manifest, wanted)
                    elif item.kind == "file" and item.path in files:
                        _load_file(item, scratch, files)
    if wanted or files:
        raise Damaged(f"缺少 {len(wanted)} 组行、{len(files)} 个文件")


@contextmanager
def _one_load() -> Iterator[None]:
    """Rows may name rows that come later; at the end every name must be there."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import IntegrityError, connection, transaction

    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # the migrations before us have them checked at once
        try:
            yield
            connection.check_constraints()
        except IntegrityError as problem:
            raise Refusal(f"备份里的行互相对不上：{problem}", "没有恢复任何内容；备份之前数据就已被改动，请换用更早的备份") from problem
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


def _load_block(item: archive.Item, manifest: Manifest, wanted: dict[tuple[str, int], str]) -> None:
    from fadu.site.backup import tables

    data = item.data()
    if sha256(data).hexdigest() == wanted[item.table, item.place]:
        tables.insert(manifest.tables[item.table].shape, data)
        del wanted[item.table, item.place]


def _load_file(item: archive.Item, scratch: Path, files: dict[str, str]) -> None:
    target = (scratch / item.path).resolve()
    if not target.is_relative_to(scratch):
        raise Damaged(f"文件名 {item.path} 指向数据文件夹之外")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = sha256()
    mode = 0o400 if item.path.partition("/")[0] in content.SEALED else 0o600  # what is sealed is read-only again
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as stream:
        for piece in item.pieces():
            digest.update(piece)
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
    if digest.hexdigest() == files[item.path]:
        del files[item.path]


def _require_same_tables(manifest: Manifest) -> None:
    """What was loaded, read again, must be to the byte what was backed up."""
    from fadu.site.backup import tables

    for name, kept in manifest.tables.items():
        rows, blocks = 0, {}
        for block in tables.blocks(kept.shape):
            rows += block.rows
            blocks[block.place] = block.digest
        if (rows, blocks) != (kept.rows, dict(kept.blocks)):
            raise Refusal(f"恢复后的表 {name} 与备份不符（{rows} 行，备份 {kept.rows} 行）", "没有恢复任何内容；请换用另一份备份")


def _require_same_ledger(manifest: Manifest, verify: Verify) -> list[str]:
    from fadu.apps.record import proving

    found = verify()
    if not found["ok"]:
        said = "；".join(f"{fault['where']}：{fault['reason']}" for fault in found["faults"][:_SHOWN])
        raise Refusal(f"恢复后的档案核验不符（{len(found['faults'])} 处）：{said}", "没有恢复任何内容；备份之前档案就已被改动，请换用更早的备份")
    root = proving.root(found["entries"])
    if (found["entries"], root.sha256.hex(), root.sm3.hex()) != (manifest.size, manifest.roots["sha256"], manifest.roots["sm3"]):
        raise Refusal("恢复后的档案根与备份记载的不符", "没有恢复任何内容；请换用另一份备份")
    if (figures := content.figures()) == manifest.figures:
        return list(found["notes"])
    years = "、".join(sorted(year for year in {**figures, **manifest.figures} if figures.get(year) != manifest.figures.get(year)))
    if manifest.software == fadu.__version__:
        raise Refusal(f"恢复后 {years} 年的指标与备份记载的不符", "没有恢复任何内容；请换用另一份备份")
    return [*found["notes"], f"{years} 年的指标与备份时不同：备份由版本 {manifest.software} 做成，指标的定义可能已改"]
