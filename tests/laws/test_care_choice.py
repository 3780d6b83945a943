"""Which techniques a session is of, and for how long, whatever may be done and however much time there is."""

from collections.abc import Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.care.plan import work as plan_work
from bodywork_rules.model import Limits, Range, Site, Technique, Work
from laws.witnesses import EVERYONE

AROUND = 4
PACE = attrs.evolve(EVERYONE, opening=[1, 1], test=[1, 1], retest=[1, 1], close=[1, 1])


@attrs.frozen
class Choice:
    """What may be done, best first, the minutes that some of it shares, and the minutes of the session."""

    able: tuple[Work, ...]
    caps: dict[str, dict[str, int]]
    minutes: int

    @property
    def done(self) -> tuple[Work, ...]:
        return plan_work.fitted(PACE, self.able, self.caps, self.minutes)

    @property
    def places(self) -> list[int]:
        ids = [each.technique.id for each in self.able]
        return [ids.index(each.technique.id) for each in self.done]

    def fits(self, places: Sequence[int]) -> bool:
        """Whether there is time for these, each at its least minutes."""
        chosen = [self.able[place] for place in places]
        shared = [each for each in chosen if self.caps[each.technique.id]]
        most = min((cap for rules in self.caps.values() for cap in rules.values()), default=0)
        time = sum(each.minutes for each in chosen) <= self.minutes - AROUND
        return time and (not shared or sum(each.minutes for each in shared) <= most)

    @property
    def firsts(self) -> set[int]:
        """Those that serve a goal which nothing better serves."""
        served, found = set[str](), set[int]()
        for place in self.places:
            if not served.issuperset(self.able[place].goals):
                served.update(self.able[place].goals)
                found.add(place)
        return found


def work(number: int, least: int, most: int, goals: Sequence[str]) -> Work:
    technique = Technique(
        id=f"t{number}",
        name=f"technique {number}",
        family="f",
        target="muscle",
        positions=["prone"],
        pressure=[1, 2],
        regions=["back"],
        minutes=[least, most],
    )
    return Work(
        technique=technique,
        goals=tuple(goals),
        sites=(Site.of("back"),),
        keep_off=(),
        minutes=least,
        pressure=Range(1, 2),
        position=technique.positions[0],
        positions=technique.positions,
        without=(),
        products=(),
        limits=Limits(),
    )


@st.composite
def choices(draw) -> Choice:
    able = []
    for number in range(draw(st.integers(1, 6))):
        least = draw(st.sampled_from([5, 10, 20, 30, 45]))
        most = least + draw(st.sampled_from([0, 10, 30, 45]))
        goals = draw(st.lists(st.sampled_from(["g", "h"]), min_size=1, max_size=2, unique=True))
        able.append(work(number, least, most, sorted(goals)))
    cap = draw(st.none() | st.integers(5, 60))
    shared = draw(st.sets(st.sampled_from([each.technique.id for each in able]))) if cap else set()
    caps = {each.technique.id: {"rule": cap} if each.technique.id in shared else {} for each in able}
    return Choice(tuple(able), caps, AROUND + draw(st.integers(5, 120)))


@given(choices())
def test_nothing_is_left_out_for_what_ranks_lower_unless_it_would_not_fit(choice: Choice) -> None:
    places, firsts = choice.places, choice.firsts
    for left in set(range(len(choice.able))) - set(places):
        lower = [place for place in places if place > left and place not in firsts]
        beside = [place for place in places if place < left or place in firsts]
        assert not lower or not choice.fits([*beside, left])


@given(choices())
def test_each_goal_is_served_for_which_there_is_time(choice: Choice) -> None:
    served = {goal for place in choice.places for goal in choice.able[place].goals}
    for place, each in enumerate(choice.able):
        assert served.issuperset(each.goals) or not choice.fits([*choice.firsts, place])


@given(choices())
def test_a_session_is_made_longer_before_it_is_made_of_more(choice: Choice) -> None:
    """What was added last was needed to fill the session, or left the others their usual minutes."""
    places = choice.places
    assert places == sorted(places)
    extra = [place for place in places if place not in choice.firsts]
    if not extra or any(choice.caps.values()):
        return
    before = [choice.able[place].technique.minutes for place in places if place != extra[-1]]
    free, least = choice.minutes - AROUND, choice.able[extra[-1]].minutes
    usual = sum(each.least + (each.most - each.least) // 2 for each in before)
    assert usual + least <= free or sum(each.most for each in before) < free
