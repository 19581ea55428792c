"""Waiting for a thread that nobody waits for at the end."""

import asyncio
import threading
from collections.abc import Callable


async def in_daemon(work: Callable[[], None]) -> None:
    """Do `work` in a thread and wait until it is done; the process may end before it is.

    Not `asyncio.to_thread`, whose threads are waited for when the loop ends.

    Raises:
        Exception: Whatever `work` raises.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def tell(error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)

    def run() -> None:
        error: BaseException | None = None
        try:
            work()
        except BaseException as raised:  # noqa: BLE001 - it is raised again where it is waited for
            error = raised
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, error)

    threading.Thread(target=run, name="opening", daemon=True).start()
    await done
