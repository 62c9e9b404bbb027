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
from fadu.core.refusal import Refusal, Unreadable, cause
from fadu.site import commands, startup

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


def load(only: str = "") -> dict[str, ModuleType]:
    """The commands by name, found by listing the folder; where `only` is one of them, that one alone: to import all takes longer than
    most of them run."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__) if not module.name.startswith("_"))
    asked = [name for name in names if name.rstrip("_").replace("_", "-") == only]
    modules = [importlib.import_module(f"{commands.__name__}.{name}") for name in asked or names]
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
    words = sys.argv[1:] if argv is None else argv
    found = load(words[0] if words else "")
    args = parser(found).parse_args(words)
    module = found[args.command]
    try:
        if getattr(module, "NEEDS_DJANGO", True):
            startup.set_up(needs_data=getattr(module, "NEEDS_DATA", True))
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
    except Exception as problem:
        if not _is_from_below(problem):
            raise
        why = f"{problem.filename or ''} {cause(problem)}".strip() if isinstance(problem, OSError) else problem
        print(f"读写失败：{why}\n没有完成的部分没有留下；请确认磁盘有空间、数据库在运行，再运行一次", file=sys.stderr)
        return WRONG_USE


def _is_from_below(problem: Exception) -> bool:
    """Whether disk or database failed, rather than we."""
    database = sys.modules.get("django.db")
    return isinstance(problem, OSError) or (database is not None and isinstance(problem, database.OperationalError))


if __name__ == "__main__":
    raise SystemExit(main())
