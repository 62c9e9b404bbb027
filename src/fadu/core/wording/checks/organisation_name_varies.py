"""One office under several names: 湘西自治州/湘西州, 党组/党支部, 国家生态环境部."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "机构名称不一"
SOURCE = "首次用全称，之后用同一简称"

_MINISTRY = re.compile(r"国家生态环境部|国家环境保护部|中华人民共和国环保部|生态环境保护部")
_CELL = re.compile(r"党支部(?=统揽全局)")
_OFFICE = re.compile(r"([一-鿿]{2,5}?)(自治州|州|自治县|县|自治旗|旗)(?=生态环境(?:局|分局|保护局))")


def check(draft: Draft) -> Iterator[Problem]:
    """What is certainly no office's name is a warning, a change of names within a text is information."""
    for passage in draft.body:
        for match in _MINISTRY.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.WARNING, f"没有“{match[0]}”", "生态环境部")
        for match in _CELL.finditer(passage.plain):
            if "党组" in draft.plain:
                yield passage.problem(match.span(), Severity.WARNING, "统揽全局的是党组，文中别处也称“党组”", "党组")
    yield from _short_names(draft)


def _short_names(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, tuple[str, int]] = {}
    for match in _OFFICE.finditer(draft.plain):
        place = match[1][-2:]
        kind = match[2].removeprefix("自治")
        first, _ = seen.setdefault(place + kind, (match[2], match.start()))
        if first != match[2]:
            reason = f"前面写作“{place}{first}”，这里写作“{place}{match[2]}”"
            start = match.end() - len(place) - len(match[2])
            yield Problem(start, match.end(), Severity.INFO, reason, f"{place}{first}")
