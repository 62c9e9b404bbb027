"""Public utilities, livelihood and safety are not stopped (《实施限制生产、停产整治办法》第七条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts["livelihood_exempt"]:
        yield Lack("属于不得停产的公用事业、民生、安全情形", "改用其他措施")
