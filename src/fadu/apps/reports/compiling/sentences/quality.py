"""Environmental quality, as documents from outside state it: each with the period and the rank that they give."""

from fadu.apps.reports.compiling.grammar import Known, Sentence

WATER = (
    Sentence(
        ("水环境质量在{quality.water.city_rank:rank}[，{quality.water.city_rank:change}]", "{quality.water.province_rank:rank}"),
        opening="[{quality.water.city_rank:period}，]",
    ),
)


def _air(key: str, name: str) -> str:
    id = f"quality.air.{key}"
    return f"{name}{{{id}}}[，{{{id}:change}}][，{{{id}.city_rank:rank}}][，{{{id}.city_rank:change}}]"


AIR = (
    Sentence(
        (
            _air("index", "空气质量综合指数"),
            _air("good_rate", "优良天数比例"),
            _air("pm25", "PM2.5浓度"),
            _air("pm10", "PM10浓度"),
        ),
        opening="[{quality.air.index:period}，]",
        joiner="；",
    ),
)


def _stated(key: str, name: str) -> Sentence:
    """Pollutants that not every bureau reports: told where there is a value, not asked for where there is none."""
    id = f"quality.air.{key}"
    return Sentence((f"{name}{{{id}}}[，{{{id}:change}}]",), when=lambda known: known.has(id))


OTHER_AIR = (
    _stated("so2", "SO2浓度"),
    _stated("no2", "NO2浓度"),
    _stated("co", "CO日均值第95百分位浓度"),
    _stated("o3", "O3日最大8小时均值第90百分位浓度"),
)
SOIL = (
    Sentence((
        "重点建设用地安全利用率{quality.soil.construction_land}",
        "受污染耕地安全利用率{quality.soil.farmland}",
    )),
)


def worse(known: Known) -> list[str]:
    """Clauses about what got worse than in the year before."""
    signs = {"good_rate": ("优良天数比例", -1), "index": ("空气质量综合指数", 1), "pm25": ("PM2.5浓度", 1), "pm10": ("PM10浓度", 1)}
    return [
        f"{name}{{quality.air.{key}:change}}"
        for key, (name, sign) in signs.items()
        if sign * (known.figures[f"quality.air.{key}"].change.amount or 0) > 0
    ]
