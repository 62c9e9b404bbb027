"""What a passage can be: a slot of the head, of which there is one each, or a piece of the body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from fadu.core.refusal import Refusal

PART, SECTION, TEXT, MARK = "part", "section", "text", "mark"
BODY: Mapping[str, str] = {PART: "一级标题", SECTION: "二级标题", TEXT: "正文", MARK: "待办"}
HEAD: Mapping[str, str] = {
    "doc_number": "文号", "title": "标题", "addressees": "主送机关", "issuer": "落款", "dated": "成文日期", "attachments": "附件（一行一个）",
}
LOOKS: Mapping[str, str] = {**HEAD, **BODY}
# What must be written before anybody can sign; a report may go out without a number of its own and without other attachments.
REQUIRED = ("title", "addressees", "issuer", "dated")
LONGEST = 20_000
_OPEN = re.compile(r"【(?:待撰写|缺数据|待核实)】")
_DAY = re.compile(r"(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?")
_NUMBER = re.compile(r"[^\s〔〕\d]{1,20}〔\d{4}〕\d+号")


def tidied(look: str, text: str) -> str:
    """The text as it is kept. Raises Refusal where it can't be what it is to be."""
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(said) > LONGEST:
        raise Refusal(f"这一段有 {len(said)} 个字，超过 {LONGEST} 个", "请分成几段")
    if any(ord(one) < 32 and one != "\n" for one in said):
        raise Refusal("文字里有看不见的控制字符", "请用“只粘贴文字”重新粘贴")
    if look != "attachments":
        said = " ".join(line.strip() for line in said.split("\n") if line.strip())
    if look == "dated" and said:
        said = day(said).isoformat()
    if look == "doc_number" and said and not _NUMBER.fullmatch(said):
        raise Refusal(f"“{said}”不是发文字号", "写作：机关代字〔2025〕3号，年份用六角括号，序号不编虚位", "GB/T 9704-2012 7.2.5")
    return said


def settled(look: str, text: str) -> str:
    """What a piece of the body is: text that still says what is to be written is no text yet."""
    return MARK if look == TEXT and _OPEN.match(text) else look


def day(text: str) -> date:
    """A day as people write it. Raises Refusal for what is none."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(f"“{text}”不是日期", "写作 2025-02-20 或 2025年2月20日") from None
