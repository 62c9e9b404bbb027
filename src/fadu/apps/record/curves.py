"""The signature algorithms by their libraries: Ed25519 is always there, SM2 where gmalg is installed (the extra `gm`).

A private key is 32 bytes. An SM2 public key is x ‖ y and a signature r ‖ s, 64 bytes each (GB/T 32918.2), over the digest of GB/T 32918.2
5.5 (Z_A of the default id, SM3).
"""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

try:
    import gmalg
except ImportError:  # pragma: no cover
    gmalg = None

_ID = b"1234567812345678"  # GB/T 35276-2017, 10: the id of a signer that agreed on none
_SIZE = 32
_P = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF_00000000_FFFFFFFF_FFFFFFFF  # GB/T 32918.5: coordinates are below


class Algorithm(Protocol):
    """What a signature algorithm does. `lacks` is what is missing here in words, "" where it can be used."""

    @property
    def lacks(self) -> str: ...

    def generate(self) -> bytes:
        """A new private key."""
        ...

    def public(self, private: bytes) -> bytes:
        """The public key of a private one. Raises ValueError for what is no private key."""
        ...

    def sign(self, private: bytes, message: bytes) -> bytes:
        """The signature over a message."""
        ...

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Is this the signature over the message by the owner of the public key?"""
        ...


class Ed25519:
    """RFC 8032, by cryptography."""

    lacks = ""

    def generate(self) -> bytes:
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def public(self, private: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()

    def sign(self, private: bytes, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(private).sign(message)

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SM2:
    """GB/T 32918.2, by gmalg."""

    @property
    def lacks(self) -> str:
        return "" if gmalg else "没有装 SM2 的程序库 gmalg（pip install gmalg）"

    def generate(self) -> bytes:
        private, _ = gmalg.SM2().generate_keypair()
        return bytes(private).rjust(_SIZE, b"\0")

    def public(self, private: bytes) -> bytes:
        if len(private) != _SIZE or not any(private):
            raise ValueError("no private key of SM2")
        return bytes(gmalg.SM2().generate_pk(private)[1:])

    def sign(self, private: bytes, message: bytes) -> bytes:
        r, s = gmalg.SM2(private, _ID).sign(message)
        return bytes(r.rjust(_SIZE, b"\0") + s.rjust(_SIZE, b"\0"))

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        if len(public) != 2 * _SIZE or len(signature) != 2 * _SIZE or not _on_curve(public):
            return False
        return bool(_sm2(public).verify(message, signature[:_SIZE], signature[_SIZE:]))


def _sm2(public: bytes) -> Any:
    return gmalg.SM2(uid=_ID, pk=b"\x04" + public)


@cache
def _on_curve(public: bytes) -> bool:
    below = all(int.from_bytes(half, "big") < _P for half in (public[:_SIZE], public[_SIZE:]))
    return below and bool(_sm2(public).verify_pk(b"\x04" + public))


ALGORITHMS: dict[str, Algorithm] = {"ed25519": Ed25519(), "sm2": SM2()}
