"""How a personal value lies in the vault: one encrypted field, bound to its place, under the key of its subject.

The cipher is not here (core has no cryptography): `lock` and `unlock` are given one. What is here is what must not differ
between profiles (AES-GCM, SM4-GCM): the text form, the names in it, what the tag binds, who may see a value. Destroying the
subject's key erases every value of the subject, in every backup; `entry.erasure` is then sealed.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal

FORMAT = "fv1"
ALGORITHMS = ("aes-256-gcm", "sm4-gcm")
NONCE_BYTES, TAG_BYTES = 12, 16
_TEXT = re.compile(r"fv1\.(?P<algorithm>[a-z0-9-]+)\.(?P<key>[A-Za-z0-9_-]+)\.(?P<nonce>[A-Za-z0-9_-]+)\.(?P<data>[A-Za-z0-9_-]+)")


class Cipher(Protocol):
    """Authenticated encryption under one key. `open` raises ValueError for a false tag."""

    @property
    def algorithm(self) -> str: ...
    def seal(self, nonce: bytes, plain: bytes, bound: bytes) -> bytes: ...
    def open(self, nonce: bytes, data: bytes, bound: bytes) -> bytes: ...


@dataclass(frozen=True)
class Envelope:
    """One encrypted field: `key` is the name of the subject's key (no secret), `data` the cipher text with its tag."""

    algorithm: str
    key: str
    nonce: bytes
    data: bytes

    def text(self) -> str:
        """As a column keeps it: fv1.algorithm.key.nonce.data, the last two in URL-safe Base64 without padding."""
        text = ".".join((FORMAT, self.algorithm, self.key, _encoded(self.nonce), _encoded(self.data)))
        if not _TEXT.fullmatch(text) or self.algorithm not in ALGORITHMS:
            raise Refusal("密封值写不成：算法或密钥名不对", "算法只能是 " + "、".join(ALGORITHMS))
        return text

    @classmethod
    def read(cls, text: str) -> Envelope:
        """The envelope that `text` wrote. Raises Refusal for anything else, so for a plain value that lies where a sealed one should."""
        found = _TEXT.fullmatch(text)
        if found and found["algorithm"] in ALGORITHMS:
            envelope = cls(found["algorithm"], found["key"], _decoded(found["nonce"]), _decoded(found["data"]))
            if len(envelope.nonce) == NONCE_BYTES and len(envelope.data) >= TAG_BYTES and envelope.text() == text:
                return envelope
        raise Refusal("不是密封值：没有加密，或被改过", "请运行 fadu verify，并从备份找回")


def bound(subject: str, path: str) -> bytes:
    """What the tag binds: whose value it is and which field, so that an envelope moved to another row or field does not open."""
    return canonical([FORMAT, subject, path]).encode()


def lock(plain: str, cipher: Cipher, *, key: str, nonce: bytes, subject: str, path: str) -> str:
    """Encrypt a value. The nonce (12 random bytes) is used once with a key: never take it from a counter that a restore sets back."""
    if len(nonce) != NONCE_BYTES:
        raise ValueError(f"a nonce has {NONCE_BYTES} bytes")
    return Envelope(cipher.algorithm, key, nonce, cipher.seal(nonce, plain.encode(), bound(subject, path))).text()


def unlock(text: str, key_of: Callable[[str], Cipher | None], *, subject: str, path: str) -> str:
    """Decrypt a value. `key_of` gives the cipher of a key's name, None where the key was destroyed.

    Raises Refusal where the key is gone (the value is erased), of another algorithm, or the envelope was altered or moved.
    """
    envelope = Envelope.read(text)
    cipher = key_of(envelope.key)
    if cipher is None:
        raise Refusal("这个值已经抹除：它的密钥已销毁", "不能恢复；抹除本身已封存，可在档案中核对", "个人信息保护法第四十七条")
    if cipher.algorithm != envelope.algorithm:
        raise Refusal(f"密钥是 {cipher.algorithm} 的，密封值是 {envelope.algorithm} 的", "请核对密钥文件")
    try:
        return cipher.open(envelope.nonce, envelope.data, bound(subject, path)).decode()
    except ValueError:
        raise Refusal("密封值打不开：被改过，或从别处挪来", "请运行 fadu verify，并从备份找回") from None


@dataclass(frozen=True)
class Unmasking:
    """A request to see a personal value: who asks, who agrees, for which purpose. Sealed as an act whenever it is granted."""

    subject: str
    path: str
    asker: str
    second: str
    purpose: str

    def check(self) -> None:
        """Raises Refusal unless a purpose is stated and another person agreed."""
        if not self.purpose.strip():
            raise Refusal("查看个人信息要写明目的", "请填写办理哪一件事、为什么要看", "个人信息保护法第六条")
        if not self.second or self.second == self.asker:
            raise Refusal("查看个人信息要由另一人同意", "请由本件的另一名承办人或负责人同意", "个人信息保护法第五十一条")


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
