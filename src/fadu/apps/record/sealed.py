"""The base of every table whose rows are sealed. It lives with the record because the uid is the ledger's name for a row."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models


class StandingManager(models.Manager[Any]):
    """Rows that stand: withdrawn ones (作废) stay in the ledger and are counted nowhere."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(withdrawn=False)


class SealedRow(models.Model):
    """A row with a lasting random id; its number is an attribute that an act may correct."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    withdrawn = models.BooleanField("作废", default=False)
    remark = models.TextField("备注", blank=True)
    extra = models.JSONField(default=dict, blank=True)  # columns of the workbook that Fadu does not know, by header

    objects: ClassVar[models.Manager[Any]] = models.Manager()
    standing: ClassVar[StandingManager] = StandingManager()

    class Meta:
        abstract = True
