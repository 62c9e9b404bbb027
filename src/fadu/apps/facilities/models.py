"""Regulated objects and what class they belong to."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Facility(SealedRow):
    """监管对象: a firm or a place. Flags hold from the day of registration; later changes are `record.AttributeChange`."""

    number = models.CharField("对象编号", max_length=60, unique=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    name = models.CharField("名称", max_length=200)
    category = models.CharField("类别", max_length=20)
    township = models.CharField("乡镇", max_length=80, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    industry = models.CharField("行业", max_length=120, blank=True)
    permit_class = models.CharField("排污许可管理类别", max_length=20, blank=True)
    permit = models.CharField("排污许可证编号", max_length=60, blank=True)
    in_pool = models.BooleanField("纳入随机抽查")
    is_monitored = models.BooleanField("自动监控联网", null=True)
    on_positive_list = models.BooleanField("监督执法正面清单", null=True)
    listed_on = models.DateField("正面清单列入日期", null=True)
    delisted_on = models.DateField("正面清单移出日期", null=True)
    credit_grade = models.CharField("环境信用等级", max_length=40, blank=True)
    risk_grade = models.CharField("风险等级", max_length=40, blank=True)
    longitude = models.DecimalField("经度", max_digits=13, decimal_places=8, null=True)
    latitude = models.DecimalField("纬度", max_digits=13, decimal_places=8, null=True)
    registered_on = models.DateField("登记日期", null=True)
    cancelled_on = models.DateField("注销日期", null=True)
