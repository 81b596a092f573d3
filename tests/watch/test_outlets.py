"""Outlets as a closed set of labels."""

import pytest

from pipeline.steps.agencies import agencies
from pipeline.watch.outlets import DEFAULT_OUTLETS, Outlets, meaning


@pytest.mark.parametrize(
    ("outlet", "label"),
    [
        ("ایرنا", "irna"), ("خبرگزاری جمهوری اسلامی", "irna"), ("IRNA", "irna"), ("مهر", "mehrnews"),
        ("خبرگزاری مهر", "mehrnews"), ("mehrnews", "mehrnews"), ("همشهری", "hamshahri"), ("روزنامه محلی", "other"),
        ("", "other"), (None, "other"), ("other", "other"),
    ],
)  # fmt: skip
def test_names_of_one_agency_are_one_label(outlet, label):
    """Whatever language, script or length a story names its outlet in."""
    assert Outlets(DEFAULT_OUTLETS).label(outlet) == label


def test_an_outlet_that_no_table_knows_may_be_listed():
    """Blanks, half-spaces and the spelling of letters make no difference."""
    outlets = Outlets(["دیلی كیهان‌ما", "Harbour Wire"])
    assert outlets.label("دیلی کیهان ما") == "دیلی كیهان‌ما"
    assert outlets.label("harbour wire") == "Harbour Wire"
    assert outlets.label("ایرنا") == "other"


def test_the_default_outlets_are_agencies_of_the_table():
    """A default that the table does not know would never be counted."""
    known = {agency.ref for agency in agencies().values()}
    assert {meaning(name) for name in DEFAULT_OUTLETS} <= known
    assert len({meaning(name) for name in DEFAULT_OUTLETS}) == len(DEFAULT_OUTLETS)
