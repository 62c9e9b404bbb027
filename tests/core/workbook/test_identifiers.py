"""Check digits. The credit codes are those that the companies print on their own papers."""

from __future__ import annotations

import pytest

from fadu.core.law import violations
from fadu.core.workbook import identifiers

PUBLISHED = ("91440300708461136T", "914403001922038216", "91110000802100433B", "91110000600037341L", "91330100799655058B", "9144030071526726XG")


@pytest.mark.parametrize("code", [*PUBLISHED, "91431127MA00000154"])
def test_published_credit_codes_pass(code: str) -> None:
    assert identifiers.credit_code(code) is None


@pytest.mark.parametrize("position", range(18))
def test_one_wrong_character_anywhere_is_seen(position: int) -> None:
    code = "91431127MA00000154"
    for char in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if char != code[position]:
            assert identifiers.credit_code(code[:position] + char + code[position + 1 :]) is not None


def test_a_wrong_code_says_what_is_wrong() -> None:
    for code, word in (("91431127MA0000015", "17 位"), ("91431127MAO0000154", "O"), ("91431127MA00000155", "校验码")):
        fault = identifiers.credit_code(code)
        assert fault is not None and word in fault[0] and fault[1]


def test_the_check_character_of_the_organisation_code_counts() -> None:
    assert identifiers.organisation_code("MA000001-5") is None
    assert identifiers.organisation_code("MA0000016") is not None
    assert identifiers.credit_code("MA0000015") is None


def test_a_device_number_has_24_or_14_characters() -> None:
    assert identifiers.mn("431127A8900016F29F000001") is None
    assert identifiers.mn("88888880000001") is None
    for wrong in ("431127A8900016F29F00000", "431127A8900016F29F00000G", "8888888000000_", ""):
        assert identifiers.mn(wrong) is not None


def test_an_area_code_begins_with_a_province() -> None:
    assert identifiers.area_code("431127") is None
    for wrong in ("991127", "43112", "4311270", "４31127", ""):
        assert identifiers.area_code(wrong) is not None


def test_the_catalogue_of_violations_is_whole() -> None:
    assert len(violations.catalogue()) == 306
    assert violations.name("permit.no_permit")
    assert identifiers.violation("permit.no_permit") is None
    assert identifiers.violation("permit.none_such") is not None
