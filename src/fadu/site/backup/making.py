"""Make a backup while the bureau works: one snapshot of all tables, then the files, encrypted into a new file."""

from __future__ import annotations

import glob
import io
import os
import secrets
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

import fadu
from fadu.apps.record import durable, store
from fadu.apps.record.models import Head
from fadu.core.ledger.frontier import Frontier
from fadu.core.refusal import Refusal, Unreadable, cause
from fadu.site.backup import archive, content, keys, tables
from fadu.site.backup.manifest import Content, Manifest
from fadu.site.backup.stream import Writer


def make(target: Path, *, at: datetime, since: Path | None = None) -> Manifest:
    """Write a backup to `target`: `since` names an earlier one, of which only what changed is written.

    Raises Refusal where `target` is something else than a backup, or where `since` is damaged or of another key.
    """
    folder = Path(settings.FADU_DATA)
    _require_place(target, since)
    key = keys.made(folder)
    known = archive.manifest_of(since, key) if since else None
    if since:
        archive.chain(since)
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):  # of a backup that was killed
        left.unlink(missing_ok=True)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            id = secrets.token_hex(16)
            manifest = _fill(Writer(file, key, id=id, base=known.id if known else ""), folder, id, known, at)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        durable.sync(target.parent)
    except OSError as problem:
        what = f"备份没有完成：{problem.filename or target} {cause(problem)}"
        raise Unreadable(what, "请确认有空间、可以写，再备份一次；原有备份没有改动") from problem
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _require_place(target: Path, since: Path | None) -> None:
    if not target.resolve().parent.is_dir():
        raise Unreadable(f"文件夹 {target.resolve().parent} 不存在", "请先建立文件夹")
    if target.is_dir():
        raise Unreadable(f"{target} 是一个文件夹", "请写成文件名，例如 2026-01-31.fadu")
    if target.exists() and archive.header_of(target) is None:
        raise Refusal(f"{target} 已经存在，而且不是法度备份，不覆盖", "请换一个文件名")
    if since and since.resolve() == target.resolve():
        raise Refusal("增量备份不能写到它所依据的备份上", "请换一个文件名")


def _fill(writer: Writer, folder: Path, id: str, known: Manifest | None, at: datetime) -> Manifest:
    into = archive.Into(writer)
    kept = content.checkpoints(folder)
    with snapshot():
        found = {shape.name: _rows(into, shape, known.tables.get(shape.name) if known else None) for shape in tables.shapes()}
        edge = Head.objects.filter(pk=1).values_list("edge", flat=True).first()
        migrations = sorted(MigrationRecorder(connection).applied_migrations())
        figures, sealed = content.figures(), content.sealed()
    frontier = Frontier.read(edge) if edge else Frontier()
    root = frontier.root()
    manifest = Manifest(
        id=id, base=known.id if known else "", at=at.isoformat(), software=fadu.__version__, engine=connection.vendor, migrations=migrations,
        size=frontier.size, roots={"sha256": root.sha256.hex(), "sm3": root.sm3.hex()}, tables=found,
        files=_files(into, folder, kept, sealed, known.files if known else {}), figures=figures,
    )
    into.end(manifest)
    return manifest


def _rows(into: archive.Into, shape: tables.Shape, known: Content | None) -> Content:
    have = known.blocks if known and known.shape == shape else {}
    rows, digests = 0, {}
    for block in tables.blocks(shape):
        rows += block.rows
        digests[block.place] = block.digest
        if have.get(block.place) != block.digest:
            into.rows(shape.name, block)
    return Content(shape, rows, digests)


def _files(
    into: archive.Into, folder: Path, kept: bytes, sealed: Set[str], known: Mapping[str, tuple[int, str]],
) -> dict[str, tuple[int, str]]:
    found = {content.CHECKPOINTS: (len(kept), into.file(content.CHECKPOINTS, len(kept), io.BytesIO(kept)))} if kept else {}
    for path in content.files(folder, sealed):
        try:
            source = (folder / path).open("rb")
        except FileNotFoundError:  # an upload that was thrown away meanwhile
            continue
        with source:
            found[path] = _file(into, path, source, known.get(path))
    for digest in sorted(store.in_bucket() & sealed):
        path = store.place(digest).relative_to(folder).as_posix()
        if path not in found:
            found[path] = _from_bucket(into, path, digest, known.get(path))
    return found


def _from_bucket(into: archive.Into, path: str, digest: str, known: tuple[int, str] | None) -> tuple[int, str]:
    """A file of the bucket as if it lay in the folder. One that is in the backup before is not fetched again: its name is its digest."""
    if known and known[1] == digest:
        return known
    data = store.read(digest)
    if data is None:
        raise Refusal(f"对象存储里的 {digest} 在备份时不见了", "请核对存储服务，再备份一次")
    return len(data), into.file(path, len(data), io.BytesIO(data))


def _file(into: archive.Into, path: str, source: IO[bytes], known: tuple[int, str] | None) -> tuple[int, str]:
    size = os.fstat(source.fileno()).st_size
    digest = archive.digest_of(source)
    if known != (size, digest):
        source.seek(0)
        if into.file(path, size, source) != digest:
            raise Refusal(f"文件 {path} 在备份时被改了", "请再备份一次")
    return size, digest


@contextmanager
def snapshot() -> Iterator[None]:
    """All reads inside see the database as it is at the first of them; writers are not held up."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    wrapper: Any = connection
    mode, wrapper.transaction_mode = wrapper.transaction_mode, "DEFERRED"  # IMMEDIATE would lock writers out
    try:
        with transaction.atomic():
            yield
    finally:
        wrapper.transaction_mode = mode
