"""A year's plan and draw, made by the real actions on the sample ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fadu.apps.inspections import planning
from fadu.apps.inspections.actions import draws, plans
from fadu.core import sampling

AT = datetime(2025, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SEED = "双色球 2025010期 03 08 11 17 20 29 + 05"


def rules(id: str = "COUNTY-81", **more: Any) -> dict[str, Any]:
    """The plan of a place in the register's words."""
    classes = {planning.NAMES[name]: dict(rule) for name, rule in sampling.classes(id).items()}
    return {"classes": classes, "officers_per_object": 2, "load": "even", **more}


def planned(written: dict[str, Any] | None = None, **more: Any) -> str:
    """A published plan of 2025."""
    made = plans.make_plan(year=2025, title="2025年度双随机抽查计划", written=written or rules(), on=date(2025, 1, 10), actor="甲", at=AT, **more)
    plans.publish_plan(made, place="县政府门户网站", on=AT.date(), actor="甲", at=AT)
    return made


def frozen(plan: str, *, publish: bool = True, at: datetime = AT, **more: Any) -> str:
    """Frozen frames, their digest published a minute later."""
    made = draws.freeze(plan, on=at.date(), seed_source="双色球 2025010期 开奖号码", actor="甲", at=at, **more)
    if publish and "reason" in more:
        draws.decide_redraw(made, approved=True, words="", actor="乙", at=at)
    if publish:
        draws.publish_frame(made, place="县政府门户网站", actor="甲", at=at + timedelta(minutes=1))
    return made


def drawn(plan: str, *, seed: str = SEED, at: datetime = AT, **more: Any) -> str:
    """A draw to its end."""
    made = frozen(plan, at=at, **more)
    draws.give_seed(made, seed=seed, known_at=at + timedelta(hours=1), witnesses="县司法局 王某", actor="甲", at=at + timedelta(hours=2))
    draws.make_draw(made, actor="甲", at=at + timedelta(hours=2))
    return made
