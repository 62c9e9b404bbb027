"""The entries of a visit, each with what it must say. The office's form, the phone's page and the printed record are all made from this.

Checking refuses what can't be an answer at all; whether the law allows the entry here and now is the business of `order`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from fadu.core.refusal import Refusal

LINE, LONG = 200, 4000  # characters
ANSWERS = ("符合", "不符合", "不适用")
LARGEST_PHOTO = 50 * 2**20  # bytes, as core.evidence.kinds keeps them


@dataclass(frozen=True)
class Field:
    """One question. `kind`: line, long, choice, yes, day, moment, whole, digest, answers (one per item of the checklist), ground (an
    earlier problem that this visit looks at again, by its label)."""

    key: str
    label: str
    kind: str = "line"
    required: bool = True
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of entry. `once`: a later one takes the place of the earlier, both stay in the chain."""

    key: str
    label: str
    fields: tuple[Field, ...]
    article: str = ""
    once: bool = False
    file: str = ""  # the field that holds the digest of a file which follows

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)


# 1–8: the result codes of 双随机 as the enterprise credit system shows them (confidence of 1, 5, 8 high, of the rest medium-high).
OUTCOMES = (
    "未发现问题", "未按规定公示应当公示的信息", "公示信息隐瞒真实情况、弄虚作假", "通过登记的住所（经营场所）无法联系", "发现问题已责令改正",
    "不配合检查情节严重", "未发现开展本次抽查涉及的经营活动", "发现问题待后续处理",
)
PROBLEMS = frozenset({OUTCOMES[1], OUTCOMES[2], OUTCOMES[4], OUTCOMES[5], OUTCOMES[7]})
NOBODY_THERE = frozenset({OUTCOMES[3], OUTCOMES[6]})

_FILE = (
    Field("name", "文件名"), Field("sha256", "SHA-256 摘要", "digest"), Field("size", "字节数", "whole"),
)
KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (
    Kind("notice", "检查通知", (
        Field("mode", "通知方式", "choice", choices=("提前通知", "不预先通知")),
        Field("told_to", "通知了谁", required=False, help="对方的岗位即可，例如“环保负责人”"),
        Field("reason", "不预先通知的理由", required=False, help="例如有举报线索、需要突击检查"),
    ), "国办发〔2024〕54号", once=True),
    Kind("certificates", "出示证件、告知权利", (
        Field("shown", "两名执法人员都已主动出示执法证件", "yes"),
        Field("confirmed", "当事人确认", "choice", choices=("已确认", "拒绝确认，已注明")),
        Field("rights", "已告知陈述申辩、申请回避和配合检查的权利义务", "yes"),
        Field("recusal", "是否申请回避", "choice", choices=("不申请回避", "申请回避")),
        Field("present", "在场人员和岗位", help="例如“厂长 王某”"),
    ), "《行政处罚法》第四十二条、第四十三条、第五十五条", once=True),
    Kind("checks", "检查表", (Field("answers", "逐项结果", "answers"),), once=True),
    Kind("scene", "现场检查（勘察）笔录", (
        Field("place", "检查地点"),
        Field("began", "开始时间", "moment"), Field("ended", "结束时间", "moment"),
        Field("found", "现场情况", "long"),
        Field("said", "当事人的说明", "long", required=False),
    ), "《行政处罚法》第四十七条、第五十五条", once=True),
    Kind("photo", "照片", (
        *_FILE, Field("what", "拍的是什么"),
        Field("stage", "用在哪里", "choice", choices=("现场", "整改前", "整改后")),
    ), "国办发〔2018〕118号", file="sha256"),
    Kind("clip", "执法记录仪录像", (
        Field("clip", "录像编号"), Field("station", "采集站"), Field("sha256", "SHA-256 摘要", "digest"),
        Field("seconds", "时长（秒）", "whole"), Field("started_at", "开始时间", "moment"),
    ), "国办发〔2018〕118号"),
    Kind("sample", "采样", (
        Field("label", "样品编号"), Field("point", "采样点位"),
        Field("kind", "样品种类", "choice", choices=("废水", "废气", "噪声", "土壤", "地下水", "固体废物", "其他")),
        Field("method", "采样依据的标准"), Field("seal", "封签号"), Field("amount", "数量", required=False),
        Field("witness", "见证人和岗位", required=False),
    ), "《生态环境行政处罚办法》（现场采样）"),
    Kind("custody", "样品交接", (
        Field("label", "样品编号"),
        Field("step", "环节", "choice", choices=("交出", "接收", "出具报告")),
        Field("who", "经手人"), Field("where", "单位"), Field("at", "时间", "moment"),
        Field("intact", "封签完好", "yes", required=False),
        Field("paper", "资质认定或报告编号", required=False, help="接收的写检验检测资质认定（CMA）编号，出具报告的写报告编号"),
    )),
    Kind("joint", "联合检查部门的检查", (
        Field("department", "部门"), Field("form", "检查表名称"), Field("officers", "检查人员"), Field("result", "检查情况", "long"),
    ), "国发〔2019〕5号"),
    Kind("recheck", "复查", (
        Field("of", "复查哪一个问题", "ground"), Field("mended", "已经整改", "yes", required=False), Field("found", "复查情况", "long"),
        Field("days", "没有整改的，再给几日", "whole", required=False, help="自次日起算；已经整改的，拍一张“整改后”的照片"),
    ), "《行政处罚法》第二十八条"),
    Kind("problem", "发现的问题", (
        Field("what", "问题", "long"), Field("item", "对应检查表哪一项", required=False),
        Field("order", "怎么处理", "choice", choices=("责令限期改正", "责令立即改正", "另行处理")),
        Field("days", "改正期限（日）", "whole", required=False, help="责令限期改正的填写，自次日起算"),
    ), "《行政处罚法》第二十八条"),
    Kind("signature", "签名", (
        Field("role", "谁签", "choice", choices=("当事人", "执法人员", "见证人")), Field("who", "姓名"),
        Field("on", "签在哪里", "choice", choices=("屏幕", "纸上")),
        Field("name", "文件名", required=False), Field("sha256", "SHA-256 摘要", "digest", required=False),
        Field("size", "字节数", "whole", required=False),
    ), file="sha256"),
    Kind("refusal", "拒绝签名", (
        Field("reason", "拒签的理由或情形"), Field("witness", "见证人"), Field("witness_of", "见证人单位或住址"),
        Field("recorded", "已用录音录像记录拒签过程", "yes"),
    ), "国办发〔2018〕118号", once=True),
    Kind("result", "告知结果", (
        Field("outcome", "检查结果", "choice", choices=OUTCOMES),
        Field("told", "结果已当场告知", "yes"), Field("told_to", "告知了谁", required=False),
    ), "国办发〔2024〕54号", once=True),
)}


