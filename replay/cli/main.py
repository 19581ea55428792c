"""The `replay` command: its subcommands are imported only when they run, so that `--help` is quick."""

import difflib
import importlib
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import click
from click.shell_completion import CompletionItem

from formats.errors import FormatError
from replay.cli.telling.exits import EXIT_INTERRUPTED, EXIT_UNREADABLE
from replay.cli.telling.output import ReaderGoneError
from replay.store.errors import StoreError

COMMANDS = {
    "open": "Step through a recording on the screen (what `replay FILE` does).",
    "info": "Say what a recording holds: header, streams, frames, displays, consent.",
    "events": "Print events, in time order over all streams.",
    "actions": "Print what the person did: clicks, drags, scrolls, typing, hotkeys.",
    "text": "Print the typed text, corrections applied.",
    "frame": "Write one picture, exactly as it was recorded.",
    "import": "Turn a foreign recording into a .replay file.",
    "export": "Write a recording in another format: tables, trajectories, subtitles, video, a web page.",
    "agree": "Say how far annotators agree, and where they do not.",
    "stats": "Count what was labelled, and how long it took: by label and by annotator.",
    "label": "Exchange annotations with the tools of others: ELAN, Praat, BORIS, tables and more.",
    "journal": "Carry annotations between stores as JSON Lines, and check that nobody altered them.",
    "merge": "Make one journal of several, without a store.",
    "audit": "Show who opened, saw and handed on what, and check that nobody changed the record.",
    "queue": "Share out recordings among a team: claims, reviews, and how far everything is.",
    "formats": "List the formats that can be read and written.",
    "labels": "Make, check and show label sets: the words for segments, with their keys and rules.",
    "lint": "Say what is wrong with the labels of a recording: gaps, overlaps, edges that cut an action.",
    "record": "Record your own X11 session, after you agreed and in your sight.",
    "scan": "Find what should never have been recorded: passwords, keys, cards and more.",
    "align": "Measure by how much the pictures' times are off from the events, from what they show.",
    "compare": "Hold a capture against a reference: what was lost, doubled, moved, late; clock and scale.",
    "subject": "Show a recorded person everything about them, and remove what they want removed.",
    "canary": "Plant invented secrets in a copy, and measure how many are found.",
    "redact": "Write a copy without what was found, flagged or named.",
    "seal": "Write a recording so that only those can open it whom it is for.",
    "unseal": "Write what a sealed recording holds, in the clear.",
    "identity": "Say who you are to those who seal recordings for you.",
    "withdraw": "Take back the consent: destroy the key of a recording, and list its copies.",
    "verify": "Prove that what was removed from a copy is gone.",
    "check": "Say whether a capture can be trusted: what is lost, late, doubled, stuck or misplaced.",
    "recover": "Make a whole file from a cut or damaged one, and say what was lost.",
    "doctor": "Say what this terminal can show, and what is installed.",
    "keys": "List the keys of the screens.",
}
"""Every command and its one line of help; the module `replay.cli.NAME_command` holds it as `command`."""


class LazyGroup(click.Group):
    """A group that knows its commands by name, and takes a file's name for `open`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None for an unknown name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"replay.cli.{cmd_name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands without importing any of them, and files, for the first word may be one."""
        names = [
            CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)
        ]
        # First, because bash forgets what came before an item of this type.
        files = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="file")]
        # Past click's own group, which would import the commands.
        return [*files, *names, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Treat anything that is not a command's name as a file to open."""
        name = args[0]
        if name in COMMANDS:
            return super().resolve_command(ctx, args)
        if ctx.resilient_parsing:
            # A shell asks what could follow: that a name is wrong is not said while it is typed.
            return "open", self.get_command(ctx, "open"), args
        looks_like_a_file = Path(name).suffix or os.sep in name or Path(name).exists()
        if not looks_like_a_file:
            close = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f": did you mean '{close[0]}'?" if close else ""
            raise click.UsageError(f"no command and no file is called {name!r}{hint}", ctx)
        return "open", self.get_command(ctx, "open"), args


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import importlib.metadata

        click.echo(f"replay {importlib.metadata.version('replay-desk')}")
        ctx.exit()


_COMPLETION = """\b
Completion of commands, options and files, in the shell's start-up file:
  bash  eval "$(_REPLAY_COMPLETE=bash_source replay)"
  zsh   eval "$(_REPLAY_COMPLETE=zsh_source replay)"
  fish  _REPLAY_COMPLETE=fish_source replay | source
"""


@click.group(cls=LazyGroup, epilog=_COMPLETION, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Step through recordings of computer sessions.

    `replay FILE` opens the screen: mouse paths, clicks and keystrokes beside the screenshots. Recordings are
    opened read-only, and nothing leaves the machine.

    Data goes to stdout and words to stderr. Exit status: 0 fine, 1 something was found, 2 wrong use, 3 a file
    that cannot be read. Times are HH:MM:SS.mmm, seconds, or #frame.
    """
    if ctx.obj is None:
        ctx.obj = _close_network()


def main() -> NoReturn:
    """Run the command line as this process, which then has no network any more."""
    run(None)


def run(network: str | None) -> NoReturn:
    """Run the command line; every foreseeable failure is one line on stderr and an exit status.

    Args:
        network: What `doctor` says of it; None closes it, see `replay.cli.offline`.
    """
    # Small matrices on two threads stall each other, and each thread's buffers cost memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A character that the locale lacks is shown by its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        result = cli.main(prog_name="replay", standalone_mode=False, obj=network)
        # What waits is written here, where somebody can still say that it failed.
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(error.exit_code)
    except click.UsageError as error:
        help_of = f"; see '{error.ctx.command_path} --help'" if error.ctx else ""
        _fail(error.format_message().rstrip(".") + help_of, error.exit_code)
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("interrupted", EXIT_INTERRUPTED)
    except (FormatError, StoreError) as error:
        _fail(str(error), EXIT_UNREADABLE)
    except (BrokenPipeError, ReaderGoneError):
        # No error, and nothing left to say.
        _drop_output()
        sys.exit(0)
    except MemoryError:
        _fail("there is not enough memory for this", EXIT_UNREADABLE)
    except OSError as error:
        _drop_output()
        what = error.strerror or str(error)
        _fail(f"{os.fsdecode(error.filename)}: {what}" if error.filename else what, EXIT_UNREADABLE)
    sys.exit(result if isinstance(result, int) else 0)


def _close_network() -> str:
    from replay.cli.offline import close_network, why_needed
    from replay.store.settings import SettingsError, load_settings

    try:
        store = load_settings().store
    except SettingsError:
        # The command says so, or needs none of them.
        store = ""
    return close_network(why_needed(sys.argv[1:], os.environ, store))


def _drop_output() -> None:
    """Let what still waits for a closed pipe or a full disk go nowhere, or Python fails again at its exit."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, status: int) -> NoReturn:
    from replay.core.safe_text import visible

    line = visible(" ".join(message.split()))
    click.echo(f"replay: {line}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
