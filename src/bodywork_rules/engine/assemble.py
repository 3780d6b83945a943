"""From judgements to one answer: the parts of an assessment that follow from the others, whoever computed them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from bodywork_rules._version import __version__
from bodywork_rules.engine.facts import FindingKey, finding_key, is_urgent
from bodywork_rules.engine.rank import ranked, ties
from bodywork_rules.model import (
    Assessment,
    Catalogue,
    ClearanceId,
    ClearanceRequest,
    ClientProfile,
    Contraindication,
    Judgement,
    Provenance,
    ReferralNotice,
    Restriction,
    SiteJudgement,
    TechniqueId,
    Verdict,
)
from bodywork_rules.model.assessment import Asking, Question
from bodywork_rules.rulebook.rulebook import Rulebook

_CLEARANCE = Verdict.CLEARANCE
__all__ = ["assemble", "focus", "is_urgent_unknown", "restriction_order", "same_answer", "strictest_first"]


def restriction_order(restriction: Restriction) -> tuple[bool, int, str, FindingKey]:
    """Those that act first, the strictest of them first, then by rule and finding."""
    return not restriction.acts, -restriction.verdict, restriction.rule.id, finding_key(restriction.finding)


def strictest_first(judged: Iterable[SiteJudgement]) -> tuple[SiteJudgement, ...]:
    """What is said of sites, in the order in which it is shown."""
    return tuple(sorted(judged, key=lambda at: (-at.verdict, -at.high, -at.low, " ".join(map(str, at.sites)))))


def focus(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The techniques with an argument; all, when none has one."""
    all_of_them = list(judgements)
    return [judgement for judgement in all_of_them if judgement.arguments] or all_of_them


def assemble(
    rulebook: Rulebook,
    profile: ClientProfile,
    on: date,
    judgements: Sequence[Judgement],
    restrictions: Sequence[Restriction],
    questions: tuple[Question, ...] | Asking,
    *,
    waiting: Mapping[ClearanceId, tuple[TechniqueId, ...]],
    urgent_unknown: bool,
) -> Assessment:
    """Put an answer together; what changes and when is left open.

    Args:
        rulebook: the rulebook.
        profile: the client.
        on: the day.
        judgements: one for each technique.
        restrictions: every rule that counts and acts, in the order in which they are shown.
        questions: in the order to ask.
        waiting: the clearances that something waits for, in id order, each with the techniques that do.
        urgent_unknown: of a same-day or emergency referral it is not known whether it is needed.
    """
    in_order = ranked(judgements)
    settled = not urgent_unknown and all(judgement.settled for judgement in focus(judgements))
    return Assessment(
        profile=profile,
        judgements=Catalogue("technique", ((judgement.technique.id, judgement) for judgement in judgements)),
        recommendations=tuple([each for each in in_order if each.verdict < _CLEARANCE]),
        after_clearance=tuple([each for each in in_order if each.verdict is _CLEARANCE]),
        withheld=tuple([each for each in in_order if each.verdict > _CLEARANCE]),
        ties=ties(in_order),
        clearances=requests(rulebook, waiting, restrictions),
        referrals=notices(restrictions),
        questions=questions,
        settled=settled,
        valid_until=None,
        changes=(),
        provenance=Provenance(
            rulebook=rulebook.id,
            version=rulebook.version,
            review=rulebook.about.review,
            digest=rulebook.digest,
            replaced=rulebook.replaced,
            engine=__version__,
            on=on,
        ),
        words=rulebook.words,
        body=rulebook.body,
    )


def requests(
    rulebook: Rulebook, waiting: Mapping[ClearanceId, tuple[TechniqueId, ...]], restrictions: Sequence[Restriction]
) -> tuple[ClearanceRequest, ...]:
    """The clearances that some technique waits for."""
    asking: dict[str, list[Restriction]] = {}
    for each in restrictions:
        if each.rule.clearance and each.acts and each.verdict is _CLEARANCE:
            asking.setdefault(each.rule.clearance, []).append(each)
    return tuple(
        ClearanceRequest(
            clearance=rulebook.clearances[clearance],
            rules=_rules(each.rule for each in asking[clearance]),
            findings=tuple(dict.fromkeys(each.finding for each in asking[clearance] if each.finding)),
            techniques=techniques,
        )
        for clearance, techniques in waiting.items()
    )


def _rules(rules: Iterable[Contraindication]) -> tuple[Contraindication, ...]:
    by_id = {rule.id: rule for rule in rules}
    return tuple(by_id[id] for id in sorted(by_id))


def notices(restrictions: Iterable[Restriction]) -> tuple[ReferralNotice, ...]:
    """The referrals of the rules that act, most urgent first."""
    found = [
        ReferralNotice(referral=each.rule.referral, rule=each.rule, finding=each.finding, assumed=each.assumed)
        for each in restrictions
        if each.acts and each.rule.referral
    ]
    return tuple(sorted(found, key=lambda notice: (-notice.referral, notice.rule.id, finding_key(notice.finding))))


def is_urgent_unknown(restriction: Restriction) -> bool:
    """Whether it is not known whether a rule that refers on the same day or as an emergency counts."""
    return is_urgent(restriction.rule.referral) and bool(restriction.unknown)


def same_answer(one: Assessment, other: Assessment) -> bool:
    """Whether two answers differ in nothing but their day and how long they hold."""
    return _timeless(one) == _timeless(other)


def _timeless(answer: Assessment) -> Assessment:
    provenance = attrs.evolve(answer.provenance, on=date.min)
    return attrs.evolve(answer, valid_until=None, changes=(), provenance=provenance)
