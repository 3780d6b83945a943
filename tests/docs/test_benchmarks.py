"""What the benchmarks time is the work they say it is."""

import importlib
from pathlib import Path

import pytest

from bodywork_rules import Evaluator, load_rulebook

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
    assert {int(row[5]) for row in rows} == {intake.whole_list(load_rulebook())}, (
        "run `python -m benchmarks.intake --write`"
    )


@pytest.mark.parametrize("findings", [0, 6, 20])
def test_clients_of_the_shipped_rulebook_are_possible_and_have_so_many_findings(benchmark, findings):
    evaluate, evaluator = benchmark("evaluate"), Evaluator(load_rulebook())
    assert findings in evaluate.FINDINGS
    for answered in evaluate.ANSWERED.values():
        drawn = evaluate.clients(evaluator.rulebook, findings=findings, answered=answered)
        for client in drawn:
            assert evaluator.check(client, evaluate.TODAY) == ()
            assert len(client.findings) + len(client.medications) == findings
        assert any(client.measurements for client in drawn)
