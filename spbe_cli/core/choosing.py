"""One option from each of several groups: the cheapest choice that gains enough, or the one that gains most for a budget.

This is the multiple-choice knapsack problem. Groups are decided one after the other. A choice so far is kept if no other one
beats it and if it may still become the best. Its bound comes from a relaxation: the groups that are not decided yet may take
parts of options (E. Zemel, "The linear multiple choice knapsack problem", Operations Research 28, 1980; K. Dudzinski and S.
Walukiewicz, "Exact methods for the knapsack problem and its generalizations", European Journal of Operational Research 28, 1987).
Everything is a whole number, so that no rounding decides anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from spbe_cli.limits import MAX_SUMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Option(NamedTuple):
    """What an option costs and gains, both at least 0; if two cost and gain the same, the one with more ``merit`` is better.

    The cost, gain and merit of a choice are the sums of those of its options.
    """

    cost: int
    gain: int
    merit: int = 0


def cheapest(groups: Sequence[Sequence[Option]], need: int) -> Option | None:
    """The sum of the best choice of one option from each group that gains at least ``need``; None when no choice does.

    The best choice costs least. If several cost the same, it is the one that gains most, then the one with most merit.
    """
    return _best(groups, _Reach(need))


def richest(groups: Sequence[Sequence[Option]], budget: int) -> Option | None:
    """The sum of the best choice of one option from each group that costs at most ``budget``; None when no choice does.

    The best choice gains most. If several gain the same, it is the one that costs least, then the one with most merit.
    """
    return _best(groups, _Spend(budget))


def undominated(options: Iterable[Option]) -> list[Option]:
    """The options that no other option beats, by rising cost and gain."""
    kept: list[Option] = []
    for one in sorted(options, key=lambda one: (one.cost, -one.gain, -one.merit)):
        if not kept or one.gain > kept[-1].gain:
            kept.append(one)
    return kept


class TooManyChoices(Exception):
    """Too many choices are nearly equal; to compare them all would take too long."""


class _Rise(NamedTuple):
    """A step along the convex hull of a group's options, from one option to the next."""

    slope: Fraction
    cost: int
    gain: int
    group: int


class _Rest:
    """What the groups that are not decided yet can add, if parts of options may be taken.

    ``costs`` and ``gains`` are running sums: at each position one more rise is taken, that with the most gain for its cost first.
    """

    __slots__ = ("costs", "gains")

    def __init__(self, first: Iterable[Option], rises: Sequence[_Rise]) -> None:
        bases = list(first)
        self.costs = list(accumulate((rise.cost for rise in rises), initial=sum(base.cost for base in bases)))
        self.gains = list(accumulate((rise.gain for rise in rises), initial=sum(base.gain for base in bases)))

    def least_cost(self, gain: int, above: int) -> int:
        """A lower bound, rounded up, for the cost of gaining ``gain``; ``above`` is the first position that gains as much."""
        if above == 0:
            return self.costs[0]
        gained, spent = self.gains[above - 1], self.costs[above - 1]
        return spent - (gained - gain) * (self.costs[above] - spent) // (self.gains[above] - gained)

    def most_gain(self, cost: int, above: int) -> int:
        """An upper bound, rounded down, for the gain that ``cost`` buys; ``above`` is the first position that costs more."""
        gained, spent = self.gains[above - 1], self.costs[above - 1]
        if above == len(self.costs):
            return gained
        return gained + (cost - spent) * (self.gains[above] - gained) // (self.costs[above] - spent)


class _Aim(Protocol):
    """Defines the best choice: which partial choices may still become it, and which complete choice it is."""

    def worth(self, cost: int, gain: int, rest: _Rest) -> bool:
        """Whether a partial choice may still become at least as good as the best known one."""

    def joined(self, some: Sequence[Option], others: Sequence[Option]) -> Option:
        """The best sum of a choice for some groups and a choice for the others, both undominated."""


class _Reach:
    """The aim to gain what is needed for the least cost."""

    def __init__(self, need: int) -> None:
        self._need = need
        self._cost: int | None = None
        self._gain = 0

    def worth(self, cost: int, gain: int, rest: _Rest) -> bool:
        missing = self._need - gain
        above = bisect_left(rest.gains, missing)
        if above == len(rest.gains):
            return False
        whole_cost, whole_gain = cost + rest.costs[above], gain + rest.gains[above]
        if self._cost is None or whole_cost < self._cost or (whole_cost == self._cost and whole_gain > self._gain):
            self._cost, self._gain = whole_cost, whole_gain
        least = cost + rest.least_cost(missing, above)
        if least < self._cost:
            return True
        left = self._cost - cost
        return least == self._cost and gain + rest.most_gain(left, bisect_right(rest.costs, left)) >= self._gain

    def joined(self, some: Sequence[Option], others: Sequence[Option]) -> Option:
        sums = []
        partner = len(others) - 1
        for one in some:
            missing = self._need - one.gain
            while partner and others[partner - 1].gain >= missing:
                partner -= 1
            if others[partner].gain >= missing:
                sums.append(_sum(one, others[partner]))
        return min(sums, key=lambda one: (one.cost, -one.gain, -one.merit))


