"""How a bureau's neighbours are called, from the division code (GB/T 2260) in the register of the unit."""

from __future__ import annotations

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_REGIONS = frozenset({"15", "45", "54", "64", "65"})
_INNER_MONGOLIA = "15"


def own(code: str) -> str:
    """区, 县 or 市: what the bureau's own division is; "" where the code does not decide it (旗 and 县 of Inner Mongolia share
    their numbers) or is not one of a county or prefecture."""
    if len(code) != 6 or not code.isdigit() or code.endswith("0000"):
        return ""
    middle, last = int(code[2:4]), int(code[4:])
    under_city = middle <= 20 or 51 <= middle <= 70  # a city with districts, or a municipality
    if last == 0:
        return "市" if under_city else ""
    if last >= 81 or last <= 20:
        return "区" if last <= 20 and under_city else "市"
    if middle == 1 and code[:2] in _MUNICIPALITIES:
        return "区"
    return "" if code.startswith(_INNER_MONGOLIA) else "县"


def wider(code: str) -> tuple[str, str]:
    """The words for the two scales of ranks, which the ledger's columns call 全市 and 全省."""
    return "全市", "全区" if code[:2] in _REGIONS else "全市" if code[:2] in _MUNICIPALITIES else "全省"


def addressees(code: str, superior: str) -> str:
    """To whom the report goes: the party committee and the government of the same level, and the bureau above (规定, chapter on
    reports); "" where the ledger does not say who they are."""
    word = own(code)
    return f"{word}委、{word}人民政府，{superior}" if word and superior else ""
