"""A calendar has every day of its year once, and says what a day is without colour."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from fadu.web import charts
from fadu.web.charts import Grade

SVG = "{http://www.w3.org/2000/svg}"
GRADES = [Grade("优", "优"), Grade("轻", "轻度<")]


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366)])
def test_every_day_stands_once_with_its_grade_and_words(year: int, days: int) -> None:
    known = {date(year, 1, 1) + timedelta(n): n % 2 for n in range(10)}
    markup = charts.calendar(year, GRADES, known, title="逐日", says={day: "AQI <9" for day in known})
    root = ET.fromstring(markup)
    boxes = [(box.get("class"), title.text) for box in root.iter(f"{SVG}rect") if (title := box.find(f"{SVG}title")) is not None]
    assert len(boxes) == days and boxes[0] == ("q1", f"{year}-01-01：AQI <9") and boxes[10] == ("q0", f"{year}-01-11：无数据")
    assert [look for look, _ in boxes].count("q2") == 5
    letters = [text.text for text in root.iter(f"{SVG}text") if (text.get("class") or "").startswith("m t")]
    assert letters == ["优", "轻"] * 5
    assert root.findtext(f"{SVG}desc") == "优5天；轻度<5天" and root.get("aria-label") == "逐日"
    assert "style" not in {key for element in root.iter() for key in element.attrib}
