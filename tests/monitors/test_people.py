from monitors.people import given_names, known


def test_people_are_known_by_their_english_name_role_and_spellings() -> None:
    one = next(person for person in known() if person.name == "Ales Bialiatski")

    assert one.role == "released"
    assert {"Bialiatski", "Беляцкий"} <= set(one.surnames)
    assert not one.strict


def test_a_person_in_two_tables_is_known_once_with_both_roles() -> None:
    people = known()
    both = [person.name for person in people if person.role == "released sanctioned"]

    assert both
    assert len({person.name for person in people}) == len(people)


def test_a_surname_that_is_a_word_asks_for_the_given_name() -> None:
    assert next(person for person in known() if person.name == "Maksim Znak").strict


def test_given_names_are_told_by_language_and_gender() -> None:
    assert set(given_names()) >= {"be", "ru", "lt", "en", "by"}
    assert "Алесь" in given_names()["be"]["male"].split()
