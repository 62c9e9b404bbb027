"""One table for every declared register: what is only a dated fact with evidence."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Fact(SealedRow):
    """A row of a declared register. What figures filter by has a column of its own; the rest lies in `values` by field."""

    register = models.CharField("登记簿", max_length=40)
    number = models.CharField("编号", max_length=60)
    day = models.DateField("日期")
    day_to = models.DateField("至", null=True)
    kind = models.CharField("类别", max_length=120, blank=True)
    person = models.ForeignKey("officers.Person", models.PROTECT, null=True, related_name="+", verbose_name="人员")
    values = models.JSONField("其他", default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="fact_key")]
        indexes = [models.Index(fields=["register", "day"])]


class OwnRegister(models.Model):
    """A register that the bureau declared itself, on a page. `declaration` is what was sealed when it did."""

    code = models.CharField("代号", max_length=30, unique=True)
    name = models.CharField("名称", max_length=20, unique=True)
    declaration = models.JSONField("声明")
    declared_by = models.CharField("经办人", max_length=100)
    declared_at = models.DateTimeField("时间")

    class Meta:
        ordering = ["pk"]
