"""The frame that all dashboards share: variables, links, annotations, refresh."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from grafana_foundation_sdk.builders.dashboard import (
    AnnotationQuery,
    Dashboard,
    DashboardLink,
    DatasourceVariable,
    QueryVariable,
    Row,
)
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard

from boards.panels import DATASOURCE, MATCHERS

ALL = dashboard.VariableOption(selected=True, text="All", value="$__all")
ATTEMPTS = f"changes(khabar_attempt_number{{{MATCHERS}}}[1m]) > 0"
FIRING = 'ALERTS{alertname=~"Khabar.+", alertstate="firing"}'


def board(name: str, title: str, told: str, sections: Mapping[str, Iterable], more: Iterable = ()) -> dict[str, Any]:
    """Make a dashboard of sections, each a row of panels; `more` are variables beside job and instance."""
    frame = Dashboard(f"Khabar / {title}").uid(f"khabar-{name}").description(told).tags(["khabar"]).editable()
    frame = frame.timezone("browser").time("now-3h", "now").refresh("10s")
    frame = frame.tooltip(dashboard.DashboardCursorSync.CROSSHAIR).link(_links())
    for variable in (*_variables(), *more):
        frame = frame.with_variable(variable)
    for annotation in (_annotation("Attempts", ATTEMPTS, "blue"), _annotation("Alerts", FIRING, "red")):
        frame = frame.annotation(annotation)
    for section, panels in sections.items():
        frame = frame.with_row(Row(section))
        for panel in panels:
            frame = frame.with_panel(panel)
    return _told(json.loads(json.dumps(frame.build(), cls=JSONEncoder)))


def choice(name: str, told: str, values: str, *, many: bool = True) -> QueryVariable:
    """Make a variable over the values of a label."""
    variable = QueryVariable(name).label(name.capitalize()).description(told).datasource(DATASOURCE).query(values)
    variable = variable.refresh(dashboard.VariableRefresh.ON_TIME_RANGE_CHANGED)
    variable = variable.sort(dashboard.VariableSort.ALPHABETICAL_ASC)
    return variable.multi(True).include_all(True).current(ALL) if many else variable


def _variables() -> Iterable:
    yield DatasourceVariable("datasource").label("Data source").type("prometheus").description("A Prometheus.")
    yield choice("job", "Jobs that scrape Khabar: their names begin so.", 'label_values(up{job=~"khabar.*"}, job)')
    instances = 'label_values(up{job=~"$job"}, instance)'
    yield choice("instance", "Processes of Khabar; one of a group works at a time.", instances)


def _links() -> DashboardLink:
    link = DashboardLink("Khabar").type(dashboard.DashboardLinkType.DASHBOARDS).tags(["khabar"])
    return link.as_dropdown(False).include_vars(True).keep_time(True)


def _annotation(name: str, expr: str, color: str) -> AnnotationQuery:
    return AnnotationQuery().name(name).datasource(DATASOURCE).enable(True).icon_color(color).expr(expr)


def _told(built: dict[str, Any]) -> dict[str, Any]:
    """Add what the SDK has no word for: ids of panels, and how annotations are written."""
    for number, panel in enumerate(built["panels"], start=1):
        panel["id"] = number
    attempts, alerts = built["annotations"]["list"]
    attempts |= {"step": "60s", "titleFormat": "New attempt", "textFormat": "{{instance}} began a new attempt"}
    alerts |= {"titleFormat": "{{alertname}}", "textFormat": "{{severity}} on {{instance}}", "tagKeys": "severity"}
    return built
