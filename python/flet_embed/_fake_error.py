"""The failures of the fake's channels, with the codes of the native ones."""

from __future__ import annotations

SENTENCES = {
    "ERR_EMBED_FULL": "the channel is full in this direction",
    "ERR_EMBED_CHANNEL_CLOSED": "this side of the channel is closed",
    "ERR_EMBED_CHANNEL_DESTROYED": "the channel was destroyed",
    "ERR_EMBED_CHANNEL_EXISTS": "a channel of this name is already open on this side",
    "ERR_EMBED_CHANNEL_OPTIONS": "the channel is already open with other options",
    "ERR_EMBED_CHANNEL_BUSY": "the channel already has a consumer",
    "ERR_EMBED_MESSAGE_TOO_LARGE": "the message is larger than maxMessageBytes",
    "ERR_EMBED_NOT_TRANSFERABLE": "this memory cannot be transferred",
}


class ChannelError(Exception):
    code = "ERR_EMBED_CHANNEL_DESTROYED"


def fail(code: str, name: str, text: str = "") -> ChannelError:
    error = ChannelError(f"channel '{name}': {text or SENTENCES[code]}")
    error.code = code
    return error
