"""The key that signs checkpoints: one file in the data folder, never in the database or in an export; a backup carries it encrypted.

The file holds the line that transparency logs use for a signer (C2SP signed-note): PRIVATE+KEY+name+id+base64(type ‖ seed). Its
name is the origin of the ledger. Only Ed25519 is made here; another algorithm is another `Signer` beside it in `signing`.
"""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from fadu.apps.record import durable
from fadu.core.ledger.note import KINDS, Key, Signer
from fadu.core.refusal import Refusal

_MARK = "PRIVATE+KEY+"


def file() -> Path:
    """Where the key lies."""
    return Path(settings.FADU_DATA) / "keys" / "ledger.key"


def signer() -> Signer | None:
    """The signer of this data folder, None where there is no key. Raises Refusal for a file that is no key."""
    try:
        text = file().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(f"签名密钥 {file()} 读不出来：{problem}", "请核对文件的属主和权限（应为 0600）") from problem
    name, _, rest = text.removeprefix(_MARK).partition("+")
    try:
        raw = base64.b64decode(rest.partition("+")[2], validate=True)
        private = Ed25519PrivateKey.from_private_bytes(raw.removeprefix(KINDS["ed25519"]))
    except ValueError:
        raise _no_key() from None
    made = _signer(name, private)
    if text != _text(made.key, private):
        raise _no_key()
    return made


def make(origin: str = "") -> Signer:
    """Make the key, unless there is one; `origin` for a ledger that has a name already. Returns the signer of the file.

    Raises Refusal where it can't be written.
    """
    private = Ed25519PrivateKey.generate()
    made = _signer(origin or f"fadu/{secrets.token_hex(8)}", private)
    try:
        durable.write_once(file(), _text(made.key, private) + "\n")
    except OSError as problem:
        raise Refusal(f"签名密钥写不进 {file()}：{problem.strerror}", "请核对数据文件夹的属主、权限和空间") from problem
    kept = signer()
    assert kept is not None
    return kept


def retire() -> Path:
    """Put the key aside under a name that says so; it still proves what it signed. Returns where it lies."""
    target = file()
    aside = target.with_name(f"{target.name}.old-{secrets.token_hex(4)}")
    target.rename(aside)
    durable.sync(target.parent)
    return aside


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032), by the library."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _signer(name: str, private: Ed25519PrivateKey) -> Signer:
    return Signer(Key(name, private.public_key().public_bytes_raw()), private.sign)


def _text(key: Key, private: Ed25519PrivateKey) -> str:
    raw = KINDS["ed25519"] + private.private_bytes_raw()
    return f"{_MARK}{key.name}+{key.id.hex()}+{base64.b64encode(raw).decode()}"


def _no_key() -> Refusal:
    return Refusal(f"{file()} 不是签名密钥", "请放回原来的密钥文件；确已丢失的，移走这个文件后用 fadu ledger key --new 另立一把")
