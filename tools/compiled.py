"""The modules that read an item, compiled by mypyc: a build hook of hatchling, and what it calls.

    HATCH_BUILD_HOOKS_ENABLE=1 pip install .

Needs a C compiler. Without the variable nothing is compiled, and Volia is pure Python; both read
every item alike (tests/e2e/test_compiled.py). The modules are listed in pyproject.toml. mypyc takes
no `slots=True`, no surrogate in a string, and checks annotations while it runs:
https://mypyc.readthedocs.io/en/latest/differences_from_python.html
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEVEL = "VOLIA_COMPILE_LEVEL"
"""The variable that names gcc's level, 0 to 3: 3 for those who will run it, 0 to be done soon."""


def compile_in(
    root: Path, modules: Iterable[str], but: Iterable[str], place: Path, level: str
) -> list[Path]:
    """Compile modules of a tree in a copy of it; return what was made, relative to `place`.

    `modules` and `but` are patterns of paths.

    Raises SystemExit with the compiler's own words.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution

    shutil.copytree(root / "monitors", place / "monitors", dirs_exist_ok=True)
    left = {path for one in but for path in root.glob(one)}
    taken = {path for one in modules for path in root.glob(one)} - left
    paths = sorted(str(path.relative_to(root)) for path in taken)
    with chdir(place):
        made = mypycify(
            ["--ignore-missing-imports", *paths],
            opt_level=level,
            debug_level="0",
            group_name="volia",
        )
        command = Distribution({"name": "volia", "ext_modules": made}).get_command_obj("build_ext")
        command.inplace = True
        command.ensure_finalized()
        command.run()
    return [path.relative_to(place) for path in place.rglob("*.so")]


class CompiledBuildHook(BuildHookInterface[Any]):
    """Puts the compiled modules beside the plain ones of a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say that the wheel is for this Python and this machine."""
        if version == "editable":  # what is being changed is not compiled
            return
        self._place = Path(mkdtemp())
        level = os.environ.get(LEVEL, "3")
        made = compile_in(
            Path(self.root), self.config["modules"], self.config["except"], self._place, level
        )
        build_data.update(pure_python=False, infer_tag=True)
        build_data["force_include"] |= {str(self._place / path): str(path) for path in made}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what compiling left behind."""
        if version != "editable":
            shutil.rmtree(self._place)
