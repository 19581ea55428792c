"""Textual's driver for terminals, which asks the terminal what it can show and hears the answer itself."""

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from replay.render.capability import Inquiry


def asking(inquiry: Inquiry) -> type[LinuxDriver]:
    """Return a driver that asks.

    The screen is painted while the terminal answers; keys are read when it has answered, or will not. What
    was typed meanwhile comes first.
    """

    class AskingDriver(LinuxDriver):
        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            # Once: it is started again when the person comes back from a suspended program.
            if not inquiry.is_heard:
                self.write(inquiry.questions.decode("ascii"))
                self.flush()

        def run_input_thread(self) -> None:
            typed = inquiry.listen(self.fileno)
            if typed:
                parser = XTermParser(self._debug)
                for message in (*parser.feed(typed.decode("utf-8", "replace")), *parser.tick()):
                    self.process_message(message)
            super().run_input_thread()

    return AskingDriver
