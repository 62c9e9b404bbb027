"""The page of the restore drills."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from fadu.apps.record.actions.drilling import seal_drill
from fadu.events.backup import DrillRun


def test_the_page_lists_drills(as_role: Any) -> None:
    clerk = as_role("clerk")
    assert "还没有做过" in clerk.get("/ledger/drills/").content.decode()
    seal_drill(
        DrillRun(
            subject="a" * 32, passed=False, file="周一.fadu", made="2026-01-01T01:00:00+08:00", entries=7, root="b" * 64, rows=70,
            years=("2024", "2025"), behind=3, rpo_seconds=90_000, rto_ms=1234, faults=("根不符",),
        ),
        actor="命令行", at=timezone.now(),
    )
    text = clerk.get("/ledger/drills/").content.decode()
    for words in ("没有通过", "根不符", "周一.fadu", "1.0 天", "1.2 秒", "2024、2025", "2026-01-01 01:00"):
        assert words in text
