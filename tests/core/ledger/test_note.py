"""Ed25519 in plain Python, signed notes, checkpoints."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.ledger import standalone
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.hashes import digests
from fadu.core.ledger.note import Key, Signer, open_note, sign, signers
from fadu.core.refusal import Refusal
from tests.core.ledger.house import ORIGIN, library_verify, signer

# RFC 8032, 7.1: public key, message, signature.
RFC8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
CHECKPOINT = Checkpoint(ORIGIN, 3, 12345, digests(b"root"), "2026-01-31T16:00:00.000000Z")


@pytest.mark.parametrize(("public", "message", "signature"), RFC8032)
def test_the_rfcs_signatures_hold_and_no_neighbour_of_theirs(public: str, message: str, signature: str) -> None:
    key, data, good = (bytes.fromhex(text) for text in (public, message, signature))
    assert standalone.ed25519(key, data, good)
    assert not standalone.ed25519(key, data + b"x", good)
    for at in range(0, 64, 5):
        assert not standalone.ed25519(key, data, good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    s = int.from_bytes(good[32:], "little") + standalone.ORDER
    assert not standalone.ed25519(key, data, good[:32] + s.to_bytes(32, "little"))
    assert not standalone.ed25519(key, data, good[:-1])
    assert not standalone.ed25519(key[:-1], data, good)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100))
def test_plain_python_and_the_library_agree(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert standalone.ed25519(public, message, signature)
    assert not standalone.ed25519(public, message + b"\x00", signature)


@pytest.mark.parametrize("public", [
    b"\xff" * 32,  # y ≥ p
    b"\x01" + bytes(30) + b"\x80",  # x = 0 with the sign set
    b"\x02" + bytes(31),  # no such x
])
def test_bytes_that_are_no_key_verify_nothing(public: bytes) -> None:
    assert not standalone.ed25519(public, b"", bytes(64))


@pytest.mark.parametrize("verify", [library_verify, lambda key, message, signature: standalone.ed25519(key.public, message, signature)])
def test_a_checkpoint_goes_into_a_note_and_comes_out_again(verify) -> None:
    ours = signer()
    note = sign(CHECKPOINT.text(), [ours])
    assert Checkpoint.read(open_note(note, [ours.key], verify)) == CHECKPOINT
    lines = note.splitlines()
    assert lines[:2] == [ORIGIN, "12345"]
    assert base64.b64decode(lines[2]) == CHECKPOINT.roots.sha256
    assert lines[6] == ""
    assert lines[7].startswith(f"— {ORIGIN} ")


def test_a_note_of_several_signatures_needs_one_known_and_none_false() -> None:
    ours, theirs, sm2 = signer(), signer(b"other"), Signer(Key(ORIGIN, b"x" * 64, "sm2"), lambda message: b"s" * 64)
    text = CHECKPOINT.text()
    both = sign(text, [ours, sm2])
    assert open_note(both, [ours.key], library_verify) == text
    assert signers(both, [sm2.key, ours.key, theirs.key]) == [ours.key, sm2.key]
    with pytest.raises(Refusal, match="没有一个签名"):
        open_note(both, [theirs.key], library_verify)
    with pytest.raises(Refusal, match="签名不符"):
        open_note(both, [ours.key, sm2.key], lambda key, message, signature: key == ours.key)
    forged = Signer(ours.key, theirs.sign)
    with pytest.raises(Refusal, match="签名不符"):
        open_note(sign(text, [ours, forged]), [ours.key], library_verify)


@pytest.mark.parametrize("spoil", [
    lambda note: note[:-1], lambda note: note + "\n", lambda note: note.replace("\n\n", "\n"), lambda note: note.replace("— ", "- "),
    lambda note: note.rpartition("— ")[0], lambda note: note.replace("12345", "12346"), lambda note: "", lambda note: note[:-4] + "!==\n",
    lambda note: "x\n\n" + note, lambda note: note.replace("number 3", "number 4"),
])
def test_a_spoilt_note_is_refused(spoil) -> None:
    ours = signer()
    with pytest.raises(Refusal):
        open_note(spoil(sign(CHECKPOINT.text(), [ours])), [ours.key], library_verify)


@pytest.mark.parametrize("text", [
    "", "x", CHECKPOINT.text() + "more\n", CHECKPOINT.text()[:-1], CHECKPOINT.text().replace("12345", "012345"),
    CHECKPOINT.text().replace("sm3 ", "sm4 "), CHECKPOINT.text().replace(".000000Z", "Z"), CHECKPOINT.text().replace("number 3", "number 0"),
])
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        Checkpoint.read(text)


def test_a_checkpoint_that_could_not_be_read_is_not_signed() -> None:
    for bad in (replace(CHECKPOINT, origin="two words"), replace(CHECKPOINT, number=0), replace(CHECKPOINT, time="today")):
        with pytest.raises(Refusal):
            bad.text()


def test_keys_are_handed_out_as_text() -> None:
    for key in (signer().key, Key("x", b"k" * 64, "sm2")):
        assert Key.read(key.text() + "\n") == key
    for text in ("", "a+b+c", signer().key.text()[:-4] + "AAA=", signer().key.text().replace("lanshan", "other")):
        with pytest.raises(Refusal):
            Key.read(text)
    with pytest.raises(Refusal):
        Key("two words", b"")


def test_only_what_can_be_opened_again_is_signed() -> None:
    for text in ("no end", "empty\n\nline\n"):
        with pytest.raises(ValueError, match="note"):
            sign(text, [signer()])
    with pytest.raises(ValueError, match="signature"):
        sign("text\n", [])
