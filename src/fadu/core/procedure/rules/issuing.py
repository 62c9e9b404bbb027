"""Who signs on a day: the names that a bureau declared, with the days on which the law lets a branch sign (《生态环境法典》第五十三条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fadu.core.law.authority import Bureau, Issuer, Organ, issuer
from fadu.core.procedure.rules.local import LocalRules
from fadu.core.refusal import Refusal

_FORM = "写两行或者三行：市局 名称 文号字头 市政府；分局 名称 文号字头 县政府；分局署名自 2026-08-15（仍由市局署名的不写）"


def read(lines: Sequence[str]) -> Bureau:
    """The bureau of a declaration. Raises Refusal for lines that say something else."""
    found = {parts[0]: parts[1:] for parts in (line.split() for line in lines) if parts}
    organs = [found.get(name, []) for name in ("市局", "分局")]
    if set(found) - {"市局", "分局", "分局署名自"} or any(len(one) != 3 for one in organs):
        raise Refusal("署名机关看不懂", _FORM)
    try:
        since = date.fromisoformat(found["分局署名自"][0]) if "分局署名自" in found else None
    except (ValueError, IndexError):
        raise Refusal("“分局署名自”之后应当是日期", _FORM) from None
    return Bureau(Organ(*organs[0]), Organ(*organs[1]), since)


def issuing(on: date, local: LocalRules | None) -> Issuer | None:
    """Who signs what is made on a day; None where the bureau has not declared its names. Raises Refusal as `authority.issuer` does."""
    declared = local.on("issuer", on) if local else None
    return issuer(read(declared.kinds), on) if declared and declared.kinds else None
