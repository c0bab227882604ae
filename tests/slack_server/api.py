"""The Web API: each method checks what it is given as Slack does, then does it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.slack_server.blocks import (
    HOME,
    MESSAGE,
    MODAL,
    InvalidBlocks,
    Json,
    check_blocks,
    check_view,
    offered_by,
)
from tests.slack_server.state import Call, Channel, Fault, Refused, State, decoded

Method = Callable[[State, Json], Json]

SCOPES = {
    "chat.postMessage": "chat:write", "chat.postEphemeral": "chat:write", "chat.update": "chat:write",
    "chat.delete": "chat:write", "conversations.open": "im:write", "conversations.info": "channels:read",
    "conversations.members": "channels:read", "users.info": "users:read", "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}  # fmt: skip
KNOWN: dict[str, frozenset[str]] = {
    "auth.test": frozenset(),
    "apps.connections.open": frozenset(),
    "chat.postMessage": frozenset(
        [
            "channel",
            "text",
            "blocks",
            "thread_ts",
            "unfurl_links",
            "unfurl_media",
            "mrkdwn",
            "metadata",
            "reply_broadcast",
            "parse",
            "link_names",
        ]
    ),
    "chat.postEphemeral": frozenset(["channel", "user", "text", "blocks", "thread_ts"]),
    "chat.update": frozenset(["channel", "ts", "text", "blocks", "metadata", "reply_broadcast"]),
    "chat.delete": frozenset(["channel", "ts"]),
    "conversations.open": frozenset(["users", "return_im"]),
    "conversations.info": frozenset(["channel", "include_num_members", "include_locale"]),
    "conversations.members": frozenset(["channel", "cursor", "limit"]),
    "users.info": frozenset(["user", "include_locale"]),
    "views.open": frozenset(["view", "trigger_id"]),
    "views.push": frozenset(["view", "trigger_id"]),
    "views.update": frozenset(["view", "view_id", "external_id", "hash"]),
    "views.publish": frozenset(["view", "user_id", "hash"]),
    "files.getUploadURLExternal": frozenset(["filename", "length", "alt_txt", "snippet_type"]),
    "files.completeUploadExternal": frozenset(
        ["files", "channel_id", "channels", "initial_comment", "thread_ts", "blocks"]
    ),
}


def _channel(state: State, id: Any) -> Channel:
    channel = state.channels.get(id)
    if channel is None or (channel.private and state.bot_user not in channel.members):
        raise Refused("channel_not_found")
    return channel


def _writable(state: State, id: Any) -> Channel:
    channel = _channel(state, id)
    if channel.archived:
        raise Refused("is_archived")
    if state.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if channel.user is not None and state.users[channel.user].deleted:
        raise Refused("channel_not_found")
    return channel


def _content(args: Json) -> Json:
    blocks, text = args.get("blocks") or [], args.get("text") or ""
    if not blocks and not text:
        raise Refused("no_text")
    if len(text) > 40_000:
        raise Refused("msg_too_long")
    _checked_blocks(blocks, MESSAGE)
    return {"text": text, "blocks": blocks}


def _checked_blocks(blocks: Any, surface: str) -> None:
    try:
        check_blocks(blocks, surface)
    except InvalidBlocks as wrong:
        code = "msg_blocks_too_long" if str(wrong) == "msg_blocks_too_long" else "invalid_blocks"
        raise Refused(code, response_metadata={"messages": [str(wrong)]}) from None


def _pace(state: State, channel: Channel) -> None:
    if state.most_per_second is None:
        return
    now = asyncio.get_running_loop().time()
    times = [at for at in state.arrivals[channel.id] if now - at < 5]
    # Slack lets short bursts through.
    if len(times) >= 4 + state.most_per_second * (now - min(times, default=now)):
        raise Refused("ratelimited", retry_after=1)
    state.arrivals[channel.id] = [*times, now]


def post_message(state: State, args: Json) -> Json:
    channel = _writable(state, args.get("channel"))
    if channel.user is not None and state.users[channel.user].blocks_dms:
        raise Refused("messages_tab_disabled")
    content = _content(args)
    _pace(state, channel)
    message = {
        "type": "message", "ts": state.next_ts(), "user": state.bot_user, "bot_id": state.bot_id, **content,
        **({"thread_ts": args["thread_ts"]} if args.get("thread_ts") else {}),
    }  # fmt: skip
    channel.messages.append(message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def post_ephemeral(state: State, args: Json) -> Json:
    channel = _writable(state, args.get("channel"))
    if args.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    ts = state.next_ts()
    channel.messages.append(
        {"type": "message", "ts": ts, "user": state.bot_user, "ephemeral_for": args["user"], **_content(args)}
    )
    return {"message_ts": ts}


def update(state: State, args: Json) -> Json:
    channel = _writable(state, args.get("channel"))
    message = channel.find(args.get("ts", ""))
    if message is None or "ephemeral_for" in message:
        raise Refused("message_not_found")
    if message["user"] != state.bot_user:
        raise Refused("cant_update_message")
    message.update(_content(args), edited=True)
    channel.edits.append(message["ts"])
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"]}


def delete(state: State, args: Json) -> Json:
    channel = _channel(state, args.get("channel"))
    message = channel.find(args.get("ts", ""))
    if message is None or "ephemeral_for" in message:
        raise Refused("message_not_found")
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message["ts"]}


def open_conversation(state: State, args: Json) -> Json:
    user = state.users.get(args.get("users", ""))
    if user is None:
        raise Refused("user_not_found")
    if user.deleted:
        raise Refused("user_disabled")
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": state.dm(user.id).id}}


def info(state: State, args: Json) -> Json:
    channel = _channel(state, args.get("channel"))
    return {
        "channel": {
            "id": channel.id, "name": channel.name, "is_im": channel.user is not None, "is_private": channel.private,
            "is_archived": channel.archived, "is_member": state.bot_user in channel.members,
            **({"user": channel.user} if channel.user else {}),
        }
    }  # fmt: skip


def members(state: State, args: Json) -> Json:
    return {
        "members": sorted(_channel(state, args.get("channel")).members),
        "response_metadata": {"next_cursor": ""},
    }


def user_info(state: State, args: Json) -> Json:
    user = state.users.get(args.get("user", ""))
    if user is None:
        raise Refused("user_not_found")
    told = user.to_json(state.team)
    if not args.get("include_locale"):
        told.pop("locale")
    return {"user": told}


def _checked(view: Any, surface: str) -> Json:
    try:
        check_view(view, surface)
    except InvalidBlocks as wrong:
        raise Refused("invalid_arguments", response_metadata={"messages": [str(wrong)]}) from None
    return view


def shown(state: State, view: Json, id: str, user: str, before: Json | None = None) -> Json:
    """The view as it is open now: what was typed stays in fields whose block_id and action_id stay."""
    held = before["state"]["values"] if before else {}
    values: Json = {}
    for block in view["blocks"]:
        element = block.get("element")
        if element is None:
            continue
        block_id, action_id = (
            block.setdefault("block_id", state.next_id("b")),
            element.setdefault("action_id", state.next_id("a")),
        )
        was = held.get(block_id, {}).get(action_id)
        values[block_id] = {action_id: was if was and was["type"] == element["type"] else initial(element)}
    stored = {
        "id": id, "team_id": state.team, "app_id": state.app_id, "bot_id": state.bot_id, "hash": state.next_id("h"),
        "callback_id": "", "private_metadata": "", "state": {"values": values}, "user": user, **view,
    }  # fmt: skip
    state.views[id] = stored
    return stored


def initial(element: Json) -> Json:
    """What a field holds before anything is done to it, as in `view.state`."""
    kind = element["type"]
    match kind:
        case "datepicker":
            return {"type": kind, "selected_date": element.get("initial_date")}
        case "timepicker":
            return {"type": kind, "selected_time": element.get("initial_time")}
        case "static_select" | "external_select" | "radio_buttons":
            return {"type": kind, "selected_option": element.get("initial_option")}
        case "multi_static_select" | "multi_external_select" | "checkboxes":
            return {"type": kind, "selected_options": element.get("initial_options", [])}
        case "users_select":
            return {"type": kind, "selected_user": element.get("initial_user")}
        case _:
            return {"type": kind, "value": element.get("initial_value")}


def open_view(state: State, args: Json) -> Json:
    view = _checked(args.get("view"), MODAL)
    trigger = state.take_trigger(args.get("trigger_id"))
    stored = shown(state, view, state.next_id("V"), trigger.user)
    state.stacks[trigger.user] = [stored["id"]]
    return {"view": stored}


def push_view(state: State, args: Json) -> Json:
    view = _checked(args.get("view"), MODAL)
    trigger = state.take_trigger(args.get("trigger_id"))
    stack = state.stacks[trigger.user]
    if len(stack) >= 3:
        raise Refused("push_limit_reached")
    stored = shown(state, view, state.next_id("V"), trigger.user)
    stack.append(stored["id"])
    return {"view": stored}


def update_view(state: State, args: Json) -> Json:
    view = _checked(args.get("view"), MODAL)
    before = state.views.get(args.get("view_id", ""))
    if before is None or before["id"] not in state.stacks[before["user"]]:
        raise Refused("not_found")
    if args.get("hash") and args["hash"] != before["hash"]:
        raise Refused("hash_conflict")
    return {"view": shown(state, view, before["id"], before["user"], before)}


def publish(state: State, args: Json) -> Json:
    view = _checked(args.get("view"), HOME)
    user = args.get("user_id", "")
    if user not in state.users:
        raise Refused("user_not_found")
    before = state.homes.get(user)
    if args.get("hash") and before and args["hash"] != before["hash"]:
        raise Refused("hash_conflict")
    state.homes[user] = shown(state, view, before["id"] if before else state.next_id("V"), user, before)
    return {"view": state.homes[user]}


def upload_url(state: State, args: Json) -> Json:
    if int(args.get("length", 0)) <= 0:
        raise Refused("invalid_arguments")
    file = state.next_id("F")
    state.uploads[file] = {
        "name": args["filename"],
        "length": int(args["length"]),
        "alt": args.get("alt_txt"),
    }
    return {"file_id": file, "upload_url": f"{state_url(state)}upload/{file}"}


def state_url(state: State) -> str:
    return str(getattr(state, "url", "")).replace("/api/", "/")


def complete_upload(state: State, args: Json) -> Json:
    channel = _writable(state, args.get("channel_id"))
    for file in args["files"]:
        upload = state.uploads.get(file["id"])
        if upload is None or "content" not in upload:
            raise Refused("file_not_found")
        state.files[file["id"]] = upload
        message = {
            "type": "message", "ts": state.next_ts(), "user": state.bot_user, "text": args.get("initial_comment", ""),
            "blocks": [], "files": [{"id": file["id"], "name": upload["name"], "title": file.get("title", "")}],
        }  # fmt: skip
        if args.get("thread_ts"):
            message["thread_ts"] = args["thread_ts"]
        channel.messages.append(message)
    return {"files": args["files"]}


def auth_test(state: State, args: Json) -> Json:
    told = {
        "url": "https://library.slack.com/", "team": "Library", "user": "circlebot", "team_id": state.team,
        "user_id": state.bot_user, "bot_id": state.bot_id, "is_enterprise_install": False,
    }  # fmt: skip
    return {**told, **({"enterprise_id": state.enterprise} if state.enterprise else {})}


METHODS: dict[str, Method] = {
    "auth.test": auth_test,
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "conversations.open": open_conversation,
    "conversations.info": info,
    "conversations.members": members,
    "users.info": user_info,
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish,
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete_upload,
}


def _authorized(state: State, method: str, token: str) -> None:
    if not token:
        raise Refused("not_authed")
    if method == "apps.connections.open":
        if token != state.app_token:
            raise Refused("not_allowed_token_type" if token.startswith("xoxb") else "invalid_auth")
        return
    if token != state.bot_token:
        raise Refused("not_allowed_token_type" if token.startswith("xapp") else "invalid_auth")
    if state.token_error:
        raise Refused(state.token_error)
    needed = SCOPES.get(method)
    if needed and needed not in state.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(state.scopes)))


async def read_args(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return await request.json()
    form = await request.post()
    given = {**request.query, **{name: str(value) for name, value in form.items()}}
    return {name: decoded(value) for name, value in given.items()}


def handler(
    state: State, connect: Callable[[], str]
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Answers one call of the Web API."""

    async def handle(request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await read_args(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.get("token", ""))
        args.pop("token", None)
        call = Call(method, args, asyncio.get_running_loop().time())
        state.calls.append(call)
        fault = state.faults[method].popleft() if state.faults.get(method) else Fault()
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.dropped:
            return _hang_up(request)
        if fault.status == 429 or fault.retry_after:
            return _limited(state, method, fault.retry_after)
        if fault.status != 200:
            return web.Response(status=fault.status, text="upstream connect error")
        try:
            if fault.error:
                raise Refused(fault.error)
            if method != "apps.connections.open" and method not in METHODS:
                raise Refused("unknown_method")
            _authorized(state, method, token)
            unknown = args.keys() - KNOWN[method]
            if unknown:
                raise Refused("invalid_arguments", response_metadata={"messages": sorted(unknown)})
            answer = {"url": connect()} if method == "apps.connections.open" else METHODS[method](state, args)
            call.answer = json.loads(json.dumps({"ok": True, **answer}))
        except Refused as refused:
            call.answer = refused.answer
            state.refusals.append({"method": method, **refused.answer})
            if refused.answer["error"] == "ratelimited":
                return _limited(state, method, refused.answer["retry_after"])
        state.tell()
        if fault.lost:
            return _hang_up(request)
        headers = {"X-OAuth-Scopes": ",".join(sorted(state.scopes))}
        return web.json_response(call.answer, headers=headers)

    return handle


def _limited(state: State, method: str, seconds: int) -> web.Response:
    state.refusals.append({"method": method, "error": "ratelimited"})
    state.tell()
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
    )


def _hang_up(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.close()
    return web.Response(status=500)


def respond(state: State, key: str, given: Json) -> Json:
    """What is sent to a `response_url`: five times within half an hour, from nobody in particular."""
    way = state.response_urls.get(key)
    if way is None:
        raise Refused("invalid_response_url")
    if way["used"] >= 5:
        raise Refused("used_url")
    unknown = given.keys() - {
        "text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "mrkdwn",
        "unfurl_links", "unfurl_media",
    }  # fmt: skip
    if unknown:
        raise Refused("invalid_payload")
    way["used"] += 1
    channel = state.channels[way["channel"]]
    if given.get("delete_original"):
        channel.messages = [one for one in channel.messages if one["ts"] != way.get("ts")]
        return {}
    content = _content(given)
    original = channel.find(way["ts"]) if way.get("ts") else None
    if given.get("replace_original") and original is not None:
        original.update(content, edited=True)
        channel.edits.append(original["ts"])
        return {}
    message = {"type": "message", "ts": state.next_ts(), "user": state.bot_user, **content}
    if given.get("response_type") != "in_channel":
        message["ephemeral_for"] = way["user"]
    channel.messages.append(message)
    return {}


def options_of(block: Json) -> list[Json]:
    return offered_by(block["element"])
