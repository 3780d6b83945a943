"""What must be true of measures, of the rules for reviews, and of what is said of practitioners."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bodywork_rules.errors import Problem
from bodywork_rules.model import Basis, Measure, ReviewRule, TherapistSign, Threshold, Training
from bodywork_rules.model.half import judged, was_read
from bodywork_rules.rulebook.check.known import Known, check_time

__all__ = ["check_measures", "check_reviews", "check_signs", "check_trainings"]


def check_measures(known: Known) -> Iterator[Problem]:
    """What is wrong with each measure.

    Args:
        known: the things of the rulebook.
    """
    for measure in known.parts.measures:
        yield from judged((_measure_names, _measure_thresholds), known, f"measure {measure.id}", measure)


def _measure_names(known: Known, at: str, measure: Measure) -> Iterator[Problem]:
    """A problem for each id that a measure names and that is not there."""
    yield from known.unknown(f"{at} > outcomes", "outcomes", *measure.outcomes)
    yield from known.unknown(f"{at} > sources", "sources", *measure.sources)


def _measure_thresholds(known: Known, at: str, measure: Measure) -> Iterator[Problem]:
    """What is wrong with each threshold of a measure, by itself and beside the others."""
    for each in measure.thresholds:
        yield from judged((_threshold_names, _threshold_range), known, f"{at} > thresholds", each, measure)
    yield from _once(f"{at} > thresholds", (each.complaints for each in measure.thresholds))


def _threshold_names(known: Known, at: str, threshold: Threshold, _: Measure) -> Iterator[Problem]:
    """A problem for each id that a threshold names and that is not there, and for a basis without a source."""
    yield from known.unknown(f"{at} > complaints", "conditions", *threshold.complaints)
    yield from known.unknown(f"{at} > sources", "sources", *threshold.sources)
    yield from _check_basis(at, threshold)


def _threshold_range(_: Known, at: str, threshold: Threshold, measure: Measure) -> Iterator[Problem]:
    """A problem for each number of a threshold that no score of the measure can come to."""
    room = measure.most - measure.least
    for key, value in (("points", threshold.points), ("detectable", threshold.detectable)):
        if value is not None and value > room:
            what = f"more than the {room:g} from the lowest score to the highest:"
            yield Problem(where=f"{at} > {key}", what=what, value=f"{value:g}")
    if threshold.reach is not None and not measure.least <= threshold.reach <= measure.most:
        what = f"out of the range {measure.least:g} to {measure.most:g} of the measure:"
        yield Problem(where=f"{at} > reach", what=what, value=f"{threshold.reach:g}")


def check_reviews(known: Known) -> Iterator[Problem]:
    """What is wrong with each rule for reviews, and with all of them together.

    Args:
        known: the things of the rulebook.
    """
    for rule in known.parts.reviews:
        yield from judged((_review_names,), known, f"review {rule.id}", rule)
    read = [rule for rule in known.parts.reviews if was_read(rule, "complaints")]
    yield from _once("reviews", (rule.complaints for rule in read))
    sure = not known.parts.lost and len(read) == len(known.parts.reviews)
    if known.parts.measures and sure and all(rule.complaints for rule in read):
        hint = "write a [[review]] without `complaints`"
        yield Problem(where="reviews", what="measures, and no rule for the review of any complaint", hint=hint)


def _review_names(known: Known, at: str, rule: ReviewRule) -> Iterator[Problem]:
    """A problem for each id that a rule for reviews names and that is not there, and for a time that cannot be."""
    yield from known.unknown(f"{at} > complaints", "conditions", *rule.complaints)
    yield from known.unknown(f"{at} > sources", "sources", *rule.sources)
    yield from check_time(f"{at} > after", rule.after, holds="course")
    yield from _check_basis(at, rule)


def check_trainings(known: Known) -> Iterator[Problem]:
    """A problem for each source of a training that is not there.

    Args:
        known: the things of the rulebook.
    """
    for training in known.parts.trainings:
        yield from judged((_training_names,), known, f"training {training.id}", training)


def _training_names(known: Known, at: str, training: Training) -> Iterator[Problem]:
    yield from known.unknown(f"{at} > sources", "sources", *training.sources)


def check_signs(known: Known) -> Iterator[Problem]:
    """What is wrong with each sign by which a client tells a therapist.

    Args:
        known: the things of the rulebook.
    """
    for sign in known.parts.therapist_signs:
        yield from judged((_sign_names,), known, f"therapist_sign {sign.id}", sign)


def _sign_names(known: Known, at: str, sign: TherapistSign) -> Iterator[Problem]:
    yield from known.unknown(f"{at} > sources", "sources", *sign.sources)
    yield from _check_basis(at, sign)


def _check_basis(at: str, thing: Threshold | ReviewRule | TherapistSign) -> Iterator[Problem]:
    """A problem where a source is said to stand behind a thing, and none is named."""
    if thing.basis is not Basis.UNSOURCED and not thing.sources:
        what = f"`{thing.basis.value}` without a source"
        yield Problem(where=f"{at} > basis", what=what, hint="name the source, or write `unsourced`")


def _once(at: str, told: Iterable[tuple[str, ...]]) -> Iterator[Problem]:
    """A problem for each complaint of which two things of a kind tell, and where two tell of all others."""
    for complaint, times in Counter(each for complaints in told for each in complaints or ("",)).items():
        if times > 1 and complaint:
            yield Problem(where=at, what="a complaint given twice:", value=complaint)
        elif times > 1:
            yield Problem(where=at, what="given twice for all complaints that have none of their own")
