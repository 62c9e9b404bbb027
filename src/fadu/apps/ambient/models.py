"""Environmental quality as published: value, the year before, ranks, and the document that says so."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class QualityStatement(SealedRow):
    """环境质量: one indicator over one period, as a named source states it."""

    number = models.CharField("编号", max_length=60, unique=True)
    indicator = models.CharField("指标", max_length=40)
    period_from = models.DateField("时段起")
    period_to = models.DateField("时段止", db_index=True)
    value = models.DecimalField("数值", max_digits=14, decimal_places=4, null=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    year_before = models.DecimalField("上年同期值", max_digits=14, decimal_places=4, null=True)
    city_rank = models.PositiveIntegerField("全市排名", null=True)
    province_rank = models.PositiveIntegerField("全省排名", null=True)
    source = models.CharField("来源文件", max_length=300)
