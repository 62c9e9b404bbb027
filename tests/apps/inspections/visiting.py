"""Visits made by the real actions on the sample ledger: at the office, and as a phone would send them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from fadu.apps.inspections.actions.visiting import opening, recording
from fadu.apps.inspections.visits import reading
from fadu.core.ledger.entry import time_text
from fadu.core.visits import chain, syncing

AT = datetime(2025, 3, 4, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ONE, TWO = "431127001", "431127002"
FIRM = "DX43112700005"
PHONE = "手机-1a2b"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda0008010100003f00d2cf20ffd9")


def opened(*, category: str = "日常巡查", facility: str = FIRM, officers: tuple[str, ...] = (ONE, TWO), on: date | None = None, **more: Any) -> str:
    """A visit that may begin."""
    more = {"approved_by": "局长批准", "checklist": "petrol", "matter": "排污单位现场检查", "actor": ONE, "at": AT, **more}
    return opening.open_visit(category=category, facility=facility, officers=officers, on=on or AT.date(), **more)


def entries(visit: str, *, problems: tuple[dict[str, Any], ...] = (), outcome: str = "", photo: bytes = b"") -> list[tuple[str, dict[str, Any]]]:
    """What is recorded on a visit from the notice to the result."""
    found = reading.visit(visit)
    assert found is not None
    file = {"name": "现场.jpg", "sha256": sha256(photo).hexdigest(), "size": len(photo)}
    photos = [("photo", {**file, "what": "卸油口", "stage": "现场"})] if photo else []
    answers = {item: {"answer": "符合"} for item in found.items}
    return [
        ("notice", {"mode": "提前通知", "told_to": "环保负责人"}),
        ("certificates", {"shown": True, "confirmed": "已确认", "rights": True, "recusal": "不申请回避", "present": "站长 王某"}),
        ("checks", {"answers": answers}),
        ("scene", {"place": "加油区", "began": "2025-03-04 09:10", "ended": "2025-03-04 10:00", "found": "正常营业，油气回收装置运行。"}),
        *photos,
        *(("problem", {"what": "台账缺两日", "order": "责令限期改正", "days": 10, **one}) for one in problems),
        ("signature", {"role": "当事人", "who": "王某", "on": "纸上"}),
        ("signature", {"role": "执法人员", "who": "示例执法01", "on": "纸上"}),
        ("signature", {"role": "执法人员", "who": "示例执法02", "on": "纸上"}),
        ("result", {"outcome": outcome or ("发现问题已责令改正" if problems else "未发现问题"), "told": True, "told_to": "站长"}),
    ]


def made(**more: Any) -> str:
    """A visit recorded at the office to its end."""
    kept = {name: more.pop(name) for name in ("problems", "outcome") if name in more}
    visit = opened(**more)
    for place, (kind, said) in enumerate(entries(visit, **kept)):
        recording.record(visit, kind, said, actor=more.get("officers", (ONE,))[0], at=more.get("at", AT) + timedelta(minutes=place))
    return visit


class Phone:
    """What the page on the phone keeps and sends: its own chain, stopwatch and clock (`ahead` of ours)."""

    def __init__(self, visit: str, *, device: str = PHONE, by: str = ONE, ahead: timedelta = timedelta(), at: datetime = AT) -> None:
        found = reading.visit(visit)
        assert found is not None
        self.visit, self.device, self.by, self.ahead, self.at = visit, device, by, ahead, at
        self.head, self.kept, self.boot, self.elapsed = found.start, list[dict[str, Any]](), "b1", 0

    def enter(self, kind: str, said: dict[str, Any], *, minutes: int = 1, set_clock: timedelta = timedelta()) -> dict[str, Any]:
        self.at += timedelta(minutes=minutes)
        self.ahead += set_clock
        self.elapsed += minutes * 60_000
        stamp = syncing.Stamp(self.device, self.at + self.ahead, self.boot, self.elapsed)
        entry: dict[str, Any] = {
            "visit": self.visit, "seq": len(self.kept) + 1, "kind": kind, "said": said, "by": self.by, "previous": self.head,
            "device": syncing.written(stamp),
        }
        entry["digest"] = self.head = chain.follow(entry)
        self.kept.append(entry)
        return entry

    def now(self) -> str:
        return time_text(self.at + self.ahead)

    def send(self, entries: list[dict[str, Any]] | None = None, *, actor: str = "") -> recording.Receipt:
        sent = self.kept if entries is None else entries
        return recording.receive(self.visit, sent, device=self.device, now=self.now(), actor=actor or self.by, at=self.at)
