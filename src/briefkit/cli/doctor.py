"""``briefkit doctor``: is everything here that briefkit works with?"""

from __future__ import annotations

import json

import click

from briefkit.cli.session import Session, with_session

MISSING = 3


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@with_session
def command(session: Session, as_json: bool) -> int:
    """Show what is missing on this machine, and how to install it.

    \b
    Example:
      briefkit doctor
    """
    from briefkit.checkup import check_up

    checks = check_up()
    if as_json:
        session.is_json = False
        click.echo(json.dumps({"checks": [check.as_record() for check in checks]}, indent=2))
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            if check.is_found and session.is_quiet:
                continue
            state = "ok" if check.is_found else "MISSING" if check.is_needed else "absent"
            click.echo(f"{state:<8}{check.name:<{width + 2}}{check.detail}".rstrip())
            if check.hint:
                click.echo(f"{'':<8}{check.hint}")
    return MISSING if any(check.is_needed and not check.is_found for check in checks) else 0
