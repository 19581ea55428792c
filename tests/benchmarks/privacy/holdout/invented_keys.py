"""Keys and tokens of services that nobody has, put together at run time so that no file here holds one."""

import base64
import json
import random
import zlib
from collections.abc import Callable
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

ALNUM = ascii_letters + digits
KEYS = (
    "aws",
    "aws-secret",
    "github",
    "gitlab",
    "slack",
    "stripe",
    "google",
    "npm",
    "openai",
    "anthropic",
    "huggingface",
    "sendgrid",
    "vault",
    "docker",
    "telegram",
    "digitalocean",
    "jwt",
    "basic",
    "hex",
    "opaque",
    "uuid",
)


def some_of(rng: random.Random, letters: str, count: int) -> str:
    """Return some of the letters."""
    return "".join(rng.choice(letters) for _ in range(count))


def private_key(rng: random.Random) -> str:
    """Return a private key in its armour."""
    lines = [some_of(rng, ALNUM + "+/", 70) for _ in range(5)]
    words = "OPENSSH PRIVATE" + " KEY"
    return "\n".join((f"-----BEGIN {words}-----", *lines, f"-----END {words}-----"))


def key(kind: str) -> Callable[[random.Random], str]:
    """Return what makes keys and tokens of a service."""

    def make(rng: random.Random) -> str:
        def some(count: int, letters: str = ALNUM) -> str:
            return some_of(rng, letters, count)

        made = {
            "aws": lambda: "AK" + "IA" + some(16, ascii_uppercase + "234567"),
            "aws-secret": lambda: some(19) + "/" + some(20),
            "github": lambda: _github(rng),
            "gitlab": lambda: "glp" + "at-" + some(20),
            "slack": lambda: "xo" + f"xb-{some(12, digits)}-{some(12, digits)}-{some(24)}",
            "stripe": lambda: "sk_" + "live_" + some(24),
            "google": lambda: "AI" + "za" + some(35),
            "npm": lambda: "np" + "m_" + _checked(some(30)),
            "openai": lambda: "sk" + "-proj-" + some(48),
            "anthropic": lambda: "sk" + "-ant-api03-" + some(93) + "AA",
            "huggingface": lambda: "h" + "f_" + some(34, ascii_letters),
            "sendgrid": lambda: "S" + f"G.{some(22)}.{some(43)}",
            "vault": lambda: "hv" + "s." + some(95),
            "docker": lambda: "dckr_" + "pat_" + some(27),
            "telegram": lambda: some(10, "123456789") + ":AA" + some(33),
            "digitalocean": lambda: "dop_" + "v1_" + some(64, "0123456789abcdef"),
            "jwt": lambda: _jwt(rng),
            "basic": lambda: base64.b64encode(f"anna:{some(12)}!".encode()).decode(),
            "hex": lambda: some(40, "0123456789abcdef"),
            "opaque": lambda: some(32),
            "uuid": lambda: "-".join(some(size, "0123456789abcdef") for size in (8, 4, 4, 4, 12)),
        }
        return made[kind]()

    return make


def _checked(body: str) -> str:
    value, tail = zlib.crc32(body.encode()), ""
    letters = digits + ascii_uppercase + ascii_lowercase
    while value:
        value, rest = divmod(value, 62)
        tail = letters[rest] + tail
    return body + tail.rjust(6, "0")


def _github(rng: random.Random) -> str:
    return "gh" + "p_" + _checked(some_of(rng, ALNUM, 30))


def _jwt(rng: random.Random) -> str:
    def part(text: str) -> str:
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    head = '{"alg":"HS256","typ":"JWT"}'
    body = json.dumps({"sub": str(rng.randrange(10**9)), "iat": 1_760_000_000})
    return f"{part(head)}.{part(body)}.{some_of(rng, ALNUM, 43)}"
