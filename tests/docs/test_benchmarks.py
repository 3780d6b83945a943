"""What the benchmarks time is the work they say it is."""

import importlib
import re
from pathlib import Path
from statistics import median

import pytest

from bodywork_rules import ClientProfile
from bodywork_rules.care import Interview
from shipped import EVALUATOR, RULEBOOK

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def benchmark(monkeypatch):
    """A module of the benchmarks by its name."""
    monkeypatch.syspath_prepend(str(ROOT))
    return lambda name: importlib.import_module(f"benchmarks.{name}")


def test_the_translated_plain_work_has_the_answers_of_the_plain_interpreter(benchmark):
    work, plain = benchmark("plainwork"), benchmark("plain")
    rules, clients = work.make_rules(), work.make_clients()[:50]
    clients += [client for client in work.make_clients() if client.numbers["days_stroke"] != work.NEVER][:5]
    answer = plain.our_answers(rules)
    assert [answer(client) for client in clients] == [work.oracle(rules, client) for client in clients]


def test_rules_about_facts_that_no_client_has_change_no_answer(benchmark):
    work, ours, plain = benchmark("plainwork"), benchmark("ours"), benchmark("plain")
    rules, clients = work.make_rules(), work.make_clients()[:10]
    held = ours.grown(rules, 3)
    assert len(held) == 3 * len(rules)
    answer = plain.our_answers(rules, held)
    assert [answer(client) for client in clients] == [work.oracle(rules, client) for client in clients]


def test_figures_go_between_the_markers_of_the_page_and_nowhere_else(benchmark):
    report = benchmark("report")
    page = (ROOT / "docs" / "reference" / "benchmarks.md").read_text(encoding="utf-8")
    written = report.written_into(page, "| us |")
    assert f"{report.BEGIN}\n\n| us |\n\n{report.END}" in written
    assert report.written_into(written, "| us |") == written
    with pytest.raises(ValueError, match="each once"):
        report.written_into("no markers", "| us |")


def test_the_page_on_interviews_counts_the_questions_that_there_are_today(benchmark):
    intake = benchmark("intake")
    rows = [line.split("|") for line in intake.PAGE.read_text(encoding="utf-8").splitlines() if "% / " in line]
    assert {int(row[5]) for row in rows} == {intake.whole_list(RULEBOOK)}, "run `python -m benchmarks.intake --write`"


def test_the_page_on_interviews_names_the_command_that_made_its_table_and_how_many_clients_were_checked(benchmark):
    page = benchmark("intake").PAGE.read_text(encoding="utf-8")
    ((of_command, of_each, in_all),) = re.findall(
        r"--clients (\d+) --write` made this table, of (\d+) generated .*\n.* checked for each of the (\d+) clients",
        page,
    )
    rows = [line for line in page.splitlines() if "% / " in line]
    assert of_command == of_each
    assert int(in_all) == len(rows) * int(of_each)


def test_an_interview_with_three_findings_puts_at_most_a_third_of_the_questions_of_the_form(benchmark):
    page = benchmark("intake").PAGE.read_text(encoding="utf-8")
    (row,) = [line.split("|") for line in page.splitlines() if re.match(r"\| 3 .*% / ", line)]
    interview, form, whole = (float(row[at]) for at in (2, 4, 5))
    assert interview <= form / 3 < whole / 3


def test_of_a_fresh_sample_an_interview_is_as_short_and_comes_to_what_the_form_does(benchmark):
    intake = benchmark("intake")
    measured = [intake.one(client) for client in intake.clients(intake.made_ready(), 3, 6, seed=1)]
    assert [each.broken for each in measured] == [""] * 6
    assert median(each.interview for each in measured) <= median(each.form for each in measured) / 3


def test_the_page_on_interviews_tells_how_long_a_first_client_takes_today_and_it_is_less_than_ten_minutes(
    benchmark, tmp_path
):
    first = benchmark("first_client")
    page = first.PAGE.read_text(encoding="utf-8").partition(first.BEGIN)[2].partition(first.END)[0]
    rows = {row[1].strip(): row for line in page.splitlines() if len(row := line.split("|")) == 8}
    for persona in first.PERSONAS:
        desk = first.interviewed(persona, tmp_path / "client.json")
        for each in tmp_path.iterdir():
            each.unlink()
        shown = first.Shown.at(desk)
        counted = [int(each) for each in rows[persona.name][2:5]]
        assert counted == [shown.screens, shown.words, shown.keys], "run `python -m benchmarks.first_client --write`"
        assert float(rows[persona.name][6]) < 10


def test_the_benchmark_of_interviews_sees_an_interview_that_leaves_something_out(benchmark):
    intake = benchmark("intake")
    client = ClientProfile(taken=intake.TODAY, findings=["chest-pressure"], goals=["neck-pain"])
    nothing = Interview(ClientProfile(taken=intake.TODAY, goals=["neck-pain"]))
    assert intake.differs(intake.made_ready(), nothing, client)


@pytest.mark.parametrize("findings", [0, 6, 20])
def test_clients_of_the_shipped_rulebook_are_possible_and_have_so_many_findings(benchmark, findings):
    evaluate, evaluator = benchmark("evaluate"), EVALUATOR
    assert findings in evaluate.FINDINGS
    for answered in evaluate.ANSWERED.values():
        drawn = evaluate.clients(evaluator.rulebook, findings=findings, answered=answered)
        for client in drawn:
            assert evaluator.check(client, evaluate.TODAY) == ()
            assert len(client.findings) + len(client.medications) == findings
        assert any(client.measurements for client in drawn)
