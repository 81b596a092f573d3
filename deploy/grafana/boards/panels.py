"""The panels that the dashboards are made of, all in one look.

Expressions are short-handed, see STANDS_FOR.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.builders import bargauge, heatmap, stat, statetimeline, timeseries
from grafana_foundation_sdk.builders.common import (
    GraphThresholdsStyleConfig,
    ReduceDataOptions,
    StackingConfig,
    VizLegendOptions,
    VizTooltipOptions,
)
from grafana_foundation_sdk.builders.dashboard import DashboardLink, FieldColor, ThresholdsConfig
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.models import common, dashboard
from grafana_foundation_sdk.models.dashboard import DynamicConfigValue
from grafana_foundation_sdk.models.heatmap import HeatmapColorMode
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

DATASOURCE = dashboard.DataSourceRef(type_val="prometheus", uid="${datasource}")
MATCHERS = 'job=~"$job", instance=~"$instance"'  # of every series that is shown
STANDS_FOR = {
    "SEL": MATCHERS,
    "STAGE": 'stage=~"$stage"',
    "OUTLET": 'outlet=~"$outlet"',
    "[R]": "[$__rate_interval]",
}
PER_MINUTE = "suffix: /min"
GREEN, YELLOW, RED, BLUE, GREY, PURPLE = "green", "#EAB839", "red", "blue", "#8e8e8e", "purple"
OUTCOME_COLORS = {"delivered": GREEN, "passed": GREEN, "duplicate": BLUE, "refused": RED}

# In the place of a number that nobody gave.
MISSING = dashboard.SpecialValueMap(
    dashboard.DashboardSpecialValueMapOptions(
        dashboard.SpecialValueMatch.NULL_AND_NAN, dashboard.ValueMappingResult(text="NO DATA", color=RED)
    )
)

type Limits = Sequence[tuple[float, str]]
type Names = Mapping[str, tuple[str, str]]  # text and colour by value


@dataclass(frozen=True, slots=True)
class Words:
    """What a panel says of itself: title, description, unit, and the board that tells more."""

    title: str
    told: str
    unit: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a graph is drawn: `stack` is "", "normal" or "percent"; `limits` colour from a value on, `colors` by name."""

    width: int = 12
    height: int = 8
    stack: str = ""
    bars: bool = False
    limits: Limits = ()
    colors: Mapping[str, str] | None = None
    from_zero: bool = True
    top: float | None = None


def query(expr: str, legend: str = "", ref: str = "A") -> Dataquery:
    """Make a query over the time shown."""
    for short, long in STANDS_FOR.items():
        expr = expr.replace(short, long)
    return Dataquery().datasource(DATASOURCE).expr(expr).legend_format(legend or "__auto").ref_id(ref).range()


def instant(expr: str, legend: str = "", ref: str = "A") -> Dataquery:
    """Make a query of now."""
    return query(expr, legend, ref).instant()


def thresholds(limits: Limits, below: str = GREEN) -> ThresholdsConfig:
    """Colour values from each limit on."""
    steps = [dashboard.Threshold(value=None, color=below)]
    steps += [dashboard.Threshold(value=value, color=color) for value, color in limits]
    return ThresholdsConfig().mode(dashboard.ThresholdsMode.ABSOLUTE).steps(steps)


def mapping(names: Names) -> dashboard.ValueMap:
    """Show a text in a colour for each value."""
    results = {
        value: dashboard.ValueMappingResult(text=text, color=color, index=index)
        for index, (value, (text, color)) in enumerate(names.items())
    }
    return dashboard.ValueMap(options=results)


def number(words: Words, expr: str, limits: Limits = (), *, width: int = 3, below: str = GREEN) -> stat.Panel:
    """Show one number as it is now: over the time shown, the last one before a crash would stand there."""
    panel = said(stat.Panel(), words, width, 4).with_target(instant(expr, words.title))
    return (
        panel.thresholds(thresholds(limits, below))
        .reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
        .graph_mode(common.BigValueGraphMode.NONE)
        .color_mode(common.BigValueColorMode.VALUE)
    )


def vital(panel: stat.Panel) -> stat.Panel:
    """Show in red that a number is missing, where it is there as long as Khabar is up."""
    return panel.mappings([MISSING])


def word(words: Words, expr: str, names: Names, *, width: int = 3) -> stat.Panel:
    """Show a word in a colour for each value that a number may take; any other, and none, is shown in red."""
    panel = number(words, expr, width=width, below=RED).mappings([mapping(names), MISSING])
    return panel.color_mode(common.BigValueColorMode.BACKGROUND)


