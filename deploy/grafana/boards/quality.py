"""What the stories are like: language, tone, entities; and what could not be read."""

from typing import Any

from boards.board import board
from boards.panels import GREEN, GREY, PER_MINUTE, PURPLE, RED, YELLOW, Look, Words, graph, number, share

TONES = {"neg": RED, "neu": GREY, "pos": GREEN, "abstained": PURPLE}
BUG = {"bug": RED}


def make() -> dict[str, Any]:
    """Make the dashboard."""
    told = (
        "What delivered stories are like, where a shift shows a change of the feeds or a fault of a step; and refusals."
    )
    sections = {"Now": _now(), "Language and tone": _tone(), "Entities": _entities(), "Refused": _refused()}
    return board("quality", "Quality", told, sections)


def _now():
    return [*_languages(), *_tones(), *_losses()]


def _languages():
    share_of = "sum(rate(khabar_languages_total{{SEL, {}}}[1h])) / sum(rate(khabar_languages_total{{SEL}}[1h]))"
    return [
        number(
            Words("Persian", "Share of delivered stories in Persian or Dari: only those are enriched.", "percentunit"),
            share_of.format('language=~"fa|prs"'),
            [(0.8, GREEN)],
            width=4,
            below=YELLOW,
        ),
        number(
            Words("Language not known", "Share of delivered stories whose language is und.", "percentunit"),
            share_of.format('language="und"'),
            [(0.05, YELLOW), (0.2, RED)],
            width=4,
        ),
    ]


def _tones():
    guess = "Share of enriched stories for which the tone is only a best guess."
    balance = "Positive minus negative, as a share of both, over an hour: -1 all bad, 1 all good."
    rate = "sum(rate(khabar_tones_total{{SEL, tone{}}}[1h]))"
    pos, neg, both = (rate.format(tone) for tone in ('="pos"', '="neg"', '=~"pos|neg"'))
    return [
        number(
            Words("Tone abstained", guess, "percentunit"),
            "max(khabar:abstained_ratio:rate1h{SEL})",
            [(0.3, YELLOW), (0.6, RED)],
            width=4,
        ),
        number(Words("Tone balance", balance, "short"), f"({pos} - {neg}) / {both}", width=4),
    ]


def _losses():
    entities = "Mean over an hour, of stories with a tone (Persian ones). A fall is a fault as a rule."
    refused = "Share of the records of the last 15 minutes that could not be read as stories."
    return [
        number(
            Words("Entities a story", entities, "short"),
            "sum(rate(khabar_entities_total{SEL}[1h])) / sum(rate(khabar_tones_total{SEL}[1h]))",
            [(1, GREEN)],
            width=4,
            below=RED,
        ),
        number(
            Words("Refused", refused, "percentunit"),
            "max(khabar:refusal_ratio:rate15m{SEL})",
            [(0.02, YELLOW), (0.1, RED)],
            width=4,
        ),
    ]


def _tone():
    return [
        graph(
            Words("Tone", "Delivered stories by tone, in percent of each moment.", PER_MINUTE),
            {"{{tone}}": "sum by (tone) (rate(khabar_tones_total{SEL}[R])) * 60"},
            Look(stack="percent", colors=TONES),
        ),
        graph(
            Words("Language", "Delivered stories by language, a minute.", PER_MINUTE),
            {"{{language}}": "sum by (language) (rate(khabar_languages_total{SEL}[R])) * 60 > 0"},
            Look(stack="normal"),
        ),
        share(
            Words("Tone in the time shown", "Delivered stories by tone.", "short"),
            "sum by (tone) (increase(khabar_tones_total{SEL}[$__range]))",
            "{{tone}}",
            Look(height=7, colors=TONES),
        ),
        share(
            Words("Language in the time shown", "Delivered stories by language.", "short"),
            "sum by (language) (increase(khabar_languages_total{SEL}[$__range])) > 0",
            "{{language}}",
            Look(height=7),
        ),
    ]


def _entities():
    per_story = "sum by (class) (rate(khabar_entities_total{SEL}[R])) / scalar(sum(rate(khabar_tones_total{SEL}[R])))"
    return [
        graph(
            Words("Entities by class", "Entities in delivered stories, a minute.", PER_MINUTE),
            {"{{class}}": "sum by (class) (rate(khabar_entities_total{SEL}[R])) * 60"},
            Look(width=8, stack="normal"),
        ),
        graph(
            Words("Entities a story", "By class. Level while the feeds stay what they are.", "short"),
            {"{{class}}": per_story},
            Look(width=8),
        ),
        share(
            Words("Entities in the time shown", "By class.", "short"),
            "sum by (class) (increase(khabar_entities_total{SEL}[$__range]))",
            "{{class}}",
            Look(width=8),
        ),
    ]


def _refused():
    return [
        graph(
            Words(
                "Refusals by reason",
                "Records refused, a minute. They are kept in news.dead. bug: a step of Khabar failed.",
                PER_MINUTE,
            ),
            {"{{reason}}": "sum by (reason) (rate(khabar_refusals_total{SEL}[R])) * 60"},
            Look(bars=True, stack="normal", colors=BUG),
        ),
        graph(
            Words("Share refused", "Over 15 minutes. The alert fires above 10 %.", "percentunit"),
            {"share": "max(khabar:refusal_ratio:rate15m{SEL})"},
            Look(width=6, limits=[(0.1, RED)]),
        ),
        share(
            Words("Refusals in the time shown", "By reason.", "short"),
            "sum by (reason) (increase(khabar_refusals_total{SEL}[$__range]))",
            "{{reason}}",
            Look(width=6, colors=BUG),
        ),
    ]
