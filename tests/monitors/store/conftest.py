from collections.abc import Iterator
from pathlib import Path

import pytest

from monitors.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/volia.db"


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, url: str) -> Iterator[Store]:
    with Store.open("sqlite://" if request.param == "memory" else url) as opened:
        yield opened
