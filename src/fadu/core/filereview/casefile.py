"""The file of one case as the review sees it: its facts, what else it holds, and where each of both was entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where something stands: the index of the sealed act, what it was, its day; `page` of the bound file, once there is one."""

    act: int | None
    name: str
    on: str = ""
    page: str = ""


@dataclass(frozen=True)
class CaseFile:
    """`type` is a type of the rules (penalty, no_penalty, daily, seizure, detention, crime).

    `facts` are keys of the procedure's vocabulary, typed as guards take them; `file` what stands beside them, as plain values.
    `places` say where a key of either was entered last; `papers` the documents in the file by their number in the catalogue.
    `elsewhere`: the case ran outside and was entered afterwards, so that what wasn't entered may have been done all the same.
    """

    type: str
    facts: Mapping[str, Any]
    file: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    papers: Mapping[int, Sequence[Place]] = field(default_factory=dict)
    elsewhere: bool = False

    def known(self, key: str) -> Any:
        """A fact, or what the file holds under that key; None where neither is known."""
        found = self.facts.get(key)
        return self.file.get(key) if found is None else found

    def where(self, keys: Sequence[str]) -> tuple[Place, ...]:
        """The places of these keys, in the order of the file, each once."""
        found = {self.places[key] for key in keys if key in self.places}
        return tuple(sorted(found, key=lambda place: (place.act is None, place.act or 0)))
