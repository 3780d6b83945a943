"""Every word that a person reads comes from the texts, whatever rulebook it is about."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from bodywork_rules import Evaluator, load_profile
from bodywork_rules.care import after_session, checklist, explain_plan, letters, plan_session, prepare, questionnaire
from bodywork_rules.care.feedback_words import triage_page
from bodywork_rules.care.letter.page import letter_page
from bodywork_rules.care.practitioner_words import checklist_page
from bodywork_rules.care.progress.response import response
from bodywork_rules.care.progress.scores import Score
from bodywork_rules.care.progress.steps import advise
from bodywork_rules.care.progress.words import progress_page
from bodywork_rules.cli.intake_ending import urgent_page
from bodywork_rules.errors import BodyworkRulesError
from bodywork_rules.insight import Case, Expectation, explain, explain_questions, explain_technique, score_cases
from bodywork_rules.insight.markdown import markdown
from bodywork_rules.insight.packet import packet_page
from bodywork_rules.insight.page import one_line
from bodywork_rules.insight.scorecard.page import scorecard_page
from bodywork_rules.model import Assessment, ClientProfile, Feedback
from bodywork_rules.report import body_chart, course_plot, letter_html, report_page
from bodywork_rules.rulebook import Rulebook, from_json, to_json
from pseudo import pseudo, said_in_html, said_in_svg, unmarked
from shipped import RULEBOOK
from strategies import Scene, scenes

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "profiles").glob("*.toml"))
DAY = date(2026, 11, 23)


@cache
def shipped() -> Rulebook:
    return pseudo(RULEBOOK)


def said_to_people(rulebook: Rulebook, profile: ClientProfile, on: date) -> dict[str, str]:
    """All that is said of a client, by where it is."""
    evaluator = Evaluator(rulebook)
    answer = evaluator.evaluate(profile, on=on)
    found = {
        "explain": explain(answer, markdown=True),
        "questions": explain_questions(answer, markdown=True),
        "report": said_in_html(report_page(rulebook, answer)),
        "chart": said_in_svg(body_chart(answer)),
        "intake": " ".join(question.text for question in questionnaire(rulebook)),
    }
    for id in answer.judgements.ids:
        found[f"technique {id}"] = explain_technique(answer, id, markdown=True)
    for number, letter in enumerate(letters(evaluator, answer)):
        found[f"letter {number}"] = markdown(letter_page(rulebook, letter))
        found[f"printed letter {number}"] = said_in_html(letter_html(rulebook, letter))
    found["checklist"] = markdown(checklist_page(rulebook, checklist(rulebook)))
    found["urgent"] = markdown(urgent_page(answer))
    try:
        plan = plan_session(rulebook, answer, 60, on=on)
    except BodyworkRulesError:
        return found
    feedback = Feedback(signs=[each.id for each in plan.signs])
    found["felt"] = markdown(triage_page(rulebook, after_session(plan, feedback)))
    return found | {"plan": explain_plan(rulebook, plan, prepare(rulebook, answer), markdown=True)}


def known_of(rulebook: Rulebook, profile: ClientProfile) -> list[str]:
    """What stands outside of the texts: ids, units, and the client's own words."""
    findings = [each.id for each in (*profile.findings, *profile.medications) if each.id]
    own = [one_line(text) for text in profile.unmapped]
    made = (rulebook.id, rulebook.version, rulebook.digest, *rulebook.replaced)
    return [*made, *own, *findings, *(quantity.unit for quantity in rulebook.quantities)]


def out_of_reach(rulebook: Rulebook, profile: ClientProfile, on: date) -> dict[str, list[str]]:
    """The words that stand as they were in a language in which nobody speaks, by where they are said."""
    known = known_of(rulebook, profile)
    found = {where: unmarked(text, *known) for where, text in said_to_people(rulebook, profile, on).items()}
    ids = (*rulebook.contraindications.ids, *rulebook.indications.ids)
    found["packet"] = unmarked(markdown(packet_page(rulebook)), *known, *ids)
    return {where: words for where, words in found.items() if words}


@given(scenes())
def test_no_word_that_a_person_reads_is_out_of_reach_of_a_translation(scene: Scene) -> None:
    assert out_of_reach(pseudo(scene.rulebook), scene.profile, scene.on) == {}


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda path: path.stem)
def test_no_word_about_an_example_is_out_of_reach_of_a_translation(profile: Path) -> None:
    assert out_of_reach(shipped(), load_profile(profile), DAY) == {}


def test_no_word_about_a_course_or_a_scorecard_is_out_of_reach_of_a_translation() -> None:
    rulebook = shipped()
    told = (("2026-10-01", 7), ("2026-11-01", 4), ("2026-11-20", 8))
    scores = [
        Score(measure="nprs", value=value, on=day, complaint="neck-pain", techniques=["swedish-massage"])
        for day, value in told
    ]
    page = progress_page(rulebook, response(rulebook, scores, DAY), advise(rulebook, scores, DAY))
    drawn = said_in_svg(course_plot(rulebook, scores, measure="nprs", complaint="neck-pain", on=DAY))
    assert unmarked(markdown(page)) == unmarked(drawn) == []
    client, expect = load_profile(EXAMPLES[0]), Expectation(scope="whole-body", verdict="proceed")
    case = Case(id="1", kind="slip", profile=client, on=DAY, expect=expect, source="3", note="4")
    card = markdown(scorecard_page(score_cases(Evaluator(rulebook), [case])))
    assert unmarked(card, *known_of(rulebook, client), *rulebook.contraindications.ids, "slip") == []


@given(scenes())
def test_an_answer_that_is_read_back_is_put_in_the_same_words(scene: Scene) -> None:
    answer = Evaluator(pseudo(scene.rulebook)).evaluate(scene.profile, on=scene.on)
    assert explain(from_json(Assessment, to_json(answer))) == explain(answer)
