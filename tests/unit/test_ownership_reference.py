"""The page of measures is written from the data."""

from __future__ import annotations

from graph_service.ownership.definitions import definitions
from graph_service.ownership.reference import PAGE, reference_page


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), "run: python -m graph_service.ownership.reference"


def test_every_version_and_its_bound_stands_on_the_page() -> None:
    page = reference_page()
    for definition in definitions().values():
        section = page.split(f"`{definition.measure}`: ", 1)[1].split("\n## ", 1)[0]
        for version in definition.versions:
            part = section.split(f"- **{version.id}**: {version.source}", 1)[1].split("\n- **", 1)[0]
            if version.threshold is not None:
                assert (
                    f"threshold: {'' if version.inclusive else 'more than '}{float(version.threshold * 100):g} %"
                    in part
                )
            if version.valid_from:
                assert str(version.valid_from) in part
