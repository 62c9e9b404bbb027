"""Numbers that can be checked by themselves: each check returns None, or (reason, mend) in the user's language."""

from __future__ import annotations

import re
from collections.abc import Callable

from fadu.core.law import violations

Fault = tuple[str, str] | None

# GB 32100-2015: digits and capital letters without I, O, S, V and Z; the value of a character is its position.
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))

# GB 11714: digits are their own value, A is 10 … Z is 35.
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

# GB/T 2260: first two digits, the provinces.
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)


def credit_code(code: str) -> Fault:
    """统一社会信用代码 (GB 32100-2015) of 18 characters; an old organisation code (GB 11714) of 9 is taken as well."""
    if re.fullmatch(r"[0-9A-Z]{8}-?[0-9X]", code):
        return organisation_code(code)
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，现为 {len(code)} 位", "请按营业执照逐位核对"
    strange = sorted(set(code) - set(_CREDIT_ALPHABET))
    if strange:
        return f"统一社会信用代码不使用字符 {'、'.join(strange)}", "请按营业执照核对，常见的误写是 O 与 0、I 与 1、Z 与 2、S 与 5"
    if not code[2:8].isdigit():
        return "统一社会信用代码第 3 至 8 位应为 6 位数字的登记机关行政区划码", "请按营业执照逐位核对"
    total = sum(_CREDIT_ALPHABET.index(char) * weight for char, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    if _CREDIT_ALPHABET[-total % 31] != code[17]:
        return "统一社会信用代码的校验码不对（GB 32100），至少有一位录错", "请按营业执照逐位核对"
    if organisation_code(code[8:17]):
        return "统一社会信用代码第 9 至 17 位（主体标识码）的校验码不对（GB 11714），至少有两位录错", "请按营业执照逐位核对"
    return None


def organisation_code(code: str) -> Fault:
    """组织机构代码 (GB 11714): eight characters and a check character, with or without the hyphen."""
    plain = code.replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", plain):
        return "组织机构代码应为 8 位本体代码加 1 位校验码", "请按证书逐位核对"
    rest = 11 - sum(int(char, 36) * weight for char, weight in zip(plain, _ORGANISATION_WEIGHTS, strict=False)) % 11
    if {10: "X", 11: "0"}.get(rest, str(rest)) != plain[8]:
        return "组织机构代码的校验码不对（GB 11714），至少有一位录错", "请按证书逐位核对"
    return None


def mn(code: str) -> Fault:
    """设备编号 MN: 24 characters of 0–9A–F under HJ 212-2017, 14 under HJ/T 212-2005."""
    if len(code) not in (14, 24):
        return f"设备编号 MN 应为 24 位（HJ 212-2017）或 14 位（HJ/T 212-2005），现为 {len(code)} 位", "请按数采仪设置核对"
    if len(code) == 24 and not re.fullmatch(r"[0-9A-F]{24}", code):
        return "24 位设备编号 MN 只使用 0—9 和 A—F（HJ 212-2017）", "请按数采仪设置核对"
    if not re.fullmatch(r"[0-9A-Z]+", code):
        return "设备编号 MN 只使用数字和字母", "请按数采仪设置核对"
    return None


def area_code(code: str) -> Fault:
    """行政区划代码 (GB/T 2260): six digits that begin with a province's."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return "行政区划代码应为 6 位数字（GB/T 2260）", "请填写县级行政区划代码，例如 431127"
    if code[:2] not in _PROVINCES:
        return f"行政区划代码 {code} 的前两位不是任何省级行政区（GB/T 2260）", "请填写县级行政区划代码，例如 431127"
    return None


def violation(code: str) -> Fault:
    """违法行为代码: an id of the catalogue of violations."""
    if violations.known(code):
        return None
    return f"违法行为目录里没有代码 {code}", "请按违法行为目录填写，暂不能确定的可以留空"


# By the names that columns use in `Column.check`.
CHECKS: dict[str, Callable[[str], Fault]] = {
    "credit_code": credit_code,
    "organisation_code": organisation_code,
    "mn": mn,
    "area_code": area_code,
    "violation": violation,
}
