"""Parts that should add up to their total: 134家，其中113家、21家; 814件（市直443件，…）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fadu.core.figures import plain
from fadu.core.wording.checks._classes import division_of, is_by_pollution
from fadu.core.wording.checks._figures import Line, family, is_count, lines, shown
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "分项与合计不符"
SOURCE = "分类互斥且列全时，各项之和等于总数"

_OF_WHICH = re.compile(r"其中|分别为|分别是|分别有|包括|按[^，。；]{2,12}分[:：]?|(?<=[件起宗个份条项])[：:]")
_CARRIED = re.compile(r"结转|上年|往年|历年|遗留|跨年|重复|多个|同时涉及|一件多")
_EXCLUSIVE = {"类", "项", "条", "份", "篇", "次", "人", "期", "场"}  # one case may fall under several heads, one item of these does not
_SMALL, _SHARE, _SHARE_OF_TWO, _SHARE_OF_KNOWN = Decimal(2), Decimal("0.02"), Decimal("0.01"), Decimal("0.1")


def check(draft: Draft) -> Iterator[Problem]:
    """A total with its parts in brackets or behind 其中.

    In brackets, or where the classes are known to be all there are, any difference counts. Otherwise the list may be partial, and only a
    difference smaller than every part and small against the total looks like a slip. Kinds of pollution overlap and are left alone.
    """
    for line in lines(draft):
        for whole, parts, is_closed in (*_in_brackets(line), *_behind_of_which(line)):
            problem = _judged(line, whole, parts, is_closed)
            if problem:
                yield problem


def _in_brackets(line: Line) -> Iterator[tuple[Fact, list[Fact], bool]]:
    for whole in line.facts:
        after = line.after(whole, 400)
        if not re.match(r"\s?[(（](?!其中|含|包含)", after):
            continue
        close = re.search(r"[)）]", after)
        end = whole.end + close.start() if close else whole.end
        inside = [fact for fact in line.onward(whole.end) if fact.start < end]
        said = after[: end - whole.end]
        if len(inside) > 1 and "等" not in said and all(family(fact.unit) == family(whole.unit) for fact in inside):
            yield whole, inside, True


def _behind_of_which(line: Line) -> Iterator[tuple[Fact, list[Fact], bool]]:
    """Parts run from 其中, or from the colon behind the total, to the end of the sentence; the total is the last figure of their kind before it."""
    for match in _OF_WHICH.finditer(line.passage.plain):
        at = line.passage.start + match.end()
        parts = _parts(line, line.onward(at))
        if len(parts) < 2 or line.is_cut_after(parts[-1]):
            continue
        total = sum((fact.value for fact in parts if fact.value is not None), Decimal(0))
        whole = line.whole_before(parts[0], total)
        if whole and whole.end <= at and not _fits_without_addition(line, whole, parts):
            yield whole, parts, False


def _fits_without_addition(line: Line, whole: Fact, parts: Sequence[Fact]) -> bool:
    """其中9件、3件、6件；另有2件: what is said besides is no part."""
    total = Decimal(0)
    for last, fact in pairwise(parts):
        total += last.value or 0
        if re.search("另|此外", line.between(last, fact)):
            return total == whole.value
    return False


def _parts(line: Line, behind: Sequence[Fact]) -> list[Fact]:
    parts = list(behind[:1])
    for last, fact in pairwise(behind):
        said = line.between(last, fact)
        if not line.is_one_sentence(last, fact) or "其中" in said or len(said) > 40:
            break
        if family(fact.unit) == family(behind[0].unit):
            parts.append(fact)
        elif fact.unit not in ("%", "百分点", "位"):
            break
    # 甲县问题23个，完成12个；乙县问题11个，完成10个: every other figure is a part.
    alike = [fact for fact in parts if parts and fact.what[-2:] == parts[0].what[-2:]]
    return alike if 2 < len(alike) < len(parts) and len(parts[0].what) > 2 else parts


def _judged(line: Line, whole: Fact, parts: Sequence[Fact], is_closed: bool) -> Problem | None:
    if not all(is_count(fact) for fact in (whole, *parts)) or whole.value is None:
        return None
    values = [fact.value for fact in parts if fact.value is not None]
    total, gap = sum(values, Decimal(0)), abs(sum(values, Decimal(0)) - whole.value)
    names = [fact.what for fact in parts]
    said = line.draft.plain[whole.start : parts[-1].end + 20]
    if not gap or _CARRIED.search(said):
        return None
    if is_by_pollution(names) and family(whole.unit) == "件":
        return None
    is_far = line.sentences_between(whole, parts[0]) > 1
    known = None if is_far else division_of(names)
    is_complete = is_closed or bool(known and known[1])
    if any(value > whole.value for value in values) and (is_closed or line.is_one_sentence(whole, parts[0])):
        return _problem(whole, parts, total, Severity.ERROR if is_complete else Severity.WARNING)
    if is_complete:
        return _problem(whole, parts, total, Severity.ERROR)
    is_small = gap <= max(_SMALL, whole.value * (_SHARE_OF_KNOWN if known else _SHARE))
    is_beyond = total > whole.value and (known or family(whole.unit) in _EXCLUSIVE)
    is_slip = is_small and (len(parts) > 2 or known or gap <= whole.value * _SHARE_OF_TWO) and (is_beyond or gap < min(values))
    return _problem(whole, parts, total, Severity.WARNING) if is_slip else None


def _problem(whole: Fact, parts: Sequence[Fact], total: Decimal, severity: Severity) -> Problem:
    added = "＋".join(plain(fact.value) for fact in parts[:8]) + ("＋…" if len(parts) > 8 else "")
    return Problem(whole.start, whole.end, severity, f"各项之和 {added}＝{plain(total)}，与总数 {shown(whole)} 不符", "核对总数和各分项")
