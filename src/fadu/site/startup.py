"""Starting Django for a command, and what must be there before it may read."""

from __future__ import annotations

import os

from fadu.core.refusal import Unreadable


def set_up(*, needs_data: bool) -> None:
    """Start Django; with `needs_data` a database of this version must be there. Raises Unreadable."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    from fadu.site.environment import BadEnvironment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    try:
        django.setup()
    except BadEnvironment as problem:
        raise Unreadable(problem.reason, problem.mend) from problem
    except ImproperlyConfigured as problem:
        raise Unreadable(f"设置不能用：{problem}", "用 PostgreSQL 请先安装 fadu[postgres]") from problem
    if needs_data:
        _require_data()


def _require_data() -> None:
    from django.conf import settings
    from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
    from django.db.migrations.executor import MigrationExecutor

    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite" and not settings.DATABASES["default"]["NAME"].exists():
        raise Unreadable(f"{settings.FADU_DATA} 里还没有数据", "请先运行 fadu init，或用环境变量 FADU_DATA 指定数据文件夹")
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as problem:
        raise Unreadable(f"连不上数据库：{problem}", "请核对 FADU_DATABASE_URL，并确认数据库已启动") from problem
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unreadable("数据库还不是这一版的结构", "请先备份，再运行 fadu init（已有数据保留，只升级结构）")
