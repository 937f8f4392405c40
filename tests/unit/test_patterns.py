"""Patterns: what each construct becomes, and that the emitted patterns mean what the service's pattern means."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.patterns import misses, samples, translate
from codegen.patterns.charset import EVERYTHING, complement, contains, difference, intersection, ranges, union
from codegen.patterns.unicode_sets import named

# pattern, strings that match it as a whole, strings that do not
CONSTRUCTS = [
    (r"[a-z]+", ["a", "az"], ["", "A", "a\n", "1"]),
    (r"\d{2}", ["00", "42"], ["٣٣", "4", "421"]),
    (r"\w", ["a", "_", "0"], ["é", "-", ""]),
    (r"\s", [" ", "\t", "\v", "\f"], ["\xa0", "\u2003", "a"]),
    (r"\S\W\D", ["a-b"], ["aab", " -b", "a-1"]),
    (r".", ["a", "\t", "😀"], ["\n", "\r", "\x85", "\u2028", "\u2029"]),
    (r"(?s).", ["\n", "\u2028"], ["", "ab"]),
    (r"^a$", ["a"], ["a\n", "ba"]),
    (r"\Aa\z", ["a"], ["a\n"]),
    (r"a\Z", ["a"], ["a\n"]),
    (r"(?=.{2,3}$)[a-z]+", ["ab", "abc"], ["a", "abcd"]),
    (r"a(?i)b", ["ab", "aB"], ["Ab"]),
    (r"(?!(?i)AWS_)[a-zA-Z_]+", ["x", "aw"], ["aws_x", "AWS_", "AwS_a"]),
    (r"(?i:k)", ["k", "K"], ["\u212a"]),
    (r"(?iu:é)", ["é", "É"], ["e"]),
    (r"a(?-i:b)", ["ab"], ["aB"]),
    (r"(?i)\p{Ll}+", ["Λ", "aA", "ǅ"], ["中", "1"]),
    (r"(?i)[\p{Lu}-]", ["λ", "-"], ["中"]),
    (r"(?i)\P{Ll}", ["中", "1"], ["a", "A", "λ"]),
    ("(?iu)\u017f", ["s", "S", "\u017f"], ["f"]),
    (r"(?iu)ⓐ", ["Ⓐ"], ["a"]),
    (r"(?iu)[k-m]", ["\u212a", "K"], ["n"]),
    (r"(?x) a b # comment", ["ab"], ["a b"]),
    (r"[a-z&&[^b]]", ["a", "c"], ["b", "A"]),
    (r"[a-c[x-z]]", ["a", "y"], ["m", "["]),
    (r"[[:alpha:]]", ["a", "Z"], [":", "1"]),
    (r"[\w-_.]", ["-", "_", "."], ["/"]),
    (r"[a-z-\d]", ["-", "5"], ["_"]),
    (r"[]a]", ["]", "a"], ["["]),
    (r"\p{L}", ["é", "中", "a"], ["1", " "]),
    (r"\pL", ["é"], ["1"]),
    (r"[\P{C}]", ["a", "中"], ["\x00", "\x7f"]),
    (r"\p{Alpha}", ["a"], ["é"]),
    (r"\p{IsLatin}", ["é", "a"], ["я", "1"]),
    (r"\p{javaLowerCase}", ["a", "ª", "\u2170"], ["A", "ǅ", "中"]),
    (r"\p{IsUppercase}", ["A", "\u2160", "Ⓐ"], ["a", "ǅ"]),
    (r"(?i)\p{javaUpperCase}", ["a", "ª", "ǅ", "\u2160"], ["中"]),
    (r"\p{javaWhitespace}", ["\x1c", "\u2003"], ["\xa0", "\u2007", "\x85"]),
    (r"\p{javaSpaceChar}", ["\xa0", "\u2028"], ["\t"]),
    (r"\p{script=Greek}", ["\u03b1"], ["a"]),
    (r"\p{InGreek}", ["\u03b1"], ["a"]),
    (r"\p{Lu}", ["A", "É"], ["a"]),
    (r"\p{LD}", ["a", "٣"], ["-"]),
    (r"[^\p{Cntrl}]", ["a", "é"], ["\x7f", "\n"]),
    (r"\p{XDigit}{2}", ["aF"], ["g0"]),
    (r"\p{Punct}", ["!", "~"], ["a", "¡"]),
    (r"a++b", ["aab"], ["aa"]),
    (r"a*+a", [], ["aaa", "a"]),
    (r"(?>a|ab)c", ["ac"], ["abc"]),
    (r"\Qa.b*\E+", ["a.b*", "a.b**"], ["axb"]),
    (r"\h", ["\t", "\u2003"], ["\n", "a"]),
    (r"\v", ["\v", "\n", "\u2028"], ["v"]),
    (r"a\Rb", ["a\nb", "a\r\nb", "a\u2029b"], ["ab", "a b"]),
    (r"\x41\u0042\x{43}\x{1F600}", ["ABC😀"], ["ABC"]),
    (r"[\uD83D\uDE00-\uD83D\uDE02]", ["😀", "😂"], ["😃", "a"]),
    (r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*", ["a\t😀"], ["\n", "\x00"]),
    (r"\/\-\_\.", ["/-_."], ["/-_x"]),
    (r"\0101\e\cA\t", ["A\x1b\x01\t"], ["A"]),
    (r"a{2}b{1,}c{0,2}", ["aab", "aabbcc"], ["ab", "aabccc"]),
    (r"\x{00000061}", ["a"], ["b"]),
    (r"(?m)^a*", ["a", "aa"], ["", "b"]),
    (r"(?m)^", [], ["", "a"]),
    ("(?m)a?\n?^b?", ["b", "\nb", "a\nb"], ["", "a", "a\n", "ab"]),
    (r"(?m)(^a|b)?", ["", "a", "b"], ["ab"]),
    (r"[a-z]*${1,8}", ["abc", ""], ["1"]),
    (r"([a-z])\1", ["aa"], ["ab"]),
    (r"(?<x>[a-z])-\k<x>", ["a-a"], ["a-b"]),
    (r"(?<!-ext|-x)", [""], ["a"]),
    (r"[a-z-]+(?<!-s3alias|-x)", ["abc"], ["a-x", "a-s3alias"]),
    (r"(arn:\b(aws|aws-cn)\b:x)", ["arn:aws:x"], ["arn:aws-us:x"]),
    (r"$|^[a-z]+", ["", "ab"], ["1"]),
    (r".*(^[0-9]+$|(^$)).*", ["", "12"], ["a", "1a"]),
    (r"a||b", ["", "a", "b"], ["ab"]),
    (r"[\s\S]*", ["", "\n😀"], []),
]


@pytest.mark.parametrize(("source", "good", "bad"), CONSTRUCTS, ids=[case[0] for case in CONSTRUCTS])
def test_construct_means_in_both_notations_what_it_means_to_the_service(
    source: str, good: list[str], bad: list[str]
) -> None:
    translation = translate(source)
    assert translation.python is not None
    assert translation.ecma is not None
    for text in good:
        assert re.compile(translation.python).fullmatch(text), text
        assert re.search(translation.ecma, text), text
    for text in bad:
        assert not re.compile(translation.python).fullmatch(text), text
        assert not re.search(translation.ecma, text), text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(", "expected )"),
        (")", "unmatched )"),
        ("[z-a]", "bad range"),
        ("*a", "nothing to repeat"),
        ("a{3,2}", "repetition out of range"),
        ("a{99999999999}", "repetition out of range"),
        (r"\p{Nonsense}", "unknown property"),
        (r"\p{IsIdeographic}", "unknown property"),
        (r"(?U)\p{Alpha}", "over Unicode"),
        (r"(?U)a\b", "over Unicode"),
        (r"(?d)a$", "an anchor at lines"),
        (r"\x{110000}", "bad code point"),
        (r"\X", "grapheme clusters"),
        (r"\b{g}a", "not supported"),
        (r"(?<=a+)b", "lookbehind of varying width"),
        (r"(|f)?+", "a repetition of what may be empty"),
        (r"(a)(|f)*\1", "a repetition of what may be empty"),
        (r"(?z)a", "unknown group"),
        (r"a\z.b", "nothing can match it"),
        (r"/^[a-z]+$/", "nothing can match it"),
        ("(" * 500 + ")" * 500, "nested deeper"),
        ("a\\", "unexpected end"),
    ],
)
def test_what_cannot_be_said_is_given_up_with_a_reason(source: str, reason: str) -> None:
    translation = translate(source)
    assert (translation.status, translation.python, translation.ecma) == ("given-up", None, None)
    assert reason in translation.reason
    assert samples(translation, 0, 9, 3, "seed") == misses(translation, 0, 9, 3, "seed") == ()


def test_text_that_python_reads_alike_stays_as_it_is() -> None:
    for source in ("^[a-zA-Z0-9](-*[a-zA-Z0-9])*$", "arn:aws:s3:::[a-z]{3,63}", "(a|b)?c", r"[\-_./]+"):
        translation = translate(source)
        assert (translation.status, translation.python, translation.reason) == ("verbatim", source, "")


def test_a_posix_class_is_read_as_one_and_the_note_says_so() -> None:
    assert "[:space:] read as a POSIX class" in translate("[[:space:]]+").reason
    assert "POSIX" not in translate("[a[bc]]").reason


@pytest.mark.parametrize("source", [r"[\s\S]*", r"(?s).*", r"[\S\s]*", r"[\p{all}]*"])
def test_patterns_that_cannot_be_violated_say_so(source: str) -> None:
    translation = translate(source)
    assert translation.matches_everything
    assert misses(translation, 0, None, 5, "seed") == ()


def test_a_length_that_the_shape_allows_anyway_cannot_be_violated_either() -> None:
    assert translate(r"[\s\S]{0,64}", 64).matches_everything
    assert not translate(r"[\s\S]{0,64}", 65).matches_everything
    assert not translate(".*").matches_everything


def test_categories_are_those_of_unicode() -> None:
    letters = named("L")
    assert letters is not None
    assert contains(letters, ord("é"))
    assert not contains(letters, ord("1"))
    assert named("NoSuchName") is None


_CHAR = st.sampled_from("ab01-_. /é😀\n\u2028")
_ATOM = st.sampled_from(["a", "b", "[ab]", "[^a]", "[a-z0-9]", "0", "-", r"\.", "[_-]", "é", "[^\n]", "[é😀]"])
_SUFFIX = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "*?", "+?", "??"])


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, _SUFFIX).map("({0[0]}){0[1]}".format),
        inner.map("(?={0})[a-z0-9]*".format),
        inner.map("(?!{0})[a-z0-9]*".format),
    )


_PATTERN = st.recursive(st.tuples(_ATOM, _SUFFIX).map("".join), _compound, max_leaves=5)


@settings(deadline=None)  # one pattern in many takes a rewriting
@given(source=_PATTERN, texts=st.lists(st.text(_CHAR, max_size=7), max_size=8))
def test_translations_agree_with_the_original_wherever_python_reads_it_alike(source: str, texts: list[str]) -> None:
    translation = translate(source, 12)
    if translation.python is None or translation.ecma is None:
        assert translation.reason
        return
    for text in (*texts, *samples(translation, 0, 12, 4, "law"), *misses(translation, 0, 12, 4, "law")):
        for each in (text, text + "\n"):
            if len(each) <= 12:
                expected = bool(re.fullmatch(source, each))
                assert bool(re.fullmatch(translation.python, each)) is expected
                assert bool(re.search(translation.ecma, each)) is expected


@settings(deadline=None)
@given(source=_PATTERN, low=st.integers(0, 4), extra=st.integers(0, 8), seed=st.text(string.ascii_letters, max_size=3))
def test_samples_match_and_misses_fail_within_the_length(source: str, low: int, extra: int, seed: str) -> None:
    translation = translate(source, low + extra)
    good = samples(translation, low, low + extra, 5, seed)
    bad = misses(translation, low, low + extra, 5, seed)
    assert len(set(good)) == len(good) <= 5
    assert len(set(bad)) == len(bad) <= 5
    assert all(low <= len(text) <= low + extra for text in (*good, *bad))
    assert all(re.fullmatch(source, text) for text in good)
    assert not any(re.fullmatch(source, text) for text in bad)
    assert good == samples(translation, low, low + extra, 5, seed)
    assert bad == misses(translation, low, low + extra, 5, seed)


def test_samples_reach_the_shortest_and_the_longest() -> None:
    lengths = {len(text) for text in samples(translate("[a-z]{2,40}"), 3, 20, 8, "seed")}
    assert min(lengths) == 3
    assert max(lengths) == 20


_RANGES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=6
).map(ranges)


@given(one=_RANGES, other=_RANGES, code=st.integers(0, 330))
def test_set_operations_agree_with_membership(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], code: int
) -> None:
    left, right = contains(one, code), contains(other, code)
    assert contains(union(one, other), code) is (left or right)
    assert contains(intersection(one, other), code) is (left and right)
    assert contains(difference(one, other), code) is (left and not right)
    assert contains(complement(one), code) is not left
    assert complement(complement(one)) == one
    assert union(one, complement(one)) == EVERYTHING
