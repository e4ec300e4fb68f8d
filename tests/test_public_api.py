"""The public names: one sorted list, each documented, with an example where it is a function."""

import inspect

import histkg


def test_all_is_sorted_and_complete():
    assert histkg.__all__ == sorted(histkg.__all__)
    assert set(histkg.__all__) == set(histkg._HOME_OF)
    assert set(dir(histkg)) == set(histkg.__all__)
    assert 10 <= len(histkg.__all__) <= 17


def test_every_public_name_is_documented():
    for name in histkg.__all__:
        thing = getattr(histkg, name)
        assert inspect.getdoc(thing), name


def test_functions_say_what_they_raise_and_show_an_example():
    for name in ("ask", "export", "find", "load", "open_store", "show", "stored_questions", "validate"):
        text = inspect.getdoc(getattr(histkg, name))
        assert ">>>" in text, name
    for name in ("ask", "build", "export", "find", "load", "open_store", "show"):
        assert ":raises" in inspect.getdoc(getattr(histkg, name)), name


def test_no_public_function_hides_a_module():
    """A function named like a module would replace it on first use."""
    from pathlib import Path

    modules = {path.stem for path in Path(histkg.__file__).parent.iterdir()}
    assert not modules & set(histkg.__all__)


def test_unknown_name_is_an_attribute_error():
    import pytest

    with pytest.raises(AttributeError, match="nope"):
        histkg.nope  # noqa: B018


def test_library_answers_as_the_command_line_does(mini_folder, run_cli):
    answer = histkg.ask("sources-for-event", home=mini_folder, event="alpha")
    lines = run_cli(
        "ask", "--home", mini_folder, "sources-for-event", "alpha", "-f", "csv"
    ).stdout.splitlines()
    assert answer.total == len(lines) - 1
