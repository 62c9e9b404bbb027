"""Running the checks over a text. Nothing is ever rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fadu.core.wording import checks
from fadu.core.wording.backing import Held
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import LONGEST_SPAN, Finding, Problem
from fadu.core.wording.protected import Protected
from fadu.core.wording.texts import Document


def lint(
    document: Document, year: int | None = None, before: Document | None = None, held: Mapping[str, Held] | None = None
) -> list[Finding]:
    """Everything the checks find in a text, in its order.

    `year` is the year the report is about (unsaid, it is taken from the title); law is judged by it. `before` is last year's report, `held`
    the ledger's figures of the year by id: with them the text is compared.
    """
    return Linting(Draft(document, year, before, held)).findings()


@dataclass(frozen=True)
class Linting:
    """One run over one draft."""

    draft: Draft

    def findings(self, only: Iterable[str] | None = None) -> list[Finding]:
        """The findings of all checks, or of those named."""
        protected = Protected(self.draft.document.text)
        wanted = None if only is None else set(only)
        found = [
            self._finding(check, problem)
            for check in checks.all_checks() if wanted is None or check.id in wanted
            for problem in self._of(check, protected)
        ]  # fmt: skip
        return sorted(found, key=lambda finding: (finding.start, finding.end, finding.check))

    def _of(self, check: checks.Check, protected: Protected) -> Iterator[Problem]:
        seen: set[tuple[int, int]] = set()
        for problem in check.run(self.draft):
            span = (problem.start, problem.end)
            if span in seen or (not check.may_touch_protected and protected.covers(*span)):
                continue
            seen.add(span)
            yield problem

    def _finding(self, check: checks.Check, problem: Problem) -> Finding:
        document = self.draft.document
        end = min(max(problem.end, problem.start + 1), problem.start + LONGEST_SPAN, len(document.text))
        start = min(problem.start, max(0, end - 1))
        place = document.place(start)
        first, last = document.span(start, end)
        return Finding(
            file=document.name, check=check.id, title=check.title, severity=problem.severity, start=first, end=last, line=place.line,
            column=place.column, paragraph=place.paragraph, run=place.run, text=document.text[start:end], reason=problem.reason,
            source=problem.source or check.source, suggestion=problem.suggestion,
        )  # fmt: skip
