"""The command tells how a course goes, and all that is wrong with a file at once."""

SCORES = """
format = 1
scores = [
  { measure = "nprs", value = 7, on = 2026-10-05, complaint = "neck-pain", techniques = ["swedish-massage"] },
  { measure = "nprs", value = 6, on = 2026-10-12, complaint = "neck-pain", techniques = ["swedish-massage"] },
  { measure = "nprs", value = 5, on = 2026-10-19, complaint = "neck-pain", techniques = ["swedish-massage"] },
  { measure = "nprs", value = 4, on = 2026-10-26, complaint = "neck-pain" },
]
"""
DAY = ("--on", "2026-11-02")


def test_it_tells_how_the_course_goes_and_what_to_do_next(bodywork, write):
    done = bodywork("progress", write("scores.toml", SCORES), *DAY)
    assert (done.status, done.err) == (0, "")
    assert "7 on 2026-10-05, 4 on 2026-10-26. Better by 3 points." in " ".join(done.out.split())
    assert "Swedish massage, for Neck pain" in done.out
    assert "Go on as planned." in done.out


def test_it_writes_markdown(bodywork, write):
    done = bodywork("progress", write("scores.toml", SCORES), *DAY, "--format", "markdown")
    assert done.out.startswith("# Neck pain\n")


def test_no_scores_are_no_mistake(bodywork, write):
    done = bodywork("progress", write("scores.toml", "format = 1\n"), *DAY)
    assert (done.status, done.out) == (0, "There are no scores yet.\n")


def test_all_that_is_wrong_is_told(bodywork, write):
    path = write("scores.toml", SCORES.replace('"nprs", value = 4', '"nprz", value = 40'))
    done = bodywork("progress", path, "--on", "2026-10-20")
    assert done.status == 2
    assert "scores[3] > measure: unknown measure `nprz`; did you mean `nprs`?" in done.err
    assert "scores[3] > on: after 2026-10-20" in done.err


def test_a_file_of_another_form_is_refused(bodywork, write):
    done = bodywork("progress", write("scores.toml", "format = 1\nscore = []\n"), "--on", "soon")
    assert done.status == 2
    assert "--on: not a date `soon`" in done.err
    assert "score" in done.err.splitlines()[1]


def test_only_what_ends_or_holds_up_a_course_is_set_apart(bodywork, write):
    calm = bodywork("progress", write("scores.toml", SCORES), *DAY).out
    assert "!!" not in calm
    worse = SCORES.replace("value = 4", "value = 10")
    assert "!!" in bodywork("progress", write("scores.toml", worse), *DAY).out
