"""Small runs that several tests look at."""

import fastox
import pytest

SMALL = {"regimes": ["stand-alone", "national-pooling"], "last_year": 2025, "range_people": 0, "sample": 20}


@pytest.fixture(scope="session")
def small() -> dict:
    return dict(SMALL)


@pytest.fixture(scope="session")
def lived() -> fastox.Run:
    return fastox.run(SMALL, people=2_000)
