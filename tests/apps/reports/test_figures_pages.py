"""The pages of figures: by system and period, one down to its rows and seals, what adds up; few queries, no script needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fadu.apps.officers.models import Account, Person
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES, SYSTEMS
from fadu.core.figures import Period, Scope

from .ledgers import SAMPLE_2023, SAMPLE_2024, take

pytestmark = pytest.mark.django_db
BUDGET = 60


@pytest.fixture(scope="module", autouse=True)
def _ledger(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        take(SAMPLE_2023, SAMPLE_2024)
        yield
        transaction.set_rollback(True)


def signed_in(*roles: str) -> Client:
    person = Person.objects.get(number="431127017")
    account = Account.objects.create(
        number=person.number, person=person, roles=list(roles), must_change_password=False, password_set_at=datetime(2025, 1, 1, tzinfo=UTC)
    )
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def writer() -> Client:
    return signed_in("report_writer")


def opened(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    assert len(asked) <= BUDGET, (address, len(asked))
    return str(response.content.decode())


def test_only_who_may_read_figures_sees_them() -> None:
    learner = signed_in("learner")
    for address in ("/reports/figures/", "/reports/figures/case.filed/", "/reports/checks/"):
        assert learner.get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_the_list_shows_every_figure_under_its_heading_and_leads_to_its_page(writer: Client) -> None:
    page = opened(writer, "/reports/figures/?year=2024")
    for id in FIGURES:
        assert f'href="/reports/figures/{id}/?year=2024&amp;part=year"' in page
    for system in SYSTEMS:
        assert f"<h2>{system}</h2>" in page
    assert "同比下降2.4个百分点" in page


def test_one_heading_comes_with_its_months(writer: Client) -> None:
    page = opened(writer, "/reports/figures/?year=2024&system=信访")
    assert "<h2>信访</h2>" in page
    assert "<h2>双随机</h2>" not in page
    assert 'class="spark"' in page


def test_month_quarter_half_and_day_can_be_asked_for(writer: Client) -> None:
    for part, title in {"m3": "2024年3月指标", "q2": "2024年4—6月指标", "h2": "2024年7—12月指标"}.items():
        assert title in opened(writer, f"/reports/figures/?year=2024&part={part}")
    assert "截至 2024-05-31" in opened(writer, "/reports/figures/?year=2024&as_of=2024-05-31")


def test_a_day_before_the_period_leaves_nothing_known(writer: Client) -> None:
    page = opened(writer, "/reports/figures/case.filed/?year=2024&as_of=2022-06-30")
    assert "<b>0</b> 起" in page
    assert "没有计入任何行" in page


def test_what_cannot_be_read_is_said_and_counts_as_not_asked(writer: Client) -> None:
    page = opened(writer, "/reports/figures/?year=20x4&part=m13&as_of=2024-02-31")
    assert "2024年指标" in page
    assert "is-invalid" in page


def test_a_figure_opens_to_its_definition_its_rows_and_their_seals(writer: Client) -> None:
    page = opened(writer, "/reports/figures/case.filed/?year=2024")
    scope = Scope.of(Period.year(2024))
    row = queries.rows_of("case.filed", scope)[0]
    assert "立案日期在统计期内的案件" in page
    assert "同比上升15%" in page
    assert f'/{row.uid}/">{row.number}</a>' in page
    assert row.seal
    assert row.seal[1] in page
    assert queries.traces(scope, queries.stated(scope, ["case.filed"]).values())["case.filed"] in page
    assert "<svg" in page
    last = opened(writer, "/reports/figures/case.filed/?year=2024&page=2")
    assert "永环蓝立〔2024〕46号" in last
    assert writer.get(page.split(f'/{row.uid}/">')[0].rsplit('href="', 1)[1] + f"/{row.uid}/").status_code == 200


def test_every_figure_has_a_page(writer: Client) -> None:
    for id in list(FIGURES)[::5]:
        assert FIGURES[id].definition.replace("“", "")[:8] in opened(writer, f"/reports/figures/{id}/?year=2024&part=q1").replace("“", "")


def test_an_unknown_figure_is_not_found(writer: Client) -> None:
    assert writer.get("/reports/figures/case.file/").status_code == 404


def test_what_does_not_add_up_stands_first(writer: Client) -> None:
    page = opened(writer, "/reports/checks/?year=2024")
    assert "53周中50周达到" in page
    assert page.index("提示</span>") < page.index("相符</span></td>")
