"""`python -m bot.cli`: the command line without the installed script."""

from bot.cli import script

script()
