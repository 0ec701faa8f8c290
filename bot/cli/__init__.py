"""The command line: `volia VERB`. Exit codes: 0 fine, 1 something is broken, 2 wrong usage.

Each verb is a module of this package with `run(arguments) -> int`; it is imported only when it
is called, so that `volia --help` is quick.
"""

import importlib
import io
import os
import sys
from collections.abc import Sequence

from bot import logs
from bot.cli.parser import build
from monitors.errors import ConfigError, VoliaError


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, run the verb, and put any of our errors into a sentence on stderr."""
    _write_utf8()
    parsed = build().parse_args(arguments)
    logs.set_up((parsed.log_level or "info").upper(), json=parsed.log_format == "json")
    try:
        verb = importlib.import_module(f"bot.cli.{parsed.module}")
        code = int(verb.run(parsed))
        if sys.stdout:
            sys.stdout.flush()  # here, where a full disk is still a sentence
        return code
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except VoliaError as error:
        print(f"volia: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _forget_stdout()  # whoever read our output has gone
        return 1
    except OSError as error:
        _forget_stdout()
        print(f"volia: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _forget_stdout() -> None:
    """Python would complain once more while it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_utf8() -> None:
    """Whatever the locale says: a headline that cannot be printed would stop a delivery."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def script() -> None:
    """Entry point of the `volia` command."""
    sys.exit(main())
