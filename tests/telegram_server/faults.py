"""What can go wrong on the way, to order."""

from dataclasses import dataclass

from tests.telegram_server.errors import ApiError, forbidden, too_many


@dataclass(frozen=True)
class Refuse:
    """The request is refused, and not carried out."""

    error: ApiError

    @classmethod
    def flood(cls, seconds: int = 3) -> "Refuse":
        return cls(too_many(seconds))

    @classmethod
    def blocked(cls) -> "Refuse":
        return cls(forbidden("bot was blocked by the user"))

    @classmethod
    def bad(cls, what: str) -> "Refuse":
        return cls(ApiError(400, f"Bad Request: {what}"))

    @classmethod
    def internal(cls) -> "Refuse":
        return cls(ApiError(500, "Internal Server Error: restart"))


@dataclass(frozen=True)
class BadGateway:
    """A proxy answers 502 with a page of HTML; `accepted` says whether the request was carried out all the same."""

    accepted: bool = False


@dataclass(frozen=True)
class Drop:
    """The connection breaks before an answer; `accepted` says whether the request was carried out."""

    accepted: bool = False


@dataclass(frozen=True)
class Slow:
    """The answer takes that many seconds; the request is carried out at once."""

    seconds: float


Fault = Refuse | BadGateway | Drop | Slow


@dataclass
class Ordered:
    """A fault that waits for its requests."""

    fault: Fault
    methods: frozenset[str]
    chat: int | None
    times: int

    def fits(self, method: str, chat: int | None) -> bool:
        return (
            self.times > 0
            and (not self.methods or method in self.methods)
            and (self.chat is None or self.chat == chat)
        )
