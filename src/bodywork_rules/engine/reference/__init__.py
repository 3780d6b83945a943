"""The definition: what an assessment is, step by step, without any thought of speed.

Read it beside ``docs/explanation/meaning.md``, in the order truth, rules, records, verdicts, questions. ``Evaluator``
must agree with it on everything. What they share is plain, and listed there (meaning, "What is written twice, and what
is shared").
"""

from collections.abc import Sequence
from datetime import date

from bodywork_rules.engine.assemble import (
    assemble,
    focus,
    is_urgent_unknown,
    restriction_order,
    same_answer,
    strictest_first,
)
from bodywork_rules.engine.facts import called_for, goal_points, told_of
from bodywork_rules.engine.horizon import Horizon
from bodywork_rules.engine.rank import Indications, Match, contributions, weigh
from bodywork_rules.engine.reference.questions import questions
from bodywork_rules.engine.reference.rules import Case, cases, unknowns_of
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.engine.reference.verdicts import Outcome, outcome, reasons
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.model import (
    Assessment,
    ClientProfile,
    Goal,
    Judgement,
    Limits,
    Restriction,
    Shown,
    SiteJudgement,
    Technique,
    Verdict,
)
from bodywork_rules.model.judgement import Written
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["assess"]


def assess(rulebook: Rulebook, profile: ClientProfile, on: date) -> Assessment:
    """The answer for one client on one day.

    Args:
        rulebook: the rulebook.
        profile: a profile that is valid for it on that day.
        on: the day.
    """
    answer = _on_the_day(rulebook, profile, on)
    return Horizon.of(rulebook).held(answer, lambda day: not same_answer(answer, _on_the_day(rulebook, profile, day)))


def _on_the_day(rulebook: Rulebook, profile: ClientProfile, on: date) -> Assessment:
    client = Client.of(rulebook, profile, on)
    tested = [case for case in cases(client) if case.counts[2]]
    shown = sorted(((shown_as(client, case), case) for case in tested), key=lambda pair: restriction_order(pair[0]))
    matches = Indications.of(rulebook).matching(profile)
    judgements = [judge(client, technique, shown, matches.get(technique.id, [])) for technique in rulebook.techniques]
    techniques = [judgement.technique for judgement in focus(judgements)]
    restrictions = [restriction for restriction, _ in shown]
    asked = questions(client, tested, techniques)
    urgent_unknown = any(is_urgent_unknown(restriction) for restriction in restrictions)
    waiting = {
        clearance: tuple(each.technique.id for each in judgements if clearance in each.clearances)
        for clearance in sorted({clearance for each in judgements for clearance in each.clearances})
    }
    return assemble(
        rulebook, profile, on, judgements, restrictions, asked, waiting=waiting, urgent_unknown=urgent_unknown
    )


def shown_as(client: Client, case: Case) -> Restriction:
    """A rule that counts, as it is shown."""
    acts = case.counts[1]
    reading = 1 if acts else 2
    return Restriction(
        rule=case.rule,
        finding=case.finding,
        acts=acts,
        verdict=case.verdicts[reading],
        limits=case.limits,
        sites=client.rulebook.body.sites(case.points[reading]),
        record=case.ruling.record,
        assumed=unknowns_of(client, case, assumed=True) if acts else (),
        unknown=unknowns_of(client, case) if case.is_unknown else (),
    )


def judge(
    client: Client,
    technique: Technique,
    shown: Sequence[tuple[Restriction, Case]],
    matches: Sequence[Match],
) -> Judgement:
    """All that is said of one technique."""
    body = client.rulebook.body
    tested = [case for _, case in shown]
    low, act, high = (outcome(client, technique, tested, reading) for reading in (0, 1, 2))
    regions = body.union(technique.regions)

    def out_of_play(goal: Goal) -> bool:
        within_reach = goal_points(client.rulebook, goal) & regions
        return bool(within_reach) and within_reach & ~act.kept_off == 0

    arguments = weigh(matches, act.verdict, out_of_play)
    parts = contributions(client.rulebook, client.profile, technique, arguments)
    why: tuple[Shown, ...] = (
        *reasons(client, technique, tested),
        *(
            restriction
            for restriction, case in shown
            if takes_in(case.rule.to, technique) and case.points[1 if restriction.acts else 2] & regions
        ),
    )
    waits = {
        case.rule.clearance
        for case in tested
        if case.counts[1] and case.verdicts[1] is Verdict.CLEARANCE and takes_in(case.rule.to, technique)
        for bit, at in act.at.items()
        if at.verdict is Verdict.CLEARANCE and case.points[1] >> bit & 1
    }
    return Judgement(
        technique=technique,
        low=low.verdict,
        verdict=act.verdict,
        high=high.verdict,
        settled=all(low.at[bit].bearing == act.at[bit].bearing == high.at[bit].bearing for bit in act.at),
        arguments=arguments,
        contributions=parts,
        score=sum(part.points for part in parts),
        declined=bool(set(client.profile.preferences.declines) & {technique.id, technique.family, *technique.traits}),
        called_for=called_for(technique, told_of(client.rulebook, client.profile)),
        particulars=Written(
            body,
            grouped(client, (low, act, high)),
            why,
            act.limits,
            tuple(sorted(clearance for clearance in waits if clearance)),
        ),
    )


def grouped(client: Client, outcomes: tuple[Outcome, Outcome, Outcome]) -> tuple[SiteJudgement, ...]:
    """What is said at each point, points of which the same is said together; strictest first."""
    low, act, high = outcomes
    groups: dict[tuple[Verdict, Verdict, Verdict, Limits, bool], int] = {}
    for bit, at in act.at.items():
        kept_off = bool(act.kept_off >> bit & 1)
        said = (low.at[bit].verdict, at.verdict, high.at[bit].verdict, at.limits, kept_off)
        groups[said] = groups.get(said, 0) | 1 << bit
    return strictest_first(
        SiteJudgement(
            sites=client.rulebook.body.sites(points),
            low=at_low,
            verdict=to_act,
            high=at_high,
            limits=limits,
            kept_off=off,
        )
        for (at_low, to_act, at_high, limits, off), points in groups.items()
    )
