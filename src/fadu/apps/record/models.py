"""Sealed acts, findings that stand on rows, dated changes. No foreign keys: things are named by id and public number,
since the ledger must outlive its neighbours."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Entry(models.Model):
    """One sealed act: who, what, when, on which basis, before and after. Never updated, never deleted."""

    index = models.BigIntegerField(primary_key=True)
    event = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8)  # done: performed here, guarded; recorded: 补录
    sheet = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=64)
    number = models.CharField(max_length=200, blank=True)
    actor = models.CharField(max_length=100)
    at = models.DateTimeField()
    basis = models.CharField(max_length=200, blank=True)
    before = models.TextField(null=True)  # canonical JSON, as hashed
    after = models.TextField(null=True)
    source = models.CharField(max_length=300, blank=True)  # file, sheet and row it was taken from
    batch = models.CharField(max_length=36, blank=True)
    algorithm = models.CharField(max_length=10)
    leaf = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "index"]),
            models.Index(fields=["batch", "index"]),
        ]


class Head(models.Model):
    """The end of the chain; locked while entries are linked, so that two acts never follow the same one."""

    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)


class Finding(models.Model):
    """A fact that broke the law or its clock, or a note; derived from the row and replaced whenever the row is taken in."""

    sheet = models.CharField(max_length=20)
    subject = models.CharField(max_length=64, db_index=True)
    number = models.CharField(max_length=200)
    grade = models.CharField(max_length=8)  # finding | note
    rule = models.CharField(max_length=60)
    field = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    article = models.CharField(max_length=200, blank=True)


class AttributeChange(SealedRow):
    """变更: from `since` on, a column of a person, facility or device has another value."""

    number = models.CharField("编号", max_length=60, unique=True)
    target_kind = models.CharField("对象类型", max_length=10)
    target = models.CharField("对象编号", max_length=60, db_index=True)
    item = models.CharField("项目", max_length=40)
    value = models.CharField("新值", max_length=200)
    since = models.DateField("自")
