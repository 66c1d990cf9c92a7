"""How alike two names are, and in what manner. Pure and symmetric; names are in comparable form.

The result is a value in [0, 1] and the id of a manner (``weights.yaml``); 0 means that they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel, JaroWinkler

from graph_service.identity.company import CompanyName
from graph_service.identity.lexicon import lexicon
from graph_service.identity.person import PersonName
from graph_service.identity.pinyin import is_syllable, letters, reading
from graph_service.identity.regions import leading
from graph_service.identity.scripts import is_place, names_another
from graph_service.identity.weights import weights

Alike = tuple[float, str]
DIFFERENT: Alike = (0.0, "different")
SPELLING_FLOOR = 0.6
WORD_FLOOR = 0.84
"""Two words below this Jaro-Winkler similarity are two words (the usual cut of record linkage)."""
LONG_WORD = 5
"""Words of fewer letters are names of their own when one letter differs (the syllables of Chinese names above all)."""
LETTERS_FLOOR = 0.7
"""Two long words that share fewer of their letters in order are two words, not two transliterations of one."""
JOINING = frozenset({"and", "of", "the", "for", "de", "et", "y"})
"""Words that abbreviations leave out."""
FORM_INITIALS = "cl"
"""Of legal forms the initials that abbreviations end with: Corporation and Company, Limited."""
LIGHT = 0.25
"""What a word counts that names a trade or nothing, beside 1 for one that names a firm."""


def manner(name: str) -> Alike:
    return weights().manners[name].value, name


def company_core(a: CompanyName, b: CompanyName) -> Alike:
    """How alike the cores of two company names are."""
    if a.latin != b.latin:
        return _across(a, b) if b.latin else _across(b, a)
    if a.latin:
        return _words(a.words, b.words)
    if a.core == b.core:
        return manner("equal")
    return max(_characters(a.core, b.core), _abbreviation(a, b))


def _characters(a: str, b: str) -> Alike:
    short, long = sorted((a, b), key=lambda text: (len(text), text))
    if len(short) >= 2 and short in long:
        return weights().manners["contained"].value * (0.7 + 0.3 * len(short) / len(long)), "contained"
    if len(a) == len(b) and reading(a) == reading(b):
        return manner("sound")
    return _spelled(Indel.normalized_similarity(a, b))


def _spelled(ratio: float) -> Alike:
    if ratio <= SPELLING_FLOOR:
        return DIFFERENT
    return weights().manners["spelling"].value * (ratio - 0.4) / 0.6, "spelling"


def _abbreviation(a: CompanyName, b: CompanyName) -> Alike:
    """A short name takes characters of the long one in order, the first of them from the beginning of a part."""
    short, long = sorted((a, b), key=lambda name: (len(name.text), name.text))
    if (short.form and not _bare(short)) or len(short.text) > 6 or len(short.text) < 2 or short.branch or long.branch:
        return DIFFERENT
    starts = [*(long.text.find(part) for part in (long.text, long.core, *long.industries)), _within_place(long.text)]
    wanted = short.text.removesuffix("集团")
    for start in starts:
        if start >= 0 and long.text[start] == wanted[0] and _in_order(wanted, long.text[start:]):
            return manner("abbreviated")
    return DIFFERENT


def _within_place(text: str) -> int:
    """Where in the place at the front a place within it begins (上海|浦东); -1 where none does."""
    place = leading(text)
    outer = leading(text[: place.length - 1]) if place else None
    return outer.length if outer else -1


def _bare(name: CompanyName) -> bool:
    """A text whose only form is a word that short names carry too (集团, 控股, 实业)."""
    return not name.text.endswith(("公司", "厂", "店", "社", "所", "部"))


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _across(chinese: CompanyName, latin: CompanyName) -> Alike:
    """A Chinese core read aloud is a run of words of the Latin name.

    A core that is a place names the firm only where the Latin name says nobody else: Hebei is in the names of thousands.
    """
    if is_place(chinese.core) and names_another(chinese, latin):
        return DIFFERENT
    read = reading(chinese.core)
    if read and read in _runs(latin.words):
        return manner("romanized")
    whole = letters("".join(latin.words))
    if len(read) >= 6 and (ratio := Indel.normalized_similarity(read, letters(latin.core.replace(" ", "")))) > 0.85:
        return weights().manners["romanized"].value * ratio, "romanized"
    return manner("romanized") if whole and whole == reading(chinese.text) else DIFFERENT


@lru_cache(maxsize=8192)
def _runs(words: tuple[str, ...]) -> frozenset[str]:
    """Every run of one to six neighbouring words, joined."""
    joined = [letters(word) for word in words[:24]]
    return frozenset(
        "".join(joined[i:j]) for i in range(len(joined)) for j in range(i + 1, min(i + 6, len(joined)) + 1)
    )


def _words(a: Sequence[str], b: Sequence[str]) -> Alike:
    if a == b:
        return manner("equal")
    if sorted(a) == sorted(b):
        return manner("order")
    if "".join(a) == "".join(b):
        return manner("equal")
    first, second = sorted((a, b), key=lambda words: (len(words), words))
    if _acronym(first, second):
        return manner("initials")
    if (held := _held(first, second)) and any(_mass(word) == 1.0 for word in first):
        return weights().manners["contained"].value * (0.7 + 0.3 * held), "contained"
    return max(_spelled(_share(first, second)), _run_together(first, second))


def _held(short: Sequence[str], long: Sequence[str]) -> float:
    """What part of the longer name the shorter is, by the weight of words, where the longer has all words of the shorter; else 0."""
    if Counter(short) - Counter(long):
        return 0.0
    return sum(map(_mass, short)) / sum(map(_mass, long))


def _share(a: Sequence[str], b: Sequence[str]) -> float:
    covered, total = _covered(*sorted((a, b), key=lambda words: (len(words), words)))
    return covered / total if total else 0.0


def _run_together(a: Sequence[str], b: Sequence[str]) -> Alike:
    """Words written apart in one name and together in the other (Abd al Rahman, Abdulrahman): likeness of all letters.

    Of trades and common words that both have nothing is said: they would drown the few letters that name the firm.
    """
    both = Counter({word: count for word, count in (Counter(a) & Counter(b)).items() if _mass(word) == LIGHT})
    first, second = ("".join(_without(words, both)) for words in (a, b))
    if len(a) == len(b) or min(len(first), len(second)) < 2 * LONG_WORD:
        return DIFFERENT
    return _spelled(Indel.normalized_similarity(first, second))


def _without(words: Sequence[str], taken: Counter[str]) -> Iterator[str]:
    """The words but for as many of each as are taken."""
    left = Counter(taken)
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            yield word


def _covered(short: Sequence[str], long: Sequence[str]) -> tuple[float, float]:
    """Weight of the words that have a counterpart, on both sides, and the weight of all."""
    left = list(long)
    covered = 0.0
    for word in short:
        best = max(left, key=lambda other: (_word(word, other), other), default=None)
        if best is not None and (alike := _word(word, best)) > 0:
            left.remove(best)
            covered += alike * (_mass(word) + _mass(best))
    return covered, sum(map(_mass, short)) + sum(map(_mass, long))


@lru_cache(maxsize=65536)
def _word(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.6 if a[0] == b[0] and max(len(a), len(b)) > 1 else 0.0
    if a.isdigit() or b.isdigit():
        return 0.0
    found = JaroWinkler.similarity(a, b)
    if found >= WORD_FLOOR:
        return found
    found = Indel.normalized_similarity(a, b) if min(len(a), len(b)) >= LONG_WORD else 0.0
    return found if found >= LETTERS_FLOOR else 0.0


@lru_cache(maxsize=65536)
def _mass(word: str) -> float:
    if word in lexicon().latin_common or word in lexicon().english:
        return LIGHT
    return 0.5 if len(word) == 1 else 1.0


def _acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """One word of three letters or more made of the initials of all words of the other, or of all but joining words,
    perhaps with that of its legal form, which is not among the words."""
    if len(short) != 1 or len(short[0]) < 3:
        return False
    word, telling = short[0], [w for w in long if w not in JOINING]
    made = {"".join(w[0] for w in words) for words in (long, telling) if len(words) >= 3}
    return word in made or (word[-1] in FORM_INITIALS and word[:-1] in made)


def person(a: PersonName, b: PersonName) -> Alike:
    """How alike two names of persons are."""
    if a.text == b.text:
        return manner("equal")
    if a.latin and b.latin:
        return _latin_persons(a, b)
    if a.latin or b.latin:
        return _romanized(a, b) if b.latin else _romanized(b, a)
    if a.surname + a.given == b.given + b.surname:
        return manner("order")
    if a.romanized & b.romanized and len(a.surname + a.given) == len(b.surname + b.given):
        return manner("sound")
    return _spelled(Indel.normalized_similarity(a.surname + a.given, b.surname + b.given))


def _latin_persons(a: PersonName, b: PersonName) -> Alike:
    if sorted(a.words) == sorted(b.words):
        return manner("order")
    if a.romanized & b.romanized:
        return manner("order")
    if _initialled(a, b):
        return manner("initials")
    first, second = sorted((a.words, b.words), key=lambda words: (len(words), words))
    share = _share(first, second)
    if len(first) < 2:
        return DIFFERENT if share < 0.8 else _spelled(share)
    if (held := _held(first, second)) and not all(map(is_syllable, first)):  # Li Ming and Li Minghua are two people
        return weights().manners["left_out"].value * (0.7 + 0.3 * held), "left_out"
    return max(_spelled(share), _run_together(a.words, b.words))


def _initialled(a: PersonName, b: PersonName) -> bool:
    """One full word is shared, and every other word of one is the initial of one of the other."""
    short, long = sorted((a.words, b.words), key=lambda words: (sum(map(len, words)), words))
    shared = [word for word in short if len(word) > 1 and word in long]
    rest = [word for word in short if word not in shared]
    others = [word[0] for word in long if word not in shared]
    return bool(shared and rest) and all(len(word) == 1 for word in rest) and sorted(rest) == sorted(others)


def _romanized(chinese: PersonName, latin: PersonName) -> Alike:
    if chinese.romanized & latin.romanized:
        return manner("romanized")
    initials = {_initials(chinese, order) for order in (True, False)}
    if latin.words and any(len(w) == 1 for w in latin.words) and tuple(sorted(latin.words)) in initials:
        return manner("initials")
    return DIFFERENT


def _initials(name: PersonName, together: bool) -> tuple[str, ...]:
    """Family name in full and the given name's initials, as one letter for each character or only the first."""
    firsts = [reading(c)[:1] for c in name.given]
    family = next((r for r in name.romanized if r.endswith(reading(name.given))), "").removesuffix(reading(name.given))
    return tuple(sorted([family, *(firsts[:1] if together else firsts)]))
