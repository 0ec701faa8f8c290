"""The gates of the design that no tool holds."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from monitors.config import load

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("monitors/**/*.py")])


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_module_is_over_400_lines_and_no_function_over_50(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    too_long = [
        f"{function.name}: {(function.end_lineno or 0) - function.lineno + 1} lines"
        for function in functions
        if (function.end_lineno or 0) - function.lineno >= 50
    ]

    assert text.count("\n") <= 400
    assert too_long == []


def test_every_stage_that_the_pipeline_names_is_a_file_or_a_folder() -> None:
    docstring = ast.get_docstring(ast.parse((ROOT / "monitors/pipeline.py").read_text())) or ""
    order = next(line for line in docstring.splitlines() if "->" in line)
    stages = {word for word in re.findall(r"\w+", order) if word not in {"known", "outbox"}}

    missing = [
        stage
        for stage in stages
        if not (ROOT / f"monitors/{stage}.py").exists()
        and not (ROOT / f"monitors/{stage}").is_dir()
    ]

    assert len(stages) == 7
    assert missing == []


def test_the_readme_has_at_most_150_lines_and_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    parser = (ROOT / "bot/cli/parser.py").read_text(encoding="utf-8")
    verbs = re.findall(r'_verb\(\s*verbs, "(\w+)"', parser)

    missing = [verb for verb in verbs if f"volia {verb}" not in readme]

    assert readme.count("\n") <= 150
    assert len(verbs) >= 10
    assert missing == []


def test_the_configuration_of_the_readme_has_12_lines_and_loads(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "telegram.token").write_text(f"123456:{'A' * 35}", encoding="utf-8")
    path = tmp_path / "config.toml"
    path.write_text(example, encoding="utf-8")

    settings = load(path)

    assert example.count("\n") == 12
    assert {topic.name for topic in settings.topics} <= set(settings.channels[0].topics)


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^a-z0-9-]", line)[0] for line in project["dependencies"]}
    decisions = (ROOT / "docs/decisions.md").read_text(encoding="utf-8")

    assert {name for name in names if f"{name}" not in decisions} == set()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[^a-z0-9-]", line)[0] for line in lines}
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    assert {name for name in names if f"\n{name}==" not in f"\n{pinned}"} == set()


def test_no_machine_path_and_no_registry_stands_in_the_tree() -> None:
    suspects = [
        path
        for pattern in (
            "*.toml",
            "*.txt",
            "*.md",
            "Makefile",
            ".ci/*",
            "bot/**/*.py",
            "monitors/**/*.py",
        )
        for path in ROOT.glob(pattern)
        if path.is_file()
        and re.search(r"/work/|/root/|index-url|find-links", path.read_text(encoding="utf-8"))
    ]

    assert suspects == []