def declared() -> list[dict[str, Any]]:
    """The kinds as plain values, for the page on the phone."""
    return [asdict(kind) for kind in KINDS.values()]


def check(kind: str, said: Mapping[str, Any], items: Collection[str]) -> None:
    """Refuse what can't be the answer to the questions of a kind; `items` are the ids of the visit's checklist.

    Nothing is changed: the digest of an entry covers every character that was given. Raises Refusal.
    """
    found = KINDS.get(kind)
    if found is None:
        raise Refusal(f"没有“{kind}”这种记录", "请更新手机上的页面后再上传")
    if strange := sorted(set(said) - {field.key for field in found.fields}):
        raise Refusal(f"“{found.label}”里没有“{'、'.join(map(str, strange))}”这一栏", "请更新手机上的页面后再上传")
    for field in found.fields:
        value = said.get(field.key)
        if value in (None, "", {}):
            if field.required:
                raise Refusal(f"“{found.label}”没有填写{field.label}", f"请填写{field.label}")
            continue
        if wrong := _wrong(field, value, items):
            raise Refusal(f"“{found.label}”的{field.label}{wrong}", f"请改正{field.label}")
    if found.file and said.get("size"):
        require_photo(said["size"])


def require_photo(size: int) -> None:
    """Raise Refusal for a photo that is larger than the evidence store keeps."""
    if size > LARGEST_PHOTO:
        mend = "请在相机设置里把照片改小（例如 1200 万像素）重拍，或者留在原设备，用“录像”一栏登记它的摘要"
        raise Refusal(f"照片有 {size / 2**20:.0f} MB，超过 {LARGEST_PHOTO // 2**20} MB", mend)


def _wrong(field: Field, value: Any, items: Collection[str]) -> str:
    if field.kind == "yes":
        return "" if value is True or value is False else "应为是或者否"
    if field.kind == "whole":
        return "" if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**12 else "应为大于零的整数"
    if field.kind == "answers":
        return _wrong_answers(value, items)
    if not isinstance(value, str):
        return "不是文字"
    if field.kind == "choice":
        return "" if value in field.choices else f"应为{'、'.join(field.choices)}之一"
    return _wrong_text(field, value)


def _wrong_text(field: Field, value: str) -> str:
    if field.kind == "digest":
        return "" if re.fullmatch(r"[0-9a-f]{64}", value) else "应为 64 位十六进制数字"
    if field.kind in ("day", "moment"):
        read = date if field.kind == "day" else datetime
        try:
            read.fromisoformat(value)
        except ValueError:
            return "不是日期" if field.kind == "day" else "不是时间，请写作 2026-01-20 10:30"
        return ""
    longest = LONG if field.kind == "long" else LINE
    if len(value) > longest:
        return f"超过 {longest} 字"
    shown = value if field.kind == "line" else re.sub(r"[\r\n\t]", "", value)
    return "" if shown.isprintable() else "里有看不见的字符"


def _wrong_answers(value: Any, items: Collection[str]) -> str:
    if not isinstance(value, dict):
        return "写法不对"
    for item, answer in value.items():
        if item not in items:
            return f"里的“{item}”不在这次检查的清单里"
        if not isinstance(answer, dict) or answer.get("answer") not in ANSWERS or set(answer) - {"answer", "note"}:
            return f"第 {item} 项应为{'、'.join(ANSWERS)}之一"
        note = answer.get("note", "")
        if not isinstance(note, str) or len(note) > LINE or not note.isprintable():
            return f"第 {item} 项的说明太长，或有看不见的字符"
        if answer["answer"] == "不符合" and not note.strip():
            return f"第 {item} 项不符合，没有写明情况"
    return ""
