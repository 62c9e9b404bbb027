"""What a check says about a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_SPAN = 60


class Severity(StrEnum):
    """错误 is wrong beyond doubt, 警告 is probably wrong, 提示 is for the writer to look at."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def name_zh(self) -> str:
        """错误, 警告 or 提示."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


@dataclass(frozen=True)
class Problem:
    """A defect at [start, end) of the text: why it is one, and what to write instead ("" where only the writer can know).

    `source` is said only where it differs from that of the check.
    """

    start: int
    end: int
    severity: Severity
    reason: str
    suggestion: str = ""
    source: str = ""


@dataclass(frozen=True)
class Finding:
    """A problem as reported: the file, the check, where, what it says. Offsets count characters of the file's plain text.

    `accepted` says by whom and why it was let stand, "" where it was not.
    """

    file: str
    check: str
    title: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    paragraph: int
    run: int | None
    text: str
    reason: str
    source: str
    suggestion: str
    accepted: str = ""

    def named(self, file: str) -> Finding:
        """The same under the name by which the caller knows the file."""
        return replace(self, file=file)

    def as_json(self) -> dict[str, object]:
        """The finding in the form of `fadu lint --json`."""
        found: dict[str, object] = {
            "file": self.file, "check": self.check, "severity": self.severity.value, "start": self.start, "end": self.end,
            "line": self.line, "text": self.text, "reason": self.reason, "source": self.source, "suggestion": self.suggestion,
            "title": self.title, "column": self.column, "paragraph": self.paragraph,
        }  # fmt: skip
        more = {"run": self.run, "accepted": self.accepted or None}
        return {**found, **{name: value for name, value in more.items() if value is not None}}
