"""The machine: versions, room, typefaces, clock."""

from __future__ import annotations

import base64
import hashlib
import platform
import shutil
import sqlite3
import sys
from datetime import datetime
from importlib import metadata
from pathlib import Path

from fadu.site.doctor.result import Check, Result, judged

_ROOM = 2**30  # bytes free: below this an import or a backup may not fit
_LIBRARIES = ("Django", "cryptography", "waitress", "typst", "segno")


def python(at: datetime) -> Result:
    """Python and the libraries."""
    versions = "，".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    old = f"Python {platform.python_version()} 太旧" if sys.version_info < (3, 11) else ""
    return judged("程序", old, f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}，{versions}", "请安装 Python 3.11 或更新的版本")


def program(at: datetime) -> Result:
    """Are the installed files of Fadu those that were installed?"""
    files = [file for file in metadata.distribution("fadu").files or () if file.hash and file.suffix != ".pyc"]
    altered = [str(file) for file in files if file.hash and not _same(str(file.locate()), file.hash.mode, file.hash.value)]
    if not any(file.parts[0] == "fadu" for file in files):
        return Result("程序文件", "warn", "以源码方式安装，没有安装清单可核", "单位使用的，请用发布的安装包安装")
    wrong = altered and f"与安装清单不符：{'、'.join(altered[:5])}"
    return judged("程序文件", wrong or "", f"{len(files)} 个文件与安装清单一致", "请重新安装")


def hashing(at: datetime) -> Result:
    """Has OpenSSL the Chinese hash?"""
    slow = "" if "sm3" in hashlib.algorithms_available else "本机的 OpenSSL 没有 SM3，改用程序自带的，结果一样但慢一百倍"
    return judged("SM3", slow, "由 OpenSSL 计算", "请换用带 SM3 的 OpenSSL 1.1.1 或更新的版本", "warn")


def disk(at: datetime) -> Result:
    """Room where the data lie."""
    from django.conf import settings

    folder = settings.FADU_DATA if settings.FADU_DATA.exists() else settings.FADU_DATA.parent
    free = shutil.disk_usage(folder).free
    full = f"只剩 {free // 2**20} MB" if free < _ROOM else ""
    return judged("磁盘", full, f"还有 {free // 2**30} GB", "请清理或更换磁盘；写满时行为会被拒绝，已封存的不受影响")


def faces(at: datetime) -> Result:
    """The typefaces of official documents."""
    from fadu.web.paper import fonts

    return judged("公文字体", fonts.advice(fonts.installed()), "公文字体齐全", "请在打印正式文件的电脑上安装这些字体", "warn")


def clock(at: datetime) -> Result:
    """The clock against the latest time that was sealed."""
    from fadu.apps.record.models import Head
    from fadu.core.ledger.clock import went_back

    latest = Head.objects.values_list("latest", flat=True).first()
    back = f"本机时间 {at:%Y-%m-%d %H:%M} 早于最近一次封存的 {latest}" if went_back(latest, at) else ""
    return judged("时钟", back, f"{at:%Y-%m-%d %H:%M %Z}，不早于最近一次封存；与标准时间的偏差无法离线核对", "请校准时钟；此前封存的时间也要核对")


def _same(path: str, mode: str, value: str) -> bool:
    try:
        made = hashlib.new(mode, Path(path).read_bytes()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(made).decode().rstrip("=") == value


ALWAYS: tuple[Check, ...] = (python, program, hashing, disk, faces)
WITH_DATA: tuple[Check, ...] = (clock,)
