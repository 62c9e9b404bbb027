"""Certificates are shown, and the party confirms it (《行政处罚法》第五十五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("certificates_shown", "没有出示执法证件", "主动出示执法证件后再进行，当事人有权拒绝未出示证件的检查")
    yield from facts.must("certificates_confirmed", "笔录没有当事人对出示证件的确认", "请当事人在笔录上确认，拒绝的注明")
