"""How do chains of the latent-class model move, compiled: one call moves one chain many sweeps.

The model and its ladder of rungs are those of the plain twin, ``latent_class.py``. A sweep here
moves every rung along a Hamiltonian trajectory on the posterior from which the unseen people and
the classes of the seen are summed out (Neal 2011, in Handbook of Markov Chain Monte Carlo), every
fourth time also the first rung by the Gibbs step of the plain twin, and offers neighbours to
change places. Only the present lists of an occupied cell are touched and people are shared out by
binomial draws, so that the time depends on cells and not on persons.

All functions release the interpreter lock and draw from the Generator of their chain alone:
chains run in threads of Python and answer the same whatever the number of threads.

Sums are taken in the order in which they stand (no ``fastmath``): otherwise code just compiled
and code from the cache round differently, and the same seed gives two answers.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from onrecord.core.estimate.fast.latent_class_room import (
    Chain,
    Floats,
    Model,
    Room,
    room_for,
    weigh_cell,
    weigh_unseen,
)

__all__ = [
    "Chain",
    "Model",
    "advance",
    "log_posterior",
    "room_for",
    "slope",
    "weigh_cell",
    "weigh_unseen",
]

_PATH = 1.0
"""Mean length of a trajectory, in logits."""
_MOST_LEAPS = 18.0
"""Mean number of leaps at most: a large table, whose leaps are short, takes no longer a sweep."""
_WANTED = 0.8
"""Share of trajectories that the length of a leap aims to see accepted."""
_WIDEST_LEAP = 0.5
_HOPELESS = -50.0
_GIBBS_EVERY = 4


@njit(cache=True, nogil=True, error_model="numpy")
def log_posterior(
    model: Model, room: Room, counts: Floats, logits: Floats, sticks: Floats, alpha: float
) -> tuple[float, float]:
    """Return the log posterior of logits and sticks given alpha, and the share seen."""
    seen = 1.0 - weigh_unseen(room, logits, sticks)
    if not seen > 0.0:
        return -math.inf, 0.0
    value = 0.0
    for k in range(len(sticks)):
        x = sticks[k]
        value += min(x, 0.0) - alpha * max(x, 0.0) - (1.0 + alpha) * math.log1p(math.exp(-abs(x)))
    lists, classes = logits.shape
    for k in range(classes):
        product = 1.0
        for j in range(lists):
            value += model.a * logits[j, k]
            product *= 1.0 + room.odds[j, k]
        value -= (model.a + model.b) * math.log(product)
    for m in range(len(counts)):
        value += counts[m] * math.log(weigh_cell(model, room, m) / seen)
    return value, seen


@njit(cache=True, nogil=True, error_model="numpy")
def slope(
    model: Model, room: Room, counts: Floats, logits: Floats, sticks: Floats, alpha: float
) -> None:
    """Write the slope of ``log_posterior``: expected persons on a list, less what rates give."""
    lists, classes = logits.shape
    hidden = weigh_unseen(room, logits, sticks)
    held, row, by_logit = room.held, room.row, room.by_logit
    scale = counts.sum() / (1.0 - hidden)
    for k in range(classes):
        held[k] = scale * room.unseen[k]
    by_logit[:] = model.a
    for m in range(len(counts)):
        share = counts[m] / weigh_cell(model, room, m)
        for k in range(classes):
            row[k] *= share
            held[k] += row[k]
        for i in range(model.starts[m], model.starts[m + 1]):
            j = model.present[i]
            for k in range(classes):
                by_logit[j, k] += row[k]
    both = model.a + model.b
    for j in range(lists):
        for k in range(classes):
            odd = room.odds[j, k]
            by_logit[j, k] -= odd / (1.0 + odd) * (both + held[k])
    after = held[classes - 1]
    for k in range(classes - 2, -1, -1):
        taken = 1.0 / (1.0 + math.exp(-sticks[k]))
        room.by_stick[k] = (held[k] + 1.0) * (1.0 - taken) - taken * (after + alpha)
        after += held[k]


@njit(cache=True, nogil=True, error_model="numpy")
def _log_gamma_draw(rng: np.random.Generator, shape: float) -> float:
    """Return the log of a gamma draw, finite also where the draw itself would vanish."""
    if shape >= 1.0:
        return math.log(rng.standard_gamma(shape))
    return math.log(rng.standard_gamma(shape + 1.0)) + math.log(1.0 - rng.random()) / shape


@njit(cache=True, nogil=True, error_model="numpy")
def _share_out(
    rng: np.random.Generator, room: Room, count: float, weights: Floats, total: float
) -> int:
    """Draw how many of ``count`` fall to each class, in the order of the room, into ``given``.

    Return how many classes were asked before nobody was left: the many empty ones cost nothing.
    """
    left, mass = count, total
    last = len(weights) - 1
    for place in range(last):
        if left <= 0.0:
            return place
        k = room.order[place]
        if weights[k] >= mass:
            room.given[k] = left
            return place + 1
        room.given[k] = float(rng.binomial(int(left), weights[k] / mass))
        left -= room.given[k]
        mass -= weights[k]
    room.given[room.order[last]] = left
    return last + 1


@njit(cache=True, nogil=True, error_model="numpy")
def _largest_first(room: Room) -> None:
    """Sort the order of classes by share unseen; quick, for it changes little between calls."""
    order, weights = room.order, room.unseen
    for place in range(1, len(order)):
        k = order[place]
        i = place - 1
        while i >= 0 and weights[order[i]] < weights[k]:
            order[i + 1] = order[i]
            i -= 1
        order[i + 1] = k


@njit(cache=True, nogil=True, error_model="numpy")
def _fill_in(rng: np.random.Generator, model: Model, room: Room, counts: Floats) -> None:
    """Draw who is unseen and who is in which class: ``held`` by class, ``by_logit`` by list."""
    hidden = room.unseen.sum()
    _largest_first(room)
    room.held[:] = 0.0
    room.by_logit[:] = 0.0
    # A negative binomial draw is a Poisson draw whose mean is a gamma draw.
    mean = rng.standard_gamma(counts.sum()) * hidden / (1.0 - hidden)
    asked = _share_out(rng, room, float(rng.poisson(mean)), room.unseen, hidden)
    for place in range(asked):
        room.held[room.order[place]] += room.given[room.order[place]]
    for m in range(len(counts)):
        total = weigh_cell(model, room, m)
        asked = _share_out(rng, room, counts[m], room.row, total)
        for place in range(asked):
            k = room.order[place]
            room.held[k] += room.given[k]
            for i in range(model.starts[m], model.starts[m + 1]):
                room.by_logit[model.present[i], k] += room.given[k]


@njit(cache=True, nogil=True, error_model="numpy")
def gibbs_step(rng: np.random.Generator, model: Model, room: Room, chain: Chain) -> None:
    """Draw people, then rates and sticks of the first rung anew; out of bounds it is dropped.

    Only the first rung is a table of whole persons, whom one can share out.
    """
    logits, sticks = chain.logits[0], chain.sticks[0]
    lists, classes = logits.shape
    weigh_unseen(room, logits, sticks)
    _fill_in(rng, model, room, chain.counts[0])
    farthest = 0.0
    for j in range(lists):
        for k in range(classes):
            on_list = room.by_logit[j, k]
            yes = _log_gamma_draw(rng, model.a + on_list)
            room.place_logit[j, k] = yes - _log_gamma_draw(rng, model.b + room.held[k] - on_list)
            farthest = max(farthest, abs(room.place_logit[j, k]))
    after = room.held[classes - 1]
    for k in range(classes - 2, -1, -1):
        yes = _log_gamma_draw(rng, 1.0 + room.held[k])
        room.place_stick[k] = yes - _log_gamma_draw(rng, chain.alpha[0] + after)
        after += room.held[k]
    if farthest > model.bound:
        return
    if 1.0 - weigh_unseen(room, room.place_logit, room.place_stick) >= model.floor:
        logits[:] = room.place_logit
        sticks[:] = room.place_stick


@njit(cache=True, nogil=True, error_model="numpy")
def _new_alpha(rng: np.random.Generator, model: Model, sticks: Floats) -> float:
    log_left = 0.0
    for x in sticks:
        log_left -= max(x, 0.0) + math.log1p(math.exp(-abs(x)))
    return float(rng.standard_gamma(model.shape + len(sticks)) / (model.rate - log_left))


@njit(cache=True, nogil=True, error_model="numpy")
def _kick(room: Room, step: float) -> None:
    for j in range(room.by_logit.shape[0]):
        for k in range(room.by_logit.shape[1]):
            room.speed_logit[j, k] += step * room.by_logit[j, k]
    for k in range(len(room.by_stick)):
        room.speed_stick[k] += step * room.by_stick[k]


@njit(cache=True, nogil=True, error_model="numpy")
def _drift(room: Room, step: float) -> None:
    for j in range(room.by_logit.shape[0]):
        for k in range(room.by_logit.shape[1]):
            room.place_logit[j, k] += step * room.speed_logit[j, k]
    for k in range(len(room.by_stick)):
        room.place_stick[k] += step * room.speed_stick[k]


@njit(cache=True, nogil=True, error_model="numpy")
def _energy(room: Room) -> float:
    return 0.5 * float((room.speed_logit**2).sum() + (room.speed_stick**2).sum())


@njit(cache=True, nogil=True, error_model="numpy")
def trajectory(
    rng: np.random.Generator, model: Model, room: Room, chain: Chain, rung: int
) -> float:
    """Move one rung along a Hamiltonian trajectory; return the chance with which it was taken."""
    counts, alpha = chain.counts[rung], chain.alpha[rung]
    logits, sticks = chain.logits[rung], chain.sticks[rung]
    room.place_logit[:] = logits
    room.place_stick[:] = sticks
    for j in range(logits.shape[0]):
        for k in range(logits.shape[1]):
            room.speed_logit[j, k] = rng.standard_normal()
    for k in range(len(sticks)):
        room.speed_stick[k] = rng.standard_normal()
    before = log_posterior(model, room, counts, logits, sticks, alpha)[0] - _energy(room)
    step = chain.leaps[rung] * (0.8 + 0.4 * rng.random())
    leaps = 1 + int(2.0 * rng.random() * min(_PATH / step, _MOST_LEAPS))
    slope(model, room, counts, room.place_logit, room.place_stick, alpha)
    _kick(room, 0.5 * step)
    for leap in range(leaps):
        _drift(room, step)
        slope(model, room, counts, room.place_logit, room.place_stick, alpha)
        _kick(room, step if leap + 1 < leaps else 0.5 * step)
    value, seen = log_posterior(model, room, counts, room.place_logit, room.place_stick, alpha)
    gain = value - _energy(room) - before
    inside = seen >= model.floor and np.abs(room.place_logit).max() <= model.bound
    # Written so that a trajectory that ran off to where nothing is a number is not taken.
    if not (gain > _HOPELESS and inside):
        return 0.0
    chance = math.exp(min(gain, 0.0))
    if rng.random() < chance:
        logits[:] = room.place_logit
        sticks[:] = room.place_stick
    return chance


@njit(cache=True, nogil=True, error_model="numpy")
def _change_places(
    rng: np.random.Generator, model: Model, room: Room, chain: Chain, first: int
) -> None:
    """Offer the rungs first and first + 1, first + 2 and first + 3, ... to change places."""
    rungs, cells = chain.counts.shape
    for r in range(rungs):
        seen = 1.0 - weigh_unseen(room, chain.logits[r], chain.sticks[r])
        for m in range(cells):
            room.chances[r, m] = math.log(weigh_cell(model, room, m) / seen)
    for r in range(first, rungs - 1, 2):
        gain = 0.0
        for m in range(cells):
            fewer = chain.counts[r, m] - chain.counts[r + 1, m]
            gain += fewer * (room.chances[r + 1, m] - room.chances[r, m])
        if math.log(1.0 - rng.random()) < gain:
            room.place_logit[:] = chain.logits[r]
            chain.logits[r] = chain.logits[r + 1]
            chain.logits[r + 1] = room.place_logit
            room.place_stick[:] = chain.sticks[r]
            chain.sticks[r] = chain.sticks[r + 1]
            chain.sticks[r + 1] = room.place_stick
            alpha = chain.alpha[r]
            chain.alpha[r] = chain.alpha[r + 1]
            chain.alpha[r + 1] = alpha
            chain.swapped[r] += 1.0


@njit(cache=True, nogil=True, error_model="numpy")
def advance(
    rng: np.random.Generator,
    model: Model,
    chain: Chain,
    done: int,
    adapting: int,
    unseen: Floats,
    seen: Floats,
) -> None:
    """Move a chain by as many sweeps as there are places in ``unseen`` and ``seen``.

    ``done`` is the number of sweeps before; while it is below ``adapting`` the leaps are fitted
    and those draws must not be used. Written are, for each sweep, a draw of the persons unseen
    and the share of people seen, both of the rung that is the whole table.
    """
    rungs, lists, classes = chain.logits.shape
    room = room_for(rungs, lists, classes, chain.counts.shape[1])
    persons = chain.counts[0].sum()
    for place in range(len(unseen)):
        number = done + place
        for r in range(rungs):
            chain.alpha[r] = _new_alpha(rng, model, chain.sticks[r])
            if r == 0 and number % _GIBBS_EVERY == 0:
                gibbs_step(rng, model, room, chain)
            chance = trajectory(rng, model, room, chain, r)
            if number < adapting:
                pull = 2.0 * (chance - _WANTED) / (10.0 + number) ** 0.6
                chain.leaps[r] = min(chain.leaps[r] * math.exp(pull), _WIDEST_LEAP)
            else:
                chain.taken[r] += chance
        if rungs > 1:
            _change_places(rng, model, room, chain, number % 2)
        hidden = weigh_unseen(room, chain.logits[0], chain.sticks[0])
        seen[place] = 1.0 - hidden
        odds = hidden / (1.0 - hidden)
        unseen[place] = float(rng.poisson(rng.standard_gamma(persons) * odds))
