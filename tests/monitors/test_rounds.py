from monitors.rounds import Rounds


def test_each_has_its_turn_before_any_has_a_second() -> None:
    rounds: Rounds[str] = Rounds(2, key=str)

    turns = [rounds.take("abcde") for _ in range(4)]

    assert turns == [["a", "b"], ["c", "d"], ["e"], ["a", "b"]]


def test_what_comes_new_does_not_put_off_the_old() -> None:
    rounds: Rounds[str] = Rounds(2, key=str)
    rounds.take("xyz")

    assert rounds.take("xyz") == ["z"]
    assert rounds.take("nxyz") == ["n"]


def test_nothing_waits() -> None:
    rounds: Rounds[str] = Rounds(2, key=str)

    assert rounds.take([]) == []
