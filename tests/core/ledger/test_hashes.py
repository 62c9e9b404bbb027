"""SHA-256 and SM3, side by side."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.ledger import hashes, standalone
from fadu.core.ledger.hashes import Digests
from fadu.core.refusal import Refusal

# GB/T 32905-2016, appendix A.
SM3_VECTORS = [
    (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
]


@pytest.mark.parametrize(("data", "wanted"), SM3_VECTORS)
def test_both_sm3_give_the_standards_values(data: bytes, wanted: str) -> None:
    assert hashes.digests(data).sm3.hex() == standalone.sm3(data).hex() == wanted


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_sm3_in_plain_python_is_the_librarys(data: bytes) -> None:
    assert standalone.sm3(data) == hashlib.new("sm3", data).digest()


@pytest.mark.parametrize("length", [54, 55, 56, 57, 63, 64, 65, 119, 120, 128])
def test_sm3_pads_right_around_the_end_of_a_block(length: int) -> None:
    assert standalone.sm3(b"x" * length) == hashlib.new("sm3", b"x" * length).digest()


def test_without_sm3_in_the_library_plain_python_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(name: str, data: bytes = b"") -> None:
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(hashlib, "new", lacking)
    assert [digest.hex() for digest in hashes._sm3()(b"a", [b"bc"])] == [SM3_VECTORS[0][1]]


def test_a_leaf_is_never_an_inner_node() -> None:
    left, right = hashes.leaf(b"a"), hashes.leaf(b"b")
    inner = hashes.node(left, right)
    assert inner.sha256 == hashes.digests(b"\x01" + left.sha256 + right.sha256).sha256
    assert inner.sm3 == hashes.digests(b"\x01" + left.sm3 + right.sm3).sm3
    assert hashes.leaf(left.sha256 + right.sha256).sha256 != inner.sha256


def test_digests_are_written_with_their_algorithm_and_read_back() -> None:
    made = hashes.digests(b"x")
    assert Digests.from_hex(made.hex()) == made


@pytest.mark.parametrize("spoil", [
    lambda named: {"sha256": named["sha256"]},
    lambda named: {**named, "md5": "00"},
    lambda named: {**named, "sm3": named["sm3"].upper()},
    lambda named: {**named, "sm3": named["sm3"][:-1]},
    lambda named: {**named, "sm3": None},
])
def test_a_digest_that_is_missing_or_misspelt_is_refused(spoil) -> None:
    with pytest.raises(Refusal):
        Digests.from_hex(spoil(hashes.digests(b"x").hex()))
