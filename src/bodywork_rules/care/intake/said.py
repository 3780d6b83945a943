"""What a client says in words: medicines, injuries of the past, what tests showed, and what is not wanted."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import final

import attrs

from bodywork_rules.care.intake.places import Places
from bodywork_rules.engine.facts import given_findings
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.model import ClientProfile, ConditionId, Finding, Site, Status
from bodywork_rules.model.intake import IntakeQuestion, Meant
from bodywork_rules.rulebook import code_profile
from bodywork_rules.rulebook.places import plain
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["CODED", "DRUG", "GOALS", "KEPT", "UNWANTED", "WORSE", "says_more", "understood"]

DRUG = "drug"
GOALS, MEDICINES, INJURIES, UNWANTED = "talk/goals", "talk/medicines", "talk/injuries", "talk/declines"
TESTS, WORSE = "talk/tests", "talk/worse"
"""Questions of the talk."""
KEPT = (MEDICINES, INJURIES, UNWANTED)
"""Those of whose replies somebody has to code whatever is not understood."""
CODED = (*KEPT, TESTS)
"""Those whose replies are put into the words of the rulebook by ``understood``."""
WISHES = ("technique", "family", "trait")
YEAR = re.compile(r"(?:19|20)\d\d")
MARKS = ".,;:()!?"
SPELT_ALIKE = 0.85
"""How alike two words are of which one is the other's plural or is misspelt, from 0 to 1: a choice of this library."""


def understood(rulebook: Rulebook, question: IntakeQuestion, text: str, on: date) -> tuple[Meant, ...]:
    """What a text may mean that was said of medicines, injuries, what tests showed or what the client does not want.

    Where it means something for sure, only that. Of an injury, and of what a test showed, a side, a place and a year
    are read where they are plain, and nobody said yet whether it is over. What tests showed may be only what is named
    in it: most of them show nothing.

    Args:
        rulebook: the rulebook.
        question: the question of the talk; of one about anything else nothing is understood.
        text: what was said.
        on: the day.

    Raises:
        InvalidValue: the text is empty.

    >>> from datetime import date
    >>> from bodywork_rules import load_rulebook
    >>> from bodywork_rules.care import questionnaire
    >>> rulebook, day = load_rulebook(), date(2026, 11, 23)
    >>> ask = {each.id: each for each in questionnaire(rulebook)}
    >>> (meant,) = understood(rulebook, ask["talk/injuries"], "broken left wrist in 2019", day)
    >>> meant.sure, meant.findings[0].condition, str(meant.findings[0].sites[0]), str(meant.findings[0].onset)
    (True, 'fracture', 'left wrist', '2019')
    >>> [(meant.sure, meant.declines) for meant in understood(rulebook, ask["talk/declines"], "cupping", day)]
    [(True, ('cupping-dry',))]
    """
    found: Iterator[Meant] = iter(())
    if question.id == UNWANTED:
        found = _wishes(rulebook, text)
    elif question.id in CODED:
        found = _coded(rulebook, text, on, of_drugs=question.id == MEDICINES, alike=question.id != TESTS)
    all_found = tuple(dict.fromkeys(found))
    return tuple(each for each in all_found if each.sure) or all_found


def says_more(rulebook: Rulebook, text: str, told: Collection[ConditionId], *, urgent: bool = False) -> bool:
    """Whether a text that nothing reads names what some rule is about, and what was told is neither it nor a kind.

    Args:
        rulebook: the rulebook.
        text: the text.
        told: the conditions of what was told.
        urgent: whether only what a clinician has to see counts.
    """
    about = {rule.about for rule in rulebook.contraindications if rule.referral or not urgent}
    return any(
        not about.isdisjoint(rulebook.broader_of(id)) and rulebook.narrower_of(id).isdisjoint(told)
        for id in _named_in(rulebook, text)
    )


def _named_in(rulebook: Rulebook, text: str) -> Iterator[ConditionId]:
    """The conditions that a text names, spelt as well as people do, by itself or among other words.

    Of names within one another it is the longest.
    """
    said = plain(" ".join(_words(text)))
    words = said.split()
    found = rulebook.find(said, kinds=["condition"]) if said else ()
    names = {each: frozenset(plain(each.text).split()) for each in found if not each.how.sure}
    within = {each: name for each, name in names.items() if all(_is_among(words, word) for word in name)}
    longest = (each for each, name in within.items() if not any(name < other for other in within.values()))
    yield from (ConditionId(each.id) for each in [each for each in found if each.how.sure] or longest)


