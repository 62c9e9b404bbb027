"""What a number is in its sentence: a level, a change (同比下降2.4%) or a place (全市排名第6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fadu.core.wording.reading.fact import Direction, Role
from fadu.core.wording.reading.tokens import Token

_UP = r"增加|增长|上升|提高|提升|上涨|升高|增大|扩大|上浮|反弹|恶化|前移|攀升|递增|翻|(?<![新追])增(?!值)|(?<!提)升|(?<!至)(?<!许)(?<!最)多|涨"
_DOWN = r"下降|减少|降低|下滑|回落|缩减|收窄|下浮|压减|压缩|缩短|精简|削减|改善|优化|后移|下跌|递减|降(?!水)|(?<![不至])少|(?<!削)减(?!排|免|轻)"
_FILL = r"(?:均|各|分别|约|近|超过|超|达到|达|为|了|至少|仅|高达|将近|逾|幅度|幅|率|比例|值|速)"
_VERB = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_FILL}{{0,4}}\s?[-－−]?$")
_BASIS = re.compile(
    r"同比|环比|(?:与|和|同)?(?:去年|上年|上月|上季度?|往年|前年)?同期(?:相比)?|相比|(?<![对占])比(?![例重率赛值较])[^，。；]{0,14}"
    r"|较(?![多少大好快高低强])[^，。；]{0,14}|去年|上年"
)
_SENTENCE_BASIS = re.compile(r"(?:与|同|和|相?比|较)[^，。；]{1,12}(?:相比|比较)?[，,]|同比")
_SIGNED = re.compile(r"(?:同比|环比|增长|增幅|变化|幅度)[^，。；\d]{0,4}[-－−]\s?$")
_BARE_SIGN = re.compile(r"\s*[-－−]\s?")  # a cell of a table
_BETTER_WHEN_HIGHER = re.compile(r"率|比例|天数|优良|达标|占比|水质|满意|覆盖|能见度")
_NEW_VALUE = re.compile(r"[为达到至]\s?$")
_CHANGE_UNITS = ("%", "百分点", "倍", "‰")
_NAMED_RATE = re.compile(r"(?:压缩|压减|缩短|精简)(?:比例|率)(?:为|达到?|是)?(?:约|近)?\s?$")  # a rate by its name, no change
_AMOUNT = re.compile(r"(?:数量|总量|件数|起数|案数|人数|天数|金额|总额|(?:投诉|信访|举报|受理|发案)量)$")  # what can only change
_ONE_CHARACTER = re.compile(r"(?:增|升|多|涨|降|少|减|翻)$")


@dataclass(frozen=True)
class Stated:
    """The role of a token; for a change its direction and basis; `residue` is what its left context says beyond that."""

    role: Role
    residue: str
    direction: Direction | None = None
    basis: str = ""


def role_of(token: Token, left: str, sentence_before: str) -> Stated:
    """The role of a token from the text between the figure before it (or the clause's begin) and itself."""
    if token.rank:
        return Stated(Role.RANK, residue_of_rank(left))
    verb = _VERB.search(left)
    basis = _BASIS.search(left)
    if token.negative and _SIGNED.search(left):
        return Stated(Role.CHANGE, _residue(left[: basis.start()] if basis else ""), Direction.DOWN, basis[0] if basis else "")
    if token.negative and token.unit in _CHANGE_UNITS and _BARE_SIGN.fullmatch(left):
        return Stated(Role.CHANGE, "", Direction.DOWN)
    if not verb or _NAMED_RATE.search(left) or (token.unit in (None, "位") and not basis):
        return Stated(Role.LEVEL, left)
    word = verb["up"] or verb["down"]
    said = basis[0] if basis else _basis_before(sentence_before)
    of_amount = _AMOUNT.search(left, 0, verb.start())
    if not said and not of_amount and (token.unit not in _CHANGE_UNITS or _ONE_CHARACTER.match(word)):
        return Stated(Role.LEVEL, left)
    if token.unit == "" and not basis and _NEW_VALUE.search(left):
        return Stated(Role.LEVEL, left)
    begin = min(verb.start(), basis.start()) if basis else verb.start()
    direction = Direction.UP if verb["up"] else Direction.DOWN
    if word in ("改善", "优化"):
        of = left[:begin].strip("，,；; ") or sentence_before[: len(sentence_before) - len(left)][-20:]
        direction = Direction.UP if _BETTER_WHEN_HIGHER.search(of) else Direction.DOWN
    residue = _residue(left[:begin])
    if basis:
        residue = _residue(left[basis.end() : verb.start()]) or residue  # 与上年相比，PM2.5浓度下降
        said = left[basis.start() : max(basis.start(), min(basis.end(), verb.start()))].strip() or said
    return Stated(Role.CHANGE, residue, direction, said)


def _basis_before(sentence: str) -> str:
    found = _SENTENCE_BASIS.search(sentence)
    return found[0].rstrip("，,") if found else ""


_EMPTY = re.compile(r"^(?:[，,；;、：:（(）)\s]|并|且|其中|和|及|与|均|分别|各|已|也|又|为|整体|总体|数值|改善|幅度|浓度|指标)+|[，,、\s]+$")


def _residue(text: str) -> str:
    return _EMPTY.sub("", text)


_RANKING = re.compile(
    r"[，,；;、（(）)\s“”]|在|并列|排名|排位|名列|位列|位居|居|列|排|位次|名次|位|名|中|内|里|和|与|及|均|分别|为|是|全[国省市州县区盟]|[省市州县区]|级|个|各|的|前|共|参评|"
    r"重点|城市|县区|区县|部门|单位|地区|倒数|从|由|上年|去年|同期|提升|上升|前移|至|到|(?<![A-Za-z.\d])\d+|\0"
)


def residue_of_rank(left: str) -> str:
    """What the left context of a place says beyond scope and ranking."""
    return _RANKING.sub("", left)


_NEAR_SCOPE = re.compile(
    r"全国|全省|全市|全州|全县|全区|全盟|全自治区|全流域|(?![在居列位占为是])(?:(?!全)[一-鿿]){1,4}(?:省|州|(?<!城)市)(?=内|排|第|名|中)"
    r"|省内|市内"
)
AMONG = re.compile(
    r"(\d{1,4})\s?(?:个|家)?\s?(?:重点)?"
    r"(城市|地级(?:及以上|以上)城市|县市区|县\(市、区\)|县市|县区|区县|市州|部门|单位|地市|地级市|设区市|乡镇|街道|县)"
)


def scope_of(left: str) -> str:
    """Among whom a place is given, by the clause before it: 全市, 全国168个重点城市."""
    among, near = _among(left), [match for match in _NEAR_SCOPE.finditer(left)]
    if among is None:
        return near[-1][0] if near else ""
    before = [match for match in near if match.end() <= among.start()]
    return f"{before[-1][0] if before else ''}{among[0]}"


def ranked_among(left: str) -> int | None:
    """How many are ranked, where the clause before a place says it."""
    among = _among(left)
    return int(among[1]) if among else None


def _among(left: str) -> re.Match[str] | None:
    """The last number ranked, unless another scope is named behind it (市20个区县排名第7，全省)."""
    among = list(AMONG.finditer(left))
    return among[-1] if among and not _NEAR_SCOPE.search(left, among[-1].end()) else None


_CLAUSE = re.compile(r"[，,。；;（）()]")


def clause_of(left: str) -> str:
    """The clause that ends here; a bracket begins one."""
    return _CLAUSE.split(left)[-1]
