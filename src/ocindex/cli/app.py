"""The commands by name, and how errors leave the program."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from ocindex.cli.streams import end_cleanly, give_up_output, open_streams
from ocindex.errors import InputError, OcindexError, OutputError, printable
from ocindex.version import __version__

# Set by the shell when it asks what may come next.
COMPLETION = "_OCINDEX_COMPLETE"
COMMANDS = {
    "intake": "Read a workbook, profiles, experts' ratings or another index into editions.",
    "simulate": "Make up an assessment of 193 countries.",
    "score": "Say what the experts' ratings of an edition say, and how surely.",
    "raters": "Say who agrees, who rates otherwise, and where one more expert helps.",
    "check": "List everything that is wrong with editions.",
    "show": "Show a country's scores, bands, ranks, quadrant and changes.",
    "rank": "Rank the countries by a node.",
    "compare": "Say what has changed between two editions, and of what the change is made.",
    "compute": "Write all results of an edition to a file.",
    "build": "Make an index of an edition by a method of your own.",
    "audit": "Audit an index by the ten steps of the OECD/JRC Handbook.",
    "uncertainty": "Say how far scores and ranks can be trusted.",
    "what-if": "Say what another method would change, or what it takes to overtake.",
    "release": "Freeze editions and all their figures.",
    "verify": "Find any byte of a release that has changed.",
    "publish": "Make the web site, profiles and data files of a release.",
    "serve": "Preview a site on this machine.",
    "demo": "Do it all in a row: intake, check, release, publish, serve.",
}


class Commands(click.Group):
    """Commands that are imported when called: help must not wait for numpy."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        module = import_module(f"ocindex.cli.commands.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ocindex")
def app() -> None:
    """Make, check and publish an expert-assessed index of countries.

    Exit status: 0 done, 1 the input has faults, 2 wrong use.

    \b
    Example:
      ocindex intake workbook global_oc_index.xlsx --out editions
      ocindex show editions/2023 KAZ --against editions/2021
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 faults in the input or the output, 2 wrong use."""
    open_streams()
    end_cleanly()
    if COMPLETION in os.environ:
        app.main(arguments, prog_name="ocindex")
    try:
        # Not app.main, which ends with 1 when a reader such as `head` leaves early.
        given = sys.argv[1:] if arguments is None else arguments
        with app.make_context("ocindex", given) as context:
            app.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except InputError as error:
        for fault in error.faults:
            click.echo(f"error: {fault}", err=True)
        count = len(error.faults)
        click.echo(f"{count:,} fault{'s' if count > 1 else ''} found.", err=True)
        sys.exit(1)
    except OcindexError as error:
        click.echo(f"error: {printable(str(error))}", err=True)
        sys.exit(1 if isinstance(error, OutputError) else 2)
    except BrokenPipeError:
        give_up_output()
    except OSError as error:
        # The stages tell of their own files; this is standard output, or the working folder.
        give_up_output()
        place = printable(str(error.filename or "Standard output"))
        reason = error.strerror or str(error)
        click.echo(f"error: {place}: {reason}. Free its disk, or name another place.", err=True)
        sys.exit(1)
