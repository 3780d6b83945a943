"""What a body chart may show of an answer: as much as the answer says, and nothing milder."""

import re
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.engine import Evaluator
from bodywork_rules.insight.wording import Wording, outside
from bodywork_rules.model import Assessment, Judgement, Verdict
from bodywork_rules.report import body_chart
from bodywork_rules.report.chart.drawing import load_drawing
from bodywork_rules.report.chart.marks import Mark, Marks, drawn_for, marks_of, numbers_told
from bodywork_rules.report.chart.words import aim_text
from bodywork_rules.rulebook.texts import shipped_texts
from strategies import Scene, scenes

DRAWING = load_drawing()
WORDS = {text.id: text.text for text in shipped_texts()}
SVG = "{http://www.w3.org/2000/svg}"
OF = {Verdict.PROCEED: Mark.WORK, Verdict.MODIFY: Mark.CARE, Verdict.CLEARANCE: Mark.ASK, Verdict.AVOID: Mark.OFF}


def all_marks(assessment: Assessment, judgements: tuple[Judgement, ...]) -> Marks:
    return marks_of(Wording(assessment.words, assessment.profile), assessment, judgements)


def answer(scene: Scene) -> Assessment:
    return Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)


def verdicts_at(judgements: tuple[Judgement, ...], assessment: Assessment, bit: int) -> list[Verdict]:
    """What each technique that reaches a point is judged there; of one not to be done, all is kept off."""
    union = assessment.body.union
    off = Verdict.AVOID
    return [
        off if judgement.verdict is off else at.verdict
        for judgement in judgements
        for at in judgement.sites
        if union(at.sites) & bit
    ]


def marked(assessment: Assessment, judgements: tuple[Judgement, ...]) -> list[tuple[Mark, list[Verdict]]]:
    """For each point its mark and the verdicts there."""
    marks = all_marks(assessment, judgements)
    bits = [1 << number for number in range(len(assessment.body.points))]
    return [(marks.at(bit), verdicts_at(judgements, assessment, bit)) for bit in bits]


@given(scenes())
def test_a_chart_of_one_technique_marks_each_point_as_it_is_judged(scene: Scene) -> None:
    assessment = answer(scene)
    for judgement in assessment.judgements:
        for mark, verdicts in marked(assessment, (judgement,)):
            assert [mark] == ([OF[verdict] for verdict in verdicts] or [Mark.OUT])


@given(scenes(reported=1))
def test_a_chart_lets_nobody_work_where_the_answer_says_to_keep_off(scene: Scene) -> None:
    assessment = answer(scene)
    for judgement in assessment.judgements:
        kept_off = assessment.body.union(judgement.keep_off)
        for mark, points in all_marks(assessment, (judgement,)).places:
            assert mark in {Mark.OFF, Mark.ASK} or not points & kept_off


@given(scenes(argued=True))
def test_a_chart_of_several_techniques_is_never_milder_than_all_of_them(scene: Scene) -> None:
    assessment = answer(scene)
    for judgements in (drawn_for(assessment, None), (*assessment.judgements,)):
        for mark, verdicts in marked(assessment, judgements):
            assert (mark is Mark.WORK) == (bool(verdicts) and max(verdicts) is Verdict.PROCEED)
            assert (mark is Mark.OFF) == (bool(verdicts) and min(verdicts) is Verdict.AVOID)
            assert (mark is Mark.ASK) == (bool(verdicts) and min(verdicts) is Verdict.CLEARANCE)


@given(scenes(reported=1))
def test_a_chart_gives_a_reason_for_each_place_that_is_not_simply_worked(scene: Scene) -> None:
    assessment = answer(scene)
    for judgement in assessment.judgements:
        marks = all_marks(assessment, (judgement,))
        for mark, points in marks.places:
            for number in range(len(assessment.body.points)):
                if points >> number & 1 and mark in {Mark.CARE, Mark.ASK, Mark.OFF}:
                    assert marks.why(1 << number)


def numbers_in(text: str) -> set[int]:
    """The numbers that a text such as ``R1-R3, R5`` names; none of any other text."""
    found: set[int] = set()
    for run in text.split(", ") if re.fullmatch(r"R\d+(-R\d+)?(, R\d+(-R\d+)?)*,?", text) else ():
        first, _, last = run.rstrip(",").replace("R", "").partition("-")
        found |= {*range(int(first), int(last or first) + 1)}
    return found


def on_the_figure(root: Element) -> set[int]:
    """The numbers that stand on the figures."""
    return {number for each in root.iter(f"{SVG}text") if each.get("font-size") == "12"
            for number in numbers_in(each.text or "")}  # fmt: skip


