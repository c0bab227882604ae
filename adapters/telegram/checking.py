"""Whether Telegram can be used as it is set up, and by which name, for commands that do not serve."""

from telegram import Bot
from telegram.error import TelegramError

from adapters.telegram.remedies import problem_of
from adapters.telegram.render import Renderer
from adapters.telegram.request import AiohttpRequest
from bot.chat.outgoing import DeepLink


async def check_telegram(token: str, base_url: str, *, webhook: bool) -> str:
    """Says that it can, on one line. Raises PlatformProblem."""
    name = await _name(token, base_url)
    return f"Telegram: it knows us as @{name}, and updates are {'brought' if webhook else 'asked for'}."


async def address_of(link: DeepLink, token: str, base_url: str) -> str:
    """The link as something to open. Raises PlatformProblem."""
    return Renderer(await _name(token, base_url)).address_of(link)


async def _name(token: str, base_url: str) -> str:
    request = AiohttpRequest()
    await request.initialize()
    try:
        bot = Bot(token, base_url=base_url, request=request, get_updates_request=request)
        return (await bot.get_me()).username or ""
    except TelegramError as error:
        raise problem_of(error, base_url=base_url) from None
    finally:
        await request.shutdown()
