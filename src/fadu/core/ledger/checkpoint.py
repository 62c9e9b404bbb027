"""Checkpoints: the bureau's signed word on how long the ledger was at a time and what its roots were.

The text is a C2SP tlog-checkpoint, so that tools of other transparency logs read it: origin, size, SHA-256 root in
Base64; then lines of our own: the SM3 root, the running number (a missing checkpoint is seen), the time.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from fadu.core.ledger.hashes import Digests
from fadu.core.refusal import Refusal

_DIGEST = r"([A-Za-z0-9+/]{43}=)"
_BODY = re.compile(
    rf"(?P<origin>[^\s+]+)\n(?P<size>0|[1-9][0-9]*)\n(?P<sha256>{_DIGEST})\nsm3 (?P<sm3>{_DIGEST})\n"
    r"number (?P<number>[1-9][0-9]*)\ntime (?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\n"
)


@dataclass(frozen=True)
class Checkpoint:
    """`origin` names the ledger for ever (no blanks, no plus sign); `number` counts its checkpoints from 1; `time` as `entry.time_text`."""

    origin: str
    number: int
    size: int
    roots: Digests
    time: str

    def text(self) -> str:
        """What is signed. Raises Refusal for values that do not make a checkpoint."""
        sha256, sm3 = (base64.b64encode(root).decode() for root in self.roots)
        text = f"{self.origin}\n{self.size}\n{sha256}\nsm3 {sm3}\nnumber {self.number}\ntime {self.time}\n"
        if not _BODY.fullmatch(text):
            raise Refusal(f"“{self.origin}”第 {self.number} 号检查点写不成", "来源名不能为空、不能含空白和加号；编号从 1 起")
        return text

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """The checkpoint of a note's text (take it from `note.open_note`). Raises Refusal for anything else."""
        found = _BODY.fullmatch(text)
        if found:
            roots = Digests(*(base64.b64decode(found[name]) for name in Digests._fields))
            checkpoint = cls(found["origin"], int(found["number"]), int(found["size"]), roots, found["time"])
            if checkpoint.text() == text:
                return checkpoint
        raise Refusal("不是档案检查点", "应为来源、条数、SHA-256 根、SM3 根、编号、时间六行；请原样复制")
