"""Power loss, as SQLite's own tests do it: what was not synced is lost, kept or torn, in any mixture.

The writes of a real run are recorded and replayed onto a copy of the folder up to a point; of what was not yet synced there,
each write is kept whole, dropped, or cut at a sector. A name that was made or removed is safe once its folder was synced.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.tracing import Call, unescaped

SECTOR = 512
MODES = ("nothing unsynced", "everything", "some", "torn")


@dataclass(frozen=True)
class Op:
    """One change: `verb` on the file `node` or on a name."""

    verb: str  # write, truncate, sync; link, drop, settle (a folder's names); said (something was printed)
    node: int = 0
    name: str = ""
    at: int = 0
    data: bytes = b""


class Recording:
    """A run of a command as changes to a data folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` as it was before the run."""
        self.names = {str(path.relative_to(folder)): node for node, path in enumerate(sorted(p for p in folder.rglob("*") if p.is_file()))}
        self.files = {node: (folder / name).read_bytes() for name, node in self.names.items()}
        self.ops: list[Op] = []
        self._now = dict(self.names)
        self._sizes = {node: len(data) for node, data in self.files.items()}

    def take(self, live: Path, calls: Iterable[Call]) -> None:
        """The calls of a run on `live`, a copy of the folder."""
        for call in calls:
            if call.result < 0:
                continue
            if call.name == "write" and call.args.startswith("1<"):
                self.ops.append(Op("said"))
            elif call.touches(live):
                self.ops.extend(self._ops(call, live))

    def _ops(self, call: Call, live: Path) -> list[Op]:
        names = [path.removesuffix(" (deleted)")[len(str(live)) + 1 :] for path in call.paths if path.startswith(str(live))]
        first = names[0]
        if call.name == "openat":
            return self._opened(names[-1], "O_TRUNC" in call.args)
        if call.name in ("pwrite64", "write"):
            return self._written(call, first)
        if call.name in ("fsync", "fdatasync"):
            return [Op("sync", self._now[first])] if first in self._now else [Op("settle", name=first)]
        if call.name == "ftruncate":
            size = int(call.args.rpartition(", ")[2])
            self._sizes[self._now[first]] = size
            return [Op("truncate", self._now[first], at=size)]
        if call.name.startswith("unlink"):
            self._now.pop(names[-1], None)
            return [Op("drop", name=names[-1])]
        if call.name.startswith(("link", "rename")):
            old, new = names[-2:]
            self._now[new] = self._now[old]
            linked = [Op("link", self._now[old], new)]
            if call.name.startswith("link"):
                return linked
            del self._now[old]
            return [*linked, Op("drop", name=old)]
        return []

    def _opened(self, name: str, truncates: bool) -> list[Op]:
        if name in self._now:
            if truncates:
                self._sizes[self._now[name]] = 0
            return [Op("truncate", self._now[name])] if truncates else []
        node = len(self._sizes)
        self._now[name], self._sizes[node] = node, 0
        return [Op("link", node, name)]

    def _written(self, call: Call, name: str) -> list[Op]:
        node = self._now[name]
        found = re.search(r'"([^"]*)"(?:, \d+)(?:, (\d+))?$', call.args)
        assert found is not None, call.args[-60:]
        data = unescaped(found[1])[: call.result]
        at = int(found[2]) if found[2] else self._sizes[node]
        self._sizes[node] = max(self._sizes[node], at + len(data))
        return [Op("write", node, at=at, data=data)]

    def after(self, point: int, mode: str, seed: int, target: Path) -> None:
        """Write to `target` what may be on the disk after a power loss when `point` changes had been asked for."""
        draw = random.Random(seed)
        done = self.ops[:point]
        safe = {op.node: place for place, op in enumerate(done) if op.verb == "sync"}
        settled = {op.name: place for place, op in enumerate(done) if op.verb == "settle"}
        files = {node: bytearray(data) for node, data in self.files.items()}
        names = dict(self.names)
        for place, op in enumerate(done):
            if op.verb in ("write", "truncate"):
                self._change(files.setdefault(op.node, bytearray()), op, _kept(mode, place < safe.get(op.node, -1), draw))
            elif op.verb in ("link", "drop"):
                folder = str(Path(op.name).parent) if "/" in op.name else ""
                if place < settled.get(folder, -1) or mode == "everything" or (mode != MODES[0] and draw.random() < 0.5):
                    names.pop(op.name, None)
                    if op.verb == "link":
                        names[op.name] = op.node
        shutil.rmtree(target, ignore_errors=True)
        for name, node in names.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(files.get(node, b""))

    @staticmethod
    def _change(file: bytearray, op: Op, kept: float) -> None:
        if op.verb == "truncate":
            if kept:
                del file[op.at :]
                file.extend(bytes(op.at - len(file)))
            return
        data = op.data if kept == 1 else op.data[: int(len(op.data) * kept) // SECTOR * SECTOR]
        if data:
            file.extend(bytes(max(0, op.at - len(file))))
            file[op.at : op.at + len(data)] = data


def _kept(mode: str, is_safe: bool, draw: random.Random) -> float:
    """How much of a write is on the disk: 1 is all of it."""
    if is_safe or mode == "everything":
        return 1
    if mode == "nothing unsynced":
        return 0
    if mode == "some":
        return float(draw.random() < 0.5)
    return draw.choice((0, 1, draw.random()))
