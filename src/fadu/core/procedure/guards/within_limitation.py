"""The act was discovered in time to be punished (《生态环境法典》第一千零五十四条, 《行政处罚法》第三十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, Unknown
from fadu.core.procedure.rules.limitation import limitation


def check(facts: Facts) -> Iterator[Lack]:
    verdict = limitation(
        ended_on=facts.get("conduct_ended_on"), continuing=facts["conduct_continuing"], discovered_on=facts.day("discovered_on"),
        harm=facts.get("harm"), life_health_or_finance=facts.get("life_health_or_finance"),
    )
    if verdict.open is None:
        raise Unknown("；".join(verdict.missing))
    if not verdict.open:
        yield Lack(f"已过追责时效：{'；'.join(verdict.steps)}", "不再给予行政处罚")
