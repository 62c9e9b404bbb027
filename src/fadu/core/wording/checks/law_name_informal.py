"""Colloquial names of laws: 《环保法》, 新固废法."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.names import named_laws

TITLE = "法律法规简称不规范"
SOURCE = "法律法规名录：公文用全称或规范简称"

_LONG = re.compile(r"(?:法|条例|办法|规定|解释)$")
_NEW = re.compile(r"新(?:固废法|环保法|大气法|噪声法|行政处罚法|安全生产法)(?!》)")
_SHORT = re.compile(r"(?<=[、，和及“])(?:环保法|固废法|环评法|大气法|水污染法|土壤法|噪声法)(?=[、，。和及等”])")


def check(draft: Draft) -> Iterator[Problem]:
    """Within 《》 a warning; where the text itself introduces a short name (以下简称《条例》) nothing; outside of 《》 information."""
    for named in named_laws(draft):
        match = named.match
        if match and match.kind == "alias" and _LONG.search(named.name) and not _introduced(draft, named.name):
            reason = f"“{named.name}”不是规范简称"
            yield named.passage.problem(named.span, Severity.WARNING, reason, f"《{match.statute.short}》")
    for passage in draft.body:
        for spoken in (*_NEW.finditer(passage.plain), *_SHORT.finditer(passage.plain)):
            yield passage.problem(spoken.span(), Severity.INFO, "口语简称，公文宜用书名号和规范名称", "写明法律名称")


def _introduced(draft: Draft, name: str) -> bool:
    return bool(re.search(rf"(?:以下)?简称[“《]{{0,2}}{re.escape(name)}", draft.plain)) or len(name) <= 2
