"""Encrypted bytes in pieces (AES-256-GCM, the STREAM construction): any changed, missing, moved or added byte is found.

A backup begins with one line of plain JSON, which every piece is bound to. Each file has a key of its own (HKDF over a random
salt), so that the counter can be the nonce; the last piece is marked, so that a cut is no end.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fadu.core.refusal import Refusal
from fadu.site.backup.keys import Key

FORMAT = "fadu-backup-1"
PIECE = 1 << 18
_TAG = 16
_LONGEST_HEADER = 1000


class Damaged(Refusal):
    """The file is not what was written."""

    def __init__(self, what: str) -> None:
        super().__init__(f"备份已损坏：{what}", "没有恢复任何内容；请换用另一份副本")


@dataclass(frozen=True)
class Header:
    """What a backup says openly: its own id, that of the backup it builds on ("" for none), that of its key."""

    id: str
    base: str
    key: str
    salt: str

    def line(self) -> bytes:
        """The first line of the file."""
        return json.dumps({"format": FORMAT, **vars(self)}, sort_keys=True).encode() + b"\n"


def read_header(file: IO[bytes]) -> Header:
    """The first line. Raises Damaged where it is not that of a backup."""
    line = file.readline(_LONGEST_HEADER)
    try:
        value = json.loads(line)
        header = Header(**{name: str(value[name]) for name in ("id", "base", "key", "salt")})
    except (ValueError, TypeError, KeyError):
        raise Damaged("文件开头不是法度备份") from None
    if header.line() != line:
        raise Damaged("文件开头被改过，或是不认识的版本")
    return header


class Writer:
    """Encrypts what is written; `finish` ends the file."""

    def __init__(self, file: IO[bytes], key: Key, *, id: str, base: str = "") -> None:
        header = Header(id, base, key.id, secrets.token_hex(32))
        self._file = file
        self._line = header.line()
        self._cipher = _cipher(key, header)
        self._waiting = bytearray()
        self._count = 0
        file.write(self._line)

    def write(self, data: bytes) -> None:
        """Take bytes; full pieces go to the file."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        """Write what is left, marked as the end."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, data: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._count, last), data, self._line))
        self._count += 1


class Reader:
    """Decrypts a file from its start; `read` gives exactly so many bytes, or raises Damaged."""

    def __init__(self, file: IO[bytes], key: Key) -> None:
        self.header = read_header(file)
        if self.header.key != key.id:
            raise Refusal(
                f"这份备份要用编号 {self.header.key} 的密钥，给的密钥是 {key.id}",
                "请用 --key 指明做备份的那台机器的 keys/backup.key（或两个半份）",
            )
        self._file = file
        self._line = self.header.line()
        self._cipher = _cipher(key, self.header)
        self._count = 0
        self._ahead = file.read(PIECE + _TAG)
        self._ready = bytearray()
        self._ended = False

    def read(self, size: int) -> bytes:
        """The next `size` bytes."""
        while len(self._ready) < size:
            if self._ended:
                raise Damaged("内容不完整")
            self._open()
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def close(self) -> None:
        """Nothing may be left; raises Damaged."""
        if not self._ended or self._ready:
            raise Damaged("末尾有多余的内容")

    def _open(self) -> None:
        data, self._ahead = self._ahead, self._file.read(PIECE + _TAG)
        self._ended = not self._ahead
        try:
            self._ready += self._cipher.decrypt(_nonce(self._count, self._ended), data, self._line)
        except (InvalidTag, ValueError):
            raise Damaged(f"第 {self._count + 1} 块解不开（被改、被截断或次序不对）") from None
        self._count += 1


def record(head: Mapping[str, object], payload_size: int = 0) -> bytes:
    """The start of a record: the length of its head, and the head; `payload_size` bytes follow it."""
    text = json.dumps({**head, "bytes": payload_size}, ensure_ascii=False).encode()
    return len(text).to_bytes(4, "big") + text


def read_record(reader: Reader) -> tuple[dict[str, object], int]:
    """The head of the next record and how many bytes follow it."""
    head = json.loads(reader.read(int.from_bytes(reader.read(4), "big")))
    return head, int(head.pop("bytes"))


def _cipher(key: Key, header: Header) -> AESGCM:
    try:
        salt = bytes.fromhex(header.salt)
    except ValueError:
        raise Damaged("文件开头被改过") from None
    return AESGCM(HKDF(SHA256(), 32, salt, FORMAT.encode()).derive(key.secret))


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])
