"""生态环境损害赔偿 matters of all departments of the county."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class DamageCase(SealedRow):
    """损害赔偿: a damage compensation case from start to closing."""

    number = models.CharField("编号", max_length=60, unique=True)
    domain = models.CharField("领域", max_length=20)
    clue = models.CharField("线索来源", max_length=120, blank=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", verbose_name="案件")
    obligor = models.CharField("赔偿义务人", max_length=200, blank=True)
    started_on = models.DateField("启动日期", db_index=True)
    negotiated_on = models.DateField("磋商日期", null=True)
    amount = models.DecimalField("赔偿金额", max_digits=14, decimal_places=2, null=True)
    restored_on = models.DateField("修复完成日期", null=True)
    closed_on = models.DateField("办结日期", null=True, db_index=True)
