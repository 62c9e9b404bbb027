"""What of the entries that a device sends is new, and whether its clock can be right. A visit's number of an entry orders it, never its time.

Sent twice is taken once; sent in part goes on where it stopped; what would put another entry in the place of one that is sealed is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from fadu.core.ledger.entry import time_text
from fadu.core.refusal import Refusal
from fadu.core.visits import chain

SKEW = timedelta(minutes=2)  # by how much a phone's clock may be off without a word
_DRIFT = timedelta(seconds=30)  # by how much its clock and its stopwatch may disagree within one sitting
_MEND = "请不要清除手机里的记录，把手机交给内勤导出，再查明是哪一边不对"


@dataclass(frozen=True)
class Stamp:
    """What a device says of the moment of an entry: its name, its own time, which sitting (page load), milliseconds since that began."""

    id: str
    at: datetime
    boot: str
    elapsed: int


def stamp(entry: Mapping[str, Any]) -> Stamp:
    """Read the stamp of an entry. Raises Refusal."""
    said = entry.get("device")
    if not isinstance(said, Mapping) or set(said) != {"at", "boot", "elapsed", "id"}:
        raise Refusal("设备的时间记录不全", "请更新手机上的页面后再上传")
    id, boot, elapsed = said["id"], said["boot"], said["elapsed"]
    for name in (id, boot):
        require_name(name)
    if not isinstance(elapsed, int) or isinstance(elapsed, bool) or elapsed < 0:
        raise Refusal("设备的秒表读数不对", "请更新手机上的页面后再上传")
    return Stamp(id, moment(said["at"]), boot, elapsed)


def require_name(name: Any) -> None:
    """Raise Refusal for what can't be the name of a device or of a sitting."""
    if not isinstance(name, str) or not re.fullmatch(r"[\w·.-]{1,40}", name):
        raise Refusal("设备的名称不对", "请更新手机上的页面后再上传")


def moment(text: Any) -> datetime:
    """A device's time (UTC, to the second or finer, ending in Z). Raises Refusal."""
    try:
        return datetime.fromisoformat(str(text).replace("Z", "+00:00")).astimezone(UTC)
    except ValueError:
        raise Refusal(f"设备的时间“{text}”读不懂", "请更新手机上的页面后再上传") from None


def fresh(visit: str, known: Sequence[str], start: str, sent: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], str]]:
    """The entries that are new, each with its digest; `known` are the digests that are sealed already, in order.

    Raises Refusal for a gap, for an entry that is not what its digest says, and for one that would take the place of a sealed one.
    """
    digests, found = list(known), []
    for entry in sent:
        digest, seq = _digest(visit, entry), entry["seq"]
        if seq <= len(digests):
            if digests[seq - 1] != digest:
                raise Refusal(f"第 {seq} 条与已经封存的不同：同一次检查在两处各记了一份", _MEND)
            continue
        if seq != len(digests) + 1:
            raise Refusal(f"缺第 {len(digests) + 1} 条至第 {seq - 1} 条", "请从头重新上传，已经收到的不会重复")
        if entry["previous"] != (digests[-1] if digests else start):
            raise Refusal(f"第 {seq} 条接不上前一条：中间的记录被改过或者丢失", _MEND)
        digests.append(digest)
        found.append((entry, digest))
    return found


def _digest(visit: str, entry: Mapping[str, Any]) -> str:
    try:
        digest = chain.follow(entry)
        whole = isinstance(entry["seq"], int) and entry["seq"] >= 1 and isinstance(entry["said"], Mapping) and isinstance(entry["kind"], str)
    except (KeyError, TypeError, ValueError, RecursionError):
        digest, whole = "", False
    if not whole or entry["visit"] != visit:
        raise Refusal("上传的记录不完整，或者不是这次检查的", _MEND)
    if entry.get("digest") != digest:
        raise Refusal(f"第 {entry['seq']} 条的内容与它的摘要不符：被改过或已损坏", _MEND)
    return digest


def skew(device: datetime, received: datetime) -> int:
    """By how many seconds a device's clock is ahead of ours (negative: behind); 0 where it is near enough."""
    off = device - received
    return 0 if abs(off) <= SKEW else round(off.total_seconds())


def said_of(seconds: int) -> str:
    """A clock that is off, in words."""
    if not seconds:
        return ""
    span = timedelta(seconds=abs(seconds))
    return f"设备的时钟比服务器{'快' if seconds > 0 else '慢'} {_span(span)}，记录里的时间已按此折算"


def clock_notes(stamps: Sequence[Stamp]) -> list[str]:
    """Where a device's clock was set during the visit: it went back, or disagrees with the stopwatch of the same sitting."""
    notes = []
    for place, (one, other) in enumerate(pairwise(stamps), 2):
        if one.id != other.id:
            continue
        passed = other.at - one.at
        if one.boot == other.boot:
            off = passed - timedelta(milliseconds=other.elapsed - one.elapsed)
            if abs(off) > _DRIFT:
                notes.append(f"第 {place} 条之前，设备的时钟被拨{'快' if off > timedelta() else '慢'}了 {_span(abs(off))}（秒表没有停）")
        elif passed < timedelta():
            notes.append(f"第 {place} 条之前，设备的时钟倒退了 {_span(-passed)}")
    return notes


def written(one: Stamp) -> dict[str, Any]:
    """A stamp as an entry holds it."""
    return {"at": time_text(one.at), "boot": one.boot, "elapsed": one.elapsed, "id": one.id}


def _span(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes >= 2 * 24 * 60:
        return f"{round(minutes / (24 * 60))} 天"
    return f"{round(minutes / 60)} 小时" if minutes >= 120 else f"{max(minutes, 1)} 分钟"
