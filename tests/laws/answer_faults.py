"""Deliberate faults of what follows from the verdicts: ranking, referrals, until when, what is written."""

from importlib import import_module

import attrs

from bodywork_rules.engine import assemble, facts, horizon, rank, scope
from bodywork_rules.engine.ask import shown
from bodywork_rules.engine.reference import verdicts
from bodywork_rules.engine.screen import admit
from bodywork_rules.engine.validity import kinds
from bodywork_rules.model import (
    Bound,
    Catalogue,
    PartialDate,
)
from laws.faults import Put


def what_is_withheld_is_recommended(put: Put) -> None:
    right = assemble.assemble

    def wrong(*given, **named):
        answer = right(*given, **named)
        return attrs.evolve(answer, recommendations=(*answer.recommendations, *answer.withheld), withheld=())

    put(assemble, "assemble", wrong)


def what_is_passed_down_counts_anywhere(put: Put) -> None:
    right = rank.Indications.of

    def wrong(rulebook):
        found = right(rulebook)
        return attrs.evolve(found, regions=dict.fromkeys(found.regions, rulebook.body.whole))

    put(rank.Indications, "of", wrong)


def what_is_set_aside_counts(put: Put) -> None:
    right = rank.weigh

    def wrong(matches, verdict, out_of_play):
        counted = right(matches, verdict, lambda _: False)
        given = right(matches, verdict, out_of_play)
        return tuple(attrs.evolve(one, points=other.points) for one, other in zip(given, counted, strict=True))

    put(rank, "weigh", wrong)


def a_dislike_weighs_nothing(put: Put) -> None:
    right = rank.contributions
    put(rank, "contributions", lambda *given: tuple(each for each in right(*given) if each.of != "dislike"))


def the_milder_verdict_ranks_first(put: Put) -> None:
    put(rank, "_order", lambda judgement: (judgement.verdict, -judgement.score, judgement.technique.id))


def ties_are_not_told(put: Put) -> None:
    put(rank, "ties", lambda _: ())


def a_clearance_is_not_asked_for(put: Put) -> None:
    put(assemble, "requests", lambda *_: ())


def a_referral_is_lost(put: Put) -> None:
    right = assemble.notices
    put(assemble, "notices", lambda restrictions: right(restrictions)[1:])


def an_urgent_doubt_is_settled(put: Put) -> None:
    put(facts, "is_urgent", lambda _: False)


def a_window_never_opens(put: Put) -> None:
    put(horizon.Horizon, "_of_findings", lambda *_: iter(()))


def an_end_opens_no_window_of_the_onset(put: Put) -> None:
    right = horizon.Horizon._of_findings

    def wrong(self, profile):
        endless = [attrs.evolve(each, end=None) for each in facts.given_findings(profile)]
        yield from right(attrs.evolve(self, onset={}), profile)
        yield from right(self, attrs.evolve(profile, findings=endless, medications=()))

    put(horizon.Horizon, "_of_findings", wrong)


def a_change_comes_a_day_late(put: Put) -> None:
    right = horizon._at
    put(horizon, "_at", lambda day, days, what, about: right(day, days + 1, what, about))


def what_changes_nothing_ends_the_answer(put: Put) -> None:
    right = horizon.Horizon.held
    put(horizon.Horizon, "held", lambda self, answer, _: right(self, answer, lambda _: True))


def more_traits_slip_through(put: Put) -> None:
    right = scope.takes_in

    def wrong(to, technique):
        return right(to, technique) and not (to.traits_any and set(technique.traits) - set(to.traits_any))

    put(scope, "takes_in", wrong)


def what_it_cannot_do_without_is_ignored(put: Put) -> None:
    right = scope.without_way
    put(scope, "without_way", lambda *given: [each for each in right(*given) if each is not Bound.TRAITS])


def a_group_says_enough(put: Put) -> None:
    put(kinds, "without_kind", lambda *_: iter(()))


def a_quick_look_passes_over_what_tells(put: Put) -> None:
    put(admit, "tells", lambda _: False)


def what_nobody_could_code_is_ignored(put: Put) -> None:
    right = verdicts.judged_at

    def wrong(client, technique, tested, reading):
        return right(
            attrs.evolve(client, profile=attrs.evolve(client.profile, unmapped=())), technique, tested, reading
        )

    put(verdicts, "judged_at", wrong)


def everything_is_asked(put: Put) -> None:
    put(import_module("bodywork_rules.engine.reference.questions"), "moves", lambda *_: True)


def rules_are_shown_as_they_come(put: Put) -> None:
    put(shown, "_in_order", lambda cases: cases)


def things_stay_in_the_order_given(put: Put) -> None:
    def wrong(self, kind, pairs=()):
        self.kind = kind
        self._by_id = dict(pairs)

    put(Catalogue, "__init__", wrong)


def a_date_is_written_as_its_month(put: Put) -> None:
    put(PartialDate, "__str__", lambda self: f"{self.earliest:%Y-%m}")
