"""Numbers that are checked by their makers: examples from their own documents, and single slips."""

import pytest

from qdatool.text.identifiers import IdentifierKind, identifiers, is_card, is_iban, is_national_id


def found(text, kind):
    return [text[start:end] for start, end in identifiers(text, kind)]


# The check digits were worked out by hand: for 123456789, 10*1+9*2+8*3+7*4+6*5+5*6+4*7+3*8+2*9 = 210 = 19*11 + 1.
@pytest.mark.parametrize("digits", ["1234567891", "0013542419", "0084575948", "0499370899"])
def test_a_national_id_is_known_by_its_last_digit(digits):
    assert is_national_id(digits)
    wrong = [digits[:-1] + last for last in "0123456789" if last != digits[-1]]
    assert not any(map(is_national_id, wrong))


def test_ten_equal_digits_are_no_national_id():
    assert not is_national_id("1111111111")


@pytest.mark.parametrize("digits", ["4111111111111111", "5555555555554444", "6037991199500590"])
def test_a_card_is_known_by_its_check_digit(digits):
    assert is_card(digits)
    slips = [digits[:5] + slip + digits[6:] for slip in "0123456789" if slip != digits[5]]
    assert not any(map(is_card, slips))


@pytest.mark.parametrize(
    "signs",
    ["gb82west12345698765432", "de89370400440532013000", "ir062960000000100324200001", "fr1420041010050500013m02606"],
)
def test_an_account_is_known_by_its_check_digits(signs):
    assert is_iban(signs)
    assert not is_iban(signs[:-1] + ("0" if signs[-1] != "0" else "1"))


@pytest.mark.parametrize(
    "text",
    [
        "09123456789",
        "0912 345 6789",
        "0912-345-67-89",
        "+98 912 345 6789",
        "00989123456789",
        "9123456789",
        "021-88776655",
        "(021) 88 77 66 55",
        "02188776655",
        "+44 20 7946 0958",
        "+1 (212) 555-0100",
        "212-555-0100",
    ],
)
def test_phones_as_people_write_them(text):
    assert found(f"tel {text}, ok", IdentifierKind.PHONE) == [text]


@pytest.mark.parametrize("text", ["in 1402 or 2023", "12 345 people", "3.14159", "1396-1402", "9.5/20", "45678"])
def test_years_and_numbers_are_no_phones(text):
    assert found(text, IdentifierKind.PHONE) == []


def test_accounts_with_spaces_and_words_behind_them():
    assert found("ir06 2960 0000 0010 0324 2000 01 is mine", IdentifierKind.IBAN) == [
        "ir06 2960 0000 0010 0324 2000 01"
    ]
    assert found("06 2960 0000 0010 0324 2000 01", IdentifierKind.IBAN) == ["06 2960 0000 0010 0324 2000 01"]
    assert found("062960000000100324200002", IdentifierKind.IBAN) == []


def test_addresses_end_where_the_sentence_does():
    assert found("write to ali.reza+1@mail.example.com.", IdentifierKind.EMAIL) == ["ali.reza+1@mail.example.com"]
    assert found("a@b and @home", IdentifierKind.EMAIL) == []
