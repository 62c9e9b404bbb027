"""Numbers with their units, found in one pass over a masked text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fadu.core.wording.reading.masks import BLANK
from fadu.core.wording.reading.numerals import ARABIC, CHINESE, PLACEHOLDER, SCALE, SCALES, arabic, chinese, half_unit
from fadu.core.wording.reading.units import canonical, is_counted, pattern


@dataclass(frozen=True)
class Token:
    """A number at [start, end). `unit` is None where none follows; `rank` and `ordinal` numbers are none of quantity."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    half: Decimal = Decimal(0)
    approximate: bool = False
    placeholder: bool = False
    rank: bool = False
    negative: bool = False


_QUANTITY = re.compile(
    rf"(?P<hundred>百分之(?P<part>{CHINESE}|{ARABIC})|百分百)(?P<beyond>以上|以下|左右)?"
    rf"|(?P<tenths>[一二三四五六七八九])成(?:(?P<about>以上|以下|左右|多)|(?<=[占达近约过超逾少降增升多长低高减].成)(?=[，。；、)]))"
    rf"|(?:(?P<arabic>(?<![\d.A-Za-z]){ARABIC})|(?P<chinese>{CHINESE})|(?P<blank>(?<![A-Za-z\d×*_○●□△])(?:{PLACEHOLDER})(?![A-Za-z\d])))"
    rf"\s?(?P<more>[余多来](?!年来))?\s?(?P<scale>{SCALE})?\s?(?P<more2>[余多])?\s?(?P<unit>{pattern()})?(?P<after>\s?(?:以上|以下|左右|上下)|多(?=[，。；、]))?"
)
_ABOUT = re.compile(r"(?:大约|约为|约占|约|(?<![最附邻远靠就])近|(?<!不)超过|(?<![高])超|逾|将近|接近|近乎|(?<!以)上|突破)\s?$")
_OF_MONEY = re.compile(r"(?:金额|罚没?款|资金|投资|经费|款项|罚单)[^，。；、]{0,6}$")
_BEFORE_HUNDREDS = re.compile(r"(?:近|上|超过|超|逾|约|过|达)$")
_NO_NUMBER_BEFORE = re.compile(r"[第数几每半周同某]$")
_BARE_HEADS = re.compile(
    r"(?:指数|系数|指标值|pH值?|比值|密度|总[数量]|数量|[件起宗户家人次份条案罚结员企厂点]数|得分|评分|总分|分值)"
    r"(?:\([^()]{1,12}\))?(?:累计|平均|年均|合计|范围|年){0,2}(?:为|是|达到?|共计?|[:：=])?\s?(?:\d{1,6}(?:\.\d{1,4})?\s?[-—–~至]\s?)?$"
)
_EVENT = set(
    "次 场 期 起 件 家 人 名 份 篇 批 宗 例 场次 人次 家次 台 辆 架次 套 处 部 户 户次 轮 万元 亿元 元 % 百分点 天 个月 小时 年 个工作日".split()
)
_NAMES_BEGIN = set("年 角 国 路 米 段 组 部 所 站 班 队 集 口 面 门 道 方 本 字 员 位 层 社区 乡镇 县区 行政村".split())  # XX路, XX站
_LABELS = set("类 方 级 种 面 门 国".split())  # 三类案件, 两国 name, they do not count
_THINGS = set("名 起 件 篇 宗 例 辆".split())  # never part of a word behind a numeral: ，两名同志
_NOUN = re.compile(r"[一-鿿]{2}")
_COUNTING = re.compile(
    r"(?:共计?|[总合累]计|计|仅有?|只有|各|达到?|增加|减少|新增|超过|近|了|完成|办理|查[处办]|立案|组织|召开|开展|举办|参加|受理|移送|下达|收到"
    r"|接到|发现|举行|处理|审[查核议]|评查|聘请|聘用|配备|购置|投入|获得?|荣获|发布|公布|曝光|抽取|抽查|检查|帮扶|处罚|罚款|化解|调解|培训|出动"
    r"|宣讲|讲授|专题|其中|连续)$"
)
_ALONE = re.compile(r"(?:共计?|仅有?|只有|各|累计|合计|为)$")
_STOP = re.compile(r"[，。；、,;)）\n\s]|内|及|和|并|其中|$")
_BATCH = re.compile(rf"第\s?({CHINESE}|\d+)\s?批(?=次?[的]?(?:群众|信访|举报|转办|交办|移交|督办|投诉))")
_SCOPED = re.compile(
    r"(?:排名|排位|名列|位列|位居|居|列|排在?|并列|倒数|名次|位次|全[国省市州县区盟]|[省市州县区]内?|城市中?|部门中?|单位中?|地区|系统|参评|[，,、和])"
    r"[^，。；]{0,4}$"
)
_PLACED = re.compile(
    rf"第\s?(?P<n>{CHINESE}|\d{{1,4}}|[Xx×*○]{{1,4}})"
    r"(?:\s?(?P<word>[名位])(?![一-鿿]|副|领)|(?P<bare>(?![\d名位%])(?=[^一-鿿]|[且并和等的比较及较同]|$)))"
)
_AHEAD = re.compile(
    r"(?:排名|排位|名列|位列|位居|居|列|进入|跻身|保持)[^，。；第前]{0,10}"
    rf"(?P<first>前)\s?(?P<n>{CHINESE}|\d{{1,3}})\s?[名位]?(?=[^一-鿿]|[的且并和之]|$)"
)


