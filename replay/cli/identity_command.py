"""`replay identity`: who you are to those who seal recordings for you."""

import click

from replay.cli.arguments import identity_option, json_option, named_identity
from replay.cli.telling.output import print_json, print_line
from replay.core.safe_text import visible
from replay.store.paths import identity_file


@click.command("identity")
@click.option("--new", "makes", is_flag=True, help="Make one; never in place of another.")
@click.option(
    "--keyring", "in_keyring", is_flag=True, help="With --new: keep it in the keyring of the system."
)
@identity_option
@json_option
def command(makes: bool, in_keyring: bool, as_json: bool) -> None:
    """Print the recipient that others give to `replay seal --to`, so that you can open what they seal.

    Your identity is the secret to it. It is looked for in the file that --identity names, else in
    identity.txt in the folder of the settings, else in the keyring of the system; never in an argument or
    in a variable of the environment. A file that others may read is refused. Whoever loses the identity
    cannot open what was sealed for it, and nobody can help.

    --json prints `recipients` and `origin`.
    """
    from replay.store.identities import new_identity, own_identities

    if in_keyring and (not makes or named_identity()):
        raise click.UsageError("--keyring goes with --new, and not with --identity")
    if makes:
        place = None if in_keyring else named_identity() or identity_file()
        try:
            own = new_identity(place)
        except FileExistsError as error:
            raise click.UsageError(
                f"{place} is there already, and sealed recordings may need it; --identity names another file"
            ) from error
        click.echo(f"made {visible(own.origin)}: keep a copy where nobody else gets at it", err=True)
    else:
        found = own_identities(named_identity())
        if found is None:
            raise click.UsageError(
                f"there is no identity, neither in {identity_file()} nor in the keyring; --new makes one"
            )
        own = found
    if as_json:
        print_json({"recipients": list(own.recipients), "origin": own.origin})
        return
    for recipient in own.recipients:
        print_line(recipient)
    if not own.recipients:
        click.echo(f"{visible(own.origin)} is a key of SSH: its recipient is its public key", err=True)
