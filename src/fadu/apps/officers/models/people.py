"""The register of people, and what the unit says of itself."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Person(SealedRow):
    """Someone who works or worked here. What holds now stands here, what changed later in `record.AttributeChange`."""

    number = models.CharField("工号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=80)
    section = models.CharField("股室", max_length=80, blank=True)
    post = models.CharField("职务", max_length=80, blank=True)
    is_officer = models.BooleanField("执法人员")
    certificate = models.CharField("执法证号", max_length=60, blank=True)
    certificate_from = models.DateField("执法证有效期起", null=True)
    certificate_until = models.DateField("执法证有效期至", null=True)
    is_reviewer = models.BooleanField("法制审核人员")
    first_reviewed_on = models.DateField("首次从事法制审核日期", null=True)
    legal_qualification = models.CharField("法律职业资格证号", max_length=60, blank=True)
    joined_on = models.DateField("入职日期", null=True)
    left_on = models.DateField("离职日期", null=True)


class UnitItem(SealedRow):
    """One particular of the unit: 名称, 行政区划代码, 文号机关代字 …"""

    item = models.CharField("项目", max_length=60, unique=True)
    value = models.TextField("值", blank=True)
