"""The keys of the vault: one a subject, each in a file of its own, wrapped by the master key. Never in the database or in a backup of it.

    keys/vault.key           the master key (mode 0600)
    keys/vault/<name>.key    the key of one subject, encrypted under the master key; destroying this file erases the subject's values

The cipher is AES-256-GCM, or SM4-GCM (GB/T 32907) where the setting FADU_VAULT_CIPHER asks for it; each file and each value says which.
"""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from fadu.apps.record import durable
from fadu.core.ledger.envelope import ALGORITHMS, NONCE_BYTES, TAG_BYTES, Envelope, lock, unlock
from fadu.core.refusal import Refusal

KEY_BYTES = {"aes-256-gcm": 32, "sm4-gcm": 16}
_BLOCKS = {"aes-256-gcm": algorithms.AES256, "sm4-gcm": algorithms.SM4}
_FORM = "fadu-vault-1"
_LOST = "请放回原来的 keys/vault.key（另处保管的那一份）；没有它，保密库里的值谁也打不开"


class Key:
    """A named key and its cipher (core.ledger.envelope.Cipher). Raises Refusal where this build of OpenSSL lacks the algorithm."""

    def __init__(self, name: str, algorithm: str, raw: bytes) -> None:
        self.name, self.algorithm, self.raw = name, algorithm, raw

    def seal(self, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """Cipher text and tag; `bound` is authenticated with it."""
        encryptor = self._cipher(modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def open(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        """The plain bytes. Raises ValueError for a false tag."""
        decryptor = self._cipher(modes.GCM(nonce, data[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(bound)
        try:
            return decryptor.update(data[:-TAG_BYTES]) + decryptor.finalize()
        except InvalidTag:
            raise ValueError("false tag") from None

    def _cipher(self, mode: modes.GCM) -> Cipher[modes.GCM]:
        try:
            cipher = Cipher(_BLOCKS[self.algorithm](self.raw), mode)
            cipher.encryptor() if mode.tag is None else cipher.decryptor()
        except UnsupportedAlgorithm as problem:
            mend = "请把 FADU_VAULT_CIPHER 设为 aes-256-gcm，或换用带国密算法的 OpenSSL"
            raise Refusal(f"这台机器的 OpenSSL 没有 {self.algorithm}", mend) from problem
        return cipher


def master_file() -> Path:
    """Where the master key lies."""
    return Path(settings.FADU_DATA) / "keys" / "vault.key"


def file_of(name: str) -> Path:
    """Where the key of this name lies."""
    return master_file().parent / "vault" / f"{name}.key"


def master() -> Key | None:
    """The master key, None where there is none. Raises Refusal for a file that is no key or that others may read."""
    path = master_file()
    try:
        text = path.read_text(encoding="ascii").strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(f"保密库主密钥 {path} 读不出来", "请核对文件的属主和权限（应为 0600）") from problem
    if os.name == "posix" and mode & 0o077:
        raise Refusal(f"保密库主密钥 {path} 别人也能读", f"请执行 chmod 600 {path}；可能已被读过的，尽快更换")
    form, _, rest = text.partition(" ")
    name, _, rest = rest.partition(" ")
    algorithm, _, raw = rest.partition(" ")
    if form != _FORM or algorithm not in ALGORITHMS or len(_bytes(raw)) != KEY_BYTES[algorithm]:
        raise Refusal(f"{path} 不是保密库主密钥", _LOST)
    return Key(name, algorithm, _bytes(raw))


def make_master() -> Key:
    """Make the master key, unless there is one."""
    made = _fresh()
    durable.write_once(master_file(), f"{_FORM} {made.name} {made.algorithm} {base64.b64encode(made.raw).decode()}\n")
    kept = master()
    assert kept is not None
    return kept


def make(subject: str) -> Key:
    """A new key for a subject, on the disk before it is used. Raises Refusal without a master key."""
    above, made = _master(), _fresh()
    plain = f"{made.algorithm} {base64.b64encode(made.raw).decode()}"
    nonce = secrets.token_bytes(NONCE_BYTES)
    durable.write_once(file_of(made.name), lock(plain, above, key=above.name, nonce=nonce, subject=subject, path=f"key.{made.name}") + "\n")
    return made


def key_of(name: str, subject: str) -> Key | None:
    """The key of this name, None where it was destroyed. Raises Refusal where the master key is missing or another."""
    written = _written(name)
    if written is None:
        return None
    above, text = _master(), written.decode("ascii", "replace").strip()
    if Envelope.read(text).key != above.name:
        raise Refusal(f"{master_file()} 不是封存这些值时的主密钥", _LOST)
    plain = unlock(text, lambda _: above, subject=subject, path=f"key.{name}")
    algorithm, _, raw = plain.partition(" ")
    return Key(name, algorithm, _bytes(raw))


def exists(name: str) -> bool:
    """Does the key still exist?"""
    return _written(name) is not None


def destroy(name: str) -> None:
    """Overwrite the file of a key with zeros and remove it. What a drive or another copy of the folder still holds is beyond us:
    docs/vault.md."""
    path = file_of(name)
    try:
        size = path.stat().st_size
        path.chmod(0o600)
        with path.open("r+b") as stream:
            stream.write(bytes(size))
            stream.flush()
            os.fsync(stream.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    durable.sync(path.parent)


def _written(name: str) -> bytes | None:
    """What the file of a key holds; None where there is none, or its destruction broke off between the zeros and the removal."""
    try:
        written = file_of(name).read_bytes()
    except FileNotFoundError:
        return None
    return None if b"\0" in written else written


def _master() -> Key:
    found = master()
    if found is None:
        raise Refusal(f"保密库主密钥不在 {master_file()}", _LOST)
    return found


def _fresh() -> Key:
    algorithm = settings.FADU_VAULT_CIPHER
    return Key(secrets.token_hex(8), algorithm, secrets.token_bytes(KEY_BYTES[algorithm]))


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
