"""The command that tells how a course of treatment goes."""

from enum import Enum
from pathlib import Path
from typing import Annotated, final

import typer

from bodywork_rules.care.progress.response import response
from bodywork_rules.care.progress.scores import ScoreFile
from bodywork_rules.care.progress.steps import advise
from bodywork_rules.care.progress.words import progress_page
from bodywork_rules.cli.options import OnOption, RulebookOption
from bodywork_rules.cli.output import show_page, write
from bodywork_rules.cli.reading import Reading, day_of, document_of, rulebook_of
from bodywork_rules.insight.markdown import markdown

__all__ = ["progress"]


@final
class PageForm(Enum):
    """How a page is written."""

    TEXT = "text"
    MARKDOWN = "markdown"


def progress(
    scores: Annotated[Path, typer.Argument(help="The scores of one client's course, TOML or JSON.")],
    *,
    on: OnOption = None,
    form: Annotated[PageForm, typer.Option("--format", help="How to write it.")] = PageForm.TEXT,
    rulebook: RulebookOption = None,
) -> None:
    """Tell how a course of treatment goes by its scores, and what to do next."""
    reading = Reading()
    day = reading.read(lambda: day_of(on), where="--on")
    book = reading.read(lambda: rulebook_of(rulebook))
    told = reading.read(lambda: document_of(ScoreFile, scores), file=str(scores))
    if day is None or book is None or told is None:
        reading.leave()
    steps = reading.read(lambda: advise(book, told.scores, day, told.reviewed), file=str(scores))
    if steps is None:
        reading.leave()
    page = progress_page(book, response(book, told.scores, day), steps)
    match form:
        case PageForm.TEXT:
            show_page(page)
        case PageForm.MARKDOWN:
            write(markdown(page))
