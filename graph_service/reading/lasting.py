"""What lasts as long as a data version is published is kept out of the garbage collector's way.

The collector looks at every object that is alive again and again, and meanwhile nothing is answered: with the listings of
200,000 enterprises and the holdings around them that is a second on a busy machine. Such things do not refer to themselves, so
they are freed without it when nobody holds them any more.
"""

from __future__ import annotations

import gc


def settle() -> None:
    """Everything that is alive now is not looked at from here on. To be called when something large was made.

    What refers to itself and is alive no more is freed first: it would stay. Cost: one look at everything made since.
    """
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Everything is looked at again, with whatever else was alive then. To be called when another version is published."""
    gc.unfreeze()
