"""What a body chart shows and says."""

import re
from datetime import date
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import attrs
import pytest

from bodywork_rules import Evaluator
from bodywork_rules.errors import InvalidValue, UnknownId
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import (
    EVERYTHING,
    ClientProfile,
    Contraindication,
    Declined,
    Finding,
    Goal,
    Infeasible,
    Preferences,
    Region,
    Side,
)
from bodywork_rules.report import body_chart, report_page
from bodywork_rules.report.chart.drawing import load_drawing
from bodywork_rules.report.chart.figures import Told
from bodywork_rules.report.chart.labels import Box, labels
from bodywork_rules.report.chart.marks import Mark, Marks, marks_of
from bodywork_rules.report.svg import lines_of
from bodywork_rules.rulebook import Translation, load_profile
from bodywork_rules.rulebook.texts import shipped_texts
from shipped import EVALUATOR
from small_book import PARTS, small_book
from style.reading import ROOT

DAY = date(2026, 11, 23)
WORDS = {text.id: text.text for text in shipped_texts() if text.id.startswith("chart-")}
SVG = "{http://www.w3.org/2000/svg}"
NO_NECK = Preferences(declines_sites=["neck"])
BROKEN = Finding("wrist-fracture", onset="2026-11-01", sites=["left wrist"])


def answer(book=None, **profile):
    return Evaluator(book or small_book()).evaluate(ClientProfile(taken=DAY, **profile), on=DAY)


def marked(assessment, *judgements) -> Marks:
    return marks_of(Wording(assessment.words, assessment.profile), assessment, judgements)


def in_words(book, said):
    """A rulebook with some texts in place of the shipped ones."""
    return book.translated(Translation("nl", [(f"text/{id}/text", text) for id, text in said.items()]))


def titles(svg: str) -> dict[str, Element]:
    """Each marked place by its title; of a place that is drawn more than once, the last."""
    root = fromstring(svg)
    return {group.findtext(f"{SVG}title"): group for group in root.iter(f"{SVG}g") if group.get("role") == "img"}


def shown_text(svg: str) -> str:
    return " ".join(text.text for text in fromstring(svg).iter(f"{SVG}text"))


@pytest.fixture
def broken():
    return answer(findings=[BROKEN], goals=[Goal("neck-pain", sites=["neck"])])


def test_it_is_a_named_image_with_all_it_shows_in_words(broken):
    root = fromstring(body_chart(broken, "swedish"))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = {each.get("id"): each.text for each in root}
    assert named[root.get("aria-labelledby")] == "Body chart: Swedish massage"
    assert "Keep off: left wrist." in named[root.get("aria-describedby")]
    assert "The bone is not yet firm." in named[root.get("aria-describedby")]


def test_a_place_is_titled_with_its_side_and_mark_and_described_with_its_reasons(broken):
    place = titles(body_chart(broken, "swedish"))["Left wrist: Keep off"]
    assert "The bone is not yet firm." in place.findtext(f"{SVG}desc")
    assert place.get("aria-labelledby") == place.find(f"{SVG}title").get("id")
    assert place.get("aria-describedby") == place.find(f"{SVG}desc").get("id")


def test_a_mark_is_a_pattern_and_not_a_colour_alone(broken):
    svg = body_chart(broken, "swedish")
    fills = {title.rpartition(": ")[2]: group.find(f"{SVG}path").get("fill") for title, group in titles(svg).items()}
    patterns = {each.get("id"): each.find(f"{SVG}path").get("d") for each in fromstring(svg).iter(f"{SVG}pattern")}
    assert len(patterns) == len(set(patterns.values())) == 4
    assert fills["Keep off"] == "url(#chart-off)"
    assert len(set(fills.values())) == len(fills)


def test_the_legend_says_what_each_pattern_means(broken):
    said = shown_text(body_chart(broken, "swedish", reasons=False))
    for mark in Mark:
        assert WORDS[f"chart-{mark.value}"] in said


