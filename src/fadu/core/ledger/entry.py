"""The sealed form of one act, and values that can be erased from it.

An entry is hashed as canonical JSON that also holds a random salt, so that a leaf digest in somebody else's proof tells
nothing about the act. Personal data is not in that text: the text holds a *commitment* (digests of a salt of its own, the
field's path and the value); the *opening* (that salt and the value) lies in the vault. Without the opening nothing can be
guessed from the commitment, and the leaf stays verifiable to the last byte: erased is erased, and the tree does not notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring as quoted
from typing import Any

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.hashes import COMMITMENT, Digests, digests
from fadu.core.refusal import Refusal

FORM = 1
ERASED = "ValuesErased"  # the event that says which openings are gone; after: {"erased": [[index, path], …]}
SALT_BYTES = 16
SIDES = ("before", "after")


def sealed_text(
    *, event: str, version: int, mode: str, subject: str, actor: str, at: datetime, salt: str,
    sheet: str = "", number: str = "", basis: str = "", before: str | None = None, after: str | None = None,
    source: str = "", batch: str = "", device: str = "", private: str = "",
) -> str:
    """The text that is hashed: canonical JSON of an entry; a key whose value is empty is left out.

    `before`, `after`, `device` and `private` are canonical JSON themselves (see `canonical`, `clock.Stamp.text`,
    `Withheld.private`) and are taken as they are; the other strings must be NFC. `salt` is 32 hexadecimal digits.
    It does not check what it is given: when a stored row is verified, an altered value must give another text, not an error.
    """
    words = (
        ('{"actor":', quoted(actor)), (',"after":', after), (',"at":', quoted(time_text(at))), (',"basis":', basis and quoted(basis)),
        (',"batch":', batch and quoted(batch)), (',"before":', before), (',"device":', device), (',"event":', quoted(event)),
        (',"form":', str(FORM)), (',"mode":', quoted(mode)), (',"number":', number and quoted(number)), (',"private":', private),
        (',"salt":', quoted(salt)), (',"sheet":', sheet and quoted(sheet)), (',"source":', source and quoted(source)),
        (',"subject":', quoted(subject)), (',"version":', f"{version}}}"),
    )
    return "".join([key + value for key, value in words if value])


def time_text(at: datetime) -> str:
    """An aware time in UTC to the microsecond, always of one width, so that texts sort as times do. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a sealed time must carry its zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def salts(random: bytes) -> Iterator[str]:
    """Salts cut from random bytes (16 each, from `secrets.token_bytes`): one call for many entries."""
    for start in range(0, len(random) - SALT_BYTES + 1, SALT_BYTES):
        yield random[start : start + SALT_BYTES].hex()


@dataclass(frozen=True)
class Opening:
    """What shows that a commitment is to this value. It must be kept where it can be destroyed: in the vault."""

    salt: str
    value: Any

    def commitment(self, path: str) -> Digests:
        """Digests over the salt, the path and the value; the path, so that a value can't be moved to another field."""
        return digests(COMMITMENT + bytes.fromhex(self.salt) + path.encode() + b"\x00" + canonical(self.value).encode())

    def plain(self) -> dict[str, Any]:
        """As an export shows it: {"salt": …, "value": …}."""
        return {"salt": self.salt, "value": self.value}


@dataclass(frozen=True)
class Withheld:
    """One side of an act with its personal values taken out: what may stand in the entry, and what belongs into the vault."""

    clear: Mapping[str, Any]
    openings: Mapping[str, Opening]  # by path: "after.informant"

    @property
    def private(self) -> dict[str, dict[str, str]]:
        """The commitments, for the entry: {path: {algorithm: hex}}."""
        return {path: opening.commitment(path).hex() for path, opening in self.openings.items()}


def withhold(side: str, values: Mapping[str, Any], fields: Iterable[str], salt: Iterator[str]) -> Withheld:
    """Take `fields` out of the values of a side ("before" or "after"), each with the next salt.

    A field without a value is committed to as well, so that nobody sees whether there was one.
    """
    if side not in SIDES:
        raise ValueError(f"a side is one of {SIDES}")
    names = set(fields)
    return Withheld(
        {name: value for name, value in values.items() if name not in names},
        {f"{side}.{name}": Opening(next(salt), values.get(name)) for name in sorted(names)},
    )


def opens(path: str, opening: Opening, private: Mapping[str, Mapping[str, str]]) -> bool:
    """Is this opening what the entry's commitment for the path was made from? Raises Refusal where the entry has none."""
    if path not in private:
        raise Refusal(f"这一条没有封存 {path}", "请核对字段名")
    return opening.commitment(path) == Digests.from_hex(private[path])


def erasure(places: Iterable[tuple[int, str]]) -> dict[str, list[list[Any]]]:
    """What an ERASED act states: (index of the entry, path) of each value whose opening was destroyed."""
    return {"erased": [[index, path] for index, path in sorted(set(places))]}
