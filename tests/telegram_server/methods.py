"""The methods of the Bot API that bots like ours call, by name."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.telegram_server.errors import bad
from tests.telegram_server.rules import (
    LONGEST_CAPTION,
    LONGEST_TOAST,
    checked_entities,
    checked_keyboard,
    checked_text,
    leads_to_bot,
)
from tests.telegram_server.state import ADMINISTRATORS, GROUPS, Chat, Json, Sent
from tests.telegram_server.world import BOT, World

Given = Mapping[str, Any]
Files = Mapping[str, tuple[str, bytes]]
Method = Callable[[World, Given, Files], Any]

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def get_me(world: World, given: Given, files: Files) -> Json:
    return {
        **world.bot.to_dict(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(world: World, given: Given, files: Files) -> Json:
    chat = world.chat_for_sending(given.get("chat_id"))
    _no_parse_mode(given)
    text = checked_text(given.get("text"))
    entities = checked_entities(str(given["text"]), given.get("entities"))
    return _sent(world, chat, given, text=text, entities=entities)


def send_document(world: World, given: Given, files: Files) -> Json:
    return _send_file(world, given, files, "document")


def send_photo(world: World, given: Given, files: Files) -> Json:
    content = files.get("photo", ("", b""))[1]
    if content and not content.startswith(PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")
    return _send_file(world, given, files, "photo")


def send_location(world: World, given: Given, files: Files) -> Json:
    chat = world.chat_for_sending(given.get("chat_id"))
    return _sent(world, chat, given, media="location", point={"location": _point(given)})


def send_venue(world: World, given: Given, files: Files) -> Json:
    chat = world.chat_for_sending(given.get("chat_id"))
    if not given.get("title"):
        raise bad("venue title must be non-empty")
    venue = {"location": _point(given), "title": given["title"], "address": given.get("address", "")}
    return _sent(world, chat, given, media="venue", point={"venue": venue, "location": venue["location"]})


def edit_message_text(world: World, given: Given, files: Files) -> Json:
    message = _to_edit(world, given)
    _no_parse_mode(given)
    if message.media:
        raise bad("there is no text in the message to edit")
    text = checked_text(given.get("text"))
    return _edited(world, message, text, checked_entities(str(given["text"]), given.get("entities")), given)


def edit_message_caption(world: World, given: Given, files: Files) -> Json:
    message = _to_edit(world, given)
    if not message.media:
        raise bad("there is no caption in the message to edit")
    text, entities = _caption(given)
    return _edited(world, message, text, entities, given)


def edit_message_reply_markup(world: World, given: Given, files: Files) -> Json:
    message = _to_edit(world, given)
    return _edited(world, message, message.text, message.entities, given)


def delete_message(world: World, given: Given, files: Files) -> bool:
    chat = world.chat_for_sending(given.get("chat_id"))
    message = world.message(chat, given.get("message_id"), "delete")
    if message.sender != BOT and chat.members.get(BOT) not in ADMINISTRATORS and chat.kind != "private":
        raise bad("message can't be deleted")
    del chat.messages[message.id]
    return True


def pin_chat_message(world: World, given: Given, files: Files) -> bool:
    chat = world.chat_for_sending(given.get("chat_id"))
    _may_pin(chat)
    message = world.message(chat, given.get("message_id"), "pin")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
    return True


def unpin_chat_message(world: World, given: Given, files: Files) -> bool:
    chat = world.chat_for_sending(given.get("chat_id"))
    _may_pin(chat)
    message = world.message(chat, given.get("message_id"), "unpin")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    return True


def answer_callback_query(world: World, given: Given, files: Files) -> bool:
    query = world.queries.get(str(given.get("callback_query_id")))
    if query is None or query.too_old or query.answer is not None:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(str(given.get("text", ""))) > LONGEST_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    if given.get("url") and not leads_to_bot(str(given["url"]), world.bot.username):
        raise bad("URL_INVALID")
    query.answer = dict(given)
    return True


def get_chat(world: World, given: Given, files: Files) -> Json:
    chat = world.chat(given.get("chat_id"))
    found: Json = {**chat.to_dict(), "accent_color_id": 0, "max_reaction_count": 11}
    found["accepted_gift_types"] = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    if chat.pinned:
        found["pinned_message"] = world.shown(chat.messages[chat.pinned[-1]], deep=False)
    return found


def get_chat_member(world: World, given: Given, files: Files) -> Json:
    chat = world.chat(given.get("chat_id"))
    user = int(given.get("user_id", 0))
    if user not in world.users:
        raise bad("user not found")
    return member(world, chat, user)


def get_chat_administrators(world: World, given: Given, files: Files) -> list[Json]:
    chat = world.chat(given.get("chat_id"))
    if chat.kind not in GROUPS:
        raise bad("there are no administrators in the private chat")
    return [member(world, chat, user) for user, status in chat.members.items() if status in ADMINISTRATORS]


def leave_chat(world: World, given: Given, files: Files) -> bool:
    world.chat_for_sending(given.get("chat_id")).members[BOT] = "left"
    return True


def set_my_commands(world: World, given: Given, files: Files) -> bool:
    commands = _listed(given.get("commands"))
    if len(commands) > 100:
        raise bad("too many commands")
    for command in commands:
        if not COMMAND.fullmatch(command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.settings[_menu(given)] = commands
    return True


def get_my_commands(world: World, given: Given, files: Files) -> list[Json]:
    return world.settings.get(_menu(given), [])


def delete_my_commands(world: World, given: Given, files: Files) -> bool:
    world.settings.pop(_menu(given), None)
    return True


def _setting(name: str, longest: int) -> tuple[Method, Method]:
    def put(world: World, given: Given, files: Files) -> bool:
        value = str(given.get(name, ""))
        if len(value) > longest:
            raise bad(f"BOT_{name.upper()}_INVALID")
        world.settings[name, str(given.get("language_code", ""))] = value
        return True

    def get(world: World, given: Given, files: Files) -> Json:
        language = str(given.get("language_code", ""))
        default = world.settings.get((name, ""), "")
        return {name: world.settings.get((name, language), default)}

    return put, get


def member(world: World, chat: Chat, user: int) -> Json:
    """A member as the Bot API tells of one."""
    status = chat.members.get(user, "left")
    found: Json = {"status": status, "user": world.users[user].to_dict()}
    if status == "creator":
        found["is_anonymous"] = False
    if status == "administrator":
        names = (
            "can_be_edited can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
            "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories "
            "can_delete_stories is_anonymous"
        )
        found.update(dict.fromkeys(names.split(), False))
        found["can_pin_messages"] = user != BOT or chat.bot_may_pin
    if status == "kicked":
        found["until_date"] = 0
    return found


def _sent(world: World, chat: Chat, given: Given, **what: Any) -> Json:
    reply_to = _object(given.get("reply_parameters")).get("message_id")
    if (
        reply_to is not None
        and reply_to not in chat.messages
        and not _object(given.get("reply_parameters")).get("allow_sending_without_reply")
    ):
        raise bad("message to be replied not found")
    topic = int(given["message_thread_id"]) if given.get("message_thread_id") else None
    if topic is not None and topic not in chat.topics:
        raise bad("message thread not found")
    if topic is None and reply_to in chat.messages:
        # What replies to nothing appears in the general topic.
        topic = chat.messages[reply_to].topic
    if topic is not None and not chat.topics.get(topic, True):
        raise bad("TOPIC_CLOSED")
    message = world.place_message(
        chat,
        BOT,
        keyboard=checked_keyboard(given.get("reply_markup")),
        silent=_true(given.get("disable_notification")),
        reply_to=reply_to,
        topic=topic,
        **what,
    )
    return world.shown(message)


def _send_file(world: World, given: Given, files: Files, kind: str) -> Json:
    chat = world.chat_for_sending(given.get("chat_id"))
    if kind not in files:
        raise bad(f"there is no {kind} in the request")
    name, content = files[kind]
    if not content:
        raise bad("file must be non-empty")
    text, entities = _caption(given)
    return _sent(world, chat, given, text=text, entities=entities, media=kind, file=(name, content))


def _caption(given: Given) -> tuple[str, list[Json]]:
    _no_parse_mode(given)
    if not given.get("caption"):
        return "", []
    caption = str(given["caption"])
    return checked_text(caption, LONGEST_CAPTION, caption=True), checked_entities(
        caption, given.get("caption_entities")
    )


def _to_edit(world: World, given: Given) -> Sent:
    chat = world.chat_for_sending(given.get("chat_id"))
    message = world.message(chat, given.get("message_id"), "edit")
    if message.sender != BOT or not message.editable:
        raise bad("message can't be edited")
    return message


def _edited(world: World, message: Sent, text: str, entities: list[Json], given: Given) -> Json:
    keyboard = checked_keyboard(given.get("reply_markup"))
    if (message.text, message.entities, message.keyboard) == (text, entities, keyboard):
        raise bad(SAME)
    message.text, message.entities, message.keyboard = text, entities, keyboard
    message.edits += 1
    return world.shown(message)


def _may_pin(chat: Chat) -> None:
    if chat.kind != "private" and not (chat.members.get(BOT) in ADMINISTRATORS and chat.bot_may_pin):
        raise bad("not enough rights to manage pinned messages in the chat")


def _point(given: Given) -> Json:
    latitude, longitude = float(given["latitude"]), float(given["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def _menu(given: Given) -> tuple[str, ...]:
    scope = _object(given.get("scope")) or {"type": "default"}
    return ("commands", json.dumps(scope, sort_keys=True), str(given.get("language_code", "")))


def _no_parse_mode(given: Given) -> None:
    if given.get("parse_mode"):
        raise bad("this server reads entities only")


def _object(given: Any) -> Json:
    return (json.loads(given) if isinstance(given, str) else given) or {}


def _listed(given: Any) -> list[Json]:
    return (json.loads(given) if isinstance(given, str) else given) or []


def _true(given: Any) -> bool:
    return given in {True, "true", "True", "1"}


_put_description, _get_description = _setting("description", 512)
_put_short, _get_short = _setting("short_description", 120)
_put_name, _get_name = _setting("name", 64)

METHODS: Mapping[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "answerCallbackQuery": answer_callback_query,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": _put_description,
    "getMyDescription": _get_description,
    "setMyShortDescription": _put_short,
    "getMyShortDescription": _get_short,
    "setMyName": _put_name,
    "getMyName": _get_name,
}
"""Those that answer at once; the ones about updates are the server's."""