def _is_among(words: Sequence[str], word: str) -> bool:
    """Whether a word is among some, in the plural or misspelt too."""
    return bool(get_close_matches(word, words, n=1, cutoff=SPELT_ALIKE))


def _wishes(rulebook: Rulebook, text: str) -> Iterator[Meant]:
    """What may be meant by what a client does not want: all at once where that is sure, else each by itself."""
    places = Places(rulebook)
    found = rulebook.find(text, kinds=WISHES)
    sure, site = [each.id for each in found if each.how.sure], places.named(text)
    if sure or site:
        yield Meant(text=text, declines=sure, declines_sites=[site] if site else ())
    for _, place in places.within(_words(text)):
        yield Meant(text=text, sure=False, declines_sites=[place.site])
    for each in found:
        yield Meant(text=text, sure=False, declines=[each.id])


def _words(text: str) -> list[str]:
    return [word for each in text.split() if (word := each.strip(MARKS))]


def _coded(rulebook: Rulebook, text: str, on: date, *, of_drugs: bool, alike: bool) -> Iterator[Meant]:
    """The medicine or what else a text names for sure, else what may be meant, by what is only alike to it or not."""
    said = _Said.of(rulebook, text, on)
    texts = [text] if of_drugs else [*dict.fromkeys((text, *said.plainer))]
    for each in texts:
        named = given_findings(code_profile(rulebook, {"medications" if of_drugs else "findings": [each]}).profile)
        if named:
            yield Meant(text=text, findings=named if of_drugs else [said.put_into(rulebook, one, on) for one in named])
            return
    found = (each.id for one in texts for each in rulebook.find(one, kinds=["condition"]))
    for id in dict.fromkeys(found if alike else _named_in(rulebook, text)):
        if (rulebook.conditions[id].kind == DRUG) == of_drugs:
            finding = Finding(id) if of_drugs else said.put_into(rulebook, Finding(id), on)
            yield Meant(text=text, sure=False, findings=[finding])


@final
@attrs.frozen
class _Said:
    """What is plain in a text beside what it names.

    Attributes:
        plainer: the text without the year, and without the side too.
        year: the year; nothing where there is none, or more than one.
        place: the place; nothing where there is none, or more than one.
    """

    plainer: tuple[str, ...]
    year: str | None
    place: Site | None

    @classmethod
    def of(cls, rulebook: Rulebook, text: str, on: date) -> "_Said":
        """What is plain in a text: one year that is not to come, and one place."""
        words, small = _words(text), text_of(rulebook.texts, "intake-small-words").split()
        years = [each for each in words if YEAR.fullmatch(each)]
        year = years[0] if len(years) == 1 and int(years[0]) <= on.year else None
        if year is not None:
            words.remove(year)
            while words and words[-1].casefold() in small:
                words.pop()
        plainer, places = [" ".join(words)], list(Places(rulebook).within(words))
        if len(places) != 1:
            return cls(tuple(filter(None, plainer)), year, None)
        ((where, place),) = places
        plainer.append(" ".join([*words[: where.start], place.called, *words[where.stop :]]))
        return cls(tuple(plainer), year, place.site)

    def put_into(self, rulebook: Rulebook, finding: Finding, on: date) -> Finding:
        """A finding of an injury of the past, with the place and the year that it can have."""
        if finding.status is Status.PRESENT:
            finding = attrs.evolve(finding, status=Status.SUSPECTED)
        if self.place is not None:
            finding = _if_able(rulebook, attrs.evolve(finding, sites=[self.place]), finding, on)
        if self.year is not None and finding.onset is None:
            finding = _if_able(rulebook, attrs.evolve(finding, onset=self.year), finding, on)
        return finding


def _if_able(rulebook: Rulebook, more: Finding, less: Finding, on: date) -> Finding:
    """A finding with one more detail, where it can have it."""
    return less if problems_of(rulebook, ClientProfile(taken=on, findings=[more]), on) else more
