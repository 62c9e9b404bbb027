"""Suspending or ending an investigation states its ground (《生态环境行政处罚办法》第三十五条、第三十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if not facts["ground"].strip():
        yield Lack("没有写明中止或者终止的事由", "写明法定事由")
