"""The modules that read an item, compiled by mypyc: a build hook of hatchling, and what it calls.

    HATCH_BUILD_HOOKS_ENABLE=1 pip install .     into a wheel
    python -m tools.compiled FOLDER [LEVEL]      into a new folder, which then is put on PYTHONPATH

Needs a C compiler. Without the variable nothing is compiled, and Volia is pure Python; both read
every item alike (tests/e2e/test_compiled.py). The modules are listed in pyproject.toml. mypyc takes
no `slots=True` and no surrogate in a string, keeps no `cached_property`, and checks annotations:
https://mypyc.readthedocs.io/en/latest/differences_from_python.html
"""

import os
import shutil
import sys
import tomllib
from contextlib import chdir
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEVEL = "VOLIA_COMPILE_LEVEL"
"""The variable that names the C compiler's level, 0 (soon done) to 3 (fast, the default)."""
_TABLE = ("tool", "hatch", "build", "targets", "wheel", "hooks", "custom")


def compile_in(root: Path, place: Path, level: str = "3") -> list[Path]:
    """Compile the modules of a tree in a copy of its `monitors`; `place` can be imported from.

    Returns what was made, relative to `place`. Raises setuptools' CompileError without a compiler.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution

    # in place of Python's own flags: its -Wall takes four times as long as compiling itself
    os.environ.setdefault("CFLAGS", "-fwrapv -DNDEBUG")
    shutil.copytree(
        root / "monitors",
        place / "monitors",
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    with chdir(place):
        made = mypycify(
            ["--ignore-missing-imports", *_modules(root)],
            opt_level=level,
            debug_level="0",
            group_name="volia",
        )
        command = Distribution({"name": "volia", "ext_modules": made}).get_command_obj("build_ext")
        command.inplace = True
        command.ensure_finalized()
        command.run()
    return [path.relative_to(place) for path in place.rglob("*.so")]


def _modules(root: Path) -> list[str]:
    """The modules that pyproject.toml lists, by their paths from `root`."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    for name in _TABLE:
        table = table[name]
    taken = {path for pattern in table["modules"] for path in root.glob(pattern)}
    taken -= {root / path for path in table["except"]}
    return sorted(str(path.relative_to(root)) for path in taken)


class CompiledBuildHook(BuildHookInterface[Any]):
    """Puts the compiled modules beside the plain ones of a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say that the wheel is for this Python and this machine."""
        if version == "editable":  # what is being changed is not compiled
            return
        self._place = Path(mkdtemp())
        made = compile_in(Path(self.root), self._place, os.environ.get(LEVEL, "3"))
        build_data.update(pure_python=False, infer_tag=True)
        build_data["force_include"] |= {str(self._place / path): str(path) for path in made}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what compiling left behind."""
        if version != "editable":
            shutil.rmtree(self._place)


if __name__ == "__main__":
    compile_in(Path.cwd(), Path(sys.argv[1]), *sys.argv[2:3])