def test_the_reasons_stand_below_the_figures_when_wanted(broken):
    assert "The bone is not yet firm." in shown_text(body_chart(broken, "swedish"))
    assert "The bone is not yet firm." not in shown_text(body_chart(broken, "swedish", reasons=False))


def test_a_chart_says_that_nothing_could_change_it_only_when_the_answer_does():
    """Every technique is already not to be done, and yet a question that could mean an emergency is open."""
    calf = EVALUATOR.evaluate(load_profile(ROOT / "examples" / "profiles" / "swollen-calf.toml"), on=DAY)
    assert all(judgement.settled for judgement in calf.judgements)
    assert not calf.settled
    assert WORDS["chart-provisional"] in shown_text(body_chart(calf))
    assert WORDS["chart-settled"] not in shown_text(body_chart(calf))


def test_the_sides_are_named(broken):
    said = shown_text(body_chart(broken))
    assert said.count("Left ") >= 3
    assert WORDS["chart-sides"] in said


def test_where_the_client_wants_help_is_marked(broken):
    assert WORDS["chart-wanted"] in shown_text(body_chart(broken))
    without = body_chart(answer(findings=[BROKEN]), "swedish")
    assert WORDS["chart-wanted"] not in shown_text(without)
    assert "<circle" not in without


def test_where_the_work_aims_is_outlined_and_said_but_never_where_it_is_to_keep_off(broken):
    svg = body_chart(broken, "swedish", aims=["neck", "left wrist"])
    aimed = [title for title in titles(svg) if WORDS["chart-aim"] in title]
    assert aimed == ["Neck: Can be worked. The work aims here"]
    assert "The work aims here: neck." in shown_text(svg)
    assert fromstring(svg).findtext(f"{SVG}desc").startswith("The work aims here: neck.")
    thick = [each for each in fromstring(svg).iter(f"{SVG}path") if each.get("stroke-width") == "4"]
    assert thick
    assert WORDS["chart-aim"] not in shown_text(body_chart(broken, "swedish"))


def test_a_reason_of_a_place_has_its_number_on_the_figure_as_in_the_report(broken):
    svg = body_chart(broken, reasons=False)
    report = " ".join(re.sub(r"<[^>]*>", " ", report_page(small_book(), broken)).split())
    (number,) = {text for text in shown_text(svg).split() if re.fullmatch(r"R\d", text)}
    assert re.search(rf"{number} ?:[^:]*The bone is not yet firm.", report)
    assert WORDS["chart-numbers"] in shown_text(svg)
    everywhere = body_chart(answer(medications=["warfarin"], goals=[Goal("neck-pain")]))
    assert WORDS["chart-numbers"] not in shown_text(everywhere)


def test_the_list_has_the_numbers_of_the_figures():
    mary = load_profile(ROOT / "examples" / "profiles" / "mary.toml")
    said = shown_text(body_chart(EVALUATOR.evaluate(mary, on=DAY)))
    assert "R2 High blood pressure (not controlled). Deep work on the abdomen" in said
    assert "R1 A heart or circulation with little in reserve" in said


def test_a_number_stands_beside_a_small_place_and_its_line_leads_to_it(broken):
    root, drawn = fromstring(body_chart(broken, reasons=False)), load_drawing()
    wrists = [shape for view in drawn.views for part in view.parts for shape in part.shapes
              if (shape.region, shape.side) == ("wrist", Side.LEFT)]  # fmt: skip
    lines = [each.get("d") for each in root if each.tag == f"{SVG}path"]
    assert len(lines) == 4 * len(wrists)
    texts = [each for each in root if each.get("font-size") == "12"]
    assert len(texts) == len(wrists)


