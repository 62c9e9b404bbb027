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
