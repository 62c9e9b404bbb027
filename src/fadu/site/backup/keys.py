"""The key that backups are encrypted with: a file beside the ledger's key, made on first use, never inside a backup.

Two officers may hold it in halves, neither of which says anything without the other.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fadu.apps.record import durable
from fadu.core.refusal import Refusal, Unreadable, cause

SIZE = 32
_WHOLE, _HALF = "FADU-BACKUP-KEY-1", "FADU-BACKUP-KEY-HALF-1"


@dataclass(frozen=True)
class Key:
    """A backup key of 32 bytes."""

    secret: bytes

    @property
    def id(self) -> str:
        """What a backup says of the key it needs: 16 hexadecimal digits that don't give it away."""
        return sha256(b"fadu backup key id\0" + self.secret).hexdigest()[:16]


def file(folder: Path) -> Path:
    """Where the key of a data folder lies."""
    return folder / "keys" / "backup.key"


def made(folder: Path) -> Key:
    """The key of a data folder; made where there is none yet."""
    target = file(folder)
    if not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(target, _text(_WHOLE, secrets.token_bytes(SIZE)))
    return read([target])


def read(paths: Sequence[Path]) -> Key:
    """The key in one file, or in two halves. Raises Refusal (Unreadable where a file can't be read)."""
    found = [_read(path) for path in paths]
    marks = [mark for mark, _ in found]
    if marks == [_WHOLE]:
        return Key(found[0][1])
    if marks == [_HALF, _HALF]:
        return Key(bytes(a ^ b for a, b in zip(found[0][1], found[1][1], strict=True)))
    raise Refusal("密钥不齐：要一个完整的密钥文件，或者两个半份", "用两个半份恢复时，请写 --key 半份一 --key 半份二")


def split(key: Key, first: Path, second: Path) -> None:
    """Write the key in two halves; one alone is random noise. Raises Refusal where a file is there already."""
    noise = secrets.token_bytes(SIZE)
    write(first, _text(_HALF, noise))
    write(second, _text(_HALF, bytes(a ^ b for a, b in zip(noise, key.secret, strict=True))))


def write(target: Path, text: str) -> None:
    """A secret into a file of its owner: whole or not at all, never over another one."""
    try:
        made = durable.write_once(target, text)
    except OSError as problem:
        raise Unreadable(f"写不进 {target}：{cause(problem)}", "请确认文件夹存在、可以写、有空间") from problem
    if not made and not _is_key(target):
        raise Refusal(f"{target} 已经存在，不覆盖", "请换一个文件名")


def _text(mark: str, secret: bytes) -> str:
    return f"{mark} {base64.b64encode(secret).decode()} {sha256(secret).hexdigest()[:8]}\n"


def _is_key(path: Path) -> bool:
    """Whether another process made the data folder's key in the meantime; then that one counts."""
    return path.name == "backup.key" and path.read_text("ascii", errors="replace").startswith(_WHOLE)


def _read(path: Path) -> tuple[str, bytes]:
    try:
        words = path.read_text("ascii").split()
    except (OSError, UnicodeDecodeError) as problem:
        raise Unreadable(f"备份密钥 {path} 读不出来：{problem}", "请核对路径；在新机器上恢复要用 --key 指明密钥文件") from problem
    try:
        mark, encoded, check = words
        secret = base64.b64decode(encoded, validate=True)
    except ValueError:
        mark, secret, check = "", b"", ""
    if mark not in (_WHOLE, _HALF) or len(secret) != SIZE or sha256(secret).hexdigest()[:8] != check:
        raise Unreadable(f"{path} 不是备份密钥，或抄写有误", "密钥文件只有一行，以 FADU-BACKUP-KEY 开头；请取原件")
    return mark, secret
