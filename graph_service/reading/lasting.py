"""What lasts as long as a data version is published is kept out of the garbage collector's way.

The collector looks at every object that is alive again and again, and meanwhile nothing is answered: with the listings of
200,000 enterprises and the holdings around them that is a second on a busy machine. Such things do not refer to themselves, so
they are freed without it when nobody holds them any more.
"""

from __future__ import annotations

import gc

YOUNG = 50_000, 20, 50
"""Objects made before the collector looks at them, and how often it does before it looks at older ones; Python's own
700, 10, 10 make one large answer be looked at a thousand times over. Little here refers to itself."""


def unhurried() -> None:
    """Of a service's process: what an answer is made of is mostly gone before the collector looks at it."""
    gc.set_threshold(*YOUNG)


def settle() -> None:
    """Everything that is alive now is not looked at from here on. To be called when something large was made.

    What refers to itself and is alive no more is freed first: it would stay. Cost: one look at everything made since.
    """
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Everything is looked at again, with whatever else was alive then. To be called when another version is published."""
    gc.unfreeze()
