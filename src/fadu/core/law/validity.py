"""Whether a citation is right on a day: the name, the statute's being in force, the number of its articles.

A report cites the law of the day it speaks of: after 2026-08-15 a single pollution law is right only for acts before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.core.law.citations import Citation
from fadu.core.law.statutes import Book, Match, Statute, book
from fadu.core.refusal import Refusal

__all__ = ["Fault", "check"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a citation: unknown_name, wrong_name, not_yet, repealed, unknown_day, no_such_article."""

    kind: str
    reason: str
    mend: str


def check(citation: Citation, on: date, known: Book | None = None) -> tuple[Fault, ...]:
    """Everything wrong with a citation on a day; empty where nothing is. Articles are checked where their number is known."""
    laws = known or book()
    try:
        match = laws.find(citation.statute)
    except Refusal as unknown:
        return (Fault("unknown_name", unknown.reason, unknown.mend),)
    return (*_name(match), *_day(laws, match.statute, on), *_articles(citation, match.statute))


def _name(match: Match) -> tuple[Fault, ...]:
    if match.kind != "wrong":
        return ()
    return (Fault("wrong_name", f"没有名为《{match.given}》的规定", f"应为《{match.statute.short}》"),)


def _day(laws: Book, statute: Statute, on: date) -> tuple[Fault, ...]:
    standing = laws.standing(statute.short, on)
    if standing.status == "in_force":
        return ()
    if standing.status == "repealed":
        mend = f"{on} 之后的事实改引《{statute.replaced_by}》{_part(statute)}" if statute.replaced_by else "请核对现行规定"
        return (Fault("repealed", standing.text, mend),)
    kind = "not_yet" if standing.status == "not_yet" else "unknown_day"
    return (Fault(kind, standing.text, "请改引该日有效的规定" if kind == "not_yet" else "请核对国家法律法规数据库"),)


def _part(statute: Statute) -> str:
    return f"（{statute.replaced_part}，第 {statute.replaced_articles} 条）" if statute.replaced_articles else ""


def _articles(citation: Citation, statute: Statute) -> tuple[Fault, ...]:
    if statute.articles is None:
        return ()
    cited = [one.article for place in citation.places for one in (place, place.to) if one]
    beyond = [number for number in cited if number > statute.articles]
    if not beyond:
        return ()
    return (Fault("no_such_article", f"《{statute.short}》共 {statute.articles} 条，没有第 {beyond[0]} 条", "请核对条号"),)
