"""Each opinion of legal review is a row of 法制审核意见, so that agreed and returned ones are counted."""

from __future__ import annotations

import pytest

from fadu.apps.registers.models import Fact
from tests.apps.cases.lives import REVIEWER, begin, figures

pytestmark = pytest.mark.django_db


def test_an_opinion_given_on_a_matter_is_counted(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed()
    (row,) = Fact.standing.filter(register="法制审核意见")
    assert row.person
    assert (row.person.number, row.kind, row.values["case"]) == (REVIEWER, "同意", life.matter.number)
    said = figures("register.legal_review.agreed", "register.legal_review.returned", "register.legal_review.cases")
    assert list(said.values()) == [1, 0, 1]
