"""Digits that are no figures: dates, document numbers, telephone numbers, names, ordinals. They are blanked before figures are sought."""

from __future__ import annotations

import re

BLANK = "\0"

_Y = r"(?:19|20)\d{2}"
_TO = r"\s?[-—–―~～至到]+\s?"
_N = r"[\d零〇一二三四五六七八九十百千]{1,6}"
_PATTERNS = (
    # addresses and names
    r"https?://[^\s，。；、“”]+|www\.[^\s，。；]+|(?<![\w.+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z0-9.-]{2,64}",
    r"《[^《》\n]{1,80}》",
    # document numbers and standards
    rf"[〔\[【(（]\s?{_Y}\s?[〕\]】)）]\s?第?\s?\d*\s?号",
    r"(?:令|公告|通告|公报|文件|第)\s?第?\s?\d+\s?号",
    r"\b(?:GB|HJ|DB\d{0,2}|GBZ|CJ|HB|ISO|SL|HY|QX|NY|SZDB|T)\s?/?\s?(?:T|Z|J)?\s?[/ ]?\d[\d.]*(?:\s?[-—–]\s?\d{2,4})?",
    # telephones; identity and credit codes
    r"(?<![\d.])(?:0\d{2,3}\s?[-—]\s?\d{7,8}|1[3-9]\d{9}|\d{15,19}[Xx]?)(?![\d.])",
    r"(?<!\d)(?:12369|12345|12315|12348|12309|12388|12371|12339|12328|12350|12320|12337)(?!\d)(?!\s?[余多]?[件起个人家万亿])",
    r"(?<!\d)(?:110|119|120|122)(?=报警|接处?警|指挥|联动|联勤|热线|急救|[”\"])",
    # days, months, years
    rf"{_Y}{_TO}(?:{_Y}|\d{{2}})\s?年?(?:度|版|间)?",
    rf"{_Y}(?:\s?年)?(?:[、，,和及与](?:{_Y}|\d{{2}}))+\s?年(?:度)?",
    rf"{_Y}\s?年(?:度|版|底|初|末|间)?(?:\s?第?[一二三四1-4]季度|\s?\d{{1,2}}\s?月份?)?(?:\s?\d{{1,2}}\s?[日号])?(?:{_TO}(?:{_Y}\s?年)?\d{{1,2}}\s?月(?:份|\d{{1,2}}\s?[日号])?)?",
    rf"{_Y}\s?[-./]\s?\d{{1,2}}(?:\s?[-./]\s?\d{{1,2}})?(?!\d)|(?<!\d)\d{{1,2}}\.\d{{1,2}}\.{_Y}",
    rf"(?<![\d.])\d{{1,2}}\s?月?份?(?:{_TO}|[、和及])\d{{1,2}}\s?月(?:份|\d{{1,2}}\s?[日号])?",
    rf"(?<![\d.])\d{{1,2}}\s?月(?:份|底|初|末|[上中下]旬)?(?:\s?\d{{1,2}}(?:{_TO}\d{{1,2}}|(?:[、和]\d{{1,2}})+)?\s?[日号])?(?:{_TO}\d{{1,2}}\s?月?\d{{0,2}}\s?[日号])?",
    r"(?<![\d.第近个])(?:[12]?\d|3[01])\s?[日号](?![内历龄之均])(?:\s?\d{1,2}\s?[时点](?:\d{1,2}分)?)?",
    r"(?<=[午日夜晨])\d{1,2}\s?[时点](?:\d{1,2}\s?分)?|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
    r"前\s?\d{1,2}\s?个?月",
    r"第?[一二三四1-4](?:[、和及]第?[一二三四1-4])*季度|前[一二三两2-4]个?季度",
    r"[一二][零〇○Oo九一二三四五六七八]{3}年(?:度|[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}日)?)?",
    r"(?<![一-鿿])[一二三四五六七八九十]{1,2}月(?:份|底|初|[一二三四五六七八九十]{1,3}日)",
    r"[“\"]?(?:十[一二三四五六七]五|[五六七八九]五)[”\"]?(?=规划|期间|时期|普法|末|以来|收官|开局|目标|”|[，。、])",
    r"\d{2}年代|(?<!\d)0\d年",
    r"\d{1,2}\s?[.·．\-]\s?\d{1,2}\s?(?=[”\"’]|世界|国家|全国|国际|全民|环境|宪法|法[治制]|安全|禁毒|消费|普法|生态|生物|低碳)",
    # averages, percentiles, hours of service
    r"第\s?\d{1,2}\s?百分位数?(?:数|值)?",
    r"\d{1,2}\s?小时(?=(?:滑动|移动)?平均|均值|值[守班]|在线|不间断|畅通|监[控测]|运行|开通|全[天年]|待命|轮[班值]|制|热线|服务|响应|应急|电话|受理|巡)",
    r"[7七]\s?[×xX*·]\s?24\s?(?:小时)?|7天24小时",
    # names made of letters, signs and digits
    r"(?<![/A-Za-z])(?:PM|pm)\s?(?:2\.5|10)(?!\d)",
    r"(?<![/A-Za-z])(?!AQI|API|pH|PH|[Xx]\b|[Xx]{1,6}\d)[A-Za-z]{1,12}-?\d+(?:\.\d+)?(?:-[A-Z])?[a-z]?(?![\d.%])",
    r"(?<!\d)\d{1,6}\s?\+\s?(?:\d{1,6}|[NnXxn])(?!\d)|(?<![A-Za-z])[NnXx]\s?\+\s?(?:\d+|[NnXx])",
    r"(?<![\d.])\d{1,6}(?:\.\d{1,4})?\s?(?:版|强|A级|G(?![a-z])|K(?![a-z]))",
    # classes and ordinals
    r"(?<!\d)\d[ab]?\s?类(?=标准|区|水|功能|声|环境|断面|海水)|国[一二三四五六1-6](?![\d个家])(?=[^一-鿿]|[及以排标柴车])",
    rf"第\s?{_N}(?=\s?(?:[条款项章节编页版期届轮次阶段步代类号级方产时线党书支分责议个场站期种组件例份家大小]|督察|巡[察视]|党小组|梯队))",
    r"(?<!\d)\d{1,4}\s?[-—–~至到]\s?\d{1,4}\s?(?=批(?!次))",
    # the heads of numbered paragraphs
    r"(?:^|(?<=[\n。；;:：!！]))\s*[(（]?\d{1,3}(?:\.\d{1,2}){0,3}\s?[)）.、．](?!\d)",
    r"[(（]\s?\d{1,2}\s?[)）]",
)  # fmt: skip
_MASKS = tuple(re.compile(pattern) for pattern in _PATTERNS)

# Within short quotation marks stand slogans and names (“五进”, “6·5”), unless the quote is a figure itself (“100%”).
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{1,16})[”\"]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s?(?:%|[个]?百分点|[一-鿿]{1,2})$")
_NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿]")


def masked(text: str) -> str:
    """The folded text with everything that is no figure blanked out, as long as before."""
    for mask in _MASKS:
        text = mask.sub(_blank, text)
    return _QUOTED.sub(_without_slogan, text)


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _without_slogan(match: re.Match[str]) -> str:
    if _FIGURE.match(match[1]):
        return match[0]
    return _NUMERAL.sub(BLANK, match[0])
