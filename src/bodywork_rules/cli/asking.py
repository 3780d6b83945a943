"""How anything is asked on a terminal: first all that is to be read, then a short line at which to answer."""

import re
import textwrap
from collections.abc import Callable, Iterable
from shutil import get_terminal_size
from typing import Any, TypeVar, final

import attrs
import questionary
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.layout import Dimension, ScrollbarMargin
from questionary.prompts.common import InquirerControl

from bodywork_rules.cli.output import write
from bodywork_rules.errors import BodyworkRulesError
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["Answer", "Asking", "laid_out", "texts_of"]

T = TypeVar("T")
Answer = tuple[str, str]
"""What was asked, and the words that were chosen or written."""
WIDEST = 100
"""No line of a question is longer, in letters."""
BELOW = 8
"""Lines that stay free below a text, for the answers and what stands around them."""
BELOW_A_LINE = 5
"""The same where a line is written: that line, why it cannot be read, and how far one came."""
LEAST = 4
"""So many lines of a text, and of a list, are shown at once on the lowest of screens."""
AROUND = 6
"""Lines that a list leaves to what stands around it: the line to answer at, what was typed, and how far one came."""
NUMBERED = re.compile(r" *\d+  ")
"""How one of several questions begins that stand below each other."""


@final
@attrs.frozen
class Asking:
    """Asks in the words of a rulebook.

    Attributes:
        rulebook: the rulebook.
        kept: what was asked and answered before, in words; taken up in its order, and not asked again.
        said: what is asked and answered now.
        told: what was said once and need not be said again.
    """

    rulebook: Rulebook
    kept: list[Answer] = attrs.field(factory=list, eq=False)
    said: list[Answer] = attrs.field(factory=list, eq=False)
    told: set[str] = attrs.field(factory=set, eq=False)

    def begin(self, kept: Iterable[Answer] = ()) -> None:
        """Begin another question.

        Args:
            kept: what was asked and answered of it when it was broken off.
        """
        self.kept[:], self.said[:] = kept, []

    def say(self, id: str, **put_in: object) -> str:
        """A text of the interview."""
        return text_of(self.rulebook.texts, f"intake-{id}", **put_in)

    def once(self, text: str) -> str:
        """A text, when it is said for the first time; later, nothing.

        Args:
            text: the text.
        """
        if text in self.told:
            return ""
        self.told.add(text)
        return text

    def write(self, text: str) -> None:
        """Write a text in lines that fit.

        Args:
            text: the text.
        """
        write(f"{laid_out(text, get_terminal_size().columns)}\n")

    def fits(self, text: str) -> bool:
        """Whether a text can be read as a whole above a line to write.

        Args:
            text: the text.
        """
        size = get_terminal_size()
        return len(laid_out(text, size.columns).splitlines()) <= size.lines - BELOW_A_LINE

    def tell(self, text: str, below: int = BELOW) -> int:
        """Write a text so that none of it is missed: what is higher than the screen comes part by part.

        Args:
            text: the text.
            below: the lines that stay free below it.

        Returns:
            How many lines stay on the screen.

        Raises:
            KeyboardInterrupt: the interview is broken off.
        """
        size = get_terminal_size()
        lines = laid_out(text, size.columns).splitlines()
        at_once = max(size.lines - below, LEAST)
        for start in range(0, len(lines), at_once):
            if start:
                questionary.text(self.say("read-on"), qmark="").unsafe_ask()
            write("".join(f"{line}\n" for line in lines[start : start + at_once]))
        return (len(lines) - 1) % at_once + 1

    def choose(self, text: str, able: dict[T, str], *, search: bool = False, at_once: int = 100) -> T:
        """One of several, by its words.

        Args:
            text: the question.
            able: what may be chosen, and in which words.
            search: by typing, too.
            at_once: so many are shown at once, at most.

        Raises:
            KeyboardInterrupt: the interview is broken off.
        """
        shown = list(able.values())
        if (kept := self._taken_up(text, lambda line: line in shown)) is not None:
            return list(able)[shown.index(kept)]
        above = self.tell(text)
        choices = [questionary.Choice(each, value=number) for number, each in enumerate(shown)]
        asked = questionary.select(
            self.say("answer"),
            choices=choices,
            instruction=self.say("search") if search else " ",
            use_search_filter=search,
            use_jk_keys=not search,
        )
        room = min(max(get_terminal_size().lines - above - AROUND, LEAST), at_once)
        for window in asked.application.layout.find_all_windows():
            if isinstance(window.content, InquirerControl) and len(choices) > room:
                window.height = Dimension(max=room)
                window.right_margins = [ScrollbarMargin(display_arrows=True)]
        number: int = _asked(asked)
        self.said.append((text, shown[number]))
        return list(able)[number]

    def read(
        self,
        text: str,
        reader: Callable[[str], T],
        wrong: str = "",
        *,
        hint: str = "",
        how: str = "",
        needed: bool = False,
    ) -> T | None:
        """What a line says, asked for until it can be read; nothing of an empty one.

        Args:
            text: the question.
            reader: what reads the line.
            wrong: what is said of a line that cannot be read; empty where the reader says it.
            hint: how to write it, which is said once.
            how: what is said at the line; empty for the usual.
            needed: whether an empty line cannot be read either.

        Raises:
            KeyboardInterrupt: the interview is broken off.
        """

        def problem(line: str) -> bool | str:
            try:
                reader(line.strip()) if line.strip() or needed else None
            except (BodyworkRulesError, ValueError) as error:
                return wrong or str(error)
            return True

        line = self._taken_up(text, lambda line: problem(line) is True)
        if line is None:
            self.tell(f"{text} {self.once(hint)}".rstrip(), BELOW_A_LINE)
            asked = questionary.text(how or self.say("answer"), validate=problem)
            line = (_asked(asked) if needed else asked.unsafe_ask()).strip()
            self.said.append((text, line))
        return reader(line) if line or needed else None

    def _taken_up(self, text: str, fits: Callable[[str], bool]) -> str | None:
        """What was answered here before the question was broken off; nothing where nothing was, or it fits no more."""
        if self.kept and self.kept[0][0] == text and fits(self.kept[0][1]):
            self.said.append(self.kept.pop(0))
            self.write(("\n" if "\n" in text else " ").join(self.said[-1]))
            return self.said[-1][1]
        self.kept.clear()
        return None


