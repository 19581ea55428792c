"""Keys and tokens whose makers gave them a form that can be told: the table of those forms.

Source: the makers' documentation of their prefixes, and for GitHub and npm the check within the token.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from replay.privacy.detectors import cues

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class TokenForm:
    """What the tokens of one maker look like."""

    maker: str
    cue: int
    """Of what stands in all of them."""
    form: re.Pattern[str]
    check: Callable[[str], bool] | None = None
    """Says whether the check within it is right; a wrong one leaves the form, with less confidence."""


def is_crc_right(token: str) -> bool:
    """Say whether the last six characters are the CRC-32 of the others, in base 62."""
    secret = token.split("_", 1)[1]
    number, digits = zlib.crc32(secret[:-6].encode()), ""
    while number:
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return digits.rjust(6, "0") == secret[-6:]


def is_jwt(token: str) -> bool:
    """Say whether the first part of a JSON Web Token is a header that names an algorithm."""
    head = token.split(".", maxsplit=1)[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return False
    return isinstance(header, dict) and "alg" in header


def _form(maker: str, words: str, form: str, check: Callable[[str], bool] | None = None) -> TokenForm:
    """Make a form.

    Args:
        maker: Whose tokens they are.
        words: With "|" between, in lower case; one of them stands in every token.
        form: A regular expression.
        check: Says whether the check within a token is right.
    """
    # "/bot" stands before the token in the addresses of Telegram.
    whole = re.compile(rf"(?:(?<![A-Za-z0-9])|(?<=/bot))(?:{form})(?![A-Za-z0-9])")
    return TokenForm(maker, cues.cue(*words.split("|")), whole, check)


TOKEN_FORMS = (
    _form(
        "aws",
        "akia|asia|abia|acca|aroa|aida",
        r"(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}",
    ),
    _form("github", "gh", r"gh[pousr]_[A-Za-z0-9]{36}", is_crc_right),
    _form("github", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _form("gitlab", "gl", r"gl(?:pat|dt|rt|ptt|oas|cbt|soat|agent|imt|ft)-[A-Za-z0-9_-]{20,64}"),
    _form(
        "slack",
        "xox",
        r"xox[abeoprs]-(?:[A-Za-z0-9]{1,24}-){0,5}[A-Za-z0-9]{10,64}",
    ),
    _form("slack", "xapp-", r"xapp-\d-[A-Z0-9]{8,16}-\d{8,16}-[a-f0-9]{20,64}"),
    _form(
        "slack",
        "hooks.slack",
        r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/+]{30,80}",
    ),
    _form(
        "stripe",
        "_live_|_test_|whsec_",
        r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,120}|whsec_[A-Za-z0-9]{24,64}",
    ),
    # An engine that reads pictures takes the I for an l, which it is in many a font.
    _form("google", "za", r"A[Il1]za[A-Za-z0-9_-]{35}"),
    _form("google", "gocspx-|ya29.", r"GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[A-Za-z0-9_-]{20,300}"),
    _form("npm", "npm_", r"npm_[A-Za-z0-9]{36}", is_crc_right),
    _form("pypi", "pypi-", r"pypi-[A-Za-z0-9_-]{50,300}"),
    _form("openai", "sk-", r"sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,200}"),
    _form("anthropic", "sk-ant-", r"sk-ant-[A-Za-z0-9_-]{24,200}"),
    _form("huggingface", "hf_|api_org_", r"(?:hf|api_org)_[A-Za-z]{34}"),
    _form("sendgrid", "sg.", r"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,64}"),
    _form("twilio", "ac|sk", r"(?:AC|SK)[0-9a-f]{32}"),
    _form("mailgun", "key-", r"key-[0-9a-f]{32}"),
    _form("mailchimp", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    _form("square", "sq0|eaaa", r"sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60}"),
    _form("shopify", "shp", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    _form("digitalocean", "_v1_", r"do[opr]_v1_[a-f0-9]{64}"),
    _form("docker", "dckr_", r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,64}"),
    _form("atlassian", "atatt3", r"ATATT3[A-Za-z0-9_=-]{60,300}"),
    _form("databricks", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?"),
    _form("discord", ".", r"[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}"),
    _form("telegram", ":aa", r"\d{8,10}:AA[A-Za-z0-9_-]{33}"),
    _form("azure", "key=", r"(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{43,86}={0,2}"),
    _form("vault", "hv", r"hv[sbr]\.[A-Za-z0-9_-]{24,200}"),
    _form("linear", "lin_api_", r"lin_api_[A-Za-z0-9]{32,48}"),
    _form("notion", "secret_|ntn_", r"(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,60})"),
    _form("rubygems", "rubygems_", r"rubygems_[a-f0-9]{48}"),
    _form("grafana", "glsa_", r"glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}"),
    _form(
        "jwt",
        "eyj",
        r"eyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{0,2000}",
        is_jwt,
    ),
)
"""Every form that is known; the order decides nothing."""
