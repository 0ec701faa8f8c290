"""Pure: the line that says how long a report lay unseen."""

from collections.abc import Sequence

from bot.format.news import lateness
from bot.texts import Texts

_HOUR = 60


def late_line(news: Sequence[str], said: Texts, *, edited: bool = False) -> str:
    """«published 6 hours ago, seen only now», and in an edited message what stays true; else ''."""
    minutes = lateness(news)
    if minutes is None:
        return ""
    span = (
        said.count("late.hours", minutes // _HOUR)
        if minutes >= 2 * _HOUR
        else said.count("late.minutes", minutes)
    )
    return f"⏳ <i>{said.say('late.later' if edited else 'late.now', span=span)}</i>"