def tokens(text: str) -> list[Token]:
    """The numbers of a folded and masked text in order; lists have shared their unit, what is no figure is gone."""
    found = [token for match in _QUANTITY.finditer(text) if (token := _token(text, match))]
    found = _with_shared_units(text, found)
    found += _ranks(text)
    found += [_plain(match, 1, "批") for match in _BATCH.finditer(text)]
    return sorted(found, key=lambda token: token.start)


def _plain(match: re.Match[str], group: int, unit: str) -> Token:
    number = chinese(match[group]) if not match[group].isdigit() else Decimal(match[group])
    return Token(match.start(), match.end(), number, unit)


def _token(text: str, match: re.Match[str]) -> Token | None:
    if match["hundred"]:
        return _of_hundred(text, match)
    if match["tenths"]:
        value = chinese(match["tenths"])
        return Token(match.start(), match.end(), value * 10 if value else None, "%", approximate=True)
    unit = canonical(match["unit"]) if match["unit"] else None
    if match["blank"]:
        return _placeholder(text, match, unit)
    return _number(text, match, unit)


def _of_hundred(text: str, match: re.Match[str]) -> Token | None:
    part = match["part"] or "100"
    value = Decimal(100) if part == "百" else arabic(part) if part[0].isdigit() else chinese(part)
    if value is None:
        return None
    about = bool(match["beyond"] or _ABOUT.search(text[max(0, match.start() - 4) : match.start()]))
    return Token(match.start(), match.end(), value, "%", half=half_unit(part, 1, exact_whole=False), approximate=about)


def _placeholder(text: str, match: re.Match[str], unit: str | None) -> Token | None:
    if unit is None and _BARE_HEADS.search(text[max(0, match.start() - 24) : match.start()]):
        unit = ""
    if unit is None or unit in _NAMES_BEGIN:
        return None
    return Token(match.start(), match.end(), None, (match["scale"] or "") + unit if unit == "元" else unit, placeholder=True)


def _number(text: str, match: re.Match[str], unit: str | None) -> Token | None:
    before = text[max(0, match.start() - 8) : match.start()]
    written = match["arabic"] or match["chinese"]
    scale = match["scale"] or ""
    value = arabic(written) if match["arabic"] else chinese(written)
    if value is None or before.endswith("第") or (match["chinese"] and not _is_quantity(text, match, unit, value, before)):
        return None
    if unit == "年" and re.search(r"(?:近|过去|未来|今后|前|后|这|往)$", before):
        return None
    end = match.end() if unit else match.end("scale") if scale else match.end("arabic") if match["arabic"] else match.end("chinese")
    more = bool(match["more"] or match["more2"] or (match["after"] and unit))
    if not unit and not scale:
        more, end = False, match.end("arabic") if match["arabic"] else match.end("chinese")
    factor = SCALES.get(scale, 1)
    if unit and unit.startswith("元") and scale.endswith(("万", "亿")):
        unit, factor = scale[-1] + unit, factor // SCALES[scale[-1]]  # 万元 and 亿元 are units of their own, of 百万元 too
    if unit == "元" and match["chinese"] and (large := re.fullmatch("[^万亿]+([万亿])", written)):
        unit, value = large[1] + unit, value / SCALES[large[1]]  # 五百二十万元
    if not unit and scale in ("万", "亿") and _OF_MONEY.search(before):
        unit, factor, end = scale + "元", 1, match.end("scale")
    exact = is_counted(unit or "件") and factor == 1
    return Token(
        match.start(), end, value * factor, unit,
        half=half_unit(written if match["arabic"] else "1", factor, exact_whole=exact),
        approximate=more or bool(_ABOUT.search(before)),
        negative=bool(re.search(r"(?:[比长率幅为是达:(\s]|^)[-−]\s?$", before)),
    )  # fmt: skip


