"""State equals acts: whatever column of whatever register is changed, row removed, link cut or finding struck, it is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction

from fadu.apps.exchange.actions import import_workbook
from fadu.apps.exchange.actions.rechecking import recheck_findings
from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.verifying import finding_faults
from fadu.apps.record import verifying
from fadu.apps.record.models import Finding
from fadu.core.workbook.sheets import WRITTEN_ORDER
from tests.apps.exchange.workbooks import SAMPLE_2024

AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
TABLES = [HOMES[name] for name in WRITTEN_ORDER]  # those that a bureau declares itself lie in the database
MODELS = sorted({table.model for table in TABLES}, key=lambda model: model._meta.label)


@pytest.fixture(scope="module")
def sample(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The sample year, once; each test changes it inside a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_workbook(SAMPLE_2024, actor="测试", at=AT)
        yield
        transaction.set_rollback(True)


def faults(model: Any = None) -> list[str]:
    """What is found in the tables of a model, or in all."""
    tables = [table for table in TABLES if model in (None, table.model)]
    return [f"{fault.where}：{fault.reason}" for fault in verifying.whole(tables, also=finding_faults).faults]


def other(field: models.Field[Any, Any], value: Any) -> Any:
    """A value that the column could hold as well."""
    if field.is_relation:
        return field.related_model.objects.exclude(pk=value).values_list("pk", flat=True).first()
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateField):
        return (value or date(2024, 3, 4)) + timedelta(days=1)
    if isinstance(field, models.JSONField):
        return {name: f"{item}1" for name, item in value.items()} if value else {"天气": "晴"}
    if isinstance(field, models.DecimalField):
        return (value or Decimal(0)) + 1
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"{value or ''}x"[-field.max_length :] if field.max_length else f"{value}x"


def unseen(model: type[models.Model]) -> list[str]:
    """Columns of the model whose change in one row nobody notices."""
    row = model._default_manager.order_by("pk").first()
    if row is None:
        return []
    found = []
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        mark = transaction.savepoint()
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**{field.attname: other(field, getattr(row, field.attname))})
        except DatabaseError:  # a constraint refuses it
            transaction.savepoint_rollback(mark)
            continue
        if not faults(model):
            found.append(field.name)
        transaction.savepoint_rollback(mark)
    return found


@pytest.mark.django_db
def test_an_untouched_year_holds(sample: None) -> None:
    assert faults() == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_column_of_a_register_can_be_changed_unseen(sample: None, model: type[models.Model]) -> None:
    assert unseen(model) == []


LINKS = [(table.model, table.link_of(column)[0]) for table in TABLES for column in table.many]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "through"), LINKS, ids=[through._meta.label for _, through in LINKS])
def test_no_link_can_be_cut_moved_or_made_unseen(sample: None, model: Any, through: Any) -> None:
    first, last = through.objects.order_by("pk").first(), through.objects.order_by("pk").last()
    near, far = [field.attname for field in through._meta.concrete_fields if field.is_relation]
    if first is None:
        pytest.skip("the sample has none")
    for change in (first.delete, lambda: through.objects.create(**{near: getattr(first, near), far: getattr(last, far) + 1})):
        mark = transaction.savepoint()
        change()
        assert faults(model) != []
        transaction.savepoint_rollback(mark)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_row_can_be_removed_or_made_unseen(sample: None, model: Any) -> None:
    row = model.objects.order_by("-pk").first()
    if row is None:
        pytest.skip("the sample has none")
    mark = transaction.savepoint()
    try:
        model.objects.filter(pk=row.pk).delete()
        assert faults() != []
    except models.ProtectedError:
        pass
    transaction.savepoint_rollback(mark)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [
    lambda: Finding.objects.filter(rule="decision_in_90_days").delete(),
    lambda: Finding.objects.filter(rule="decision_in_90_days").update(grade="note"),
    lambda: Finding.objects.filter(rule="decision_in_90_days").update(rule="review_before_decision"),
    lambda: Finding.objects.filter(rule="decision_in_90_days").update(number="永环蓝立〔2024〕1号"),
    lambda: Finding.objects.filter(rule="decision_in_90_days").update(sheet="信访"),
    lambda: Finding.objects.filter(rule="decision_in_90_days").update(subject=str(uuid4())),
    lambda: Finding.objects.create(sheet="案件", subject=str(uuid4()), number="x", grade="finding", rule="decision_in_90_days", text="x"),
])
def test_a_finding_that_a_figure_counts_by(sample: None, change: Any) -> None:
    change()
    assert faults() != []


@pytest.mark.django_db
def test_findings_can_be_derived_anew_after_an_upgrade(sample: None) -> None:
    before = set(Finding.objects.values_list("subject", "rule", "grade", "text"))
    Finding.objects.filter(rule="decision_in_90_days").update(text="前一版的说法", field="filed_on")
    assert faults() != []
    recheck_findings(today=AT.date())
    assert faults() == []
    assert set(Finding.objects.values_list("subject", "rule", "grade", "text")) == before


@pytest.mark.django_db
@pytest.mark.parametrize("sql", [
    "UPDATE cases_case SET fine = 8000.004 WHERE fine = 8000",
    "UPDATE cases_case SET decided_on = strftime('%Y', decided_on) || '-W10-1' WHERE id = (SELECT MIN(id) FROM cases_case)",
    "UPDATE registers_fact SET \"values\" = '{\"audience\": 1, ' || substr(\"values\", 2) WHERE register = '普法活动'",
    "UPDATE officers_person SET withdrawn = 5 WHERE id = 1",
    "UPDATE officers_person SET withdrawn = NULL WHERE id = 1",
    "UPDATE registers_fact SET day_to = '2024-01-01' WHERE register = '普法活动'",
])
def test_a_cell_that_reads_the_same_and_counts_otherwise(sample: None, sql: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("other databases keep the form themselves")
    with connection.cursor() as cursor:
        try:
            cursor.execute(sql)
        except DatabaseError:
            return
        assert cursor.rowcount
    assert faults() != []