def listed(root: Element) -> dict[int, str]:
    """What the list below the figures says to each number."""
    found: dict[int, str] = {}
    these: set[int] = set()
    for each in root.iter(f"{SVG}text"):
        text = each.text or ""
        if each.get("font-weight") == "bold" and each.get("font-size") == "16":
            these = numbers_in(text)
        for number in these - numbers_in(text):
            found[number] = f"{found.get(number, '')} {text}".strip()
    return found


@given(scenes(reported=1))
def test_a_number_on_a_chart_is_that_of_the_answer_and_leads_to_the_rule_that_marks_the_place(scene: Scene) -> None:
    assessment = answer(scene)
    told = {number: restriction for restriction, number in numbers_told(assessment).items()}
    for id in (None, *assessment.judgements.ids):
        root, drawn = fromstring(body_chart(assessment, id)), drawn_for(assessment, id)
        why = listed(root)
        assert on_the_figure(root) <= why.keys() <= told.keys()
        for number, text in why.items():
            assert " ".join(told[number].rule.reason.split()) in text
            assert any(told[number] in judgement.restrictions for judgement in drawn)
        marks = all_marks(assessment, drawn)
        for points in DRAWING.points_of(assessment.body).values():
            for number in numbers_in(marks.numbers(points, numbers_told(assessment))):
                assert assessment.body.union(told[number].sites) & points


@given(scenes(reported=1))
def test_a_chart_aims_only_at_what_can_be_worked(scene: Scene) -> None:
    assessment = answer(scene)
    body, wording = assessment.body, Wording(assessment.words, assessment.profile)
    for judgement in assessment.judgements:
        svg = body_chart(assessment, judgement.technique.id, aims=body.sites(body.whole), reasons=False)
        marks = dict(all_marks(assessment, (judgement,)).places)
        worked = marks.get(Mark.WORK, 0) | marks.get(Mark.CARE, 0)
        root = fromstring(svg)
        assert (root.findtext(f"{SVG}desc") or "").startswith(aim_text(worked, body, wording))
        for title in (group.findtext(f"{SVG}title") or "" for group in root.iter(f"{SVG}g")):
            of = {mark for mark in Mark if f": {WORDS[f'chart-{mark.value}']}" in title}
            assert of <= {Mark.WORK, Mark.CARE} or WORDS["chart-aim"] not in title


@given(scenes())
def test_a_chart_is_provisional_where_the_answer_or_what_is_drawn_is(scene: Scene) -> None:
    assessment = answer(scene)
    for id in (None, *assessment.judgements.ids):
        drawn = drawn_for(assessment, id)
        said = " ".join(text.text or "" for text in fromstring(body_chart(assessment, id)).iter(f"{SVG}text"))
        settled = assessment.settled and all(judgement.settled for judgement in drawn)
        assert (WORDS["chart-settled"] in said) == settled
        assert (WORDS["chart-provisional"] in said) != settled


@given(scenes(), st.booleans())
def test_a_chart_is_well_formed_and_refers_to_nothing_that_is_not_in_it(scene: Scene, reasons: bool) -> None:
    root = fromstring(body_chart(answer(scene), reasons=reasons))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert referred(root) <= set(ids)


def referred(root: Element) -> set[str]:
    """The ids that anything in a chart refers to."""
    found = set()
    for each in root.iter():
        for name, value in each.items():
            if name.startswith("aria-"):
                found |= set(value.split())
            elif value.startswith("url(#"):
                found.add(value.removeprefix("url(#").removesuffix(")"))
    return found


@given(scenes())
def test_a_chart_loses_no_place_that_a_technique_reaches(scene: Scene) -> None:
    assessment = answer(scene)
    body, wording = assessment.body, Wording(assessment.words, assessment.profile)
    for judgement in assessment.judgements:
        root = fromstring(body_chart(assessment, judgement.technique.id, reasons=False))
        titles = {group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")}
        listed = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        shown = DRAWING.points_of(body).values()
        for mark, points in all_marks(assessment, (judgement,)).places:
            beside = points
            for there in shown:
                if there & points:
                    assert f"{outside(wording.sites(body.sites(there)))}: {WORDS[f'chart-{mark.value}']}" in titles
                    beside &= ~there
            if beside and mark is not Mark.OUT:
                words = f"{WORDS[f'chart-{mark.value}']}: {wording.sites(body.sites(beside))}"
                whole = f"{WORDS[f'chart-{mark.value}']}: {WORDS['chart-whole']}"
                assert " ".join((words if beside != body.whole else whole).split()) in listed
