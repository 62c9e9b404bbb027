"""Everything that can be said against a report before it is signed, as one list: what is open, what nothing backs, findings of the
checks, relations that do not hold, jumps, and what the ledger has and the text is silent on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from fadu.apps.reports import queries
from fadu.apps.reports.accepted import Acceptance, acceptances
from fadu.apps.reports.compiling.compiling import compile_report
from fadu.apps.reports.compiling.values import Bound, Says
from fadu.apps.reports.linting import check_draft
from fadu.apps.reports.models import SignedReport
from fadu.apps.reports.palette import FIGURES
from fadu.apps.reports.queries import Stated
from fadu.apps.reports.writing import drafts, looks
from fadu.apps.reports.writing.composing import Said, Written, untraced
from fadu.apps.reports.writing.freezing import read_content, report_of
from fadu.apps.reports.writing.remembering import remembered
from fadu.apps.reports.writing.typed import typed_numbers
from fadu.core.figures import Change, plain
from fadu.core.figures.relations import Status

ERROR, WARNING, INFO = "error", "warning", "info"
# From which change on the year before is asked about: (least change in its own unit, least difference of the values themselves). Ours,
# after what reviewers of reports ask about; no law says it.
JUMPS: Mapping[Change, tuple[Decimal, Decimal]] = {
    Change.COUNT: (Decimal(30), Decimal(5)), Change.CONCENTRATION: (Decimal(15), Decimal(0)), Change.INDEX: (Decimal(10), Decimal(0)),
    Change.RATE: (Decimal(5), Decimal(0)), Change.RANK: (Decimal(3), Decimal(0)),
}
GROUPS = {
    "open": "还没有写成", "head": "要件", "token": "指标", "typed": "没有依据的数字", "lint": "公文检查", "relation": "勾稽关系",
    "jump": "与上年相差较大", "silent": "台账有、文中没有写",
}


@dataclass(frozen=True)
class Issue:
    """Something to mend, or to accept with a reason (`identity`; "" where it can only be mended); `place` is the passage."""

    group: str
    check: str
    severity: str
    title: str
    reason: str
    words: str = ""
    suggestion: str = ""
    place: str = ""
    identity: str = ""
    figure: str = ""
    accepted: Acceptance | None = None

    @property
    def stops(self) -> bool:
        """Whether nobody can sign while it stands."""
        return self.severity == ERROR and self.accepted is None


def issues(written: Written) -> list[Issue]:
    """All of them, those that stop first."""
    standing = acceptances()
    found = [*_places(written), *_findings(written), *_relations(written), *_jumps(written), *_silent(written)]
    told = [_with(issue, standing) for issue in found]
    order = {ERROR: 0, WARNING: 1, INFO: 2}
    return sorted(told, key=lambda issue: (not issue.stops, issue.accepted is not None, order[issue.severity]))


def _with(issue: Issue, standing: Mapping[str, Acceptance]) -> Issue:
    if issue.identity not in standing:
        return issue
    said = {name: getattr(issue, name) for name in issue.__dataclass_fields__}
    return Issue(**{**said, "accepted": standing[issue.identity]})


def _places(written: Written) -> Iterator[Issue]:
    """What a passage lacks."""
    head = {one.look: one for one in written.passages if one.look in looks.HEAD}
    for look in looks.REQUIRED:
        if look not in head or not head[look].text:
            yield Issue("head", "head", ERROR, f"没有{looks.HEAD[look]}", "签发以前必须写明", place=head[look].uid if look in head else "")
    for one in written.passages:
        if one.look == looks.MARK:
            yield Issue("open", "mark", ERROR, "还没有写成", one.words, place=one.uid, suggestion="写成正文，或删去这一处")
        if one.look in looks.HEAD and one.look != "title":
            continue
        for piece in one.pieces:
            if piece.fault:
                yield Issue("token", "token", ERROR, "指标说不出来", piece.fault, piece.words, place=one.uid)
        if one.look != looks.MARK:
            for typed in typed_numbers(one.text):
                yield Issue(
                    "typed", "typed", ERROR, "数字没有依据", f"“{typed.words}”是键入的，没有指标支持", typed.words,
                    "绑定指标，或写明不是指标，或附来源文件", place=one.uid,
                )


def _findings(written: Written) -> Iterator[Issue]:
    """What the checks of official writing say; a “没有” that a 零报告 backs is not asked about again."""
    checked = check_draft(written.report, zero_claims=True, before=_last_year(written.report.year))
    backed = "".join(run.shown for one in written.passages for run in one.runs if isinstance(run, Bound) and run.says is Says.NONE)
    said = checked.document.plain.split("\n")
    places = _by_words(written.passages)
    for finding, identity in zip(checked.findings, checked.identities, strict=True):
        if finding.check == "zero_claim" and finding.text in backed:
            continue
        line = said[finding.line - 1]
        place = next((uid for words, uid in places if words and line.endswith(words)), "")
        yield Issue(
            "lint", finding.check, finding.severity.value, finding.title, finding.reason, finding.text, finding.suggestion, place, identity,
        )


def _last_year(year: int) -> str:
    """The text of the report that was signed for the year before, "" where none was."""
    draft = drafts.latest_signed(year - 1)
    signed = SignedReport.objects.filter(draft=draft).first() if draft else None
    return report_of(read_content(signed.content)).text if signed else ""


def _by_words(passages: Sequence[Said]) -> list[tuple[str, str]]:
    return sorted(((one.words, one.uid) for one in passages), key=lambda pair: -len(pair[0]))


def _relations(written: Written) -> Iterator[Issue]:
    """What does not add up among the figures that the text cites."""
    cited = frozenset(written.cited)
    if not cited:
        return
    where = _citing(written)
    scope = written.known.scope
    for check in remembered("checks", scope, cited, lambda: queries.checks(scope, cited)):
        if check.status in (Status.BROKEN, Status.INFO):
            severity = ERROR if check.status is Status.BROKEN else INFO
            figure = next(id for id in check.figures if id in cited)
            yield Issue(
                "relation", "relation", severity, check.relation, check.explanation, place=where[figure], figure=figure,
                identity=_identity("relation", written, check.id, str(check.left), str(check.right)),
            )


def _jumps(written: Written) -> Iterator[Issue]:
    """Figures of the text that are far from those of the year before."""
    where = _citing(written)
    for id in written.cited:
        stated = written.known.figures[id]
        if is_jump(stated):
            unit = stated.unit
            yield Issue(
                "jump", "jump", WARNING, stated.name,
                f"本年{plain(stated.value)}{unit}，上年{plain(stated.before)}{unit}，{stated.change.text}", place=where[id], figure=id,
                suggestion="写明原因：是事情变了，还是口径、登记有变化",
                identity=_identity("jump", written, id, plain(stated.value), plain(stated.before)),
            )


def is_jump(stated: Stated) -> bool:
    """Whether a figure is so far from the year before that a reader will ask."""
    if stated.value is None or stated.before is None or FIGURES[stated.id].change not in JUMPS:
        return False
    if stated.change.amount is None:
        return not stated.before and stated.value >= JUMPS[Change.COUNT][1]
    least, difference = JUMPS[FIGURES[stated.id].change]
    return abs(stated.change.amount) >= least and abs(Decimal(stated.value) - Decimal(stated.before)) >= difference


def _silent(written: Written) -> Iterator[Issue]:
    """What our own outline would say from the ledger and the text does not."""
    ours = compile_report(written.known, untraced, written.report.dated)
    cited = set(written.cited)
    for entry in ours.entries:
        if entry.figure not in cited:
            yield Issue(
                "silent", "silent", INFO, entry.name, f"台账本期有数（{entry.shown}），文中没有提到", figure=entry.figure,
                identity=_identity("silent", written, entry.figure, entry.shown),
            )


def _citing(written: Written) -> dict[str, str]:
    """The first passage that cites a figure."""
    found: dict[str, str] = {}
    for one in written.passages:
        for run in one.runs:
            if isinstance(run, Bound):
                found.setdefault(run.figure, one.uid)
    return found


def _identity(check: str, written: Written, *words: str) -> str:
    """What makes it the same: another value is another matter to explain."""
    return sha256("\n".join((check, str(written.report.year), *words)).encode()).hexdigest()
