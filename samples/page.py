"""A page for a browser, at an address on this machine that holds no folder's name."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def served(page: str, name: str) -> Iterator[str]:
    """Serve a page for as long as the context lasts; give its address.

    Args:
        page: Its HTML.
        name: What the address begins with; browsers take every name that ends so for this machine.
    """

    class _Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = page.encode() if self.path == "/" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://{name}.localhost:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
