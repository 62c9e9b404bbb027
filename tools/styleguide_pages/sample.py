"""Sample content of the style guide. Names and numbers are made up."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from fadu.web import charts

SPRITE = Path(__file__).resolve().parents[2] / "src/fadu/web/static/web/icons.svg"
ZONE = dt.timezone(dt.timedelta(hours=8))
MONTHS = [f"{i}月" for i in range(1, 13)]
FILED = [4, 4, 3, 7, 6, 3, 4, 5, 3, 3, 3, 1]
FILED_BEFORE = [4, 3, 5, 4, 5, 4, 3, 4, 3, 3, 2, 0]
MENU = [
    ("", [("工作台", "desk", "desk", 3)]),
    (
        "办案与监管",
        [
            ("行政处罚", "cases", "case", 0),
            ("现场检查", "checks", "inspect", 0),
            ("监管对象", "facilities", "facility", 0),
            ("生态损害赔偿", "damages", "damages", 0),
            ("信访投诉", "complaints", "letter", 2),
        ],
    ),
    ("数据与报告", [("指标", "figures", "figures", 0), ("年度报告", "report", "report", 0), ("环境质量", "air", "air", 0)]),
    (
        "台账",
        [
            ("登记簿", "registers", "register", 0),
            ("学法与资格", "learning", "learn", 0),
            ("导入与导出", "import", "exchange", 0),
            ("封存档案", "record", "seal", 0),
        ],
    ),
    ("系统", [("人员与账号", "people", "people", 0), ("组件", "components", "settings", 0)]),
]
CASES = [
    ("永示环立〔2024〕46号", "某某化工有限公司超标排放大气污染物案", "调查取证", "陈志远、刘敏", "2024-12-03", "剩余 62 天", "ok", 84000),
    ("永示环立〔2024〕45号", "宏达印染厂未按排污许可证规定排放水污染物案", "告知听证", "周海涛、唐婉", "2024-11-21", "剩余 50 天", "ok", 120000),
    (
        "永示环立〔2024〕44号",
        "恒信混凝土有限公司未采取有效覆盖措施防治扬尘污染案",
        "处罚决定",
        "王建国、李敏",
        "2024-11-12",
        "剩余 9 天",
        "warn",
        26000,
    ),
    (
        "永示环立〔2024〕43号",
        "绿源养殖专业合作社通过逃避监管的方式排放水污染物案",
        "案件审查",
        "赵磊、周海涛",
        "2024-09-18",
        "已超期 2 天",
        "over",
        None,
    ),
    ("永示环立〔2024〕42号", "鑫源再生资源有限公司擅自倾倒、堆放危险废物案", "执行", "李敏、王建国", "2024-09-10", "已决定", "done", 315000),
    ("永示环立〔2024〕41号", "万顺电镀厂不正常运行自动监测设备案", "执行", "赵磊、孙倩", "2024-09-02", "已决定", "done", 200000),
    ("永示环立〔2024〕40号", "兴隆石材厂建设项目未批先建案", "已结案", "周海涛、李敏", "2024-08-26", "已结案", "done", 38000),
    ("永示环立〔2024〕39号", "东方热电有限公司拒绝现场检查案", "已结案", "王建国、赵磊", "2024-08-20", "已结案", "done", 50000),
    ("永示环立〔2024〕38号", "福满楼餐饮店油烟超标排放案", "不予处罚", "孙倩、周海涛", "2024-08-11", "已结案", "done", None),
    ("永示环立〔2024〕37号", "张某某露天焚烧秸秆案", "已结案", "李敏、陈志远", "2024-07-30", "已结案", "done", 500),
]


def at(day: str, time: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=ZONE)


class Filter(forms.Form):
    q = forms.CharField(label="关键字", required=False, widget=forms.TextInput(attrs={"placeholder": "案号、当事人、案由"}))
    stage = forms.ChoiceField(label="办理阶段", required=False, choices=[("", "全部阶段"), ("1", "调查取证"), ("2", "告知听证")])
    officer = forms.ChoiceField(label="承办人", required=False, choices=[("", "全部"), ("1", "王建国")])
    since = forms.CharField(label="立案日期从", required=False, widget=forms.TextInput(attrs={"placeholder": "2024-01-01", "inputmode": "numeric"}))
    till = forms.CharField(label="到", required=False, widget=forms.TextInput(attrs={"placeholder": "2024-12-31", "inputmode": "numeric"}))


class CaseForm(forms.Form):
    party = forms.CharField(label="当事人名称")
    code = forms.CharField(label="统一社会信用代码", help_text="18 位，最后一位是校验码")
    kind = forms.ChoiceField(label="违法行为", choices=[("", "请选择"), ("1", "超标排放大气污染物")])
    found = forms.CharField(label="发现日期", help_text="写成 2024-03-15")
    note = forms.CharField(label="简要案情", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    urgent = forms.BooleanField(label="需要先行采取查封、扣押措施", required=False)

    def clean_code(self) -> str:
        raise forms.ValidationError("校验码不对：按前 17 位算，最后一位应当是 Y。请对照营业执照重新填写。")


class SignIn(forms.Form):
    number = forms.CharField(label="工号", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


def shell(page: str, *, signed_in: bool = True) -> dict[str, Any]:
    """What the context processors give."""
    if not signed_in:
        return {"bureau_name": "示例市生态环境局示例县分局", "version": "0.1.0", "menu": []}
    menu = [
        {
            "label": label,
            "items": [
                {"label": name, "url": f"/{to}.html", "icon": icon, "count": count, "current": page.startswith(to)} for name, to, icon, count in items
            ],
        }
        for label, items in MENU
    ]
    return {
        "menu": menu,
        "bureau_name": "示例市生态环境局示例县分局",
        "user_label": "王建国（431127001）",
        "user_roles": ["执法人员", "内勤", "报告撰写人"],
        "sign_out_url": "/signin.html",
        "version": "0.1.0",
        "home_url": "/cases.html",
    }


def pages() -> dict[str, tuple[str, dict[str, Any]]]:
    """Template and content of each page."""
    return {
        "signin": ("signin.html", {"form": SignIn(), "signed_in": False}),
        "cases": ("cases.html", _cases()),
        "cases-1": ("case.html", _case()),
        "figures": ("figures.html", _figures()),
        "figures-1": ("figure.html", _figure()),
        "import": ("import.html", {}),
        "import-running": ("import-running.html", {}),
        "report": ("report.html", {}),
        "components": ("components.html", _components()),
        "403": ("web/403.html", {"right": "导入台账"}),
        "404": ("web/404.html", {}),
        "500": ("web/500.html", {"signed_in": False}),
    }


def _cases() -> dict[str, Any]:
    rows = [dict(zip(("no", "name", "stage", "officers", "filed", "clock", "tone", "fine"), case, strict=True)) for case in CASES]
    page = Paginator(range(149), 10).page(3)
    return {"rows": rows, "page": page, "filter": Filter({"q": "", "since": "2024-01-01"}), "query": {"since": "2024-01-01", "page": "3"}}


def _case() -> dict[str, Any]:
    seal = "9f3c1be07a71e5d20c44"
    acts = [
        {
            "at": at("2024-11-20", "16:42"),
            "what": "上传证据",
            "who": "王建国",
            "note": "废气排放口采样记录、监测报告，共 6 件。",
            "seal": seal + "01",
            "url": "#",
        },
        {
            "at": at("2024-11-12", "09:15"),
            "what": "制作调查询问笔录",
            "who": "李敏",
            "note": "第 2 次，被询问人：生产部经理刘某。",
            "seal": seal + "02",
            "url": "#",
        },
        {
            "at": at("2024-11-03", "14:30"),
            "what": "现场检查（勘察）",
            "who": "王建国、李敏",
            "note": "两人出示执法证件，当事人签字确认。",
            "seal": seal + "03",
            "url": "#",
        },
        {
            "at": at("2024-10-28", "10:05"),
            "what": "批准立案",
            "who": "陈志远",
            "note": "期限 90 日，到 2025-01-26。",
            "seal": seal + "04",
            "url": "#",
            "tone": "ok",
        },
        {"at": at("2024-10-27", "17:20"), "what": "线索转入", "who": "自动监控", "note": "24 小时均值超标 0.83 倍。", "tone": "done"},
    ]
    steps = [
        {"label": "立案", "state": "done", "note": "2024-10-28"},
        {"label": "调查取证", "state": "now", "note": "剩余 12 天"},
        {"label": "法制审核", "state": "todo", "note": ""},
        {"label": "告知", "state": "todo", "note": ""},
        {"label": "听证", "state": "skipped", "note": "不适用"},
        {"label": "集体讨论", "state": "todo", "note": ""},
        {"label": "决定", "state": "todo", "note": ""},
        {"label": "执行", "state": "todo", "note": ""},
        {"label": "结案", "state": "todo", "note": ""},
    ]
    return {
        "acts": acts,
        "steps": steps,
        "tabs": [
            {"label": "办理", "url": "#", "current": True},
            {"label": "证据", "url": "#", "count": 6},
            {"label": "文书", "url": "#", "count": 4},
            {"label": "期限", "url": "#", "count": 3},
            {"label": "核验", "url": "#"},
        ],
    }


def _figures() -> dict[str, Any]:
    now, before = charts.Series("2024年", FILED, tuple("/figures-1.html" for _ in MONTHS)), charts.Series("2023年", FILED_BEFORE)
    tiles = [
        ("立案", 46, "件", 12.2, "%"),
        ("行政处罚决定", 37, "件", 8.8, "%"),
        ("不予处罚", 9, "件", 0, "%"),
        ("罚款", "48.3", "万元", -6.1, "%"),
        ("双随机检查", 81, "家次", 3.8, "%"),
        ("问题整改率", 100, "%", 0, "百分点"),
        ("信访受理", 190, "件", -4.5, "%"),
        ("信访办结率", 100, "%", 0, "百分点"),
    ]
    table = [
        ("case.filed", "立案数", 46, "件", 41, 12.2, "%", FILED),
        ("case.penalty_decisions", "行政处罚决定数", 37, "件", 34, 8.8, "%", [2, 3, 3, 4, 4, 3, 4, 3, 3, 3, 3, 2]),
        ("case.no_penalty", "不予处罚数", 9, "件", 9, 0, "%", [1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0]),
        ("inspection.draw.rectified_rate", "双随机问题整改率", 100, "%", 100, 0, "百分点", [100] * 12),
        ("complaint.received", "信访受理数", 190, "件", 199, -4.5, "%", [19, 16, 15, 17, 14, 22, 20, 21, 20, 23, 3, None]),
        ("quality.air.good_rate", "优良天数比例", 95.4, "%", 97.8, -2.4, "百分点", [88, 90, 93, 97, 99, 100, 100, 99, 96, 95, 94, 93]),
        ("quality.air.pm25", "PM2.5 平均浓度", 25.5, "μg/m³", 24.7, 3.24, "%", [41, 38, 30, 24, 20, 16, 14, 15, 19, 24, 30, 36]),
        ("case.litigation", "行政诉讼", 0, "件", 0, 0, "%", [0] * 12),
        ("quality.water.province_rank", "水环境质量全省排名", None, "位", None, None, "", [None] * 12),
    ]
    rows = [
        dict(
            zip(("id", "name", "value", "unit", "before", "change", "change_unit"), row[:7], strict=True),
            spark=charts.sparkline(row[7], title=f"{row[1]}各月"),
        )
        for row in table
    ]
    towns = ["塔峰镇", "毛俊镇", "楠市镇", "所城镇", "新圩镇", "祠堂圩镇", "土市镇", "太平圩镇"]
    return {
        "tiles": [dict(zip(("name", "value", "unit", "change", "change_unit"), tile, strict=True)) for tile in tiles],
        "rows": rows,
        "by_month": charts.bars(MONTHS, [charts.Series("立案", FILED, now.hrefs)], title="2024年各月立案数", unit="件"),
        "both": charts.bars(MONTHS, [now, before], title="2024年与2023年各月立案数", unit="件"),
        "air": charts.lines(
            MONTHS,
            [
                charts.Series("2024年", [41, 38, 30, 24, 20, 16, 14, 15, 19, 24, 30, None]),
                charts.Series("2023年", [38, 37, 31, 25, 19, 17, 13, 14, 18, 23, 28, 35]),
            ],
            title="PM2.5 月均浓度",
            unit="μg/m³",
        ),
        "cut": charts.lines(
            [f"{year}年" for year in range(2019, 2025)],
            [charts.Series("优良天数比例", [93.1, 94.8, 96.2, 95.9, 97.8, 95.4])],
            title="优良天数比例",
            unit="%",
        ),
        "kinds": charts.ranking(
            [
                charts.Part("超标排放大气污染物", 14, "#"),
                charts.Part("违反排污许可管理规定", 11, "#"),
                charts.Part("未批先建", 8, "#"),
                charts.Part("危险废物管理不规范", 6, "#"),
                charts.Part("不正常运行污染防治设施", 4, "#"),
                charts.Part("拒绝检查", 3, "#"),
            ],
            title="立案按违法行为分",
            unit="件",
        ),
        "outcome": charts.share([charts.Part("处罚", 37, "#"), charts.Part("不予处罚", 9, "#")], title="决定结果", unit="件"),
        "towns": charts.multiples(
            MONTHS,
            [charts.Series(town, [max(0, (i * (k + 2)) % 7 - k % 3) for i in range(12)]) for k, town in enumerate(towns)],
            title="各乡镇信访受理数",
            unit="件",
        ),
        "tabs": [
            {"label": word, "url": "#", "current": word == "全部"} for word in ("全部", "行政处罚", "现场检查", "信访投诉", "环境质量", "队伍与学法")
        ],
    }


def _figure() -> dict[str, Any]:
    rows = [dict(zip(("no", "name", "stage", "officers", "filed", "clock", "tone", "fine"), case, strict=True)) for case in CASES]
    return {
        "rows": [{**row, "seal": f"{i * 7919 + 4096:04x}c1be07a71e5d20c449f3c"} for i, row in enumerate(rows)],
        "page": Paginator(range(46), 10).page(1),
    }


def _components() -> dict[str, Any]:
    form = CaseForm({"party": "某某化工有限公司", "code": "91431127MA0000001A", "kind": "", "found": "2024/3/15"})
    refusal = SimpleNamespace(
        reason="法制审核人员没有取得国家统一法律职业资格，不能审核本案",
        mend="换一名已取得资格的审核人员，或者先登记资格证号",
        article="《行政处罚法》第五十八条第二款",
    )
    return {
        "form": form,
        "fresh": CaseForm(),
        "refusal": refusal,
        "page": Paginator(range(32), 10).page(1),
        "icons": re.findall(r'id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")),
        "words": ["已结案", "调查取证", "待整改", "逾期", "已撤回", "未开始"],
        "long_page": Paginator(range(4000), 20).page(100),
    }
