"""A draw, step by step: freeze both name lists, publish their digest, take the seed, draw; 补抽 and redraw. Each step is a sealed act.

The order is the guard: whoever knows the seed before the lists are fixed could choose the lists.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.inspections import planning, queries, store
from fadu.apps.inspections.actions.plans import BASIS, line
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core import sampling
from fadu.core.ledger.entry import time_text
from fadu.core.refusal import Refusal
from fadu.core.sampling.frame import frozen as in_order
from fadu.core.sampling.frame import unfit
from fadu.events.inspections import DrawMade, FrameFrozen, FramePublished, RedrawDecided, SeedGiven

FORMAT = "fadu-frame/1"
_LATER = timedelta(minutes=5)


def freeze(
    plan_id: str, *, on: date, seed_source: str, actor: str, at: datetime, absent: Collection[str] = (), reason: str = "",
) -> str:
    """Freeze objects and officers as they stand on a day under a published plan; returns the lasting id of the draw.

    `seed_source` says in advance where the seed will come from and is covered by the digest; `absent` are officers who are away that day. A
    second draw in a year needs a reason and takes the place of the first once another person approved (`decide_redraw`). Raises Refusal
    where a draw from these lists would be refused.
    """
    source = line(seed_source, "种子的来源")
    with transaction.atomic():
        locked_head()
        plan = _published_plan(plan_id)
        if on.year != plan.year or on > at.date():
            raise Refusal(f"名录日期 {on} 不在{plan.year}年，或在今天之后", "请填写冻结名录的当天")
        if waiting := next((draw for draw in queries.draws(plan.year) if draw.asked), None):
            raise Refusal(f"{waiting.number}在等批准", "先由另一人批准或者不批准，再另提重新抽取")
        before = queries.standing(plan.year)
        if before and not reason.strip():
            raise Refusal(f"{before.number}（{before.state}）还在", "重新抽取要写明理由；原来的抽取照样留存、照样公布")
        once = [name for name, rule in sampling.plan(plan.written).classes.items() if rule.mode != "pct_per_quarter"]
        objects, officers = planning.lists(plan.made.said, on, absent, once)
        objects = planning.within_cap(objects, plan.written, len(officers) - len(dict(unfit(officers, on))))
        written = {**plan.written, "on": on.isoformat(), "seed_source": source}
        digests = _tried(objects, officers, written)
        frames = {"objects": in_order(objects, "objects"), "officers": in_order(officers, "officers")}
        seal = store.put(sampling.dump({"format": FORMAT, "frames": frames, "frame_digest": digests, "plan": written}))
        event = FrameFrozen(
            subject=str(uuid4()), number=f"{plan.year}年第{len(queries.draws(plan.year)) + 1}次抽取", plan=plan.id, year=plan.year, on=on,
            frame=digests["sha256"], frame_sm3=digests["sm3"], objects=len(objects), officers=len(officers), seed_source=source,
            replaces=before.id if before else "", reason=line(reason, "理由") if before else "", **seal,
        )
        enter(event, actor=actor, at=at, basis=BASIS)
    return event.subject


def decide_redraw(id: str, *, approved: bool, words: str, actor: str, at: datetime) -> None:
    """Say as a second person whether a redraw may take the place of the draw before it. Raises Refusal for the one who asked.

    Whoever may draw again alone until the list suits him has chosen the list.
    """
    with transaction.atomic():
        locked_head()
        draw = queries.draw(id)
        if draw is None or not draw.asked:
            raise Refusal("没有等待批准的重新抽取", "请从抽取列表里选择状态为“待批准”的")
        if actor == draw.frozen.actor:
            raise Refusal(f"{draw.number}是您提出的，不能由您自己批准", "请有抽取权限的另一人批准")
        went = [facility for facility, day in planning.drawn_until(at.date()).items() if day > draw.on]
        if approved and went:  # who was there meanwhile would stand in the frozen list as if nobody had been
            raise Refusal(f"名录冻结以后又按双随机检查了 {len(went)} 家，冻结的名录已经过时", "不批准这一次，冻结新的名录再提")
        said = line(words, "不批准的理由") if words.strip() or not approved else ""
        event = RedrawDecided(subject=id, number=draw.number, replaces=draw.frozen.said["replaces"], approved=approved, words=said)
        enter(event, actor=actor, at=at, basis=BASIS)


def publish_frame(id: str, *, place: str, actor: str, at: datetime) -> None:
    """Say that the digest of the frames was made public; from here on a seed may come. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        draw = _standing(id)
        if draw.published:
            raise Refusal(f"{draw.number}的名录摘要已经公开过", "不用再登记")
        enter(FramePublished(subject=id, number=draw.number, place=line(place, "公开的地方")), actor=actor, at=at, basis=BASIS)


