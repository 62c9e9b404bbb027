"""A paragraph that ends without punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "段末缺标点"
SOURCE = "GB/T 15834—2011 标点符号用法 4.1：陈述句末尾用句号"

_SENTENCE = re.compile(r"[。；]|，.*，")
_LINE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|^(?:来源|作者|编辑|责编|联系|抄送|附件|地址|发布|打印)|https?://|[|｜]")


def check(draft: Draft) -> Iterator[Problem]:
    """Not headings, titles, lists, tables; not the last paragraph, which may be cut off."""
    for passage in draft.body[:-1]:
        if passage.ends_open and not passage.is_heading and passage.index > 0 and _is_sentence(passage):
            end = len(passage.text.rstrip())
            yield passage.problem((end - 8, end), Severity.WARNING, "段落末尾没有标点，可能漏字或缺句号", "补句号，或把未完的话写完")


def _is_sentence(passage: Passage) -> bool:
    is_prose = len(passage.said) >= 25 and not passage.paragraph.place
    return is_prose and bool(_SENTENCE.search(passage.text)) and not _LINE.search(passage.plain.strip())
