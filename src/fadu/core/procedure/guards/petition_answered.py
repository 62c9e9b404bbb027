"""The answer is in writing and the informant stays secret (《信访工作条例》第三十四条, 《生态环境法典》第一百四十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("answer_in_writing", "没有书面答复", "书面答复信访人")
    yield from facts.must("petitioner_kept_secret", "泄露了举报人信息", "立即报告并采取补救措施")
