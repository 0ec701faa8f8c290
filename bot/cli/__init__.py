"""The command line: `volia VERB`. Exit codes: 0 fine, 1 something is broken, 2 wrong usage.

Each verb is a module of this package with `run(arguments) -> int`; it is imported only when it
is called, so that `volia --help` is quick.
"""

import importlib
import os
import sys
from collections.abc import Sequence

from bot import logs
from bot.cli.parser import build
from monitors.errors import ConfigError, VoliaError


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, run the verb, and put any of our errors into a sentence on stderr."""
    parsed = build().parse_args(arguments)
    logs.set_up(parsed.log_level.upper(), json=parsed.log_format == "json")
    try:
        verb = importlib.import_module(f"bot.cli.{parsed.module}")
        return int(verb.run(parsed))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except VoliaError as error:
        print(f"volia: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # whoever read our output has gone; Python would complain once more while it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def script() -> None:
    """Entry point of the `volia` command."""
    sys.exit(main())
