"""Serve the pages of a register on this machine."""

from __future__ import annotations

import argparse
from typing import Any

from onrecord.cli import output
from onrecord.cli._django import add_register, setup_and_update
from onrecord.core.kernel.errors import UsageError

NAME = "serve"
HELP = "Serve the pages of a register on this machine."
EXAMPLE = "onrecord serve --register ./register --port 8000"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_register(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    setup_and_update(args.register)
    from django.core.management import call_command  # noqa: PLC0415 - needs Django

    from onrecord.web.audit.services import sign_checkpoint  # noqa: PLC0415 - needs Django

    call_command("clearsessions")
    sign_checkpoint()
    output.say(f"Serving on http://{args.host}:{args.port} (stop with Ctrl-C)")
    serve(args.host, args.port)
    return 0


def serve(host: str, port: int) -> None:
    """Serve the register that Django is set up on, until stopped.

    One process with threads: SQLite takes one writer at a time, and the keys stay in one place.
    """
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - Unix only, loaded when used

    from onrecord.web.jobs.running import work_beside  # noqa: PLC0415 - needs Django
    from onrecord.web.site.wsgi import application  # noqa: PLC0415 - needs Django

    if not 0 < port < 65536:
        raise UsageError("There is no such port.", value=port, remedy="Use 1 to 65535.")

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": 1,
                "threads": 8,
                "timeout": 300,
                "loglevel": "warning",
                "control_socket_disable": True,
                # In the process that answers: threads do not outlive the fork that makes it.
                "post_worker_init": lambda _worker: work_beside(),
            }
            for key, value in settings.items():
                if key in self.cfg.settings:
                    self.cfg.set(key, value)

        def load(self) -> object:
            return application

    Server().run()
