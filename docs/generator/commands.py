"""The page of commands, from click's command tree."""

import inspect
from collections.abc import Iterator

import click

from claimmap.cli import main
from claimmap.cli_verb import Verb
from generator.writing import code, link, prose, table
from generator.writing import page as page_of

INTRODUCTION = """\
Every command of `claimmap`, with its options.
Results go to standard output; problems and progress go to standard error.
Colour is used only on a terminal, and `NO_COLOR` is honoured.
A command ends with 0 when it is done (a gap is a finding, not an error), with 1 when `--fail-on` or an expectation failed, and with 2 on bad input or bad usage."""

def page() -> str:
    """Return the page of commands."""
    found = list(leaves(main, ()))
    parts = [INTRODUCTION, table(["command", "what it does"], ((link(code(name), name), first_line(one)) for name, one in found))]
    parts += shared_options()
    for name, one in found:
        parts += [f"## {name}", *section(name, one)]
    return page_of("Commands", *parts)


def shared_options() -> list[str]:
    """Return the section on the options that stand before a command."""
    return ["## Options of every command", "They may stand before or after the name of the command.", options_table(main)]


def leaves(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Give every command with its full name, groups left out."""
    context = context_of(group)
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        if one is None or one.hidden:
            continue
        if isinstance(one, click.Group):
            yield from leaves(one, (*path, name))
        else:
            yield " ".join((*path, name)), one


def section(name: str, one: click.Command) -> Iterator[str]:
    """Give the parts of one command."""
    usage = one.collect_usage_pieces(context_of(one))
    yield f"`claimmap {name} {' '.join(usage)}`"
    yield from help_parts(one.help or "")
    if any(isinstance(parameter, click.Option) for parameter in one.params):
        yield options_table(one)
    if one.epilog:
        yield from help_parts(one.epilog)
    if isinstance(one, Verb) and one.examples:
        yield table(["example", "what it does"], ((code(line), words) for line, words in one.examples))


def help_parts(text: str) -> Iterator[str]:
    """Give the paragraphs of a help text; what stands as written there stands in a block here."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            yield "```text\n" + inspect.cleandoc(paragraph.removeprefix("\b").lstrip("\n")) + "\n```"
        else:
            yield prose(paragraph)


def options_table(one: click.Command) -> str:
    """Return the table of a command's arguments and options."""
    shared = set() if one is main else {name for parameter in main.params for name in parameter.opts} | {"--help"}
    asked = [parameter for parameter in one.get_params(context_of(one)) if not shared & set(parameter.opts)]
    rows = [row for parameter in asked if (row := option_row(parameter))]
    return table(["option", "meaning"], rows)


def option_row(parameter: click.Parameter) -> tuple[str, str] | None:
    """Return the row of an option; an argument stands in the usage."""
    if not isinstance(parameter, click.Option) or parameter.hidden:
        return None
    record = parameter.get_help_record(context_of(click.Command("x")))
    if record is None:
        return None
    return code(record[0]), record[1]


def context_of(one: click.Command) -> click.Context:
    """Return a context with the settings of the whole command line, so that help options have the same names everywhere."""
    return click.Context(one, **main.context_settings)


def first_line(one: click.Command) -> str:
    """Return the first sentence of a command's help."""
    return " ".join((one.help or "").split("\n\n")[0].split()).partition(". ")[0].rstrip(".")
