"""Print the letters for a day's clients: one page for each clinician to ask, and a list of who is still waited for.

    python examples/letters_for_a_day.py FOLDER 2026-11-23     # the profiles in examples/profiles, into FOLDER

The name of a profile's file is all that says whose it is; the letters leave room to write the name by hand.
Beside each page the letter is kept as JSON: `bodywork-rules reply` records the answer against it.
"""

import sys
from datetime import date
from pathlib import Path

from bodywork_rules import Evaluator, Referral, load_profile, load_rulebook, to_json
from bodywork_rules.care import letters
from bodywork_rules.report import letter_html

CLIENTS = Path(__file__).parent / "profiles"


def main(folder: Path, on: date) -> None:
    """Write a letter for every client and clinician, and print what was written."""
    evaluator = Evaluator(load_rulebook())
    folder.mkdir(parents=True, exist_ok=True)
    for profile in sorted(CLIENTS.glob("*.toml")):
        assessment = evaluator.evaluate(load_profile(profile), on=on)
        for letter in letters(evaluator, assessment):
            path = folder / f"{profile.stem}-{letter.clinician}.html"
            path.write_text(letter_html(evaluator.rulebook, letter), encoding="utf-8")
            path.with_suffix(".json").write_text(to_json(letter), encoding="utf-8")
            questions = ", ".join(each.clearance.name for each in letter.questions)
            print(f"{path.name}: {questions}")
        if any(notice.referral >= Referral.SAME_DAY for notice in assessment.referrals):
            print(f"{profile.stem}: to be seen by a doctor before anything else")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python examples/letters_for_a_day.py FOLDER YYYY-MM-DD")
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
