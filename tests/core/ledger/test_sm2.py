"""SM2 in plain Python: what the standard and others signed holds, and no neighbour of it; it agrees with the library."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.apps.record.curves import ALGORITHMS
from fadu.core.ledger import standalone

# Public key, message, signature.
GB_T_32918_5 = (  # GB/T 32918.5-2017, A.2: the id is the default one
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
    b"message digest",
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
)
OPENSSL = (  # OpenSSL 3.0.19: pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678
    "06f19a78a9d3c85ddb64d1ea55430946f4b7dba9f79375d90fff70efb4936b15a7ed52fea815c9ebc6b1fbbfadebf9b15f4e3780f4978a72bc0838509179c0c3",
    b"lanshan-eco/ledger\n2\n",
    "baf6ae8c299b5a737698264cf30a0699b7ed34aaf0b529cfbe9dc219c3de00fd69515188541a94bff69be8669ff15d5ee83595b170d927a3d31d568b1b8f7b4d",
)
BOTH = [ALGORITHMS["sm2"].verify, standalone.sm2]


@pytest.mark.parametrize("verify", BOTH)
@pytest.mark.parametrize(("public", "message", "signature"), [GB_T_32918_5, OPENSSL])
def test_what_others_signed_holds_and_no_neighbour_of_it(verify, public: str, message: bytes, signature: str) -> None:
    key, good = bytes.fromhex(public), bytes.fromhex(signature)
    r, s = good[:32], good[32:]
    assert verify(key, message, good)
    assert not verify(key, message + b"x", good)
    assert not verify(key, message, s + r)
    assert not verify(key, message, good[:-1])
    assert not verify(key[:-1], message, good)
    for at in range(0, 64, 17):
        assert not verify(key, message, good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert not verify(key[:at] + bytes([key[at] ^ 1]) + key[at + 1 :], message, good)  # no point of the curve


@pytest.mark.parametrize("verify", BOTH)
def test_numbers_out_of_range_are_no_signature_and_no_key(verify) -> None:
    public, message, signature = GB_T_32918_5
    key, good, order = bytes.fromhex(public), bytes.fromhex(signature), standalone.SM2_N
    r, s = (int.from_bytes(half, "big") for half in (good[:32], good[32:]))
    for pair in ((0, s), (r, 0), (order, s), (r, order), (r, order - r)):
        assert not verify(key, message, b"".join(number.to_bytes(32, "big") for number in pair))
    assert not verify(bytes(64), message, good)
    assert not verify(b"\xff" * 64, message, good)


def test_the_curve_adds_as_a_curve_must() -> None:
    base, add = standalone.SM2_G, standalone.sm2_plus

    def times(n: int) -> tuple[int, ...]:
        return standalone.times(n, base, add, ())

    assert times(standalone.SM2_N) == ()
    assert add(times(5), times(standalone.SM2_N - 5)) == ()
    assert add((), base) == add(base, ()) == base
    assert add(times(5), times(7)) == times(12) == add(times(6), times(6))


@settings(max_examples=5)
@given(st.integers(1, standalone.SM2_N - 2), st.binary(max_size=100))
def test_plain_python_and_the_library_agree(number: int, message: bytes) -> None:
    private, library = number.to_bytes(32, "big"), ALGORITHMS["sm2"]
    public, signature = library.public(private), library.sign(private, message)
    assert standalone.sm2(public, message, signature)
    assert library.verify(public, message, signature)
    assert not standalone.sm2(public, message + b"\x00", signature)


def test_another_id_is_another_signature() -> None:
    public, message, signature = GB_T_32918_5
    assert not standalone.sm2(bytes.fromhex(public), message, bytes.fromhex(signature), b"ALICE123@YAHOO.COM")