def _asked(question: questionary.Question) -> Any:
    """What is replied to a question that was seen: keys pressed before it was shown are no reply to it."""
    keys = question.application.input
    with keys.raw_mode():
        keys.read_keys()
    clear_typeahead(keys)
    return question.unsafe_ask()


def laid_out(text: str, width: int) -> str:
    """A question in lines that break between words; where it counts things up, each begins a line of its own.

    Args:
        text: the question; of several, each begins a line with its number.
        width: of the terminal, in letters.
    """
    inner = max(min(width, WIDEST) - 4, 20)
    return "\n".join(_filled(part, inner) for line in text.splitlines() for part in parts_of(line))


def parts_of(text: str) -> list[str]:
    """A question, or what it asks and each of the many things that it counts up.

    Args:
        text: the question.
    """
    asked, colon, rest = text.partition(": ")
    counted = rest.split("; ")
    return [asked + colon.rstrip(), *(f"- {each}" for each in counted)] if len(counted) > 3 else [text]


def _filled(part: str, inner: int) -> str:
    """Lines of which the later ones stand below the words of the first."""
    number = NUMBERED.match(part)
    indent = " " * (len(number[0]) if number else 2)
    return textwrap.fill(part, inner, subsequent_indent=indent, break_on_hyphens=False)


def texts_of(line: str) -> list[str]:
    """The parts of a line that commas part."""
    return [each.strip() for each in line.split(",") if each.strip()]
