"""What the tests ask of PromQL expressions, by their syntax trees."""

import re

import promql_parser as promql

COMPARISONS = {"==", "!=", ">", "<", ">=", "<="}
GRAFANA = {"$__rate_interval": "1m", "$__range": "1h"}
VARIABLE = re.compile(r'"\$\w+"')


def filled_in(expr: str) -> str:
    """Give a dashboard's expression with Grafana's variables replaced, those of labels by anything."""
    for name, value in GRAFANA.items():
        expr = expr.replace(name, value)
    return VARIABLE.sub('".+"', expr)


def without_comparisons(expr: str) -> str:
    """Give an expression with each comparison replaced by its left side, and `absent(x)` by x."""
    return str(promql.transform(promql.parse(expr), post_visit=_left))


def _left(node):
    if isinstance(node, promql.BinaryExpr) and str(node.op) in COMPARISONS:
        return node.lhs
    return node.args[0] if isinstance(node, promql.Call) and node.func.name == "absent" else None
