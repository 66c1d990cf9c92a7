"""Which parts of a name are indexed, and within which bounds: what compiled and plain code share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graph_service.identity.similarity import FORM_INITIALS, JOINING

U64 = np.uint64
SURE = np.uint64(1 << 63)
"""Set in tokens of whole words or names as letters: where they agree, the names do, in whatever script."""
PERSON = np.uint64(0x2545F4914F6CDD1D)
"""What turns a token of an organisation's name into that of a person's: each kind has lists of its own."""
Units = npt.NDArray[np.uint16]
Hashes = npt.NDArray[np.uint64]
MAX_TOKENS = 1024
MAX_HAN = 48
MAX_WORDS = 24
"""Parts beyond these are not indexed: names that long are found by what comes first."""
INITIALS = 3
RUN = 4
FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
HAN, BIGRAM, SOUND, INITIAL, LETTERS, CORE, TRIGRAM, SKELETON, ACRONYM = range(1, 10)
U, V = ord("u"), ord("v")
ALIKE = np.arange(128, dtype=np.uint8)
"""What a letter counts as among the consonants of a word; 0 where it does not count."""
ALIKE[[ord(c) for c in "aeiouyhw"]] = 0
ALIKE[[ord(c) for c in "cqzv"]] = [ord(c) for c in "kksf"]
JOINING_WORDS = np.array([sum(ord(c) << 16 * i for i, c in enumerate(word)) for word in sorted(JOINING)], U64)
"""Words that abbreviations leave out, of at most four letters, each as one number."""
FORM_LETTERS = np.array([ord(c) for c in FORM_INITIALS], np.uint16)
