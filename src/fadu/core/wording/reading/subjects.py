"""What a figure is of, from the words before it or, where none are, after it."""

from __future__ import annotations

import re

from fadu.core.wording.reading.masks import BLANK

LONGEST = 24
_HEAD = re.compile(
    rf"^(?:[，,；;、：:（(）)。！“”\s{BLANK}]|其中|并且|以及|同时|此外|目前|截至|截止|今年以?来?|(?:(?:19|20)\d{{2}}年)?\d{{1,2}}月份?(?:\d{{1,2}}日)?(?:[—–~至-]\d{{1,2}}月(?:\d{{1,2}}日)?)?|全年|本年度?|年度?|上半年|月份?|并|且|和|及|与|另|还|又|均|再|而|以来|(?<=[年月])来|我局|我市|我县|我区|共)+"
)
_TAIL = re.compile(
    r"(?:共计|合计|累计|总计|达到|约占|占总|占|共|计|达|为|是|约|近|超过|超|逾|仅有|只有|仅|有|了|已|已经|完成|分别|各|(?<![平案件人])均|等|的|高达|多达|至|到|在|对|数量|[，,、：:（(\s])+$"
)
_VERBS = re.compile(
    r"^(?:先后|依法|组织|开展|召开|举办|参加|受理|接到|收到|办理|查处|检查|出动|下达|下发|印发|制定|发放|完成|审批|审核|审查|移送|进行|实施|发现"
    r"|涉及|向[^，。；]{1,8}?(?=移送|交办)|对|将|把|从|由)+"
)
_NOUN_AFTER = re.compile(
    r"^(?:以上|左右|的|余)?([一-鿿“”A-Za-z0-9]{2,18}?)"
    r"(?=[，。；、（）()：:\s“]|进行|被|开展|实施|完成|安装|列|全部|均|已|并|和|及|$)"
)


_SHARE = re.compile(
    r"^(?P<part>[^，。；]*?)(?:均|各|约)?占(?P<whole>[^，。；]{0,16}?)(?:的)?"
    r"(?:比重|比例|比|总量|总数)?(?:为|达)?(?:约|近|超过)?\s?$"
)
_BASIS = re.compile(r"\W*(?:同比|环比|(?:较|比|与|去年|上年)[^，。；]{0,10}|依次)\W*")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")


def share(left: str) -> tuple[str, str] | None:
    """(part, whole) of `大气问题占举报总量的52.3%`, either "" where unsaid; None where it is no share."""
    found = _SHARE.match(left)
    return (_HEAD.sub("", found["part"]), found["whole"]) if found else None


def subject(left: str, right: str) -> str:
    """The thing counted: from the left context of the number, else from the words right after its unit."""
    left = _ASIDE.sub("", left).replace(BLANK, "")
    said = _TAIL.sub("", _HEAD.sub("", left)).strip("“”\"")
    if _VERBS.sub("", said):
        return said[-LONGEST:]
    after = _NOUN_AFTER.match(right)
    return (said + after[1])[-LONGEST:] if after else said


def members(left: str) -> list[str]:
    """The names in `A、B和C分别为`, of which each takes one figure of the list that follows."""
    before = left.rpartition("分别")[0]
    clause = re.split(r"[，。；：:,;]", before)
    words = next((part for part in reversed(clause) if part.strip()), "")
    return ["" if _BASIS.fullmatch(word) else _HEAD.sub("", word) for word in re.split(r"、|和|及|与", words) if word]
