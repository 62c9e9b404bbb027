"""The short code (核对码) printed on a document: the first fifty bits of its digest, as people type them."""

from __future__ import annotations

from base64 import b32decode, b32encode

_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", " ": None, "-": None, "－": None, "—": None})


def code_of(digest: str) -> str:
    """ABCDE-FGHIJ of a SHA-256 digest in hexadecimal."""
    letters = b32encode(bytes.fromhex(digest[:14]))[:10].decode()
    return f"{letters[:5]}-{letters[5:]}"


def plain_code(typed: str) -> str:
    """A code as it was typed, without dashes and with digits that are none read as the letters they resemble."""
    return typed.strip().upper().translate(_MISREAD)


def begins(typed: str) -> str:
    """The first twelve hexadecimal digits of the digests that a typed code may belong to, "" for what is no code."""
    plain = plain_code(typed)
    try:
        return b32decode(f"{plain}======").hex() if len(plain) == 10 else ""
    except ValueError:
        return ""