def give_seed(id: str, *, seed: str, known_at: datetime, witnesses: str, actor: str, at: datetime) -> None:
    """Take the seed in, once. Raises Refusal where it was known before the digest of the frames was public."""
    with transaction.atomic():
        locked_head()
        draw = _standing(id)
        if draw.published is None:
            raise Refusal("名录摘要还没有公开，不能录入种子", "先公开名录摘要，种子须在公开以后产生")
        if draw.seeded:
            raise Refusal(f"{draw.number}的种子已经录入", "种子只有一次；确有差错的，写明理由重新抽取")
        if known_at <= draw.published.at:
            raise Refusal("种子产生在名录摘要公开之前", "请用公开以后产生的种子；事先知道的种子可以用来挑选名录")
        if known_at > at + _LATER:
            raise Refusal("种子产生的时间在现在之后", "请核对时间")
        wanted = in_order([{"id": line(seed, "种子")}], "officers")[0]["id"]  # NFC, no control characters, as the draw takes it
        event = SeedGiven(
            subject=id, number=draw.number, seed=wanted, known_at=time_text(known_at.astimezone(UTC)), witnesses=line(witnesses, "见证人"),
        )
        enter(event, actor=actor, at=at, basis=BASIS)


def make_draw(id: str, *, actor: str, at: datetime) -> None:
    """Draw. Nothing can be chosen any more: frames, plan and seed are sealed. Raises Refusal; there is no draw in part."""
    with transaction.atomic():
        locked_head()
        draw = _standing(id)
        if draw.seeded is None:
            raise Refusal("还没有种子，不能抽取", "公开名录摘要以后录入种子")
        if draw.results:
            raise Refusal(f"{draw.number}已经抽取", "需要更多对象的用补抽；确需重新抽取的，写明理由另行冻结名录")
        _draw(draw, [], actor, at)


def supplement(id: str, *, cls: str, count: int, reason: str, actor: str, at: datetime) -> None:
    """Draw so many more of a class (补抽): the next tickets, as if more had been drawn at once. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        draw = _standing(id)
        if draw.result is None:
            raise Refusal("还没有抽取，不能补抽", "先抽取")
        earlier = sampling.parse(store.read(draw.result.said["sha256"]))["plan"].get("supplements", [])
        _draw(draw, [*earlier, {"class": cls, "count": count, "reason": line(reason, "理由")}], actor, at)


def _draw(draw: queries.DrawView, supplements: list[dict[str, Any]], actor: str, at: datetime) -> None:
    assert draw.seeded is not None
    frames = sampling.parse(store.read(draw.frozen.said["sha256"]))
    written = {**frames["plan"], **({"supplements": supplements} if supplements else {})}
    made = sampling.draw(frames["frames"]["objects"], frames["frames"]["officers"], sampling.plan(written), draw.seeded.said["seed"])
    document = sampling.document(made)
    if document["frame_digest"]["sha256"] != draw.frozen.said["frame"]:
        raise Refusal("名录和计划的摘要与冻结时的不符", "请运行 fadu verify 查明")
    last: dict[str, Any] = supplements[-1] if supplements else {"class": "", "count": 0, "reason": ""}
    event = DrawMade(
        subject=draw.id, number=draw.number, digest=document["digest"]["sha256"], drawn=len(made.drawn), supplement=last["class"],
        count=last["count"], reason=last["reason"], **store.put(sampling.dump(document)),
    )
    enter(event, actor=actor, at=at, basis=BASIS)


def _tried(objects: list[Any], officers: list[Any], written: dict[str, Any]) -> dict[str, str]:
    """The digest of the frames, after a draw with a seed that nobody will use: what it would be refused for is said now, not before witnesses."""
    sampling.draw(objects, officers, sampling.plan(written), "试算")
    return sampling.freeze(objects, officers, written)


def _published_plan(id: str) -> queries.Plan:
    plan = queries.plan(id)
    if plan is None:
        raise Refusal("没有这个计划", "请从计划列表里选择")
    if plan.published is None:
        raise Refusal(f"{plan.number}还没有公开", "计划公开以后才能冻结名录")
    latest = queries.in_force(plan.year)
    if latest and latest.id != plan.id:
        raise Refusal(f"{plan.number}已有更新的版本", f"请按{latest.number}抽取")
    return plan


def _standing(id: str) -> queries.DrawView:
    draw = queries.draw(id)
    if draw is None:
        raise Refusal("没有这次抽取", "请从抽取列表里选择")
    if draw.asked:
        raise Refusal(f"{draw.number}是重新抽取，还没有批准", "请有抽取权限的另一人批准以后再办")
    if draw.declined:
        raise Refusal(f"{draw.number}没有获批准", "请办理原来的一次；确需重新抽取的，写明理由另提")
    if draw.replaced_by:
        raise Refusal(f"{draw.number}已被{draw.replaced_by.number}代替", "请办理后一次抽取；这一次照样留存")
    return draw
