"""The palette: figures by Chinese words, with what they say this year and last, the change, the rank, and how they can be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.apps.reports.compiling.drafting import known
from fadu.apps.reports.compiling.grammar import Known
from fadu.apps.reports.palette import FIGURES
from fadu.apps.reports.queries import Stated
from fadu.apps.reports.writing.saying import say
from fadu.apps.reports.writing.tokens import figure
from fadu.apps.reports.writing.typed import Typed
from fadu.core.figures import Figure, Scope

MOST = 12


@dataclass(frozen=True)
class Offer:
    """A figure of the palette, and the ways in which it can be said: (name of the form, token, words)."""

    stated: Stated
    ways: Sequence[tuple[str, str, str]]
    rank: str


def search(words: str, scope: Scope) -> list[Offer]:
    """The figures that fit best, none for empty words; only those found are counted."""
    ids = [figure.id for figure in find(words)]
    held = set(FIGURES)
    knows = known(scope, [id for one in ids for id in (one, f"{one}.yoy", f"{one}.city_rank") if id in held])
    return [_offer(id, knows) for id in ids]


def find(words: str) -> list[Figure]:
    """Figures by name, number, heading or definition: all terms within, names before definitions; else those that share most pairs of signs."""
    terms = words.split()
    if not terms:
        return []
    scored = [(score, figure) for figure in FIGURES.values() if (score := _score(figure, terms))]
    if not scored:
        pairs = _pairs("".join(terms))
        scored = [(shared, figure) for figure in FIGURES.values() if (shared := len(pairs & _pairs(figure.name + figure.system)))]
    scored.sort(key=lambda one: (-one[0], len(one[1].name)))
    return [figure for _, figure in scored[:MOST]]


def _score(figure: Figure, terms: Sequence[str]) -> int:
    """4 for a term in the name and more at its end, where the head noun stands; 2 in heading or number, 1 in the definition; nothing
    where any term is nowhere."""
    total = 0
    for term in terms:
        if term in figure.name:
            total += 4 + figure.name.endswith(term) + 2 * (figure.name == term)
        elif term in figure.system or term.lower() in figure.id:
            total += 2
        elif term in figure.definition:
            total += 1
        else:
            return 0
    return total


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _offer(id: str, knows: Known) -> Offer:
    stated = knows.figures[id]
    forms = ["value", "money"] if stated.unit == "元" else ["rank"] if stated.unit == "位" else ["value"]
    ways = []
    for form, name in [*((form, "数值") for form in forms[-1:]), ("change", "同比"), ("before", "上年数")]:
        [piece] = say(figure(id, form), knows, {})
        if not piece.fault:
            ways.append((name, figure(id, form), piece.words))
    rank = knows.figures.get(f"{id}.city_rank")
    return Offer(stated, ways, f"第{rank.value}" if rank and rank.value is not None else "")


def worded(numbers: Sequence[Typed], scope: Scope) -> list[tuple[int, Typed, str, str]]:
    """(place, number, name of the figure that may back it, what that would say) of typed numbers; "" where none is known."""
    held = set(FIGURES)
    ids = dict.fromkeys(id for one in numbers for id in (one.figure, f"{one.figure}.yoy") if id in held)
    knows = known(scope, ids) if ids else None
    return [
        (place, one, knows.figures[one.figure].name, say(one.suggestion, knows, {})[0].words) if knows and one.figure in ids else (place, one, "", "")
        for place, one in enumerate(numbers)
    ]
