"""The provisions that govern an act on a day: lanes, groups, and the higher fine where one act breaks several norms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fadu.core.law import rules
from fadu.core.law.cases import Facts
from fadu.core.law.provisions import Provision
from fadu.core.law.sources import label
from fadu.core.law.statutes import Book
from fadu.core.law.tiers import NOTHING, Tier, Unsettled, heavier, tier

__all__ = ["Governing", "Weighed", "governing", "recorded", "weigh", "which_group"]


@dataclass(frozen=True, slots=True)
class Governing:
    """What is in force for one group on one day: the provision normally cited, those beside it, and surviving lower rules."""

    provision: Provision
    parallels: tuple[Provision, ...]
    subordinates: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A provision and its tier for the facts."""

    provision: Provision
    tier: Tier


def governing(provisions: Iterable[Provision], facts: Facts, day: date) -> Governing | None:
    """What governs on a day; None where nothing is in force for the group.

    A named group without a rule of its own falls back to the rules for anybody. Unsettled(scope) where none is named and only
    rules for named groups exist, where the violation knows no rule for anybody at all, or where the named groups have two.
    """
    rows = tuple(provisions)
    guess = not facts.scopes or all(provision.scope for provision in rows)
    live = [provision for provision in rows if provision.on(day)]
    for lane in ("primary", "parallel", "subordinate"):
        chosen = _one([provision for provision in live if provision.lane == lane], facts, guess)
        if chosen:
            beside = (provision for provision in live if provision is not chosen and provision.scope in ("", *facts.scopes))
            others = tuple(beside)
            return Governing(
                chosen,
                tuple(provision for provision in others if provision.lane == "parallel"),
                tuple(provision for provision in others if provision.lane == "subordinate"),
            )
    return None


def _one(rows: list[Provision], facts: Facts, guess: bool) -> Provision | None:
    named = [provision for provision in rows if provision.scope and provision.scope in facts.scopes]
    if len(named) > 1:
        groups = "、".join(label("scope", provision.scope) for provision in named)
        raise Unsettled(("scope",), f"所列适用对象有不同的规定（{groups}），请分别提出")
    if named:
        return named[0]
    anybody = [provision for provision in rows if not provision.scope]
    if anybody:
        return anybody[0]
    if rows and guess:
        raise which_group(rows)
    return None


def which_group(rows: Iterable[Provision]) -> Unsettled:
    """The question which of the groups that have rules the party belongs to."""
    groups = dict.fromkeys(f"{provision.scope}（{label('scope', provision.scope)}）" for provision in rows if provision.scope)
    return Unsettled(("scope",), f"只有针对特定对象的规定，须查明适用对象：{'、'.join(groups)}，或者其他")


def weigh(rules: Governing, facts: Facts) -> tuple[Weighed, ...]:
    """The provision normally cited, and those beside it that would have to fine higher (行政处罚法 29, 生态环境法典 1055).

    A fine that the authority *may* impose is left out: those articles speak of fines that shall be imposed.
    """
    first = Weighed(rules.provision, tier(rules.provision, facts))
    others = (
        Weighed(other, tier(other, facts)) for other in rules.parallels if not other.optional and other.fine.kind != "elsewhere"
    )
    return (first, *(other for other in others if other.tier.fine != NOTHING and heavier(other.tier, first.tier)))


def recorded(provisions: Iterable[Provision], verdict: str, facts: Facts, day: date, book: Book) -> bool:
    """Whether the catalogue's silence about a day before its first rule means that there was no fine.

    It does for offences that the Code created, and where the statute of the first rule did not exist before it. It does not
    where an earlier version or a predecessor of that statute was in force: the catalogue simply does not hold its rule.
    """
    if verdict == "new_offence":
        return True
    mine = [one for one in provisions if one.lane != "subordinate" and one.scope in ("", *facts.scopes)]
    earliest = min((one.begins for one in mine), default=None)
    for provision in mine:
        # What the Code replaced stands in the catalogue itself.
        if provision.begins != earliest or provision.begins >= rules.switch("code").begins:
            continue
        if book.standing(provision.statute, day).status in ("in_force", "unknown"):
            return False
        if any(book.standing(before.short, day).status == "in_force" for before in book.predecessors(provision.statute)):
            return False
    return True
