"""Pure: numbers of the other side of an exchange: its price, what another country frees for it."""

from monitors.facts.bound import Bound
from monitors.facts.sides import are_opposed, is_got_in_turn
from monitors.facts.standing import is_other_leg, is_other_side, is_price_with_name, is_traded_for


def is_priced(one: Bound, before: Bound | None, *, swapped: bool) -> bool:
    """Say if a number is the other side's, `before` being the last one of those freed."""
    if is_price_with_name(one):
        return True
    if before is None:
        return False
    if is_traded_for(one, before) or is_other_side(one) or is_got_in_turn(one, before):
        return True
    return is_other_leg(one, before, swapped=swapped) or are_opposed(one, before)
