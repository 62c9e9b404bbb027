"""Environmental quality as published: value, the year before, ranks, and the document that says so; and daily values of air."""

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


class AirIntake(models.Model):
    """空气日值 of one file, taken in as one sealed act; taken back perhaps."""

    batch = models.CharField("批次", max_length=36, unique=True)
    file_name = models.CharField("文件名", max_length=255)
    file_digest = models.CharField("文件摘要", max_length=64)
    places = models.JSONField("点位")
    first = models.DateField("起")
    last = models.DateField("止")
    days = models.PositiveIntegerField("日数")
    unchanged = models.PositiveIntegerField("与前相同")
    brought_by = models.CharField("经办人", max_length=100)
    brought_at = models.DateTimeField("入库时间")
    undone_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        ordering = ["-brought_at"]


class AirDay(models.Model):
    """24 h means of a place on a day, O3 as the largest 8 h mean (µg/m³; CO mg/m³). The AQI is computed when asked for, never kept."""

    intake = models.ForeignKey(AirIntake, models.PROTECT, related_name="air_days")
    place = models.CharField("点位", max_length=60)
    day = models.DateField("日期")
    so2 = models.DecimalField("SO2", max_digits=9, decimal_places=3, null=True)
    no2 = models.DecimalField("NO2", max_digits=9, decimal_places=3, null=True)
    pm10 = models.DecimalField("PM10", max_digits=9, decimal_places=3, null=True)
    pm25 = models.DecimalField("PM2.5", max_digits=9, decimal_places=3, null=True)
    co = models.DecimalField("CO", max_digits=9, decimal_places=3, null=True)
    o3 = models.DecimalField("O3", max_digits=9, decimal_places=3, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="one_row_a_place_and_day")]
