"""The command `fadu`. Each command is a file of `commands`; what needs no database runs without Django."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import re
import sys
from types import ModuleType
from typing import NoReturn

import fadu
from fadu.core.refusal import Refusal, Unreadable
from fadu.site import commands

WRONG_USE = 2


class _Parser(argparse.ArgumentParser):
    """argparse with its complaints in Chinese: one line what, one line how to mend."""

    def error(self, message: str) -> NoReturn:
        print(f"用法不对：{_in_chinese(message)}\n请运行 {self.prog} --help 查看用法", file=sys.stderr)
        raise SystemExit(WRONG_USE)


# What argparse says, and how we say it.
_SAID = (
    (r"argument (.+?): invalid choice: '(.*?)' \(choose from (.+)\)", r"\1没有“\2”，可用：\3"),
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 后面要有一个值"),
    (r"argument (.+?): invalid \S+ value: '(.*?)'", r"\1 的值“\2”不对"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 一起用"),
    (r"one of the arguments (.+) is required", r"要写 \1 中的一个"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)


def _in_chinese(message: str) -> str:
    for pattern, words in _SAID:
        if re.fullmatch(pattern, message, re.S):
            return re.sub(pattern, words, message, flags=re.S).replace("'", "").replace(", ", "、")
    return message


def load() -> dict[str, ModuleType]:
    """The commands by name, found by listing the folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{commands.__name__}.{name}") for name in names]
    return {module.NAME: module for module in modules}


def parser(found: dict[str, ModuleType]) -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(prog="fadu", description="法度：基层生态环境部门法治工作台账与年度报告")
    top.add_argument("--version", action="version", version=f"fadu {fadu.__version__}")
    sub = top.add_subparsers(dest="command", metavar="命令", required=True, parser_class=_Parser)
    for name, module in found.items():
        module.add(sub.add_parser(name, help=module.HELP, description=module.HELP))
    return top


def main(argv: list[str] | None = None) -> int:
    """Run a command: 0 fine, 1 findings or refused, 2 wrong use or unreadable input."""
    found = load()
    args = parser(found).parse_args(argv)
    module = found[args.command]
    try:
        if getattr(module, "NEEDS_DJANGO", True):
            _set_up(needs_data=getattr(module, "NEEDS_DATA", True))
        return int(module.run(args))
    except Refusal as refusal:
        article = f"（{refusal.article}）" if refusal.article else ""
        print(f"{refusal.reason}{article}", file=sys.stderr)
        if refusal.mend:
            print(refusal.mend, file=sys.stderr)
        return WRONG_USE if isinstance(refusal, Unreadable) else 1
    except BrokenPipeError:  # the reader of a pipe went away, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _set_up(*, needs_data: bool) -> None:
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


if __name__ == "__main__":
    raise SystemExit(main())
