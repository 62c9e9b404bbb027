"""The text of a passage: words, and between double braces what a number in it rests on.

    {{case.filed}}                       a figure with its unit; a count of zero says 0件
    {{case.filed:change}}                同比上升3.2%; also :before (the year before), :money, :rank, :period
    {{case.litigation=没有行政诉讼|行政诉讼}}   words for a zero, with the matter whose 零报告 backs them where one is needed
    {{25.5微克/立方米|来源：123}}           typed by hand: the document that the act 123 took in says so
    {{5项|说明：制度名称中的数}}             typed by hand: no figure at all, and why
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fadu.core.refusal import Refusal

FORMS = {"value": "数值", "change": "同比", "before": "上年数", "money": "金额（万元）", "rank": "名次", "period": "统计期"}
_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FIGURE = re.compile(r"([^\s{}:=|]+)(?::([a-z]+)|=([^{}|]+)(?:\|([^{}|]+))?)?")
_TYPED = re.compile(r"([^{}|]+)\|(来源|说明)：([^{}|]+)")
_SHOWN_AS = re.compile(r"[{}|\r\n]")


class Kind(StrEnum):
    """What a token is."""

    FIGURE = "figure"
    NONE = "none"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True)
class Token:
    """A token at [start, end) of its text. `words` are those typed; `note` is the reason, the act of the document, or the matter."""

    start: int
    end: int
    kind: Kind
    figure: str = ""
    form: str = "value"
    words: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """As it stands in the passage."""
        if self.kind is Kind.FIGURE:
            return "{{" + self.figure + ("" if self.form == "value" else f":{self.form}") + "}}"
        if self.kind is Kind.NONE:
            return "{{" + f"{self.figure}={self.words}" + (f"|{self.note}" if self.note else "") + "}}"
        return "{{" + f"{self.words}|{'来源' if self.kind is Kind.SOURCE else '说明'}：{self.note}" + "}}"


def figure(id: str, form: str = "value") -> str:
    """The token of a figure."""
    return Token(0, 0, Kind.FIGURE, id, form).text


def nothing(id: str, words: str, matter: str) -> str:
    """The token of a zero in words."""
    return Token(0, 0, Kind.NONE, id, words=words, note=matter).text


def sourced(words: str, act: int) -> str:
    """The token of a typed number that a document states."""
    return Token(0, 0, Kind.SOURCE, words=words, note=str(act)).text


def explained(words: str, reason: str) -> str:
    """The token of a typed number that is no figure. What would break a token is taken out of the reason."""
    return Token(0, 0, Kind.NOTE, words=words, note=_SHOWN_AS.sub(" ", reason).strip()).text


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order. Raises Refusal where braces hold none, or do not close."""
    end = 0
    for match in _BRACES.finditer(text):
        _require_plain(text[end : match.start()])
        yield _token(match)
        end = match.end()
    _require_plain(text[end:])


def pieces(text: str) -> Iterator[str | Token]:
    """Words and tokens in turn. Raises Refusal as `tokens` does."""
    end = 0
    for token in tokens(text):
        if token.start > end:
            yield text[end : token.start]
        yield token
        end = token.end
    if end < len(text):
        yield text[end:]


def blanked(text: str) -> str:
    """The text with its tokens blanked out, as long as before: what people typed."""
    return _BRACES.sub(lambda match: "\0" * len(match[0]), text)


def _token(match: re.Match[str]) -> Token:
    inner = match[1].strip()
    if typed := _TYPED.fullmatch(inner):
        kind = Kind.SOURCE if typed[2] == "来源" else Kind.NOTE
        note = typed[3].strip()
        if kind is Kind.SOURCE and not (note.isascii() and note.isdigit()):
            raise Refusal(f"“{match[0]}”没有写明来源文件的封存号", "请在段落下面的“核实数字”里选择来源文件")
        return Token(match.start(), match.end(), kind, words=typed[1], note=note)
    said = _FIGURE.fullmatch(inner)
    if said is None or (said[2] and said[2] not in FORMS):
        raise Refusal(f"“{match[0][:40]}”不是指标", "请从指标面板插入，或删去花括号")
    if said[3]:
        return Token(match.start(), match.end(), Kind.NONE, said[1], words=said[3], note=said[4] or "")
    return Token(match.start(), match.end(), Kind.FIGURE, said[1], said[2] or "value")


def _require_plain(text: str) -> None:
    if "{{" in text or "}}" in text:
        raise Refusal("花括号没有成对", "指标写作 {{编号}}，请从指标面板插入，不要手改")
