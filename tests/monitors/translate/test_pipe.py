import os
import sys
import time
from pathlib import Path

import pytest

from monitors.errors import TranslateError
from monitors.translate.pipe import Pipe

# a program that answers each text, up to NUL, with `reply` of it
SERVE = """
import os, sys, time
def reply(text): {body}
data = b""
while block := os.read(0, 65536):
    data += block
    while b"\\0" in data:
        text, data = data.split(b"\\0", 1)
        os.write(1, reply(text) + b"\\0")
"""


def _program(body: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", SERVE.format(body=body), *arguments]


UPPER = _program("return text.decode().upper().encode()")
TWICE = _program("return text.replace(b'[][\\n]', b'') * 2 + b'[][\\n]'")


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_text_goes_through_all_programs_and_comes_back_without_its_frame() -> None:
    pipe = Pipe([UPPER, TWICE])

    assert [pipe.ask("адзін"), pipe.ask("два"), pipe.ask("")] == ["АДЗІНАДЗІН", "ДВАДВА", ""]

    pipe.close()


def test_the_programs_are_kept_between_texts_and_end_with_the_pipe() -> None:
    pipe = Pipe([UPPER, TWICE])
    assert pipe.pids() == ()
    pipe.ask("a")
    pids = pipe.pids()
    pipe.ask("b")

    assert pipe.pids() == pids
    assert len(pids) == 2
    pipe.close()
    assert all(map(_gone, pids))
    assert pipe.ask("c") == "CC"
    pipe.close()


def test_programs_of_a_forgotten_pipe_end_too() -> None:
    pipe = Pipe([UPPER])
    pipe.ask("a")
    (pid,) = pipe.pids()

    del pipe

    assert _gone(pid)


def test_a_text_longer_than_the_system_buffers_is_no_deadlock() -> None:
    pipe = Pipe([UPPER, UPPER])

    assert pipe.ask("a" * 400_000) == "A" * 400_000

    pipe.close()


def test_a_nul_in_the_text_does_not_shift_the_answers() -> None:
    pipe = Pipe([UPPER])

    assert [pipe.ask("a\0b"), pipe.ask("c")] == ["A B", "C"]

    pipe.close()


def test_programs_that_were_killed_are_started_anew() -> None:
    pipe = Pipe([UPPER, TWICE])
    pipe.ask("a")
    before = pipe.pids()
    os.kill(before[0], 9)

    assert pipe.ask("b") == "BB"
    assert not set(before) & set(pipe.pids())
    assert all(map(_gone, before))

    pipe.close()


def test_a_program_that_hangs_once_is_killed_and_started_anew(tmp_path: Path) -> None:
    flag = tmp_path / "hung"
    body = (
        "return text if os.path.exists(sys.argv[1]) "
        "else (open(sys.argv[1], 'w').close(), time.sleep(60))"
    )
    pipe = Pipe([_program(body, str(flag))], timeout_s=2)

    assert pipe.ask("a") == "a"
    assert flag.exists()

    pipe.close()


def test_a_program_that_always_hangs_is_an_error_after_the_second_try(tmp_path: Path) -> None:
    pipe = Pipe([UPPER, _program("time.sleep(60)")], timeout_s=0.3)
    started = time.monotonic()

    with pytest.raises(TranslateError, match=r"Apertium does not work \(no answer in 0.3 s\)"):
        pipe.ask("a")

    assert 0.6 <= time.monotonic() - started < 10
    assert pipe.pids() == ()


@pytest.mark.parametrize(
    ("stage", "reason"),
    [
        ([sys.executable, "-c", "pass"], "it ended by itself|Broken pipe"),
        (["/nowhere/lt-proc"], "No such file"),
        (_program("return b'x' * 2_000_000"), "its answer does not end"),
    ],
    ids=["ends", "missing", "floods"],
)
def test_a_program_that_cannot_answer_is_a_clear_error(stage: list[str], reason: str) -> None:
    pipe = Pipe([UPPER, stage])

    with pytest.raises(TranslateError, match=reason):
        pipe.ask("a")

    assert pipe.pids() == ()
