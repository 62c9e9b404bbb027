"""Encrypted fields of the vault."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fadu.core.ledger.envelope import Envelope, Unmasking, lock, unlock
from fadu.core.refusal import Refusal

NONCE = bytes(range(12))


@dataclass
class Aes:
    """AES-256-GCM, as the vault will give it."""

    secret: bytes
    algorithm: str = "aes-256-gcm"

    def seal(self, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        return AESGCM(self.secret).encrypt(nonce, plain, bound)

    def open(self, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        try:
            return AESGCM(self.secret).decrypt(nonce, data, bound)
        except InvalidTag:
            raise ValueError("false tag") from None


OURS, THEIRS = Aes(b"k" * 32), Aes(b"t" * 32)


def locked() -> str:
    return lock("王某", OURS, key="s17", nonce=NONCE, subject="uid-17", path="after.informant")


def opened(text: str, cipher: Aes | None = OURS, subject: str = "uid-17", path: str = "after.informant") -> str:
    return unlock(text, lambda name: cipher if name == "s17" else None, subject=subject, path=path)


def test_a_value_comes_out_as_it_went_in_and_does_not_show() -> None:
    text = locked()
    assert text.startswith("fv1.aes-256-gcm.s17.")
    assert "王" not in text
    assert opened(text) == "王某"
    assert Envelope.read(text).text() == text


def test_every_changed_character_is_found() -> None:
    text = locked()
    for at, sign in enumerate(text):
        for other in {"A", "b", "7", "."} - {sign}:
            with pytest.raises(Refusal):
                opened(text[:at] + other + text[at + 1 :])


def test_an_envelope_opens_in_its_own_place_only() -> None:
    for place in ({"subject": "uid-18"}, {"path": "after.phone"}):
        with pytest.raises(Refusal, match="挪来"):
            opened(locked(), **place)
    with pytest.raises(Refusal):
        opened(locked(), THEIRS)


def test_a_destroyed_key_means_erased() -> None:
    with pytest.raises(Refusal, match="抹除") as refused:
        opened(locked(), None)
    assert refused.value.article


def test_a_key_of_another_algorithm_is_refused() -> None:
    with pytest.raises(Refusal, match="sm4-gcm"):
        opened(locked(), replace(OURS, algorithm="sm4-gcm"))


@pytest.mark.parametrize("text", [
    "", "王某", "fv1", "fv2.aes-256-gcm.s17.AAAA.AAAA", "fv1.rot13.s17.AAECAwQFBgcICQoL.AAAAAAAAAAAAAAAAAAAAAA", "fv1.aes-256-gcm.s17.AA.AA",
])
def test_a_plain_value_where_a_sealed_one_should_lie_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        Envelope.read(text)


def test_what_could_not_be_read_is_not_written() -> None:
    with pytest.raises(Refusal):
        Envelope("rot13", "s17", NONCE, bytes(16)).text()
    with pytest.raises(Refusal):
        Envelope("sm4-gcm", "two words", NONCE, bytes(16)).text()
    with pytest.raises(ValueError, match="nonce"):
        lock("x", OURS, key="s17", nonce=b"short", subject="s", path="p")


@pytest.mark.parametrize(("purpose", "second"), [("", "G2"), ("  ", "G2"), ("核实举报", ""), ("核实举报", "G1")])
def test_nobody_sees_a_name_alone_or_without_a_purpose(purpose: str, second: str) -> None:
    with pytest.raises(Refusal) as refused:
        Unmasking("uid-17", "after.informant", "G1", second, purpose).check()
    assert refused.value.article


def test_two_people_with_a_purpose_may() -> None:
    Unmasking("uid-17", "after.informant", "G1", "G2", "回访举报人").check()
