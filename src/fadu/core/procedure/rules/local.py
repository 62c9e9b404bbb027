"""The bureau's own dated choices that the national rules leave to local law: thresholds and lists.

A bureau without such a pack has said nothing, so what depends on it stays open. "There is no local figure" is a statement too: 无=true.

    {"pack": {"名称": "…", "版本": "…", "核对": "2026-11-22", "来源": "…", "复核": "甲、乙"},
     "hearing_amount": [{"自": "2024-01-01", "至": null, "公民": 1000, "单位": 20000, "来源": "…"}],
     "legal_review": [{"自": "2024-01-01", "至": null, "情形": ["罚款二十万元以上"], "来源": "…"}],
     "collective": [{"自": "2024-01-01", "至": null, "情形": ["从轻", "减轻", "从重", "不予处罚"], "来源": "…"}]}

`party_group`, `committee`, `leniency` and `issuer` have the form of the lists; what their lines say, the rule of the name reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from fadu.core import pack
from fadu.core.procedure.values import overlap


@dataclass(frozen=True)
class Threshold:
    """A local figure in yuan; both None where the bureau states that there is none."""

    since: date
    until: date | None
    citizen: Decimal | None
    entity: Decimal | None
    source: str


@dataclass(frozen=True)
class Cases:
    """A local list of case types that only adds to the national ones; empty where the bureau states that there is none."""

    since: date
    until: date | None
    kinds: tuple[str, ...]
    source: str


LISTS = ("legal_review", "collective", "party_group", "committee", "leniency", "issuer")
Span = TypeVar("Span", Threshold, Cases)


@dataclass(frozen=True)
class LocalRules:
    """What a bureau has declared."""

    head: pack.Pack
    hearing_amount: tuple[Threshold, ...]
    legal_review: tuple[Cases, ...]
    collective: tuple[Cases, ...]
    party_group: tuple[Cases, ...] = ()
    committee: tuple[Cases, ...] = ()
    leniency: tuple[Cases, ...] = ()
    issuer: tuple[Cases, ...] = ()

    def on(self, kind: str, day: date) -> Cases | None:
        """The list of a kind that holds on a day, None where there is none."""
        spans: tuple[Cases, ...] = getattr(self, kind)
        return _on(spans, day)

    def traits_on(self, day: date) -> tuple[str, ...]:
        """What the lists of the day may ask of a case, each once."""
        lists = (self.on(kind, day) for kind in ("legal_review", "collective", "party_group"))
        return tuple(dict.fromkeys(trait for one in lists if one for trait in one.kinds))

    def hearing_on(self, day: date) -> Threshold | None:
        """The declaration that holds on a day, None where there is none."""
        return _on(self.hearing_amount, day)

    def legal_review_on(self, day: date) -> Cases | None:
        return _on(self.legal_review, day)

    def collective_on(self, day: date) -> Cases | None:
        return _on(self.collective, day)


def _on(spans: tuple[Span, ...], day: date) -> Span | None:
    return next((one for one in spans if one.since <= day and (one.until is None or day <= one.until)), None)


def read(path: Traversable) -> LocalRules:
    """A local pack (a Path will do). Raises pack.BadPack with file, line and reason."""
    head, content, line_of = pack.document(path)
    unknown = set(content) - {"pack", "hearing_amount", *LISTS}
    if unknown:
        name = min(unknown)
        raise pack.BadPack(path.name, line_of(name), f"不认识的“{name}”")

    def spans(name: str, build: Callable[[Mapping[str, Any]], Span]) -> tuple[Span, ...]:
        found: list[Span] = []
        for entry in content.get(name, []):
            try:
                one = build(entry)
                if not one.source:
                    raise ValueError("没有来源")
                if one.until and one.until < one.since:
                    raise ValueError("“至”早于“自”")
                if any(overlap(one.since, one.until, other.since, other.until) for other in found):
                    raise ValueError("与另一条的日期重叠")
            except (KeyError, TypeError, ValueError, ArithmeticError) as problem:
                raise pack.BadPack(path.name, line_of(name), f"“{name}”的一条不能用：{problem}") from problem
            found.append(one)
        return tuple(found)

    return LocalRules(head, spans("hearing_amount", _threshold), **{kind: spans(kind, _cases) for kind in LISTS})


def _span(entry: Mapping[str, Any]) -> tuple[date, date | None]:
    return pack.day(entry["自"]), pack.day(entry["至"]) if entry.get("至") else None


def _threshold(entry: Mapping[str, Any]) -> Threshold:
    if entry.get("无"):
        return Threshold(*_span(entry), None, None, entry["来源"])
    return Threshold(*_span(entry), Decimal(str(entry["公民"])), Decimal(str(entry["单位"])), entry["来源"])


def _cases(entry: Mapping[str, Any]) -> Cases:
    return Cases(*_span(entry), tuple(entry["情形"]), entry["来源"])
