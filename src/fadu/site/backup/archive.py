"""The records of a backup file: blocks of rows and files, and the manifest at the end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from fadu.core.refusal import Refusal, Unreadable, cause
from fadu.site.backup.keys import Key
from fadu.site.backup.manifest import Manifest
from fadu.site.backup.stream import Damaged, Header, Reader, Writer, read_header, read_record, record
from fadu.site.backup.tables import Block

_COPY = 1 << 20
_FAST = 1  # zlib level: rows are read faster than a thorough compression could take them


class Into:
    """Puts records into a backup."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def rows(self, table: str, block: Block) -> None:
        """A block of rows."""
        packed = zlib.compress(block.data, _FAST)
        self._writer.write(record({"kind": "rows", "table": table, "place": block.place}, len(packed)))
        self._writer.write(packed)

    def file(self, path: str, size: int, source: IO[bytes]) -> str:
        """A file of the data folder; returns its SHA-256. Raises Refusal where it changes its length meanwhile."""
        self._writer.write(record({"kind": "file", "path": path}, size))
        digest, left = sha256(), size
        while left and (data := source.read(min(_COPY, left))):
            digest.update(data)
            self._writer.write(data)
            left -= len(data)
        if left:
            raise Refusal(f"文件 {path} 在备份时变短了", "请再备份一次")
        return digest.hexdigest()

    def end(self, manifest: Manifest) -> None:
        """The manifest, last of all."""
        data = zlib.compress(manifest.data())
        self._writer.write(record({"kind": "end"}, len(data)))
        self._writer.write(data)
        self._writer.finish()


class Item:
    """A record that is being read: rows of `table` at `place`, or the file `path`; its bytes must be taken before the next."""

    def __init__(self, head: dict[str, object], size: int, reader: Reader) -> None:
        self.kind = str(head["kind"])
        self.table, self.place, self.path = str(head.get("table", "")), int(str(head.get("place", 0))), str(head.get("path", ""))
        self._left = size
        self._reader = reader

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a piece at a time."""
        while self._left:
            size = min(_COPY, self._left)
            self._left -= size
            yield self._reader.read(size)

    def data(self) -> bytes:
        """All bytes of a compressed record."""
        return zlib.decompress(b"".join(self.pieces()))


class From:
    """A backup that is being read. `items` gives its records; once they are through, `manifest` is known and all was intact."""

    def __init__(self, file: IO[bytes], key: Key) -> None:
        self._reader = Reader(file, key)
        self._manifest: Manifest | None = None

    def items(self) -> Iterator[Item]:
        """Records of rows and files, in order. Raises Damaged."""
        while True:
            head, size = read_record(self._reader)
            item = Item(head, size, self._reader)
            if item.kind == "end":
                self._manifest = Manifest.read(item.data())
                self._reader.close()
                return
            yield item
            for _ in item.pieces():  # what nobody wanted
                pass

    @property
    def manifest(self) -> Manifest:
        """What the backup says of itself."""
        if self._manifest is None:
            raise Damaged("没有读到结尾")
        return self._manifest


@contextmanager
def opened(path: Path, key: Key) -> Iterator[From]:
    """A backup file, decrypted. Raises Unreadable for a file that can't be read."""
    try:
        with path.open("rb") as file:
            yield From(file, key)
    except OSError as problem:
        raise Unreadable(f"{problem.filename or path} 读不出来：{cause(problem)}", "请核对路径和权限") from problem


def manifest_of(path: Path, key: Key) -> Manifest:
    """The manifest of a backup that was read to its end, so every byte of the file was looked at."""
    with opened(path, key) as backup:
        for _ in backup.items():
            pass
        return backup.manifest


def digest_of(source: IO[bytes]) -> str:
    """SHA-256 of what is left of a file."""
    digest = sha256()
    while data := source.read(_COPY):
        digest.update(data)
    return digest.hexdigest()


def header_of(path: Path) -> Header | None:
    """What a file says openly, None where it is no backup."""
    try:
        with path.open("rb") as file:
            return read_header(file)
    except (OSError, Damaged):
        return None


def chain(path: Path) -> list[Path]:
    """The file and those it builds on, newest first; they lie in one folder, whatever their names.

    Raises Refusal where one is not there, Unreadable where the file itself is not.
    """
    if not path.is_file():
        raise Unreadable(f"找不到备份文件 {path}", "请核对路径")
    with path.open("rb") as file:
        found, header = [path], read_header(file)
    beside = {h.id: other for other in sorted(path.resolve().parent.iterdir()) if other.is_file() and (h := header_of(other))} if header.base else {}
    while header.base:
        before = beside.pop(header.base, None)
        older = header_of(before) if before else None
        if before is None or older is None:
            raise Refusal(f"缺少前一份备份（编号 {header.base}）", f"{path.name} 是增量备份，请把它依赖的备份放进同一个文件夹")
        found.append(before)
        header = older
    return found
