"""The tables of the dashboards, in the look of the other panels."""

from collections.abc import Iterable, Mapping

from grafana_foundation_sdk.builders import table
from grafana_foundation_sdk.builders.common import TableSortByFieldState
from grafana_foundation_sdk.models import dashboard
from grafana_foundation_sdk.models.dashboard import DynamicConfigValue
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from boards.panels import Look, Names, Words, instant, mapping, said

REFS = "ABCDEFGH"


def rows(words: Words, by: str, columns: Mapping[str, tuple[str, str]], look: Look) -> table.Panel:
    """Make a table with a row for each value of the label `by`, by the first of its columns: expression and unit."""
    panel = said(table.Panel(), words, look.width, look.height)
    names = {by: by.capitalize()}
    for ref, (name, (expr, unit)) in zip(REFS, columns.items(), strict=False):
        panel = panel.with_target(_asked(expr, ref))
        panel = panel.override_by_name(name, [DynamicConfigValue(id_val="unit", value=unit)])
        names[f"Value #{ref}"] = name
    return _one(panel, names).sort_by([TableSortByFieldState().display_name(next(iter(columns))).desc(True)])


def instances(
    words: Words, up: Names, labels: Mapping[str, tuple[str, str]], numbers: Mapping[str, str], height: int = 6
) -> table.Panel:
    """Make a table with a row for each instance, those that are down first: labels of info metrics, and numbers."""
    panel = said(table.Panel(), words, 24, height).with_target(_asked("min by (instance) (up{SEL})", "A"))
    names, hidden = {"instance": "Instance", "Value #A": "Up"}, []
    for ref, (name, (metric, label)) in zip(REFS[1:], labels.items(), strict=False):
        panel = panel.with_target(_asked(f"max by (instance, {label}) ({metric}{{SEL}})", ref))
        names[label] = name
        hidden.append(f"Value #{ref}")
    for ref, (name, metric) in zip(REFS[1 + len(labels) :], numbers.items(), strict=False):
        panel = panel.with_target(_asked(f"max by (instance) ({metric}{{SEL}})", ref))
        names[f"Value #{ref}"] = name
    coloured = DynamicConfigValue(id_val="custom.cellOptions", value={"type": "color-background"})
    panel = panel.override_by_name("Up", [DynamicConfigValue(id_val="mappings", value=[mapping(up)]), coloured])
    return _one(panel, names, hidden).sort_by([TableSortByFieldState().display_name("Up").desc(False)])


def _asked(expr: str, ref: str):
    return instant(expr, ref=ref).format(PromQueryFormat.TABLE)


def _one(panel: table.Panel, names: Mapping[str, str], hidden: Iterable[str] = ()) -> table.Panel:
    """Make one table of the answers to all queries, with these columns in this order."""
    organize = {
        "excludeByName": dict.fromkeys(("Time", *hidden), True),
        "indexByName": {name: index for index, name in enumerate(names)},
        "renameByName": names,
    }
    panel = panel.with_transformation(dashboard.DataTransformerConfig(id_val="merge", options={}))
    panel = panel.with_transformation(dashboard.DataTransformerConfig(id_val="organize", options=organize))
    return panel.filterable(True)
