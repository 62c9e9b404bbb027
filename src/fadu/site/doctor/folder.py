"""The data folder: nobody else may read what lies in it."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

from fadu.site.doctor.result import Check, Result, State, judged


def folder(at: datetime) -> Result:
    """Owner and mode of the data folder."""
    from django.conf import settings

    path: Path = settings.FADU_DATA
    if not path.is_dir():
        return Result("数据文件夹", "fail", f"{path} 不存在", "请先运行 fadu init，或用环境变量 FADU_DATA 指定")
    wrong = "程序不能写" if not os.access(path, os.W_OK) else _open(path)
    state: State = "fail" if wrong == "程序不能写" else "warn"
    return judged("数据文件夹", wrong and f"{path} {wrong}", f"{path} 只有本用户能进", f"chmod 700 {path}", state)


def secret(at: datetime) -> Result:
    """The secret that signs sessions: nobody else reads it, and it is not a word."""
    from django.conf import settings

    path = Path(os.environ.get("FADU_SECRET_FILE") or settings.FADU_DATA / "secret.key")
    weak = "密钥太简单" if len(set(settings.SECRET_KEY)) < 16 or len(settings.SECRET_KEY) < 32 else ""
    mend = f"chmod 600 {path}；太简单的，删掉后重新启动"
    return judged("会话密钥", weak or _open(path), f"{len(settings.SECRET_KEY)} 个字符，只有本用户能读", mend)


def keys(at: datetime) -> Result:
    """Everything under `keys` is readable by its owner only."""
    from django.conf import settings

    files = [path for path in sorted((settings.FADU_DATA / "keys").rglob("*")) if path.is_file()]
    loose = [path.name for path in files if _open(path)]
    said = f"{len(files)} 个密钥文件，只有本用户能读" if files else "还没有密钥：第一次签署、备份、保密时生成"
    return judged("密钥文件", "、".join(loose) and f"其他用户能读：{'、'.join(loose)}", said, "chmod 600 这些文件；已经被别人读过的，请换密钥")


def _open(path: Path) -> str:
    """What is wrong with who may read a file, "" for nothing; Windows keeps rights in another way."""
    if os.name != "posix" or not path.exists():
        return ""
    mode = path.stat().st_mode
    return "其他用户能读" if stat.S_IMODE(mode) & 0o077 else ""


ALWAYS: tuple[Check, ...] = (folder, secret, keys)
WITH_DATA: tuple[Check, ...] = ()
