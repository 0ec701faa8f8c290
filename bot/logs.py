"""Logs: logfmt or JSON on stderr, never a token, never the text of a message at INFO."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_TOKEN = re.compile(r"(bot)?\d{6,}:[A-Za-z0-9_-]{20,}")
_CHATTY = ("httpx", "httpcore", "apscheduler", "telegram", "asyncio", "alembic", "aiohttp")


def redact(text: str) -> str:
    """`text` with everything that looks like a bot token replaced."""
    return _TOKEN.sub("[token]", text)


def _redacted(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: redact(value) if isinstance(value, str) else value for key, value in event.items()}


class _TokenFilter(logging.Filter):
    """Redacts records of libraries, httpx above all: it logs the whole address."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        return True


def set_up(level: str = "INFO", *, json: bool = False) -> None:
    """Everything to stderr; libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_TokenFilter())
    handler.setFormatter(logging.Formatter("level=%(levelname)s logger=%(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    render: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.processors.LogfmtRenderer(
            key_order=["timestamp", "level", "event", "status", "feed", "url"],
            bool_as_flag=False,
            drop_missing=True,
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _redacted,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
