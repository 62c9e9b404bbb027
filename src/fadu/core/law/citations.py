"""Citations of law: 《…》第…条第…款第…项, read and printed in both directions.

Two writings. *Words* stand in documents: `《生态环境法典》第一千一百七十五条第一款第一项、第二款`. *Notation* stands in the
packs: `1175.1.1, 1175.2` (article.paragraph.item); two dots (`99..2`) mean that the article has one paragraph, so the item
is cited without it; `133_1` is 第一百三十三条之一; `30-33` runs from one place to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from fadu.core.law.numerals import DIGITS, read, spell
from fadu.core.refusal import Refusal

__all__ = ["Citation", "Found", "Place", "cite", "find", "from_notation", "notation", "parse", "places"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """One place in a statute; 0 = not named. `inserted` is the N of 第…条之N; `to` closes a range."""

    article: int
    inserted: int = 0
    paragraph: int = 0
    item: int = 0
    point: int = 0
    to: Place | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A statute as it was named, and the places cited in it (empty: the statute as a whole)."""

    statute: str
    places: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return f"《{self.statute}》{_words(self.places)}"

    @property
    def notation(self) -> str:
        """The places in the notation of the packs."""
        return notation(self.places)


@dataclass(frozen=True, slots=True)
class Found:
    """A citation in a text, with its first and last-plus-one character."""

    start: int
    end: int
    citation: Citation


# Notation ------------------------------------------------------------------------------------------------------------

_NOTED = re.compile(r"(\d+)(?:_(\d+))?(?:\.(\d*))?(?:\.(\d+))?(?:\.(\d+))?")


def places(text: str) -> tuple[Place, ...]:
    """Places from notation: `1175.1.1, 1175.2`. ValueError where it is none."""
    return tuple(_range(part.strip()) for part in text.split(","))


def _range(text: str) -> Place:
    first, dash, last = text.partition("-")
    return replace(_noted(first), to=_noted(last)) if dash else _noted(first)


def _noted(text: str) -> Place:
    match = _NOTED.fullmatch(text.strip())
    if match is None or text.endswith("."):
        raise ValueError(f"“{text}”不是条款记法（条.款.项，如 1175.1.1；只有一款的写 99..2）")
    article, inserted, paragraph, item, point = (int(number or 0) for number in match.groups())
    return Place(article, inserted, paragraph, item, point)


def notation(where: Sequence[Place]) -> str:
    """Places in notation; `places` reads it back."""
    return ", ".join(_note(place) + (f"-{_note(place.to)}" if place.to else "") for place in where)


def _note(place: Place) -> str:
    inner = [str(part) if part else "" for part in (place.paragraph, place.item, place.point)]
    while inner and not inner[-1]:
        inner.pop()
    return f"{place.article}" + (f"_{place.inserted}" if place.inserted else "") + "".join(f".{part}" for part in inner)


def from_notation(text: str) -> Citation:
    """`生态环境法典 1095.1, 1095.2` → Citation; the name alone cites the statute as a whole. ValueError."""
    name, _, where = text.strip().partition(" ")
    if not name:
        raise ValueError("缺少法律名称")
    return Citation(name, places(where) if where else ())


@lru_cache(maxsize=4096)  # the packs cite the same few hundred places over and over
def cite(text: str) -> str:
    """Notation with a name, in words: `生态环境法典 1057` → 《生态环境法典》第一千零五十七条."""
    return str(from_notation(text))


# Words ---------------------------------------------------------------------------------------------------------------


def _words(where: Sequence[Place]) -> str:
    out: list[str] = []
    before: Place | None = None
    for place in where:
        text = _name(place, before)
        before = place
        if place.to:
            text += "至" + _name(place.to, place)
            before = place.to
        out.append(text)
    return "、".join(out)


def _name(place: Place, before: Place | None) -> str:
    """What must be said after `before`: what both share is not repeated, as in 第一款第一项、第二款."""
    parts = {
        "article": f"第{spell(place.article)}条" + (f"之{spell(place.inserted)}" if place.inserted else ""),
        "paragraph": f"第{spell(place.paragraph)}款" if place.paragraph else "",
        "item": f"第{spell(place.item)}项" if place.item else "",
        "point": f"第{spell(place.point)}目" if place.point else "",
    }
    levels = list(parts)
    return "".join(parts[level] for level in levels[levels.index(_from(place, before)) :])


def _from(place: Place, before: Place | None) -> str:
    if before is None or (before.article, before.inserted) != (place.article, place.inserted):
        return "article"
    if before.paragraph != place.paragraph:
        return "paragraph" if place.paragraph else "article"
    if place.point and before.item == place.item:
        return "point"
    return "item" if place.item else "paragraph" if place.paragraph else "article"


_N = f"[{DIGITS}]+"
_ARTICLE = rf"第\s*({_N})\s*条(?:之({_N}))?"
_PLACE = re.compile(
    rf"\s*(?:{_ARTICLE})?\s*(?:第\s*({_N})\s*款)?\s*(?:第\s*[（(]?\s*({_N})\s*[）)]?\s*项)?\s*(?:第\s*({_N})\s*目)?"
)
_JOIN = re.compile(r"\s*(至|到|—|－|-|、|，|,|和|及|与|以及|或者|或)\s*")
_TO = ("至", "到", "—", "－", "-")
_NAME = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")


def find(text: str) -> Iterator[Found]:
    """Every citation in a text, in order. A name without places counts as well."""
    for match in _NAME.finditer(text):
        where, end = _read_places(text, match.end())
        yield Found(match.start(), end, Citation(match[1].strip(), where))


def parse(text: str) -> tuple[Citation, ...]:
    """The citations that make up the whole text, joined by 、，和 or ；. Refusal where anything else stands in it."""
    found, at = [], 0
    for one in find(text):
        between = text[at : one.start].strip()
        if between.strip("、，,；;和及与 "):
            raise Refusal(f"“{between}”不是法律引用", "请写作《法律名称》第…条第…款第…项")
        found.append(one.citation)
        at = one.end
    rest = text[at:].strip(" 。；;")
    if rest or not found:
        raise Refusal(f"“{rest or text}”不是法律引用", "请写作《法律名称》第…条第…款第…项")
    return tuple(found)


def _read_places(text: str, at: int) -> tuple[tuple[Place, ...], int]:
    found: list[Place] = []
    end, ranging = at, False
    while True:
        place = _read_place(text, at, found[-1] if found else None)
        if place is None:
            return tuple(found), end
        if ranging:
            found[-1] = replace(found[-1], to=place[0])
        else:
            found.append(place[0])
        end = place[1]
        join = _JOIN.match(text, end)
        if join is None:
            return tuple(found), end
        at, ranging = join.end(), join[1] in _TO and found[-1].to is None


def _read_place(text: str, at: int, before: Place | None) -> tuple[Place, int] | None:
    match = _PLACE.match(text, at)
    if match is None or not match[0].strip():
        return None
    try:
        article, inserted, paragraph, item, point = (read(part) if part else 0 for part in match.groups())
    except ValueError:
        return None
    if not article:
        if before is None:
            return None
        last = before.to or before
        article, inserted = last.article, last.inserted
        if not paragraph:
            paragraph = last.paragraph
            item = item or last.item
    return Place(article, inserted, paragraph, item, point), match.end()
