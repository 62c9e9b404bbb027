"""Every address × every role: what the table of rights says is what happens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from fadu.apps.cases.models import Case, Document, Matter
from fadu.apps.exchange.models import Import
from fadu.apps.facilities.models import Facility
from fadu.apps.inspections.visits.tokens import token
from fadu.apps.record.models import Entry
from fadu.apps.registers.models import Fact
from fadu.apps.reports.actions import drafting
from fadu.apps.reports.models import Passage
from fadu.web.policy import ROLES
from tests.contracts.test_addresses import addresses
from tests.pages.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _draft(bureau: Any, django_db_blocker: Any) -> None:
    """A report that is being written, so that its pages have something to show."""
    with django_db_blocker.unblock():
        drafting.begin(2024, actor="测试", at=AT)


def filled(pattern: URLPattern, address: str) -> str:
    """The address with a real thing in each of its places."""
    fact = Fact.objects.filter(register="普法活动").first()
    values: dict[str, Any] = {
        "<int:index>": Entry.objects.order_by("index").values_list("index", flat=True).first() or 0,
        "<int:checkpoint>": 1, "<int:receipt>": Entry.objects.filter(event="ReceiptIssued").values_list("index", flat=True).first() or 0,
        "<str:batch>": Import.objects.values_list("batch", flat=True).first() or "none", "<str:sheet>": "普法活动",
        "<str:uid>": fact.uid if fact else "none", "<str:number>": "431127001", "<str:id>": "case.filed", "<str:field>": "person",
        "<str:held>": "none", "<str:session>": "XX2026-001", "<str:own>": "none",
        "<str:exam>": "KS2026-001", "<str:sitting>": "none", "<str:question>": "Y001", "<str:demand>": "JH2026-01", "<int:year>": 2026,
        "<int:file>": Entry.objects.filter(event="EvidenceTaken").values_list("index", flat=True).first() or 0, "<int:ask>": 0,
        **{f"<str:{place}>": Entry.objects.filter(event=event).values_list("subject", flat=True).first() or "none" for place, event in (
            ("plan", "PlanMade"), ("draw", "FrameFrozen"), ("tie", "RecusalStated"), ("other", "OtherVisitStated"), ("task", "OtherTaskStated"),
        )},
        "<str:visit>": Entry.objects.filter(event="VisitOpened").values_list("subject", flat=True).first() or "none",
        "<str:entry>": "notice", "<int:problem>": 1, "<str:digest>": "0" * 64,
        "<str:facility>": Facility.objects.values_list("uid", flat=True).first() or "none",
    }
    passage = Passage.objects.select_related("draft").first()
    values |= {"<str:report>": passage.draft.uid if passage else "none", "<str:passage>": passage.uid if passage else "none", "<str:kind>": "docx"}
    matter = Matter.objects.first()
    values |= {
        "<str:matter>": matter.uid if matter else "none", "<str:case>": Case.objects.values_list("uid", flat=True).first() or "none",
        "<int:kind>": 40, "<str:document>": Document.objects.values_list("uid", flat=True).first() or "none",
        "<str:target>": "credit", "<str:form>": "csv", "<str:move>": "T32", "<str:work>": "payment", "<str:track>": "crime_transfer",
    }
    values["<str:code>"] = token(values["<str:visit>"]) if values["<str:visit>"] != "none" else "none"
    for place, value in values.items():
        address = address.replace(place, str(value))
    return address


# Every address is asked for by all roles that may not, and by the first and the last of those that may; whole documents, half a second
# each, by the first.
COSTLY = {
    "visit_pdf", "report", "report_docx", "report_pdf", "receipt_pdf", "figures", "checks", "draft", "check", "sign_page", "draft_docx",
    "draft_pdf",
}


def test_the_answer_to_every_address_and_role_is_what_the_table_says(as_role: Any) -> None:
    wrong = []
    clients = {role: as_role(role) for role in ROLES}
    for address, pattern in addresses():
        policy = pattern.callback.policy
        if pattern.name == "sign_out":
            continue
        url = filled(pattern, address)
        assert "<" not in url, f"no value for {url} in this test"
        allowed = [role for role in ROLES if policy.allows([role])]
        for role, client in clients.items():
            if role in allowed[1:-1] or (pattern.name in COSTLY and role in allowed[1:]):
                continue
            status = client.get(url).status_code
            expected = (200, 302) if policy.allows([role]) else (403,)
            if status not in expected:
                wrong.append(f"{url} as {role}: {status}")
    assert wrong == []


def test_who_is_not_signed_in_is_sent_to_the_door(bureau: Any) -> None:
    for address, pattern in addresses():
        if pattern.callback.policy.roles is None:
            continue
        url = filled(pattern, address)
        for answer in (Client().get(url), Client().post(url)):
            assert answer.status_code == 302, url
            assert answer.headers["Location"].startswith("/sign-in/?next="), url


def test_a_form_is_refused_to_who_may_not_however_it_is_sent(as_role: Any) -> None:
    for url in ("/exchange/imports/new/", "/exchange/export/", "/accounts/open/"):
        assert as_role("learner").post(url).status_code == 403


def test_with_a_one_time_password_only_the_page_that_changes_it_opens(as_role: Any) -> None:
    from fadu.apps.officers.models import Account

    client = as_role("clerk")
    Account.objects.update(must_change_password=True)
    assert client.get("/").headers["Location"] == "/password/"
    assert client.get("/password/").status_code == 200


def test_every_page_carries_the_content_policy_and_is_not_cached(as_role: Any) -> None:
    for answer in (as_role("clerk").get("/"), Client().get("/sign-in/"), as_role("clerk").get("/nowhere/")):
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
