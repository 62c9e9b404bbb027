"""What a text should not publish: identity numbers, telephones, account numbers, names of the parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "个人和企业信息"
SOURCE = "《个人信息保护法》第三十四条；《政府信息公开条例》第十五条"

_WRONGED = r"(?:诉|违法|处罚|超标|偷排|环评|复议|移送|罚款)"
_COMPANY = rf"[一-鿿（）()]{{2,18}}(?:有限(?:责任)?公司|股份公司|合作社|加工厂|养殖场|经营部)(?=[^，。；]{{0,12}}{_WRONGED})"
_VERB = re.compile(r"^.*(?:应诉|查处|处罚|移送|检查|涉及|[对与向])(?=[一-鿿]{4})")
# Digits inside a digest or a serial (…a17026239032f…) are nobody's number.
_BEFORE, _AFTER = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z])"
_PATTERNS = (
    (re.compile(_BEFORE + r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]" + _AFTER), Severity.WARNING, "身份证号"),
    (re.compile(_BEFORE + r"1[3-9]\d(?:[ -]?\d{4}){2}" + _AFTER), Severity.WARNING, "手机号码"),
    (re.compile(r"(?:账号|卡号|账户)[：:\s]*\d{12,19}"), Severity.WARNING, "银行账号"),
    (re.compile(_COMPANY), Severity.INFO, "企业名称与违法、诉讼连在一起"),
    (re.compile(r"(?:原告|被告|申请人|当事人|投诉人|举报人)[：:]?[一-鿿]{2,3}(?=[，。；、（(])"), Severity.INFO, "当事人姓名"),
)  # fmt: skip
_SERIAL = re.compile(r"(?:证|证号|证件号|编号|工号|单号)[：:(（\s]*(?:\d{6,20}[、，,和及\s]+)*$")  # of a certificate of enforcement
_NO_NAME = re.compile(r"[：:]?(?:陈述|申辩|权利|满意|合法|不服|反映|意见|知情|信息|隐私|姓名|可以|应当|及其|提出)")
_ROLE = re.compile(r"(?:原告|被告|申请人|当事人|投诉人|举报人)")


def check(draft: Draft) -> Iterator[Problem]:
    """Pointed out, so that someone decides before the text is published."""
    for passage in draft.passages:
        for pattern, severity, what in _PATTERNS:
            for match in pattern.finditer(passage.plain):
                before = "：".join(passage.paragraph.heads[:2]) + passage.plain[max(0, match.start() - 80) : match.start()]
                if what == "手机号码" and _SERIAL.search(before):
                    continue
                role = _ROLE.match(match[0])
                if role is None or not _NO_NAME.match(match[0], role.end()):
                    verb = _VERB.match(match[0])
                    span = match.start() + (verb.end() if verb else 0), match.end()
                    yield passage.problem(span, severity, f"公开前请核对：{what}", "删去、隐去，或确认可以公开")
