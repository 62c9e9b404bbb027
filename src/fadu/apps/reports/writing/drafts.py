"""Reads of drafts: where each stands (the fold of its acts), its passages, who changed what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.utils import timezone

from fadu.apps.record import evidence
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.apps.reports.compiling.drafting import known, scope_of
from fadu.apps.reports.models import Passage, PassageVersion, ReportDraft
from fadu.apps.reports.palette import FIGURES
from fadu.apps.reports.queries import traces
from fadu.apps.reports.writing import looks
from fadu.apps.reports.writing.composing import Written, compose, untraced
from fadu.apps.reports.writing.remembering import remembered
from fadu.apps.reports.writing.saying import Source
from fadu.apps.reports.writing.tokens import tokens
from fadu.core.figures import Scope
from fadu.core.refusal import Refusal

DRAFT, REVIEWED, SIGNED, DROPPED = "起草", "已审核", "已签发", "已放弃"
_STAGES = {"ReportBegun": DRAFT, "ReportReviewed": REVIEWED, "ReportReturned": DRAFT, "ReportSigned": SIGNED, "ReportDropped": DROPPED}
ACTS = (*_STAGES, "ReportPublished")


@dataclass(frozen=True)
class Standing:
    """Where a report stands: its acts in order, its stage, and the acts that count for it now."""

    acts: Sequence[Act]
    stage: str
    reviewed: Act | None = None
    returned: Act | None = None
    signed: Act | None = None
    published: Act | None = None

    @property
    def begun(self) -> Act:
        return self.acts[0]

    @property
    def is_open(self) -> bool:
        """Whether its text may still change."""
        return self.stage in (DRAFT, REVIEWED)


def standing(draft: ReportDraft) -> Standing:
    """Where one report stands."""
    return standings([draft])[draft.pk]


def standings(drafts: Iterable[ReportDraft]) -> dict[int, Standing]:
    """Where reports stand, by primary key; one query."""
    by_subject = {str(draft.uid): draft.pk for draft in drafts}
    acts: dict[int, list[Act]] = {pk: [] for pk in by_subject.values()}
    rows = Entry.objects.filter(subject__in=by_subject, event__in=ACTS).order_by("index")
    for act in Act.read(rows):
        acts[by_subject[act.subject]].append(act)
    return {pk: _fold(some) for pk, some in acts.items()}


def _fold(acts: Sequence[Act]) -> Standing:
    stage, last = DRAFT, {}
    for act in acts:
        stage = _STAGES.get(act.event, stage)
        last[act.event] = act
    reviewed, returned = last.get("ReportReviewed"), last.get("ReportReturned")
    if reviewed and returned and returned.index > reviewed.index:
        reviewed = None
    return Standing(acts, stage, reviewed, returned if stage == DRAFT else None, last.get("ReportSigned"), last.get("ReportPublished"))


def day_of(act: Act) -> date:
    """The day of an act as people here count it."""
    return act.at.astimezone(timezone.get_current_timezone()).date()


def draft_of(uid: str) -> ReportDraft:
    """The draft of this lasting id. Raises Refusal where there is none."""
    try:
        found = ReportDraft.objects.select_related("corrects").filter(uid=UUID(str(uid))).first()
    except ValueError:
        found = None
    if found is None:
        raise Refusal("没有这份报告", "请从“报告起草”的列表里打开")
    return found


def passage_of(uid: str) -> Passage:
    """The passage of this lasting id with its draft. Raises Refusal where there is none."""
    try:
        found = Passage.objects.select_related("draft").filter(uid=UUID(str(uid))).first()
    except ValueError:
        found = None
    if found is None:
        raise Refusal("没有这一段", "请从报告起草页面打开")
    return found


def drafts() -> list[tuple[ReportDraft, Standing]]:
    """All reports, latest year first, with where they stand."""
    found = list(ReportDraft.objects.select_related("corrects"))
    stages = standings(found)
    return [(draft, stages[draft.pk]) for draft in found]


def open_draft(year: int) -> ReportDraft | None:
    """The report on a year that is being written."""
    return next((draft for draft, where in drafts() if draft.year == year and where.is_open), None)


def corrigenda(draft: ReportDraft) -> list[ReportDraft]:
    """The corrigenda of a report but those that were given up, the earliest first."""
    found = list(draft.corrigenda.order_by("pk"))
    stages = standings(found)
    return [one for one in found if stages[one.pk].stage != DROPPED]


def latest_signed(year: int) -> ReportDraft | None:
    """The report on a year that was signed last, a corrigendum included."""
    signed = [(where.signed.index, draft) for draft, where in drafts() if draft.year == year and where.signed]
    return max(signed, key=lambda one: one[0])[1] if signed else None


def passages(draft: ReportDraft) -> list[Passage]:
    """What stands in a draft now, in order: its head, then its body."""
    order = {look: place for place, look in enumerate(looks.HEAD)}
    found = draft.passages.filter(removed=False)
    return sorted(found, key=lambda one: (order.get(one.look, len(order)), one.place, one.pk))


def edits(draft: ReportDraft) -> int:
    """How often anything of a draft was changed."""
    return PassageVersion.objects.filter(passage__draft=draft).count()


def history(draft: ReportDraft, passage: str = "") -> list[PassageVersion]:
    """Who changed what, latest first: since it was begun, or all of one passage where it is named."""
    found = PassageVersion.objects.filter(passage__draft=draft).select_related("passage")
    found = found.filter(passage__uid=passage) if _is_uid(passage) else found.exclude(at=draft.begun_at, version=1)
    return list(found.order_by("-at", "-pk")[:300])


def _is_uid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def sources(draft: ReportDraft) -> dict[int, Source]:
    """The documents that were taken in for typed numbers of a report, and of the reports that it corrects."""
    found: dict[int, Source] = {}
    one: ReportDraft | None = draft
    while one is not None:
        for item in evidence.of_row(str(one.uid)):
            if not item.is_clip:
                found[item.index] = Source(item.index, item.title, str(item.said["sha256"]), item.withdrawn is not None)
        one = one.corrects
    return found


def scope(draft: ReportDraft) -> Scope:
    """What a draft covers."""
    return scope_of(draft.year, draft.as_of)


def written(draft: ReportDraft, *, whole: bool = False, traced: bool = False, fresh: bool = False, stage: str = "") -> Written:
    """A draft as it stands: knowing the figures that it cites, or all of them (`whole`, for checks and documents that are signed); with
    trace codes for documents (`traced`), without for pages of work. `fresh` counts anew what was counted in this state of the ledger."""
    covers = scope(draft)
    texts = [(str(one.uid), one.look, one.text) for one in passages(draft)]
    ids = None if whole else cited(text for _, _, text in texts)
    knows = known(covers, ids) if fresh else remembered("known", covers, ids or ["*"], partial(known, covers, ids))
    return compose(
        texts, knows, sources(draft), partial(traces, covers) if traced else untraced, stage=stage, correction=correction_of(draft),
    )


def cited(texts: Iterable[str]) -> list[str]:
    """The figures that texts speak of and that there are, each with the figure of its change where it has one."""
    found: dict[str, None] = {}
    for text in texts:
        try:
            for token in tokens(text):
                found.update(dict.fromkeys((token.figure, f"{token.figure}.yoy")))
        except Refusal:  # kept from a time when it could be read; the passage says so itself
            continue
    held = set(FIGURES)  # asked for once: own registers are looked up
    return [id for id in found if id in held]


def correction_of(draft: ReportDraft) -> str:
    """What stands under the title of a corrigendum."""
    if draft.corrects is None:
        return ""
    original = draft.corrects
    while original.corrects is not None:
        original = original.corrects
    return f"更正版，更正编号 {draft.number}，更正 {original.number}"