def label(words: Words, expr: str, name: str, *, width: int = 6) -> stat.Panel:
    """Show a label as text."""
    panel = said(stat.Panel(), words, width, 4).with_target(instant(expr, name))
    panel = panel.reduce_options(ReduceDataOptions().calcs(["lastNotNull"])).thresholds(thresholds((), BLUE))
    return panel.text_mode(common.BigValueTextMode.NAME).graph_mode(common.BigValueGraphMode.NONE)


def graph(words: Words, queries: Mapping[str, str], look: Look = Look()) -> timeseries.Panel:
    """Draw queries, by legend, over time; the legend is a table with last, mean and highest value."""
    panel = said(timeseries.Panel(), words, look.width, look.height)
    panel = panel.min(0) if look.from_zero else panel
    for ref, (legend, expr) in zip("ABCDEFGH", queries.items(), strict=False):
        panel = panel.with_target(query(expr, legend, ref))
    legend = VizLegendOptions().display_mode(common.LegendDisplayMode.TABLE).placement(common.LegendPlacement.BOTTOM)
    panel = (
        panel.legend(legend.show_legend(True).calcs(["lastNotNull", "mean", "max"]).sort_by("Last *").sort_desc(True))
        .tooltip(VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI).sort(common.SortOrder.DESCENDING))
        .line_width(1)
        .fill_opacity(60 if look.stack or look.bars else 10)
        .show_points(common.VisibilityMode.NEVER)
        .draw_style(common.GraphDrawStyle.BARS if look.bars else common.GraphDrawStyle.LINE)
    )
    return _coloured(_limited(_stacked(panel, look), look), look.colors or {})


def share(words: Words, expr: str, legend: str, look: Look = Look()) -> bargauge.Panel:
    """Draw a bar for each series, as it is now, longest first."""
    panel = said(bargauge.Panel(), words, look.width, look.height).with_target(instant(f"sort_desc({expr})", legend))
    panel = (
        panel.orientation(common.VizOrientation.HORIZONTAL)
        .display_mode(common.BarGaugeDisplayMode.BASIC)
        .reduce_options(ReduceDataOptions().calcs(["lastNotNull"]))
        .thresholds(thresholds(look.limits, BLUE))
        .min(0)
    )
    return _coloured(panel, look.colors or {})


def distribution(words: Words, buckets: str, *, width: int = 12) -> heatmap.Panel:
    """Draw a histogram over time, its buckets as rows."""
    expr = f"sum by (le) (increase({buckets}[R]))"
    panel = said(heatmap.Panel(), words, width, 8).with_target(query(expr, "{{le}}").format(PromQueryFormat.HEATMAP))
    color = heatmap.HeatmapColorOptions().mode(HeatmapColorMode.SCHEME).scheme("Spectral").steps(64).exponent(0.5)
    return (
        panel.calculate(False)
        .color(color)
        .y_axis(heatmap.YAxisConfig().unit(words.unit))
        .show_legend()
        .mode(common.TooltipDisplayMode.SINGLE)
        .show_y_histogram()
    )


def states(words: Words, expr: str, legend: str, names: Names) -> statetimeline.Panel:
    """Draw a band for each series, coloured by its value."""
    panel = said(statetimeline.Panel(), words, 24, 6).with_target(query(expr, legend)).mappings([mapping(names)])
    return panel.fill_opacity(80).thresholds(thresholds(()))


def said(panel, words: Words, width: int, height: int):
    """Give a panel its words, its place and its link."""
    panel = panel.title(words.title).description(words.told).datasource(DATASOURCE).span(width).height(height)
    if words.more:
        url = f"/d/khabar-{words.more}?${{__url_time_range}}&${{__all_variables}}"
        panel = panel.links([DashboardLink(f"More: {words.more}").url(url)])
    return panel if isinstance(panel, heatmap.Panel) else panel.unit(words.unit)


def _stacked(panel: timeseries.Panel, look: Look) -> timeseries.Panel:
    if look.stack:
        panel = panel.stacking(StackingConfig().mode(common.StackingMode(look.stack)).group("A"))
    return panel if look.top is None else panel.max(look.top)


def _limited(panel: timeseries.Panel, look: Look) -> timeseries.Panel:
    if not look.limits:
        return panel
    dashed = GraphThresholdsStyleConfig().mode(common.GraphThresholdsStyleMode.DASHED)
    return panel.thresholds(thresholds(look.limits, "transparent")).thresholds_style(dashed)


def _coloured(panel, colors: Mapping[str, str]):
    for name, color in colors.items():
        fixed = FieldColor().mode(dashboard.FieldColorModeId.FIXED).fixed_color(color).build()
        panel = panel.override_by_name(name, [DynamicConfigValue(id_val="color", value=fixed)])
    return panel
