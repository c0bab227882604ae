"""Logging: for people on a terminal, as JSON elsewhere, always to stderr, never with message texts or tokens."""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from adapters.cli.settings import LogLevel

_Fault = tuple[type[BaseException], BaseException, TracebackType | None]


def start_logging(level: LogLevel) -> None:
    """Sends everything that is logged from that level on to stderr, in this process."""
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
    handler = _ToStderr()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("alembic", "apscheduler", "asyncio", "aiohttp.access", "telegram"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


class _ToStderr(logging.Handler):
    """Writes to stderr as it is at that moment: a prompt may stand in for it."""

    def emit(self, record: logging.LogRecord) -> None:
        """One record, on lines of its own."""
        try:
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # nobody reads stderr any more; that must not end what was being done


def where_it_broke(fault: BaseException) -> Iterator[str]:
    """The way to a fault and to what caused it, by kind and line.

    What an exception says is left out: it may quote what people wrote, or an address with a token in it.
    """
    if (cause := fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)) is not None:
        yield from where_it_broke(cause)
    for frame in traceback.extract_tb(fault.__traceback__):
        yield f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
    said = f": {fault.strerror}" if isinstance(fault, OSError) and fault.strerror else ""
    yield f"{type(fault).__module__}.{type(fault).__qualname__}{said}"


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
