"""The firm rates a visit, once, by the code on its paper. What it said lies in a file that those who were rated can't open."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from django.db import transaction

from fadu.apps.inspections import store
from fadu.apps.inspections.visits import reading
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.events.visits import VisitRated

LONGEST = 500
SCORES = (5, 4, 3, 2, 1)


def rate(id: str, *, score: int, words: str, at: datetime) -> None:
    """Take a rating in. Raises Refusal: before the result was told, a second time, or too long."""
    said = words.strip()
    if score not in SCORES or len(said) > LONGEST or not said.replace("\n", "").replace("\r", "").isprintable():
        raise Refusal("没有选择评分，或者意见太长", f"请选择 1 至 5 分，意见不超过 {LONGEST} 字")
    with transaction.atomic():
        locked_head()
        visit = reading.visit(id)
        if visit is None or visit.concluded is None:
            raise Refusal("检查还没有完成，不能评价", "收到检查结果以后再评价")
        if visit.rated:
            raise Refusal("这次检查已经评价过", "一次检查评价一次；还有意见的，请向县司法局或者上级部门反映")
        # The salt: whoever knows the digest must not find the score by trying all five.
        text = json.dumps({"format": "fadu-rating/1", "visit": id, "score": score, "words": said, "salt": secrets.token_hex(16)}, ensure_ascii=False)
        enter(VisitRated(subject=id, number=visit.number, **store.put(text)), actor="被检查单位", at=at, basis="国办发〔2024〕54号")
