"""The database: structure, triggers, durability, integrity; on both engines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fadu.site.doctor.result import Check, Result, judged

# What an acknowledged act needs to survive a power cut, and sealed tables to stay sealed.
_SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
_POSTGRES = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
_REFUSED = 2 | 8 | 16 | 32  # pg_trigger.tgtype: before, delete, update, truncate


def structure(at: datetime) -> Result:
    """All migrations applied?"""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    open_ = sorted(".".join(step) for step in set(loader.disk_migrations or ()) - set(loader.applied_migrations or ()))
    said = f"{'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'}，结构是这一版的"
    return judged("数据库结构", "、".join(open_) and f"还有 {len(open_)} 步没有升级：{open_[0]} 等", said, "请先备份，再运行 fadu init")


def triggers(at: datetime) -> Result:
    """Does the database itself refuse to change what is sealed? Looked up, and tried (the trial is rolled back)."""
    models = sealed_models()
    missing = [model for model in models if not _guarded(model._meta.db_table)]
    wrong = [model._meta.db_table for model in models if model in missing or not _refuses(model)]
    said = f"{len(models)} 张封存表由数据库拒绝修改和删除"
    return judged("封存表", "、".join(wrong) and f"没有受保护：{'、'.join(wrong)}", said, "请运行 fadu verify 查明是否被改过，再从备份恢复")


def durability(at: datetime) -> Result:
    """Settings of the connection that keep an acknowledged act through a power cut."""
    from django.db import connection

    names, command = (_SQLITE, "PRAGMA") if connection.vendor == "sqlite" else (_POSTGRES, "SHOW")
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(f"{command} {name}")
            found[name] = cursor.fetchone()[0]
    wrong = [f"{name}={found[name]}（应为 {value}）" for name, value in names.items() if found[name] != value]
    said = "，".join(f"{name}={value}" for name, value in found.items())
    return judged("落盘", "、".join(wrong), said, "请恢复数据库的默认设置：断电后已确认的行为可能丢失")


def integrity(at: datetime) -> Result:
    """Is the file sound? PostgreSQL is asked whether it keeps checksums."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(5)")
            said = [row[0] for row in cursor.fetchall()]
            return judged("数据完整", "" if said == ["ok"] else "；".join(said), "SQLite 自检通过", "文件已损坏，请从备份恢复")
        cursor.execute("SHOW data_checksums")
        off = "" if cursor.fetchone()[0] == "on" else "没有打开数据页校验"
    return judged("数据完整", off, "数据页校验已打开", "请用 pg_checksums --enable 打开（数据库停机时）", "warn")


def sealed_models() -> list[Any]:
    """The models whose rows are written once."""
    from django.apps import apps

    from fadu.apps.record.models import Sealed, VaultValue

    return sorted((model for model in apps.get_models() if issubclass(model, Sealed | VaultValue)), key=lambda model: model._meta.db_table)


def _guarded(table: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            text = " ".join(sql for (sql,) in cursor.fetchall())
            return all(f"BEFORE {verb} ON" in text for verb in ("UPDATE", "DELETE")) and "WHEN" not in text
        cursor.execute("SELECT tgtype FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'", [table])
        kinds = 0
        for (kind,) in cursor.fetchall():
            kinds |= kind
    return kinds & _REFUSED == _REFUSED


def _refuses(model: Any) -> bool:
    """Whether the database refuses to remove a row; True where there is none to try it on."""
    from django.db import DatabaseError, connection, transaction

    first = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    if first is None:
        return True
    name, key = (connection.ops.quote_name(text) for text in (model._meta.db_table, model._meta.pk.column))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {name} WHERE {key} = %s", [first])  # noqa: S608  names of the model
            raise _Undo
    except DatabaseError:
        return True
    except _Undo:
        return False


class _Undo(Exception):
    """Takes the trial back where the database let it pass."""


ALWAYS: tuple[Check, ...] = ()
WITH_DATA: tuple[Check, ...] = (structure, triggers, durability, integrity)
