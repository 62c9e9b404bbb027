"""Laws that are not in force in the year the text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fadu.core.law.statutes import book
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.names import ABOUT_THE_PAST, Named, former, named_laws
from fadu.core.wording.reading.fact import Period
from fadu.core.wording.reading.periods import stated_period

TITLE = "法律法规时效"
SOURCE = "法律法规名录的施行期间"

_SENTENCE_END = re.compile(r"[。！？；;]")
_RECENT = 3  # years back that a report still tells of; older ones date a document or a plan


def check(draft: Draft) -> Iterator[Problem]:
    """By the time that the sentence names, else by the year of the report: repealed before is an error, within it a warning, not yet in
    force information.

    A name that the text itself calls old, repealed or revised is left alone, and so is every law of which the day is not known.
    """
    for named in named_laws(draft):
        period = _spoken_of(named, draft.year)
        if period and not ABOUT_THE_PAST.search(named.around):
            yield from _judged(named, period.first, period.last)


def _spoken_of(named: Named, year: int | None) -> Period | None:
    """The months or the year before which the sentence says that the law was used, else the whole year of the report."""
    before = _SENTENCE_END.split(named.passage.plain[: named.span[0]])[-1]
    said = stated_period(before, year)
    if year is None or (said and said.first.year in range(year - _RECENT, year + 1)):
        return said
    return Period(date(year, 1, 1), date(year, 12, 31))


def _judged(named: Named, first: date, last: date) -> Iterator[Problem]:
    old = former().get(named.name)
    if old:
        if old.ends < first:
            yield named.passage.problem(named.span, Severity.WARNING, f"《{old.name}》已于{_day(old.ends)}后由《{old.now}》取代", f"《{old.now}》")
        return
    if named.match is None or named.match.kind == "wrong":
        return
    laws, statute = book(), named.match.statute
    begun, ended = laws.standing(statute.short, first), laws.standing(statute.short, last)
    now = f"《{statute.replaced_by}》" if statute.replaced_by else "现行规定"
    if begun.status == "repealed":
        yield named.passage.problem(named.span, Severity.ERROR, begun.text, f"改引{now}，或写明是当时适用的旧法")
    elif ended.status == "repealed" and begun.status == "in_force":
        yield named.passage.problem(named.span, Severity.WARNING, f"{ended.text}，写明所说事项发生在此前还是此后", f"此后的改引{now}")
    elif ended.status == "not_yet":
        yield named.passage.problem(named.span, Severity.INFO, f"{ended.text}，报告年度内还没有施行", "核对是否写在下一年安排里")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
