"""Numbers that were typed into a passage and that nothing backs; and which figure of the ledger each may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fadu.apps.reports.writing.tokens import blanked, explained, figure
from fadu.core.figures import Scope
from fadu.core.wording.backing import backings
from fadu.core.wording.reading import Fact, Role, read
from fadu.core.wording.reading.folding import folded
from fadu.core.wording.reading.masks import masked
from fadu.core.wording.reading.tokens import tokens
from fadu.core.wording.texts import from_text

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*%?")
# Words of a change that its token says itself: 同比上升{3.2%}.
_CHANGED = re.compile(r"(?:同比|较上年|比上年|较去年|比去年)?(?:上升|下降|增长|增加|减少|提高|提升|降低|改善|回落|前移|后移)了?$")
# What is counted is no part of the number: 9家企业 is 9家 of 企业.
_COUNTED = re.compile(r"(?<=[家个名])(?:企业|单位|人员)$")
_RANKED = re.compile(r"(?:全[市省区州]|排名|排|位列|居|名列)*$")


@dataclass(frozen=True)
class Typed:
    """A number at [start, end) of a passage, and the token that would bind it ("" where the ledger's figure is not known by its words)."""

    start: int
    end: int
    words: str
    suggestion: str = ""
    figure: str = ""


def typed_numbers(text: str) -> list[Typed]:
    """The numbers that stand in the words of a passage, in order; dates, articles, names and ordinals are none."""
    said = folded(blanked(text))
    left = masked(said)
    spans = [(token.start, token.end) for token in tokens(left)]
    for match in _DIGITS.finditer(left):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            spans.append(match.span())
    return [Typed(start, start + len(words), words) for start, end in sorted(spans) if (words := _COUNTED.sub("", text[start:end]))]


def suggested(texts: Sequence[str], scope: Scope) -> list[list[Typed]]:
    """The typed numbers of passages of last year's report, or of ours, with the tokens that would bind them; read in one go, since a
    sentence is understood with those around it."""
    bare = [blanked(text).replace("\n", " ") for text in texts]
    document = from_text("\n".join(bare))
    found = {(one.start, one.end): one for one in _proposed(document.text, scope.period.last.year)}
    out, at = [], 0
    for text, said in zip(texts, bare, strict=True):
        out.append([_with(one, found, at) for one in typed_numbers(text)])
        at += len(said) + 1
    return out


def replaced(text: str, at: Typed, token: str) -> str:
    """The text with a typed number replaced by a token."""
    return text[: at.start] + token + text[at.end :]


def with_standing_words(text: str, reason: str) -> str:
    """The text with every typed number explained by one reason: for sentences that come with the program."""
    for one in reversed(typed_numbers(text)):
        text = replaced(text, one, explained(one.words, reason))
    return text


def _with(one: Typed, found: Mapping[tuple[int, int], Typed], at: int) -> Typed:
    for (start, end), proposal in found.items():
        if start <= at + one.start < end or at + one.start <= start < at + one.end:
            return Typed(min(one.start, proposal.start - at), max(one.end, proposal.end - at), one.words, proposal.suggestion, proposal.figure)
    return one


def _proposed(text: str, year: int) -> Iterator[Typed]:
    last, last_end = "", -1  # the figure spoken of before in this paragraph: a change without a name is of it
    for backing in backings(folded(text), read(from_text(text), year), {}):
        fact, id = backing.fact, backing.figure
        if "\n" in text[max(0, last_end) : fact.start]:
            last = ""
        if fact.role is Role.CHANGE:
            id = id.removesuffix(".yoy") or last
        else:
            last = id
        last_end = fact.end
        if id:
            form = _form(fact)
            start = fact.start - len(_before(fact.role, text, fact.start))
            words = _COUNTED.sub("", text[start : fact.end])
            yield Typed(start, start + len(words), words, figure(id, form), id)


def _form(fact: Fact) -> str:
    if fact.role is Role.LEVEL:
        return "money" if fact.unit in ("元", "万元", "亿元") else "value"
    return "change" if fact.role is Role.CHANGE else "rank"


def _before(role: Role, text: str, at: int) -> str:
    """What stands before a number and is said by its token too."""
    if role is Role.LEVEL:
        return ""
    found = (_CHANGED if role is Role.CHANGE else _RANKED).search(text[max(0, at - 16) : at])
    return found[0] if found else ""
