"""The yearly report as a page: text, figures that open, what is open, downloads, queries."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from fadu.apps.officers.models import UnitItem

pytestmark = pytest.mark.django_db

# Grows with the figures that the text cites (each needs the rows behind its trace code), not with the rows of the ledger.
BUDGET = 260


def test_every_figure_of_the_text_opens_with_the_year_that_was_asked_for(as_role: Any) -> None:
    client = as_role("report_writer")
    page = client.get("/reports/?year=2024").content.decode()
    links = set(re.findall(r'class="g-bound" href="([^"]+)"', page))
    assert len(links) > 60
    assert all(re.fullmatch(r"/reports/figures/[a-z0-9_.]+/\?year=2024", link) for link in links)
    for link in sorted(links)[::20]:
        opened = client.get(link)
        assert opened.status_code == 200


def test_the_page_shows_outline_text_annex_and_what_is_open(as_role: Any) -> None:
    page = as_role("chief").get("/reports/?year=2024").content.decode()
    assert 'href="#part-1-4"' in page
    assert 'id="part-1-4"' in page
    assert page.count("【待撰写】") == 4
    assert "还没有写成的内容" in page
    assert len(re.findall(r"<code>[0-9a-f]{16}</code>", page)) == page.count('id="line-')


def test_the_latest_year_is_shown_where_none_was_asked_for_and_an_as_of_day_is_kept(as_role: Any) -> None:
    client = as_role("chief")
    assert "2024年度法治政府建设情况报告" in client.get("/reports/").content.decode()
    page = client.get("/reports/?year=2024&as_of=2024-06-30").content.decode()
    assert "/reports/report.docx?year=2024&amp;as_of=2024-06-30" in page
    assert "2024年1月1日至2024年6月30日" in page


def test_a_year_that_cannot_be_read_is_said_on_the_page(as_role: Any) -> None:
    answer = as_role("chief").get("/reports/?year=1066")
    assert answer.status_code == 200
    assert "is-invalid" in answer.content.decode()


def test_the_downloads_are_the_report(as_role: Any) -> None:
    client = as_role("clerk")
    word = client.get("/reports/report.docx?year=2023")
    assert "filename*=utf-8''" in word.headers["Content-Disposition"]
    content = BytesIO(b"".join(word.streaming_content))
    assert any("2023年度法治政府建设情况报告" in paragraph.text for paragraph in Document(content).paragraphs)
    assert b"".join(client.get("/reports/report.pdf?year=2023").streaming_content).startswith(b"%PDF")


def test_a_bureau_with_an_odd_name_can_download_too(as_role: Any) -> None:
    UnitItem.objects.filter(item="名称").update(value='甲<b>&乙\n"局"/丙')
    client = as_role("clerk")
    answer = client.get("/reports/report.docx?year=2023")
    assert answer.status_code == 200
    assert b"PK" in b"".join(answer.streaming_content)
    page = client.get("/reports/?year=2023").content.decode()
    assert "<b>&" not in page
    assert "甲&lt;b&gt;&amp;乙" in page


def test_the_page_keeps_its_budget_of_queries(as_role: Any) -> None:
    client = as_role("report_writer")
    with CaptureQueriesContext(connection) as asked:
        client.get("/reports/?year=2024")
    assert len(asked) <= BUDGET
