"""The keys that sign checkpoints: a file each in the data folder, never in the database or in an export; a backup carries them encrypted.

    keys/ledger.key        Ed25519, made with the first checkpoint
    keys/ledger.key.sm2    SM2, made by command where the state's algorithms are asked for; it signs beside the first, never alone

A file holds the line that transparency logs use for a signer (C2SP signed-note): PRIVATE+KEY+name+id+base64(type ‖ private key). Its
name is the origin of the ledger.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from fadu.apps.record import durable
from fadu.apps.record.curves import ALGORITHMS
from fadu.core.ledger.note import KINDS, NAMES, Key, Signer, open_note, signers
from fadu.core.refusal import Refusal

_MARK = "PRIVATE+KEY+"
_SWITCH = {"ed25519": "", "sm2": " --sm2"}  # of fadu ledger key
_FILES = {"ed25519": "ledger.key", "sm2": "ledger.key.sm2"}  # a backup takes ledger.key*


def file(kind: str = "ed25519") -> Path:
    """Where the key of this algorithm lies."""
    return Path(settings.FADU_DATA) / "keys" / _FILES[kind]


def signer(kind: str = "ed25519") -> Signer | None:
    """The signer of this data folder, None where there is no key. Raises Refusal for a file that is no key, or where the library is missing."""
    try:
        text = file(kind).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(f"签名密钥 {file(kind)} 读不出来：{problem}", "请核对文件的属主和权限（应为 0600）") from problem
    require(kind)
    name, _, rest = text.removeprefix(_MARK).partition("+")
    try:
        private = base64.b64decode(rest.partition("+")[2], validate=True).removeprefix(KINDS[kind])
        made = _signer(name, kind, private)
    except ValueError:
        raise _no_key(kind) from None
    if text != _text(made.key, private):
        raise _no_key(kind)
    return made


def own(known: Iterable[Key]) -> list[Key]:
    """Those of the known keys that can sign here. Raises Refusal for a file that is no key."""
    usable = [kind for kind in KINDS if not ALGORITHMS[kind].lacks]
    here = [made.key for kind in usable if (made := signer(kind))]
    return [key for key in known if key in here]


def require(kind: str) -> None:
    """Raise Refusal where the algorithm can't be used here."""
    if lacks := ALGORITHMS[kind].lacks:
        raise Refusal(f"不能用 {NAMES[kind]}：{lacks}", "请装上后再试；没有它，检查点只用 Ed25519 签名")


def make(origin: str = "", kind: str = "ed25519") -> Signer:
    """Make the key, unless there is one; `origin` for a ledger that has a name already. Returns the signer of the file.

    Raises Refusal where it can't be written, or where the library is missing.
    """
    require(kind)
    private = ALGORITHMS[kind].generate()
    made = _signer(origin or f"fadu/{secrets.token_hex(8)}", kind, private)
    try:
        durable.write_once(file(kind), _text(made.key, private) + "\n")
    except OSError as problem:
        raise Refusal(f"签名密钥写不进 {file(kind)}：{problem.strerror}", "请核对数据文件夹的属主、权限和空间") from problem
    kept = signer(kind)
    assert kept is not None
    return kept


def lost(kind: str) -> str:
    """What to do where the key of this algorithm is not there, or is another."""
    return f"请放回原来的 keys/{_FILES[kind]}；确已丢失或泄露的，用 fadu ledger key{_SWITCH[kind]} --new 另立一把，并公布新的公钥"


def retire(kind: str = "ed25519") -> Path:
    """Put the key aside under a name that says so; it still proves what it signed. Returns where it lies."""
    target = file(kind)
    aside = target.with_name(f"{target.name}.old-{secrets.token_hex(4)}")
    target.rename(aside)
    durable.sync(target.parent)
    return aside


def opened(note: str, known: Iterable[Key]) -> str:
    """The text of a note that one of the known keys signed, each signature that can be checked here being checked (`told` says which can't).

    Raises Refusal as `note.open_note` does.
    """
    usable = [key for key in known if not ALGORITHMS[key.kind].lacks]
    return open_note(note, usable, lambda key, message, signature: ALGORITHMS[key.kind].verify(key.public, message, signature))


def signed_with(note: str, known: Iterable[Key]) -> list[str]:
    """The algorithms whose signatures of known keys stand under a note, in the order of `note.KINDS`."""
    found = {key.kind for key in signers(note, known)}
    return [kind for kind in KINDS if kind in found]


def told(note: str, known: Iterable[Key]) -> str:
    """The same in words, for a note that `opened` accepted: “Ed25519、SM2”; an algorithm that can't be checked here says so."""
    return "、".join(NAMES[kind] + ("（没有核验）" if ALGORITHMS[kind].lacks else "") for kind in signed_with(note, known))


def _signer(name: str, kind: str, private: bytes) -> Signer:
    algorithm = ALGORITHMS[kind]
    return Signer(Key(name, algorithm.public(private), kind), lambda message: algorithm.sign(private, message))


def _text(key: Key, private: bytes) -> str:
    return f"{_MARK}{key.name}+{key.id.hex()}+{base64.b64encode(KINDS[key.kind] + private).decode()}"


def _no_key(kind: str) -> Refusal:
    return Refusal(f"{file(kind)} 不是签名密钥", f"请放回原来的密钥文件；确已丢失的，移走这个文件后用 fadu ledger key{_SWITCH[kind]} --new 另立一把")
