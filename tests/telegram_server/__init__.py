"""A Bot API server on loopback, strict where Telegram's is, with people who write, press and block, and faults to order.

It knows nothing of circlebot: what it expects and answers is Telegram's own, with its codes and texts.
"""

from tests.telegram_server.faults import BadGateway, Drop, Refuse, Slow
from tests.telegram_server.people import Group, Person
from tests.telegram_server.server import TelegramServer

__all__ = ["BadGateway", "Drop", "Group", "Person", "Refuse", "Slow", "TelegramServer"]
