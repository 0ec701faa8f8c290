"""The errors of Volia; each says what happened, where, and whether trying again may help.

VoliaError(message)                 temporary = False
├── ConfigError                     every problem of a file, one a line
├── FetchError(url)                 a source could not be read
│   ├── Gone                        404, 410: the address is dead
│   ├── Refused                     SSRF guard, scheme, size: we do not want it
│   └── Unavailable                 temporary; may carry retry_after
├── ParseError(url)                 an answer that is not the feed it should be
├── TranslateError                  no translation; the alert goes out without
│   └── DownloadError(url)          temporary; a model could not be downloaded
├── EmbedError                      no vector of the meaning; the rules decide alone
├── StoreError                      the database
├── RegroupError                    stories that cannot be put together or taken apart
│   └── UnknownStory                no story has this id, or several have it
└── DeliveryError(chat)             a message was not delivered
    ├── ChatGone                    blocked, kicked, deleted
    ├── ChatMoved                   the group has a new id
    ├── Rejected                    Telegram will never take this message
    ├── Delayed                     temporary; safe to send again
    └── Uncertain                   temporary; it may have been delivered
"""

from datetime import timedelta


class VoliaError(Exception):
    """Base of all; `temporary` says whether the same attempt may succeed later."""

    temporary = False


class ConfigError(VoliaError):
    """The configuration or the command is wrong; exit code 2."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class FetchError(VoliaError):
    """A source could not be read."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(message)
        self.url = url


class Gone(FetchError):
    """The server says that the address is dead (404, 410); `forever` for 410."""

    def __init__(self, url: str, message: str, *, forever: bool = False) -> None:
        super().__init__(url, message)
        self.forever = forever


class Refused(FetchError):
    """We will not read it: forbidden address, scheme, too large, too many redirects."""


class Unavailable(FetchError):
    """The server or the way to it has a problem; `retry_after` is the server's own wish."""

    temporary = True

    def __init__(self, url: str, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(url, message)
        self.retry_after = retry_after


class ParseError(VoliaError):
    """An answer that is not the feed it should be."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(message)
        self.url = url


class TranslateError(VoliaError):
    """There is no translation; the alert goes out without."""


class DownloadError(TranslateError):
    """A model or the list of models could not be downloaded; `host` is where it should be."""

    temporary = True

    def __init__(self, url: str, host: str, message: str) -> None:
        super().__init__(message)
        self.url = url
        self.host = host


class EmbedError(VoliaError):
    """There is no vector of what a report means; the rules decide alone."""


class StoreError(VoliaError):
    """The database cannot be opened, read or written."""


class RegroupError(VoliaError):
    """What was asked of stories makes no sense; the message is for people."""


class UnknownStory(RegroupError):
    """There is no such story, or more than one."""


class DeliveryError(VoliaError):
    """A message was not delivered."""

    def __init__(self, chat: str, message: str) -> None:
        super().__init__(message)
        self.chat = chat


class ChatGone(DeliveryError):
    """The bot was blocked or kicked, or the chat is deleted."""


class ChatMoved(DeliveryError):
    """The group became a supergroup with another id."""

    def __init__(self, chat: str, new_chat: str) -> None:
        super().__init__(chat, f"chat {chat} is now {new_chat}")
        self.new_chat = new_chat


class Rejected(DeliveryError):
    """Telegram will never take this message as it is."""


class Delayed(DeliveryError):
    """Not sent; safe to send again after `retry_after`."""

    temporary = True

    def __init__(self, chat: str, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(chat, message)
        self.retry_after = retry_after


class Uncertain(DeliveryError):
    """It may have been delivered: the connection broke after the request left."""

    temporary = True
