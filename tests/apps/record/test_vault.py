"""Personal values: only commitments in the ledger, keys outside of the database, shown once for a purpose two people agree to, erasable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fadu.apps.record import ciphers, vault
from fadu.apps.record.actions import vault as acts
from fadu.apps.record.models import Entry, VaultValue
from fadu.core.refusal import Refusal

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
VALUES = {"name": "欧阳慕容雪", "phone": "13907460001", "id_number": "431127199001011234"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Any, settings: Any) -> Any:
    settings.FADU_DATA = tmp_path
    return tmp_path


def kept(subject: str = "row-1") -> int:
    return acts.keep(subject=subject, number="XF-1", values=VALUES, role="举报人", actor="G1", at=AT)


def asked(subject: str = "row-1", fields: tuple[str, ...] = ("name", "phone"), actor: str = "G1") -> int:
    return acts.ask(subject=subject, number="XF-1", fields=fields, purpose="告知受理或办理结果", detail="告知本件结果", actor=actor, at=AT)


def test_what_was_kept_is_shown_once_to_who_asked_after_another_agreed() -> None:
    kept()
    ask = asked()
    acts.approve(ask, actor="G2", at=AT)
    assert acts.show(ask, actor="G1", at=AT) == [acts.Shown("举报人", (("姓名", VALUES["name"]), ("联系电话", VALUES["phone"])))]
    with pytest.raises(Refusal, match="已经办结"):
        acts.show(ask, actor="G1", at=AT)
    assert [e.event for e in Entry.objects.order_by("index")] == ["SecretsKept", "UnmaskAsked", "UnmaskApproved", "SecretsUnmasked"]