def _is_quantity(text: str, match: re.Match[str], unit: str | None, value: Decimal, before: str) -> bool:
    """Whether Chinese numerals count something here, or are part of a word (三项制度, 一岗双责, 百姓)."""
    word = match["chinese"]
    if unit is None or _NO_NUMBER_BEFORE.search(before):
        return False
    if not any(char in "零一二两三四五六七八九〇" for char in word) and word[0] != "十":
        return bool(match["more"] or _BEFORE_HUNDREDS.search(before))
    if value >= 10:
        return True
    if unit in _LABELS or (unit == "年" and not _COUNTING.search(before)):
        return False
    if value <= 1:
        return unit in _EVENT and bool(_ALONE.search(before)) and not (value == 1 and before.endswith("为"))
    if unit in _EVENT and _COUNTING.search(before):
        return True
    if unit in _THINGS and before[-1:] in tuple("，。；") and _NOUN.match(text, match.end()):
        return True
    is_apart = before.endswith(("一式", "这", "那", "哪", "等")) or not before[-1:].strip(BLANK + "，。；、 ")
    return not is_apart and bool(_STOP.match(text, match.end()))


def _with_shared_units(text: str, found: list[Token]) -> list[Token]:
    """Numbers without a unit take that of the list or range that they begin; others stay only after 指数, 总数 and the like."""
    kept: list[Token] = []
    unit_behind, begins_behind = None, len(text)  # of the number that comes next, as shared so far
    for token in reversed(found):
        unit = token.unit
        if unit is None and _JOINS.fullmatch(text, token.end, begins_behind):
            unit = unit_behind
        unit_behind, begins_behind = unit, token.start
        if unit is None and (_follows_head(text, token) or _is_new_index(text, token)):
            unit = ""
        if unit is not None:
            kept.append(token if token.unit is not None else _of_unit(text, token, unit))
    return kept[::-1]


def _of_unit(text: str, token: Token, unit: str) -> Token:
    half = token.half if unit and is_counted(unit) else half_unit(text[token.start : token.end], 1, exact_whole=False)
    return replace(token, unit=unit, half=half)


_JOINS = re.compile(r"\s?(?:[、和及与或]|至|到|[-—–~]|,|，)\s?(?:约|近)?")


def _follows_head(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 24) : token.start]
    return bool(_BARE_HEADS.search(before)) and not re.match(r"\s?[一-鿿A-Za-z]", _after(text, token.end))


def _after(text: str, at: int) -> str:
    """What follows, unless it begins a comparison, which a number may stand before."""
    after = text[at : at + 4]
    return "" if re.match(r"\s?(?:比|较|同比|环比|且|和|改善|上升|下降|、)", after) else after


_FROM_TO = re.compile(
    r"(?:指数|指标值)[^，。；]{0,14}(?:由|从)?[^，。；]{0,14}(?:由|从|至|到|为)\s?$|指数[^。；]{0,24}(?:上升|下降|降低|提高|改善)了?\s?$"
)


def _is_new_index(text: str, token: Token) -> bool:
    """The two ends of 综合指数由3.21下降到2.94, and the change of 综合指数3.05，降低0.12."""
    written = text[token.start : token.end]
    before, after = text[max(0, token.start - 40) : token.start], text[token.end : token.end + 1]
    return "." in written and bool(_FROM_TO.search(before)) and not re.match(r"[A-Za-z]", after)


def _ranks(text: str) -> Iterator[Token]:
    for match in _PLACED.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        is_blank = match["n"][0] in "Xx×*○"
        number = None if is_blank else Decimal(match["n"]) if match["n"].isdigit() else chinese(match["n"])
        if (number or is_blank) and (match["word"] or _SCOPED.search(before)):
            yield Token(match.start(), match.end(), number, "位", placeholder=is_blank, rank=True)
    for match in _AHEAD.finditer(text):
        number = chinese(match["n"]) if not match["n"].isdigit() else Decimal(match["n"])
        if number and number > 1:
            yield Token(match.start("first"), match.end(), number, "位", approximate=True, rank=True)