class _Spend:
    """The aim to gain most within a budget."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._cost = 0
        self._gain = -1

    def worth(self, cost: int, gain: int, rest: _Rest) -> bool:
        left = self._budget - cost
        above = bisect_right(rest.costs, left)
        if above == 0:
            return False
        whole_cost, whole_gain = cost + rest.costs[above - 1], gain + rest.gains[above - 1]
        if whole_gain > self._gain or (whole_gain == self._gain and whole_cost < self._cost):
            self._cost, self._gain = whole_cost, whole_gain
        most = gain + rest.most_gain(left, above)
        if most > self._gain:
            return True
        missing = self._gain - gain
        return most == self._gain and cost + rest.least_cost(missing, bisect_left(rest.gains, missing)) <= self._cost

    def joined(self, some: Sequence[Option], others: Sequence[Option]) -> Option:
        sums = []
        partner = len(others) - 1
        for one in some:
            left = self._budget - one.cost
            while partner and others[partner].cost > left:
                partner -= 1
            if others[partner].cost <= left:
                sums.append(_sum(one, others[partner]))
        return min(sums, key=lambda one: (-one.gain, one.cost, -one.merit))


def _best(groups: Sequence[Sequence[Option]], aim: _Aim) -> Option | None:
    options = [undominated(group) for group in groups]
    if not aim.worth(0, 0, _relaxed(range(len(options)), options, _rises(options))):
        return None
    kinship = [_kinship(group) for group in options]
    options = _promising(options, aim)
    rises = _rises(options)
    # Groups are decided from both ends until these meet. The work grows with the number of choices, so the end with fewer choices
    # goes on. Similar groups are neighbours, because many of their choices are equal.
    order = deque(sorted(range(len(options)), key=lambda number: kinship[number]))
    undecided = frozenset(order)
    ends = [(undecided, [Option(0, 0)]), (undecided, [Option(0, 0)])]
    sums = 0
    while order:
        end = min((0, 1), key=lambda end: len(ends[end][1]))
        number = order.pop() if end else order.popleft()
        undecided, choices = ends[end]
        sums += len(choices) * len(options[number])
        if sums > MAX_SUMS:
            raise TooManyChoices
        undecided -= {number}
        ends[end] = undecided, _extended(choices, options[number], _relaxed(undecided, options, rises), aim)
    return aim.joined(ends[0][1], ends[1][1])


def _kinship(group: Sequence[Option]) -> tuple[int, int]:
    """A key by which similar groups are sorted together: the gain and the cost of the last rise."""
    last, before = group[-1], group[max(0, len(group) - 2)]
    return last.gain - before.gain, last.cost - before.cost


def _sum(one: Option, other: Option) -> Option:
    return Option(one.cost + other.cost, one.gain + other.gain, one.merit + other.merit)


def _promising(groups: Sequence[Sequence[Option]], aim: _Aim) -> list[list[Option]]:
    """The groups without the options that can't be part of the best choice."""
    rises = _rises(groups)
    kept = []
    for number, group in enumerate(groups):
        others = _relaxed([other for other in range(len(groups)) if other != number], groups, rises)
        kept.append([one for one in group if aim.worth(one.cost, one.gain, others)])
    return kept


def _extended(choices: Iterable[Option], group: Sequence[Option], rest: _Rest, aim: _Aim) -> list[Option]:
    """The choices with one more group decided; only those that no other one beats and that may still become the best."""
    grown = [(cost + more, -gain - gained, -merit - merits) for cost, gain, merit in choices for more, gained, merits in group]
    grown.sort()
    kept = []
    most = -1
    for cost, lack, demerit in grown:
        if -lack > most:
            most = -lack
            if aim.worth(cost, most, rest):
                kept.append(Option(cost, most, -demerit))
    return kept


def _rises(groups: Iterable[Sequence[Option]]) -> list[_Rise]:
    """The steps along the lower convex hulls of undominated groups; the step with the most gain for its cost comes first."""
    rises: list[_Rise] = []
    for number, group in enumerate(groups):
        hull: list[_Rise] = []
        for below, above in pairwise(group):
            cost, gain = above.cost - below.cost, above.gain - below.gain
            while hull and hull[-1].cost * gain > cost * hull[-1].gain:
                last = hull.pop()
                cost, gain = cost + last.cost, gain + last.gain
            hull.append(_Rise(Fraction(cost, gain), cost, gain, number))
        rises += hull
    return sorted(rises, key=lambda rise: rise.slope)


def _relaxed(numbers: Iterable[int], groups: Sequence[Sequence[Option]], rises: Iterable[_Rise]) -> _Rest:
    among = set(numbers)
    return _Rest((groups[number][0] for number in among), [rise for rise in rises if rise.group in among])
