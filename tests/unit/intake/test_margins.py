"""What of a page is its furniture: told by tags, else by recurring apart from the text."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.intake.profile.margins import without_furniture
from ocindex.intake.profile.pdf import Cell


def line(text: str, page: int, base: float, *, left: float = 50, artifact: bool = False) -> Cell:
    return Cell(
        text, page, left, left + 200, base, 9, bold=False, height=842, artifact=artifact
    )  # fmt: skip


def texts(cells: Sequence[Cell]) -> list[tuple[str, int]]:
    return [(cell.text, cell.page) for cell in without_furniture(cells)]


def test_what_recurs_in_the_margins_and_page_numbers_go() -> None:
    cells = [
        cell
        for page in (1, 2)
        for cell in (
            line("A made-up index", page, 810),
            line(f"Text of page {page}", page, 400),
            line(f"Page {page} of 2", page, 30),
        )
    ]
    assert texts(cells) == [("Text of page 1", 1), ("Text of page 2", 2)]


def test_text_that_is_said_at_the_same_height_twice_stays() -> None:
    cells = [
        cell
        for page in (1, 2)
        for cell in (
            line("A made-up index", page, 820),
            line("The mean of this section is", page, 780),
            line(f"{page}.00, which is below", page, 768),
            line(f"that of {'the region' if page == 1 else 'the world'}.", page, 756),
        )
    ]
    assert [text for text, page in texts(cells) if page == 1] == [
        "The mean of this section is", "1.00, which is below", "that of the region.",
    ]  # fmt: skip


def test_text_in_another_column_holds_no_running_head() -> None:
    cells = [
        cell
        for page in (1, 2)
        for cell in (
            line("A made-up index", page, 780),
            line("One" if page == 1 else "Two", page, 772, left=300),
        )
    ]
    assert texts(cells) == [("One", 1), ("Two", 2)]


def test_a_tagged_document_says_itself_what_is_no_text() -> None:
    cells = [
        cell
        for page in (1, 2)
        for cell in (
            line("A made-up index", page, 820, artifact=True),
            line("12", page, 780),
            line("Said twice.", page, 60),
        )
    ]
    assert texts(cells) == [("12", 1), ("Said twice.", 1), ("12", 2), ("Said twice.", 2)]


def test_tags_on_some_pages_only_are_not_relied_on() -> None:
    cells = [
        line("Decoration", 1, 820, artifact=True),
        line("A running head", 1, 800), line("One.", 1, 400),
        line("A running head", 2, 800), line("Two.", 2, 400),
    ]  # fmt: skip
    assert texts(cells) == [("One.", 1), ("Two.", 2)]
