"""The map of objects: points, boundaries, an empty state, and no byte from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fadu.apps.exchange.actions.entering import correct_row, opened
from fadu.apps.exchange.homes import HOMES
from fadu.apps.facilities.models import Facility
from fadu.apps.facilities.queries import folder
from tests.core.test_boundaries import RING, file
from tests.pages.conftest import AT

pytestmark = pytest.mark.django_db
MAP = "/facilities/map/"


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.FADU_DATA = tmp_path
    return tmp_path


def test_without_coordinates_the_page_says_what_to_do_and_counts_by_township(as_role: Any, data: Path) -> None:
    page = as_role("chief").get(MAP).content.decode()
    assert "地图还是空的" in page and "没有坐标" in page and 'type="file"' not in page


def test_points_and_boundaries_are_drawn(as_role: Any, data: Path) -> None:
    one = Facility.objects.order_by("number")[0]
    table = HOMES["监管对象"]
    row = opened(table, str(one.uid))
    assert row
    done = correct_row(
        table, str(one.uid), {**row.texts, "longitude": "112.1", "latitude": "25.4"}, seen=row.seen, actor="431127017", at=AT, accept=True,
    )
    assert done.uid
    clerk = as_role("clerk")
    upload = SimpleUploadedFile("界.geojson", file(("<塔峰镇>", {"type": "Polygon", "coordinates": [RING]})))
    assert "共 1 个区域" in clerk.post(f"{MAP}boundaries/", {"file": upload}, follow=True).content.decode()
    page = clerk.get(MAP).content.decode()
    assert page.count("<circle") >= 1 + 4 and 'class="m-area" d="M' in page and "&lt;塔峰镇&gt;" in page
    assert "http" not in page.split("<main")[1].replace("http://www.w3.org", "")
    [kept] = folder().iterdir()
    kept.write_bytes(b"{}")
    assert "与封存的摘要不符" in clerk.get(MAP).content.decode()


def test_who_may_not_import_brings_no_boundaries_and_a_wrong_file_is_refused(as_role: Any, data: Path) -> None:
    assert as_role("chief").post(f"{MAP}boundaries/").status_code == 403
    clerk = as_role("clerk")
    for files in ({}, {"file": SimpleUploadedFile("a.json", b"{}")}):
        assert "g-alert" in clerk.post(f"{MAP}boundaries/", files, follow=True).content.decode()
    assert not folder().exists()
