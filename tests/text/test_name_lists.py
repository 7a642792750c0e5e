"""Lists of names as people write them."""

from qdatool.text.name_lists import Person, people_in_cells, read_people, write_people


def test_a_line_is_a_person_with_names_and_maybe_a_pseudonym():
    people = read_people("سارا کریمی / سارا = ش۱\n\nAli\r\nسارا\n = x")
    assert people == (Person(("سارا کریمی", "سارا"), "ش۱"), Person(("Ali",)))


def test_what_is_written_is_read_again():
    people = (Person(("A", "B"), "P1"), Person(("ج",)))
    assert read_people(write_people(people)) == people


def test_headings_of_a_table_are_no_people():
    rows = [["نام", "نام مستعار"], ["مریم", "م۱"], ["مینا"], []]
    assert people_in_cells(rows) == (Person(("مریم",), "م۱"), Person(("مینا",)))
    assert people_in_cells([["Sara", "P1"]]) == (Person(("Sara",), "P1"),)
