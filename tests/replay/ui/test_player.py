"""Stops that are ranked are walked in their order, all others in order of time."""

from replay.ui.player import Player
from tests.replay.core.recordings import S, recording


def _player() -> Player:
    return Player(recording(("pointer", 0.0, {"x": 1.0, "y": 1.0}), ("pointer", 20.0, {"x": 1.0, "y": 1.0})))


def test_ranked_stops_are_walked_in_their_order() -> None:
    """Forwards and back, without standing still where two are at one time."""
    player = _player()
    player.set_stops([9 * S, 2 * S, 2 * S, 5 * S], 0)
    player.seek(9 * S)
    walked = []
    while player.next_stop(1):
        walked.append(player.t_ns // S)
    back = []
    while player.next_stop(-1):
        back.append(player.t_ns // S)

    assert (walked, back) == ([2, 5], [2, 9])
    assert player.stops_up_to(0) == 1
    assert player.stops.tolist() == [2 * S, 5 * S, 9 * S]


def test_other_stops_are_walked_from_where_the_playhead_is() -> None:
    """A search's hits come in order of time."""
    player = _player()
    player.set_stops([2 * S, 5 * S, 9 * S])
    player.seek(3 * S)

    assert player.next_stop(1)
    assert player.t_ns == 5 * S
    assert player.stops_up_to(player.t_ns) == 2


def test_stops_of_one_time_are_counted_one_by_one() -> None:
    """As many as the list shows, in order of time as in any other."""
    player = _player()
    player.set_stops([2 * S, 2 * S, 5 * S])
    player.seek(2 * S)
    there = player.stop_count, player.stops_up_to(player.t_ns)
    player.set_stops([5 * S, 2 * S, 2 * S], 0)

    assert there == (3, 2)
    assert player.stop_count == 3
