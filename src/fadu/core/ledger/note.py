"""Signed notes: a text with signature lines under it, in the form that transparency logs use (C2SP signed-note).

The private key is not here: a Signer is given a function that signs. Ed25519 and SM2 in the product come from libraries, in the
stand-alone verifier from plain Python.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fadu.core.refusal import Refusal

# Signature type in a key's id; C2SP leaves 0xff for those it does not list.
KINDS = {"ed25519": b"\x01", "sm2": b"\xfffadu/sm2-with-sm3"}
NAMES = {"ed25519": "Ed25519", "sm2": "SM2"}  # as people call them
_NAME = re.compile(r"[^\s+]+")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True)
class Key:
    """A public key under the name that stands in the signature line."""

    name: str
    public: bytes
    kind: str = "ed25519"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise Refusal(f"密钥名“{self.name}”不能用", "密钥名不能为空，不能含空白和加号")

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + KINDS[self.kind] + self.public).digest()[:4]

    def text(self) -> str:
        """As it is handed out: name+id+base64(type ‖ key)."""
        return f"{self.name}+{self.id.hex()}+{_encoded(KINDS[self.kind] + self.public)}"

    @classmethod
    def read(cls, text: str) -> Key:
        """The key that `text` wrote. Raises Refusal for anything else."""
        name, _, rest = text.strip().partition("+")
        raw = _decoded(rest.partition("+")[2])
        for kind, mark in KINDS.items():
            if raw.startswith(mark):
                key = cls(name, raw[len(mark) :], kind)
                if key.text() == text.strip():
                    return key
        raise Refusal("公钥写法不对", "公钥应形如 名称+八位编号+Base64，请从回执或公示处原样抄录")


Verify = Callable[[Key, bytes, bytes], bool]  # whose signature, message, signature


@dataclass(frozen=True)
class Signer:
    """A key and the function that signs with its private half (message → signature)."""

    key: Key
    sign: Callable[[bytes], bytes]


def sign(text: str, signers: Iterable[Signer]) -> str:
    """The note over a text (which must end with a line feed): the text, an empty line, one line a signature."""
    if not text.endswith("\n") or "\n\n" in text:
        raise ValueError("a note's text ends with a line feed and has no empty line")
    lines = [f"— {signer.key.name} {_encoded(signer.key.id + signer.sign(text.encode()))}\n" for signer in signers]
    if not lines:
        raise ValueError("a note needs a signature")
    return f"{text}\n{''.join(lines)}"


def open_note(note: str, keys: Iterable[Key], verify: Verify) -> str:
    """The text of a note that one of the keys signed.

    Signatures of keys that are not given are passed over, as C2SP wants it. Raises Refusal where no known key signed, or
    where a known one's signature is false.
    """
    text, signatures = _parted(note, keys)
    for key, signature in signatures:
        if not verify(key, text.encode(), signature):
            raise Refusal(f"{key.name} 的 {NAMES[key.kind]} 签名不符：正文在签名之后被改过，或签名是伪造的", "请向出具单位索取原件，并报告此事")
    if not signatures:
        raise Refusal("没有一个签名出自已知的密钥", "请核对公钥是否为该单位公布的那一把")
    return text


def signers(note: str, keys: Iterable[Key]) -> list[Key]:
    """Whose signature lines stand under a note, of the keys given; whether they hold is `open_note`'s to say. Raises Refusal for no note."""
    return [key for key, _ in _parted(note, keys)[1]]


def _parted(note: str, keys: Iterable[Key]) -> tuple[str, list[tuple[Key, bytes]]]:
    """The text of a note, and each signature of a known key."""
    text, parted, tail = note.rpartition("\n\n")
    lines = [_LINE.fullmatch(line) for line in tail.split("\n")[:-1]]
    if not parted or not tail.endswith("\n") or not lines or not all(lines):
        raise Refusal("不是签名文本", "应为正文、空行、签名行，末尾换行；请原样复制，不要重排")
    known = {(key.name, key.id): key for key in keys}
    found = [(line[1], _decoded(line[2])) for line in lines if line]
    return f"{text}\n", [(known[name, raw[:4]], raw[4:]) for name, raw in found if (name, raw[:4]) in known]


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(text: str) -> bytes:
    """Strict Base64: one text for one value, or b"" """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if _encoded(raw) == text else b""
