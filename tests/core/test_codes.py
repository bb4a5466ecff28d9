from collections.abc import Callable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core import codes
from decision_aid.core.errors import CodeMistyped

SOME = 300
chances = st.binary(min_size=codes.RANDOM_BYTES, max_size=codes.RANDOM_BYTES)
Reader = Callable[[str], object]


@pytest.fixture(scope="module")
def many() -> list[str]:
    """The same codes in every run."""
    chance = Random(7431)  # noqa: S311 - no secret: the same codes in every run
    return [codes.made(chance.randbytes(codes.RANDOM_BYTES)) for _ in range(SOME)]


def takes(read: Reader, text: str) -> bool:
    try:
        read(text)
    except CodeMistyped:
        return False
    return True


def substituted(code: str) -> list[str]:
    """The code with each of the 31 other symbols at each place."""
    return [
        code[:at] + symbol + code[at + 1 :] for at in range(len(code)) for symbol in codes.SYMBOLS if symbol != code[at]
    ]


def transposed(code: str) -> list[str]:
    """The code with any two places that differ changed round."""
    found = []
    for one, other in combinations(range(len(code)), 2):
        symbols = list(code)
        symbols[one], symbols[other] = code[other], code[one]
        found.append("".join(symbols))
    return [each for each in found if each != code]


def unweighted(code: str) -> str:
    """A check that is wrong on purpose: a plain sum, in which every place weighs the same."""
    total = 0
    for symbol in code:
        total ^= codes.SYMBOLS.index(symbol)
    if total:
        raise CodeMistyped("A slip.")
    return code


def unchecked(code: str) -> str:
    """No check at all."""
    return code


def summed(code: str) -> str:
    """A code like ours whose last symbol is that of the plain sum."""
    return next(whole for symbol in codes.SYMBOLS if takes(unweighted, whole := code[:-1] + symbol))


def missed(read: Reader, slips: list[str]) -> int:
    return sum(takes(read, slip) for slip in slips)


def test_every_substitution_of_300_codes_is_noticed(many: list[str]) -> None:
    slips = [slip for code in many for slip in substituted(code)]
    assert len(slips) == SOME * 16 * 31
    assert missed(codes.read, slips) == 0


def test_every_transposition_of_300_codes_is_noticed(many: list[str]) -> None:
    slips = [slip for code in many for slip in transposed(code)]
    assert len(slips) > SOME * 110
    assert missed(codes.read, slips) == 0


def test_a_sum_without_weights_is_seen_to_miss_every_transposition(many: list[str]) -> None:
    plain = [summed(code) for code in many]
    slips = [slip for code in plain for slip in transposed(code)]
    assert missed(unweighted, slips) == len(slips) > SOME * 110
    assert missed(unweighted, [slip for code in plain for slip in substituted(code)]) == 0


def test_no_check_is_seen_to_miss_every_substitution(many: list[str]) -> None:
    assert missed(unchecked, substituted(many[0])) == 16 * 31


@given(chances)
def test_a_code_is_16_symbols_and_reads_back_as_people_write_it(chance: bytes) -> None:
    code = codes.made(chance)
    assert len(code) == 16
    assert set(code) <= set(codes.SYMBOLS)
    assert codes.read(code) == codes.read(codes.written(code)) == code


def test_a_code_is_written_in_four_groups_of_four() -> None:
    assert codes.written("0123456789ABCDEF") == "0123-4567-89AB-CDEF"


def test_75_bits_are_random() -> None:
    assert len({codes.made((1 << bit).to_bytes(10, "big")) for bit in range(75)}) == 75
    assert codes.made(bytes(10)) == "0" * 16
    assert codes.made(b"\xff" * 10)[:15] == "Z" * 15


@pytest.mark.parametrize("other", ["U", "I", "L", "O"])
def test_letters_that_look_like_others_are_in_no_code(other: str) -> None:
    assert other not in codes.SYMBOLS


@pytest.fixture
def code() -> str:
    """A code with a 0, a 1 and letters."""
    return codes.made(bytes([0, 255, 1, 0, 33, 4, 200, 16, 0, 9]))


def wide(text: str) -> str:
    """The text in the full-width forms of East Asian keyboards."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.mark.parametrize(
    "between",
    [
        " ", "  ", "\t", "\n", "\r\n", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\N{THIN SPACE}",
        "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", "\N{LEFT-TO-RIGHT MARK}", "-", "\N{HYPHEN}",
        "\N{NON-BREAKING HYPHEN}", "\N{FIGURE DASH}", "\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}",
        "\N{MINUS SIGN}", "\N{SMALL HYPHEN-MINUS}", "\N{FULLWIDTH HYPHEN-MINUS}", "\N{WAVE DASH}",
        "\N{KATAKANA-HIRAGANA PROLONGED SOUND MARK}", "\N{HALFWIDTH KATAKANA-HIRAGANA PROLONGED SOUND MARK}",
        ".", "_", "\N{MIDDLE DOT}", " - ",
    ],
)  # fmt: skip
def test_what_only_parts_the_groups_is_no_matter(code: str, between: str) -> None:
    groups = codes.written(code).split("-")
    assert codes.read(between.join(groups)) == code
    assert codes.read(between + between.join(code) + between) == code


@pytest.mark.parametrize("written", [str.lower, str.title, str.swapcase, wide, lambda text: wide(text.lower())])
def test_small_and_wide_letters_are_understood(code: str, written: Callable[[str], str]) -> None:
    assert codes.read(written(code)) == code


@pytest.mark.parametrize(("zero", "one"), [("O", "I"), ("o", "i"), ("O", "L"), ("o", "l"), ("\uff2f", "\uff4c")])
def test_o_is_a_zero_and_i_and_l_are_ones(code: str, zero: str, one: str) -> None:
    assert {"0", "1"} <= set(code)
    assert codes.read(code.replace("0", zero).replace("1", one)) == code


@pytest.mark.parametrize("before", ["https://form.example.org/resume#", "HTTPS://FORM.EXAMPLE/R#", "#", "a#b#"])
def test_a_pasted_link_is_understood(code: str, before: str) -> None:
    assert codes.read(before + codes.written(code)) == code


def refusal(text: str) -> CodeMistyped:
    with pytest.raises(CodeMistyped) as caught:
        codes.read(text)
    return caught.value


@pytest.mark.parametrize(("text", "count"), [("", 0), ("  -- ", 0), ("7", 1), ("0" * 15, 15), ("0" * 17, 17)])
def test_too_few_or_too_many_signs_are_counted(text: str, count: int) -> None:
    assert str(refusal(text)) == f"A code has 16 letters and numbers. This one has {count}."
    assert refusal(text).values == {"most": 16, "count": count}


@pytest.mark.parametrize("sign", ["U", "ü", "!", "@", "é", "\N{PILE OF POO}", "中", "/"])
def test_a_sign_that_no_code_has_is_named(code: str, sign: str) -> None:
    said = refusal(code[:7] + sign + code[8:])
    assert str(said) == f"No code has “{sign.upper()}” in it. Look at that place again."


def test_a_slip_is_told_apart_from_a_wrong_code(code: str) -> None:
    wrong = ("1" if code[0] == "0" else "0") + code[1:]
    assert str(refusal(wrong)).startswith("There is a slip in this code.")
    assert wrong not in str(refusal(wrong))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_is_refused(text: str) -> None:
    assert not takes(codes.read, text) or set(codes.read(text)) <= set(codes.SYMBOLS)
