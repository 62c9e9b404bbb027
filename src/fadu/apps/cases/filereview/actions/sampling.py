"""Draw the files of a year that are reviewed: by tickets of a public seed, so that anyone can draw again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.filereview import queries
from fadu.apps.cases.models import Case
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.core.sampling.tickets import smallest
from fadu.events.filereview import ReviewSampleDrawn
from fadu.web import policy


def draw_files(*, year: int, count: int, seed: str, stated_in: str, actor: str, at: datetime, reason: str = "") -> ReviewSampleDrawn:
    """Draw `count` of the closed files of a year. A further draw of the year needs its reason, and the earlier ones stay."""
    with transaction.atomic():
        locked_head()
        may(actor, policy.REVIEW_FILE, bureau())
        frame = tuple(Case.standing.filter(decided_on__year=year, closed_on__isnull=False).order_by("number").values_list("number", flat=True))
        if not 0 < count <= len(frame):
            raise Refusal(f"{year}年已结案的案卷有 {len(frame)} 件，不能抽 {count} 件", "请填写 1 至案卷数之间的件数")
        if not seed.strip() or not stated_in.strip():
            raise Refusal("没有写明种子和出处", "种子用事先不能知道、事后人人能查的公开数字，例如某日的彩票开奖号码，并写明出处")
        before = len(queries.draws(year))
        if before and not reason.strip():
            raise Refusal(f"{year}年已抽过 {before} 次", "再抽要写明理由，以前抽的照样留存")
        drawn = tuple(id for _, id in smallest(seed.strip(), frame, count))
        event = ReviewSampleDrawn(
            subject=f"案卷评查-{year}", number=f"{year}年案卷评查第{before + 1}次抽取", year=year, seed=seed.strip(), stated_in=stated_in.strip(),
            frame=frame, drawn=drawn, reason=reason.strip(),
        )
        enter(event, actor=actor, at=at, basis="案卷评查抽取")
        return event
