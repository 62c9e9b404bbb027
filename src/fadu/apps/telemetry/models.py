"""What is monitored where. Readings keep a database of their own."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Monitor(SealedRow):
    """自动监控: a factor measured by a device at an outlet from a day on, with the limit it is held against."""

    mn = models.CharField("设备编号MN", max_length=24)
    facility = models.ForeignKey("facilities.Facility", models.PROTECT, related_name="+", verbose_name="对象")
    outlet = models.CharField("排口名称", max_length=80)
    outlet_kind = models.CharField("排口类型", max_length=10)
    factor = models.CharField("因子编码", max_length=20)
    factor_name = models.CharField("因子名称", max_length=80, blank=True)
    limit = models.CharField("标准限值", max_length=40)  # text: a limit may be a range, such as pH 6-9
    unit = models.CharField("单位", max_length=20)
    started_on = models.DateField("启用日期")
    stopped_on = models.DateField("停用日期", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mn", "factor", "started_on"], name="monitor_key")]
