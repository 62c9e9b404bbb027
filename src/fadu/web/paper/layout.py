"""Layout of an official document after GB/T 9704-2012, shared by every form in which the report is written.

Lengths in millimetres, type in points. Fonts are named, never bundled: 小标宋 and 仿宋 may not be passed on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0  # text block 156 × 225 mm
LINES, CHARACTERS = 22, 28
PAGE_NUMBER_BELOW = 7.0

POINTS_PER_MM = 72 / 25.4
LINE = (PAGE[1] - TOP - BOTTOM) * POINTS_PER_MM / LINES  # 28.99 pt
CHARACTER = (PAGE[0] - LEFT - RIGHT) * POINTS_PER_MM / CHARACTERS  # 15.79 pt


@dataclass(frozen=True)
class Face:
    """A typeface by its usual name, names it also goes by, and free faces that stand in where none is installed.

    `latin` sets digits and letters: Times New Roman as is usual, so that a machine without the Chinese faces still sets numbers
    well; page numbers are asked for in 宋体.
    """

    name: str
    others: tuple[str, ...]
    stand_ins: tuple[str, ...]
    latin: str = "Times New Roman"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.others)


_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei")

TITLE = Face("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"), _SERIF)
BODY = Face("仿宋_GB2312", ("FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK"), ("FandolFang R", "FandolFang", *_SERIF))
HEADING = Face("黑体", ("SimHei", "方正黑体_GBK"), _SANS)
SUBHEADING = Face("楷体_GB2312", ("KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK"), ("LXGW WenKai", *_SERIF))
TABLE = Face("宋体", ("SimSun", "新宋体", "NSimSun"), _SERIF)
PAGE_NUMBER = replace(TABLE, latin=TABLE.name)
FACES = (TITLE, BODY, HEADING, SUBHEADING, TABLE)

# Type sizes by their Chinese names.
SIZE_2, SIZE_3, SIZE_4, SIZE_5, SIZE_SMALL_5 = 22.0, 16.0, 14.0, 10.5, 9.0


def widths(text: str) -> float:
    """How many full-width characters a line of text is wide; a half-width one counts half."""
    return sum(1.0 if ord(character) > 0x2E7F or character in "“”‘’—…·" else 0.5 for character in text)


def signature_indents(issuer: str, day: str) -> tuple[float, float]:
    """How many characters the issuer and the date stand off the right edge: the date four, the issuer centred over it
    (GB/T 9704-2012 7.3.5.1), as it is signed with a seal."""
    date_indent = 4.0
    issuer_indent = date_indent + (widths(day) - widths(issuer)) / 2
    if issuer_indent >= 0:
        return issuer_indent, date_indent
    return 0.0, (widths(issuer) - widths(day)) / 2
