"""Charts drawn on the server as SVG: no script, no style attribute, readable in grey and on paper.

Pure functions. Each takes plain numbers and gives markup to put into `<div class="g-chart">`; colours stand in charts.css. A chart
never stands alone: the page shows the same numbers in a table beside it. An unknown value (`None`) leaves a gap, it is never zero.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Number = int | float | Decimal
_WIDTH, _HEIGHT = 560, 232
_TOP, _BOTTOM = 38, 26
_CJK, _LATIN = 12.0, 6.8  # widths of a character at 12 px


@dataclass(frozen=True)
class Series:
    """One row of values under one name; `hrefs` are the pages that hold the rows of each value."""

    name: str
    values: Sequence[Number | None]
    hrefs: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """A named amount, in a ranking or a whole."""

    name: str
    value: Number
    href: str = ""


@dataclass(frozen=True)
class Grade:
    """A level that a day of a calendar can have: one letter, so that it can be read in grey, and its name."""

    letter: str
    name: str


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        return [self.low + self.step * i for i in range(round((self.high - self.low) / self.step) + 1)]

    def at(self, value: Number, start: float, end: float) -> float:
        return start + (end - start) * (float(value) - self.low) / (self.high - self.low)


def bars(labels: Sequence[str], series: Sequence[Series], *, title: str, unit: str, desc: str = "") -> SafeString:
    """Upright bars, one group for each label: a year by month, or this year beside the last. Begins at zero."""
    scale = _scale(_known(series), from_zero=True)
    left = _gutter(scale)
    parts = [*_head(unit, series), *_grid(scale, left)]
    slot = (_WIDTH - left) / max(len(labels), 1)
    bar = min(26.0, slot * 0.62 / len(series))
    zero = scale.at(0, _HEIGHT - _BOTTOM, _TOP)
    show_values = len(series) == 1
    for i, label in enumerate(labels):
        middle = left + slot * (i + 0.5)
        parts.append(_text(middle, _HEIGHT - 8, label, "m"))
        for j, one in enumerate(series):
            value = one.values[i]
            if value is None:
                continue
            x = middle - bar * len(series) / 2 + bar * j
            y = scale.at(value, _HEIGHT - _BOTTOM, _TOP)
            drawing = f'<rect class="k{j + 1}" x="{_n(x)}" y="{_n(min(y, zero))}" width="{_n(bar - 1)}" height="{_n(abs(zero - y))}">'
            drawing += f"<title>{escape(_say(label, one, value, unit))}</title></rect>"
            if show_values and value:
                drawing += _text(x + bar / 2, (y - 5) if value > 0 else (y + 13), _short(value), "m v")
            parts.append(_linked(drawing, one.hrefs, i))
    parts.append(f'<path class="axis" d="M{_n(left)} {_n(zero)}H{_WIDTH}"/>')
    return _svg(parts, _WIDTH, _HEIGHT, title, desc or _describe(labels, series, unit), linked=any(one.hrefs for one in series))


def lines(labels: Sequence[str], series: Sequence[Series], *, title: str, unit: str, desc: str = "") -> SafeString:
    """Lines over the same labels, the first drawn strongest: this year, then the years before it. A cut axis says so."""
    scale = _scale(_known(series), from_zero=False)
    left, right = _gutter(scale), _WIDTH - 12
    head = f"{unit}，纵轴不从零起" if scale.low > 0 else unit
    parts = [*_head(head, series, line=True), *_grid(scale, left)]
    step = (right - left - 24) / max(len(labels) - 1, 1)
    xs = [left + 12 + step * i for i in range(len(labels))]
    parts += [_text(x, _HEIGHT - 8, label, "m") for x, label in zip(xs, labels, strict=True)]
    for j, one in reversed(list(enumerate(series))):
        points = [None if value is None else (xs[i], scale.at(value, _HEIGHT - _BOTTOM, _TOP)) for i, value in enumerate(one.values)]
        parts.append(f'<path class="l{j + 1}" d="{_path(points)}"/>')
        for i, point in enumerate(points):
            value = one.values[i]
            if point is not None and value is not None:
                dot = f'<circle class="p{j + 1}" cx="{_n(point[0])}" cy="{_n(point[1])}" r="{3 if j == 0 else 2.5}">'
                parts.append(_linked(f"{dot}<title>{escape(_say(labels[i], one, value, unit))}</title></circle>", one.hrefs, i))
    return _svg(parts, _WIDTH, _HEIGHT, title, desc or _describe(labels, series, unit), linked=any(one.hrefs for one in series))


def ranking(items: Sequence[Part], *, title: str, unit: str, desc: str = "") -> SafeString:
    """Lying bars, in the order given, each with its name and value: kinds of violations, townships."""
    row, left = 30, min(200.0, max((_width(item.name) for item in items), default=0) + 12)
    top = max((float(item.value) for item in items), default=0) or 1
    room = _WIDTH - left - max((_width(_short(item.value)) for item in items), default=0) - _width(unit) - 14
    parts = []
    for i, item in enumerate(items):
        y, length = row * i, room * float(item.value) / top
        drawing = _text(left - 10, y + 19, _fit(item.name, left - 12), "e")
        drawing += f'<rect class="k1" x="{_n(left)}" y="{y + 7}" width="{_n(max(length, 1))}" height="16">'
        drawing += f"<title>{escape(item.name)}：{_short(item.value)}{escape(unit)}</title></rect>"
        drawing += _text(left + length + 8, y + 19, f"{_short(item.value)} {unit}", "v")
        parts.append(_linked(drawing, [item.href], 0))
    words = desc or "；".join(f"{item.name}{_short(item.value)}{unit}" for item in items)
    return _svg(parts, _WIDTH, row * max(len(items), 1), title, words, linked=any(item.href for item in items))


def share(items: Sequence[Part], *, title: str, unit: str, desc: str = "") -> SafeString:
    """One bar cut into the parts of a whole, each named with its number and percent below it."""
    whole = sum(float(item.value) for item in items)
    parts, x, column = [], 0.0, _WIDTH / max(len(items), 1)
    for i, item in enumerate(items):
        width = _WIDTH * float(item.value) / whole if whole else 0
        percent = f"（{100 * float(item.value) / whole:.1f}%）" if whole else ""
        drawing = f'<rect class="k{i % 5 + 1}" x="{_n(x)}" y="0" width="{_n(max(width - 1, 0))}" height="20">'
        drawing += f"<title>{escape(item.name)}：{_short(item.value)}{escape(unit)}{percent}</title></rect>"
        drawing += f'<rect class="k{i % 5 + 1}" x="{_n(column * i)}" y="35" width="10" height="10"/>'
        drawing += _text(column * i + 16, 44, item.name, "")
        drawing += _text(column * i + 16, 62, f"{_short(item.value)} {unit}{percent}", "v")
        parts.append(_linked(drawing, [item.href], 0))
        x += width
    words = desc or "；".join(f"{item.name}{_short(item.value)}{unit}" for item in items)
    return _svg(parts, _WIDTH, 70, title, words, linked=any(item.href for item in items))


def sparkline(values: Sequence[Number | None], *, title: str) -> SafeString:
    """A line as small as a word, its last point marked; it goes beside the number it explains."""
    width, height = 96, 24
    known = [float(value) for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    scale = _Scale(low, high, high - low) if high > low else _Scale(low - 1, low + 1, 1)  # a flat line runs through the middle
    points = _points(values, scale, left=4, right=width - 5, bottom=height - 4, top=4)
    return _svg([f'<path class="l1" d="{_path(points)}"/>', *_last(points)], width, height, title, "", spark=True)


def multiples(labels: Sequence[str], series: Sequence[Series], *, title: str, unit: str, columns: int = 4, desc: str = "") -> SafeString:
    """A small chart for each series, all on one scale so that they can be compared: townships, fields, officers."""
    scale = _scale(_known(series), from_zero=True)
    gap, height = 18, 92
    wide = (_WIDTH - gap * (columns - 1)) / columns
    parts = []
    for i, one in enumerate(series):
        x, y = (wide + gap) * (i % columns), height * (i // columns)
        points = _points(one.values, scale, left=x, right=x + wide - 4, bottom=y + 72, top=y + 24)
        drawing = _text(x, y + 13, _fit(one.name, wide - 44), "b")
        last = next((value for value in reversed(one.values) if value is not None), None)
        drawing += _text(x + wide, y + 13, "—" if last is None else _short(last), "e v")
        drawing += f'<path class="axis" d="M{_n(x)} {y + 72}H{_n(x + wide)}"/><path class="l1" d="{_path(points)}"/>'
        drawing += "".join(_last(points))
        parts.append(_linked(drawing, one.hrefs, 0))
    rows = math.ceil(len(series) / columns)
    scope = f"{labels[0]}至{labels[-1]}，" if labels else ""
    parts.append(_text(0, rows * height + 6, f"{scope}单位：{unit}；各图同一纵轴，最高 {_short(scale.high)}", ""))
    words = desc or _describe(labels, series, unit)
    return _svg(parts, _WIDTH, rows * height + 14, title, words, linked=any(one.hrefs for one in series))


def calendar(year: int, grades: Sequence[Grade], days: Mapping[date, int], *, title: str, says: Mapping[date, str], desc: str = "") -> SafeString:
    """A year as twelve rows of days, each with the letter and colour of its grade (a position in `grades`, at most six) and counts below.

    A day that is not in `days` stays empty; `says` are the words for who points at a day.
    """
    left, cell, top = 36, 16.9, 16
    parts = [_text(left + cell * (day - 0.5), 11, str(day), "m") for day in range(1, 32, 5)]
    for month in range(1, 13):
        y = top + cell * (month - 1)
        parts.append(_text(left - 6, y + 13, f"{month}月", "e"))
        for day in (date(year, month, number + 1) for number in range(monthrange(year, month)[1])):
            x, grade = left + cell * (day.day - 1), days.get(day)
            look = "q0" if grade is None else f"q{grade + 1}"
            words = says.get(day, "无数据")
            box = f'<rect class="{look}" x="{_n(x)}" y="{_n(y)}" width="{_n(cell - 1)}" height="{_n(cell - 1)}">'
            parts.append(f"{box}<title>{day.isoformat()}：{escape(words)}</title></rect>")
            if grade is not None:
                parts.append(_text(x + (cell - 1) / 2, y + 12.5, grades[grade].letter, f"m t{grade + 1}"))
    counts = Counter(days.values())
    column, y = _WIDTH / max(len(grades), 1), top + cell * 12 + 8
    for i, grade_ in enumerate(grades):
        parts.append(f'<rect class="q{i + 1}" x="{_n(column * i)}" y="{_n(y)}" width="10" height="10"/>')
        parts.append(_text(column * i + 14, y + 10, f"{grade_.name} {counts[i]}天", ""))
    words = desc or "；".join(f"{grade_.name}{counts[i]}天" for i, grade_ in enumerate(grades))
    return _svg(parts, _WIDTH, round(y + 16), title, words)


def _known(series: Sequence[Series]) -> list[Number]:
    return [value for one in series for value in one.values if value is not None]


def _scale(values: Sequence[Number], *, from_zero: bool) -> _Scale:
    """Round ends and steps; whole steps for whole numbers. A narrow range far from zero may begin above it."""
    low, high = min(map(float, values), default=0.0), max(map(float, values), default=0.0)
    if from_zero or low <= 0 or high - low > low / 2:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + 1
    whole = all(float(value).is_integer() for value in values)
    step = _nice((high - low) / 4)
    step = max(1.0, round(step)) if whole else step
    return _Scale(step * math.floor(low / step + 1e-9), step * math.ceil(high / step - 1e-9), step)


def _nice(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(step * size for step in (1, 2, 5, 10) if step * size >= rough - 1e-12)


def _points(
    values: Sequence[Number | None], scale: _Scale, *, left: float, right: float, bottom: float, top: float
) -> list[tuple[float, float] | None]:
    step = (right - left) / max(len(values) - 1, 1)
    return [None if value is None else (left + step * i, scale.at(value, bottom, top)) for i, value in enumerate(values)]


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """A move begins each stretch of known points, so that a gap stays a gap."""
    words, pen_down = [], False
    for point in points:
        if point is not None:
            words.append(f"{'L' if pen_down else 'M'}{_n(point[0])} {_n(point[1])}")
        pen_down = point is not None
    return "".join(words)


def _last(points: Sequence[tuple[float, float] | None]) -> list[str]:
    known = [point for point in points if point is not None]
    return [f'<circle class="p1" cx="{_n(known[-1][0])}" cy="{_n(known[-1][1])}" r="2.5"/>'] if known else []


def _gutter(scale: _Scale) -> float:
    return max(_width(_short(tick)) for tick in scale.ticks) + 10


def _grid(scale: _Scale, left: float) -> list[str]:
    parts = []
    for tick in scale.ticks:
        y = scale.at(tick, _HEIGHT - _BOTTOM, _TOP)
        parts.append(f'<path class="grid" d="M{_n(left)} {_n(y)}H{_WIDTH}"/>')
        parts.append(_text(left - 8, y + 4, _short(tick), "e"))
    return parts


def _head(unit: str, series: Sequence[Series], *, line: bool = False) -> list[str]:
    parts, x = [_text(0, 14, f"单位：{unit}", "")], float(_WIDTH)
    if len(series) < 2:
        return parts
    for j, one in reversed(list(enumerate(series))):
        x -= _width(one.name)
        parts.append(_text(x, 14, one.name, ""))
        x -= 24
        block = f'<rect class="k{j + 1}" x="{_n(x + 8)}" y="5" width="10" height="10"/>'
        parts.append(f'<path class="l{j + 1}" d="M{_n(x)} 10h18"/>' if line else block)
        x -= 16
    return parts


def _svg(parts: Sequence[str], width: int, height: int, title: str, desc: str, *, linked: bool = False, spark: bool = False) -> SafeString:
    """`linked` charts are groups, since the children of an image are hidden from those who cannot see it."""
    look = ' class="spark"' if spark else ""
    role = "group" if linked else "img"
    words = f"<desc>{escape(desc)}</desc>" if desc else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg"{look} viewBox="0 0 {width} {height}" role="{role}" aria-label="{escape(title)}">'
    return mark_safe(f"{head}{words}{''.join(parts)}</svg>")  # noqa: S308  every text above went through escape()


def _linked(drawing: str, hrefs: Sequence[str], i: int) -> str:
    return f'<a href="{escape(hrefs[i])}">{drawing}</a>' if i < len(hrefs) and hrefs[i] else drawing


def _say(label: str, one: Series, value: Number, unit: str) -> str:
    return f"{one.name} {label}：{_short(value)}{unit}"


def _describe(labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    rows = []
    for one in series:
        pairs = zip(labels, one.values, strict=True)
        cells = "，".join(f"{label} {'无数据' if value is None else _short(value)}" for label, value in pairs)
        rows.append(f"{one.name}（{unit}）：{cells}")
    return "；".join(rows)


def _text(x: float, y: float, words: str, look: str) -> str:
    role = f' class="{look}"' if look else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{role}>{escape(words)}</text>'


def _width(words: str) -> float:
    return sum(_CJK if ord(letter) > 0x2E7F else _LATIN for letter in words)


def _fit(words: str, room: float) -> str:
    if _width(words) <= room:
        return words
    while words and _width(words) > room - _CJK:
        words = words[:-1]
    return f"{words}…"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _short(value: Number) -> str:
    return f"{float(value):.10g}"
