"""The pieces of a file in two volumes (正卷, 副卷): their order by the rule, and their page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.procedure.documents import documents
from fadu.core.refusal import Refusal

MAIN, SECONDARY = "正卷", "副卷"
VOLUMES = (MAIN, SECONDARY)
EVIDENCE, OTHER = "证据", "其他"
MOST_PAGES = 9999


@dataclass(frozen=True)
class Slot:
    """A place in the order: which volume, what is called there, which documents of the catalogue belong to it."""

    place: int
    volume: str
    name: str
    kinds: tuple[int, ...]


@dataclass(frozen=True)
class Piece:
    """A piece of a file. `source` tells which (a document's id, the act of a piece of evidence, "" for what is on paper only).

    `place` orders it inside its volume; `pages` is how many it has; `first` and `last` its page numbers, once numbered. `digest` is the
    SHA-256 of its bytes, "" where the bureau has none of it here.
    """

    title: str
    volume: str
    place: int
    source: str = ""
    on: str = ""
    number: str = ""
    digest: str = ""
    ending: str = ""
    pages: int = 0
    first: int = 0
    last: int = 0


@cache
def slots() -> tuple[Slot, ...]:
    """The order. Raises pack.BadPack."""
    return read(resources.files("fadu.core.archive").joinpath("data/order.csv"))


def read(path: Traversable) -> tuple[Slot, ...]:
    """The order of a table (a Path will do): each document in one place. Raises pack.BadPack."""
    _, rows = pack.table(path, {"顺序": pack.whole, "卷": pack.one_of(*VOLUMES), "类别": pack.needed, "文书": pack.many})
    seen: set[str] = set()
    for row in rows:
        for kind in row["文书"]:
            if kind in seen or not kind.isdigit() or int(kind) not in documents():
                raise row.refuse(f"文书 {kind} 写了两次，或者不在文书目录里")
            seen.add(kind)
    return tuple(Slot(row["顺序"], row["卷"], row["类别"], tuple(map(int, row["文书"]))) for row in rows)


def slot_of(kind: int) -> Slot:
    """Where a document belongs; the last of the main volume where the order does not name it."""
    return next((one for one in slots() if kind in one.kinds), named(MAIN, OTHER))


def named(volume: str, name: str) -> Slot:
    """A place by its name."""
    return next(one for one in slots() if (one.volume, one.name) == (volume, name))


def numbered(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces by volume and place, each volume's pages counted through from one.

    Raises Refusal for a piece without pages or title, an unknown volume, and a file whose main volume is empty.
    """
    found: list[Piece] = []
    listed = list(pieces)
    for piece in listed:
        if piece.volume not in VOLUMES:
            raise Refusal(f"“{piece.title}”没有写明入正卷还是副卷", "每件都要归入正卷或者副卷")
        if not piece.title.strip() or not 0 < piece.pages <= MOST_PAGES:
            raise Refusal(f"“{piece.title}”的页数是 {piece.pages}", f"请填写题名和实际页数（1 至 {MOST_PAGES}）")
    for volume in VOLUMES:
        page = 0
        for piece in sorted((one for one in listed if one.volume == volume), key=lambda one: one.place):
            found.append(replace(piece, first=page + 1, last=page + piece.pages))
            page += piece.pages
    if not any(one.volume == MAIN for one in found):
        raise Refusal("正卷里一件也没有", "至少要有处理决定或者不予立案、移送等审批材料")
    return tuple(found)


def pages(pieces: Iterable[Piece], volume: str) -> int:
    """How many pages a volume has."""
    return sum(one.pages for one in pieces if one.volume == volume)
