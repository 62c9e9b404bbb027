"""Boards, leaflets, banners, and questions answered at a stand."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "material", "宣传物料",
    choice("类型", "category", "展板", "宣传栏", "横幅", "宣传资料", "宣传品", "法律咨询", required=True),
    day("日期", "used_on", required=True),
    number("数量", "quantity", Kind.INTEGER, required=True),
    text("用于", "purpose"),
    day="used_on", title="category", heading="普法宣传", keeper="宣教股", evidence="领用单、照片",
    measures=(
        count("count", "宣传物料登记", "笔"),
        total("boards", "展板横幅宣传栏", "块", "quantity", category=("展板", "宣传栏", "横幅")),
        total("leaflets", "发放宣传资料", "份", "quantity", category=("宣传资料", "宣传品")),
        total("advice", "法律咨询", "人次", "quantity", category="法律咨询"),
    ),
)
