"""One name through the file, and it is that of the licence (案卷评查否决第三、四项)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    names, licence = set(facts["party_names"]), facts["licence_name"]
    wrong = sorted(names - {licence})
    if wrong:
        yield Lack(f"当事人写作{'、'.join(wrong)}，证照上为{licence}", "统一为证照名称；更名的附变更证明")