def test_a_number_leaves_the_body_free_and_covers_no_other_word():
    figures, places = load_drawing().views, [(148.0, 0.0), (412.0, 0.0), (280.0, 486.0)]
    told = {shape: Told(Mark.CARE, wanted=False, aimed=False, numbers=f"R{number + 10}", title="", reasons="")
            for view in figures for part in view.parts for number, shape in enumerate(part.shapes)}  # fmt: skip
    root, word = Element("svg"), Box(20, 80, 120, 110)
    labels(root, dict(zip(figures, places, strict=True)), told, Box(4, 0, 556, 622), [word])
    boxes = [Box.about(float(each.get("x")), float(each.get("y")) - 4, 22, 10) for each in root.iter("text")]
    assert len(boxes) > 30
    assert not any(box.meets(word) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_a_limit_of_everywhere_is_said_once_below_the_figures():
    svg = body_chart(answer(medications=["warfarin"], goals=[Goal("neck-pain")]), reasons=False)
    assert shown_text(svg).count("Keep within: pressure at most 2 of 5 (rubbing lotion in); without suction.") == 1


def test_it_needs_nothing_from_elsewhere(broken):
    svg = body_chart(broken)
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(style|script|image|use|foreignObject)|\bclass=|\bstyle=|href", svg)


def test_ids_begin_as_the_caller_wants_and_charts_on_one_page_share_none(broken):
    first, second = (ids_of(body_chart(broken, prefix=prefix)) for prefix in ("one", "two"))
    assert not set(first) & set(second)
    assert all(id.startswith("one-") for id in first)


def ids_of(svg: str) -> list[str]:
    return [each.get("id") for each in fromstring(svg).iter() if each.get("id")]


@pytest.mark.parametrize("prefix", ["", "1", "a b", 'a"', "a>", None])
def test_a_prefix_that_cannot_begin_an_id_is_refused(broken, prefix):
    with pytest.raises(InvalidValue, match="beginning of an id"):
        body_chart(broken, prefix=prefix)


def test_a_technique_that_is_not_there_is_refused_with_one_that_is(broken):
    with pytest.raises(UnknownId, match="swedish"):
        body_chart(broken, "swedich")


def test_text_of_client_and_rulebook_is_escaped():
    hostile = '</title><script>alert("1")</script> & {techniques'
    rule = Contraindication(
        id="fracture-recent", about="fracture", where="site", verdict="avoid", reason=f"a{hostile[:-1]}b",
        basis="explicit", sources=["book"],
    )  # fmt: skip
    book = in_words(small_book(contraindications=[rule]), {"chart-sides": hostile})
    told = attrs.evolve(BROKEN, id="<b>&amp;</b>")
    svg = body_chart(answer(book, findings=[told]), "swedish")
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "noted as <b>&amp;</b>" in fromstring(svg).findtext(f"{SVG}desc")


def test_a_place_that_is_not_on_the_figures_is_listed_beside_them():
    regions = [*PARTS["regions"], Region(id="aura", name="Aura & glow", paired=True)]
    techniques = [attrs.evolve(each, regions=[*each.regions, "aura"]) for each in PARTS["techniques"]]
    svg = body_chart(answer(small_book(regions=regions, techniques=techniques)), "swedish", reasons=False)
    assert f"{WORDS['chart-beside']} " in shown_text(svg)
    assert "aura & glow (both sides)" in shown_text(svg)
    assert not any("ura" in title for title in titles(svg))


def test_the_words_are_those_of_the_rulebook():
    book = in_words(small_book(), {"chart-off": "Finger weg", "chart-title-technique": "{technique}!"})
    svg = body_chart(answer(book, findings=[BROKEN], goals=[Goal("neck-pain", sites=["neck"])]), "swedish")
    assert "Left wrist: Finger weg" in titles(svg)
    assert fromstring(svg).findtext(f"{SVG}title") == "Swedish massage!"


def test_for_several_techniques_a_place_is_kept_off_only_where_all_keep_off_it(broken):
    several = (broken.judgements["swedish"], broken.judgements["stones"])
    marks = marked(broken, *several)
    assert marks.at(broken.body.mask("left wrist")) is Mark.OFF
    declined = answer(goals=[Goal("neck-pain")], preferences=Preferences(declines=["stones"]))
    several = (declined.judgements["swedish"], declined.judgements["stones"])
    marks = marked(declined, *several)
    assert marks.at(declined.body.mask("back")) is Mark.CARE
    assert marks.at(declined.body.mask("neck")) is not Mark.OFF


def test_it_names_the_techniques_that_it_is_drawn_for(broken):
    assert "Drawn for: Swedish massage. " in shown_text(body_chart(broken, "swedish"))
    assert "Drawn for: Cupping; Deep tissue; Hot stones; Swedish massage. " in shown_text(body_chart(answer()))


def test_what_only_follows_from_other_reasons_stands_last():
    one = answer(findings=[Finding("warfarin")])
    reasons = marked(one, one.judgements["deep"]).reasons
    assert [reason.text for reason in reasons][1:] == [WORDS["chart-cannot"]]


def test_what_a_client_declines_and_what_the_limits_rule_out_are_reasons():
    book = small_book()
    declined = answer(book, preferences=Preferences(declines=["heat"]))
    assert any(isinstance(each, Declined) for each in declined.judgements["stones"].restrictions)
    assert "The client declines this: heat." in body_chart(declined, "stones")
    limited = answer(book, findings=[Finding("warfarin")])
    assert any(isinstance(each, Infeasible) for each in limited.judgements["deep"].restrictions)
    assert WORDS["chart-cannot"] in body_chart(limited, "deep")
    assert "Pressure at most 2 of 5" in body_chart(limited, "swedish")


def test_a_technique_that_is_not_to_be_done_is_kept_off_everywhere():
    assessment = answer(goals=[Goal("neck-pain", sites=["neck"])], preferences=NO_NECK)
    marks = marked(assessment, assessment.judgements["swedish"])
    assert marks.at(assessment.body.mask("back")) is Mark.OFF
    assert marks.why(assessment.body.mask("back")) == WORDS["chart-nowhere"]


def test_every_word_of_the_chart_stands_on_some_chart():
    said = {id: f"[{id}] {text}" for id, text in WORDS.items()}
    everywhere = [attrs.evolve(each, regions=[*each.regions, "aura"]) for each in PARTS["techniques"]]
    book = in_words(
        small_book(regions=[*PARTS["regions"], Region(id="aura", name="Aura")], techniques=everywhere), said
    )
    small = in_words(small_book(), said)
    answers = [
        answer(small, findings=[BROKEN], goals=[Goal("neck-pain", sites=["neck"])]),
        answer(book, goals=[Goal("neck-pain")], preferences=Preferences(declines=["heat"], declines_sites=["neck"])),
        answer(small, findings=[Finding("warfarin"), Finding("fever")]),
        answer(small, findings=[BROKEN], goals=[Goal("neck-pain", sites=["neck"])], preferences=NO_NECK),
        answer(small, age=40, answered=[EVERYTHING]),
        answer(small, findings=[Finding("warfarin")], goals=[Goal("neck-pain")]),
    ]
    charts = [body_chart(each, id) for each in answers for id in (None, *each.judgements.ids)]
    charts += [body_chart(each, aims=["neck"]) for each in answers]
    assert {id for id in WORDS if not any(f"[{id}]" in chart for chart in charts)} == set()


def test_a_line_is_broken_where_it_would_not_fit():
    assert lines_of("one two three", 50, 10) == ["one two", "three"]
    assert lines_of("", 50, 10) == [""]
    assert lines_of("\u5de6" * 8, 50, 10) == ["\u5de6" * 5, "\u5de6" * 3]
    assert "".join(lines_of("x" * 40, 50, 10)) == "x" * 40


def test_the_shipped_rulebook_is_drawn_whole():
    assessment = EVALUATOR.evaluate(ClientProfile(taken=DAY, goals=[Goal("relaxation")]), on=DAY)
    root = fromstring(body_chart(assessment))
    assert root.get("viewBox").startswith("0 0 560 ")
    assert len(titles(body_chart(assessment))) == len(assessment.body.points) - 1
