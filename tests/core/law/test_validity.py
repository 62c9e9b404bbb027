"""A citation on a day: the name, the statute's being in force, the number of its articles."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.core.law import citations, provisions, validity

BEFORE, AFTER = date(2026, 8, 14), date(2026, 8, 15)


@pytest.mark.parametrize(
    ("text", "on", "kinds"),
    [
        ("《水污染防治法》第八十三条第二项", BEFORE, []),
        ("《水污染防治法》第八十三条第二项", AFTER, ["repealed"]),
        ("《生态环境法典》第一千一百零七条", BEFORE, ["not_yet"]),
        ("《中华人民共和国生态环境法典》第一千二百四十二条", AFTER, []),
        ("《生态环境法典》第一千二百四十三条", AFTER, ["no_such_article"]),
        ("《生态环境法典》第一千二百四十条至第一千三百条", AFTER, ["no_such_article"]),
        ("《生态环境行政处罚办法》第九十二条", AFTER, []),
        ("《生态环境行政处罚办法》第九十三条", AFTER, ["no_such_article"]),
        ("《固体污染防治法》第一百零二条", AFTER, ["wrong_name", "repealed"]),
        ("《森林法》第一条", date(2010, 1, 1), ["unknown_day"]),
        ("《没有这部法》第一条", AFTER, ["unknown_name"]),
    ],
)
def test_what_is_wrong_with_a_citation_on_a_day(text: str, on: date, kinds: list[str]) -> None:
    (citation,) = citations.parse(text)
    faults = validity.check(citation, on)
    assert [fault.kind for fault in faults] == kinds
    assert all(fault.reason and fault.mend for fault in faults)


def test_a_repealed_law_leads_to_its_place_in_the_code() -> None:
    (citation,) = citations.parse("《环评法》第三十一条")
    (fault,) = validity.check(citation, AFTER)
    assert "《生态环境法典》" in fault.mend and "82-110" in fault.mend


def test_every_provision_of_the_catalogue_can_be_cited_from_its_first_to_its_last_day() -> None:
    for held in provisions.catalogue().provisions.values():
        for provision in held:
            for day in (provision.begins, provision.ends or date(2026, 11, 22)):
                for citation in citations.parse(provision.citation):
                    assert validity.check(citation, day) == (), (provision.violation, provision.citation, day)
