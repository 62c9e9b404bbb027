"""Documents for tests: what an officer writes in the marked fields, and whole cases with every document that they may have."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from fadu.apps.cases.documents.issuing import issue, prepare
from fadu.apps.cases.models import Document, Matter
from fadu.core import documents
from tests.apps.cases.lives import LEAD, Life

PARTY = "示例堃喆昇𠮷& <有限>公司"
WRITTEN = {
    **{name: text for name, text in documents.sample().items() if documents.fields()[name].by_hand},
    "机关": "永州市生态环境局蓝山分局", "证件号码": "91431127MA00001190", "县级人民政府": "蓝山县人民政府",
}


def paper(life: Life, kind: int, wait: int = 0, **more: Any) -> Document:
    """Issue a document on the day that the case has reached."""
    written = {**WRITTEN, **more.pop("written", {})}
    return issue(uid=str(life.matter.uid), kind=kind, on=life.day, actor=LEAD, at=datetime.combine(life.day, time(18), UTC), written=written, **more)


def lacks(matter: Matter, kind: int, life: Life, written: dict[str, str] | None = None) -> set[str]:
    """The names of what stands against issuing."""
    return {one.name for one in prepare(matter, kind, life.day, written=written or {}).lacks}
