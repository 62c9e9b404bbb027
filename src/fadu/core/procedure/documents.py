"""The catalogue of enforcement documents (文书) and the roles that act in a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.procedure.instruments import Reference, references


@dataclass(frozen=True)
class Document:
    """A document of the catalogue.

    `publish_by` is the id of the limit for publishing it (empty: it is not published), `fields` the groups of fields of its form (HDR, PTY …).
    """

    number: int
    name: str
    stage: str
    prefix: str
    audience: str
    signed_by: str
    served: str
    published: str
    publish_by: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """Who acts: a person in an office, the party, or another organ."""

    id: str
    name: str
    rule: str
    basis: tuple[Reference, ...]


@cache
def documents() -> Mapping[int, Document]:
    """Every document by its number. Raises pack.BadPack."""
    return read(resources.files("fadu.core.procedure").joinpath("data/documents.csv"))


def read(path: Traversable) -> Mapping[int, Document]:
    """The documents of a table (a Path will do). Raises pack.BadPack."""
    _, rows = pack.table(path, {
        "序号": pack.whole, "名称": pack.needed, "阶段": pack.needed, "字号": pack.text, "给谁": pack.needed, "签发": pack.text,
        "送达": pack.text, "公开": pack.needed, "公开期限": pack.one_of("", "D25", "D26"), "栏目": pack.many,
    })
    return {row["序号"]: Document(*(row[name] for name in row.cells)) for row in rows}


@cache
def roles() -> Mapping[str, Role]:
    """Every role by id. Raises pack.BadPack."""
    path = resources.files("fadu.core.procedure").joinpath("data/roles.csv")
    _, rows = pack.table(path, {"代号": pack.needed, "名称": pack.needed, "规则": pack.needed, "依据": references})
    return {row["代号"]: Role(*(row[name] for name in row.cells)) for row in rows}
