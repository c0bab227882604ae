"""Logging: for people on a terminal, as JSON elsewhere, always to stderr, never with message texts or tokens."""

import logging
import sys
from types import TracebackType

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from adapters.cli.discretion import Discretion, beginning, in_short, where_it_broke
from adapters.cli.settings import LogLevel

_Fault = tuple[type[BaseException], BaseException, TracebackType | None]


OURS = ("adapters", "bot", "storage")
LIBRARIES = ("adapters.slack.library",)
"""Loggers under our own names that libraries write to."""

CHATTY = (
    "alembic",
    "apscheduler",
    "asyncio",
    "aiohttp",
    "telegram",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    *LIBRARIES,
)
"""Libraries that are heard from only when something is wrong."""


def start_logging(level: LogLevel, discretion: Discretion | None = None) -> None:
    """Sends everything that is logged from that level on to stderr, in this process, a line each."""
    on_terminal = sys.stderr.isatty()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper("iso", utc=True),
        _without_texts,
    ]
    shown: list[Processor] = (
        [_on_lines_of_its_own, structlog.dev.ConsoleRenderer(colors=True)]
        if on_terminal
        else [structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    handler = _ToStderr(discretion or Discretion())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


class _ToStderr(logging.Handler):
    """Writes to stderr as it is at that moment: a prompt may stand in for it."""

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion

    def emit(self, record: logging.LogRecord) -> None:
        """One record, on lines of its own."""
        try:
            sys.stderr.write(f"{self._discretion(self.format(_in_short(record)))}\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # nobody reads stderr any more; that must not end what was being done


def _in_short(record: logging.LogRecord) -> logging.LogRecord:
    """What exceptions and libraries say, without what they quote."""
    told = logging.makeLogRecord(record.__dict__)
    if record.name.split(".")[0] not in OURS or record.name in LIBRARIES:
        told.msg, told.args = beginning(record.getMessage()), None
    elif isinstance(record.args, tuple):
        told.args = tuple(in_short(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    return told


def _without_texts(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    fault: _Fault | BaseException | bool | None = event.pop("exc_info", None)
    if fault is True:
        fault = sys.exception()
    if isinstance(fault, tuple):
        fault = fault[1]
    if isinstance(fault, BaseException):
        event["fault"] = list(where_it_broke(fault))
    return event


def _on_lines_of_its_own(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    fault: list[str] | None = event.pop("fault", None)
    if fault:
        event["exception"] = "\n".join(f"  {line}" for line in fault)
    return event
