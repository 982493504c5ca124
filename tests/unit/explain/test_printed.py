"""An explanation is coloured on a terminal and plain text elsewhere."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from pipelines.explain import explain_release, print_explanation


def _print(explanation, **options):
    file = StringIO()
    print_explanation(explanation, Console(file=file, width=200, highlight=False, **options))
    return file.getvalue()


def test_plain_output_brackets_what_was_found(call):
    """In a file or a pipe colours are lost, and with them what was marked."""
    told = _print(call)
    assert "\x1b" not in told
    assert "[telephone conversation|telephone_conversation]" in told
    assert "[May 7, 2023|2023-05-07]" in told
    assert "contact 1  telephone_conversation, held, told as news" in told
    assert "no contact: 'hope' makes it no event" in told
    assert "published 2023-05-08, by its dateline: '08/05/2023'" in told


def test_a_terminal_gets_colours_and_no_brackets(call):
    """Brackets make a text hard to read where colours do."""
    told = _print(call, force_terminal=True, color_system="truecolor")
    assert "\x1b[" in told
    assert "|telephone_conversation]" not in told


def test_a_terminal_without_colours_gets_brackets(call):
    """NO_COLOR is somebody's wish, and what was found must still be seen."""
    told = _print(call, force_terminal=True, no_color=True)
    assert "[May 7, 2023|2023-05-07]" in told


def test_a_long_line_is_not_cut_where_there_is_no_terminal(call):
    """Lines are searched with grep."""
    told = _print(call, soft_wrap=True)
    assert "[President of Russia Vladimir Putin|RUS]." in told


def test_brackets_of_the_text_are_no_markup(raw, processed):
    """Rich reads [bold] in a release as a command unless it is kept from it."""
    text = " date 2023-05-08 A [bold]note[/bold]\n\nNothing [red]of note[/nothing] happened.\n"
    (raw / "turkmenistan_mfa" / "odd.txt").write_text(text, encoding="utf-8")
    told = _print(explain_release("odd.txt", raw, processed))
    assert "Nothing [red]of note[/nothing] happened." in told


def test_a_document_that_could_not_be_read_is_told_with_its_reason(raw, processed):
    """A release that is missing from the tables is looked for here."""
    told = _print(explain_release("broken.txt", raw, processed))
    assert "not read" in told
    assert "quarantined  parse" in told
