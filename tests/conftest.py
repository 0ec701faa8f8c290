"""What holds for every test."""

import logging
from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def _silent_logs() -> Iterator[None]:
    """Logs go nowhere, and what a test sets up of them ends with it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    yield
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level
