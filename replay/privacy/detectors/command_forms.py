"""Where commands, statements and files of settings take a password as a word of their own line.

Source: the manuals of the programs that are named.
"""

import functools
import operator
import re
from collections.abc import Iterator

from replay.privacy.detectors import cues

# Within quotes there may be any sign.
_VALUE = r"(?P<quote>[\"'])?(?P<secret>(?(quote)(?:(?!(?P=quote))[^\n]){3,128}|[^\s\"'|;<>]{3,128}))"
_QUOTED = r"[\"'](?P<secret>[^\"'\n]{3,128})[\"']"
_ON = r"[^\n|;]{0,200}?"


def command_passwords(held: int, text: str) -> Iterator[re.Match[str]]:
    """Yield where passwords stand in commands, as the group "secret".

    Args:
        held: The cues that stand in the text.
        text: Any text.
    """
    bits = held & CUE
    while bits:  # Of eighty forms hardly any may stand in a line.
        lowest = bits & -bits
        bits ^= lowest
        for found in _FORM_OF[lowest].finditer(text):
            if not _PLACEHOLDER.fullmatch(found["secret"].strip("\"'")):
                yield found


_PLACEHOLDER = re.compile(
    r"[*•●.x_-]+|\$(?:\w+|[({].*)|<.*|\{.*|%(?:[sdr]|\w+%|[({].*)|(?-i:--?[a-z]+)|/[a-z?]\w*(?::\S*)?",
    re.IGNORECASE,
)


def _form(word: str, form: str) -> tuple[int, re.Pattern[str]]:
    # A command is one line.
    return cues.cue(word), re.compile(
        form.replace(r"\s+", r"[ \t]+").replace(r"\s*", r"[ \t]*"), re.IGNORECASE
    )


_FORMS = (
    _form("mysql", rf"\bmysql\w*\b{_ON}\s-p(?P<secret>[^\s-][^\s|;]{{2,}})"),
    _form("mariadb", rf"\bmariadb\b{_ON}\s-p(?P<secret>[^\s-][^\s|;]{{2,}})"),
    _form("mysqladmin", rf"\bmysqladmin\b{_ON}\spassword\s+{_VALUE}"),
    _form("mongo", rf"\bmongo(?:sh|dump|restore|import|export)?\b{_ON}\s-p\s+{_VALUE}"),
    _form("sqlcmd", rf"\bsqlcmd\b{_ON}\s-P\s*{_VALUE}"),
    _form("sqlplus", r"\bsqlplus\b\s+\S{1,64}?/(?P<secret>[^\s@/]{3,})@"),
    _form("/", r"\b(?:expdp|impdp|sqlldr|rman target)\s+\w{1,32}/(?P<secret>[^\s@/]{3,})"),
    _form("setx", rf"\bsetx\s+(?:/m\s+)?\w*(?:PASS|PWD|SECRET)\w*\s+{_VALUE}"),
    _form("clickhouse", rf"\bclickhouse\S*\b{_ON}--password[ =]{_VALUE}"),
    _form("redis-cli", rf"\bredis-cli\b{_ON}\s-a\s+{_VALUE}"),
    _form("auth ", r"(?:^|[\n>])[ \t]*(?-i:AUTH)\s+(?:\w+\s+)?(?P<secret>\S{3,})[ \t]*(?=\n|$)"),
    _form("sshpass", rf"\bsshpass\s+-p\s*{_VALUE}"),
    _form(
        "curl",
        rf"\bcurl\b{_ON}\s(?:-u|--user|--proxy-user)[ =] ?[\"']?[^\s:\"']{{1,64}}:(?P<secret>[^\s\"']{{3,}})",
    ),
    _form("http", r"\bhttps?\b[^\n|;]{0,80}?\s-a\s+[\"']?[^\s:\"']{1,64}:(?P<secret>[^\s\"']{3,})"),
    _form("lftp", rf"\blftp\b{_ON}\s-u\s+[\"']?[^\s,\"']{{1,64}},(?P<secret>[^\s\"']{{3,}})"),
    _form("sudo", rf"\becho\s+{_VALUE}[\"']?\s*\|\s*sudo\s+(?:-\w+\s+)*-S"),
    _form(
        "chpasswd",
        r"\becho\s+(?:-e\s+)?[\"']?[\w.-]{1,64}:(?P<secret>[^\s\"'|]{3,})[\"']?\s*\|\s*(?:sudo\s+)?chpasswd",
    ),
    _form("passwd --stdin", rf"\becho\s+{_VALUE}[\"']?\s*\|\s*(?:sudo\s+)?passwd\s+--stdin"),
    _form("--stdin", rf"\becho\s+(?:-n\s+)?{_VALUE}[\"']?\s*\|[^\n]{{0,80}}--(?:password-|pass-)?stdin"),
    _form("htpasswd", rf"\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+{_VALUE}"),
    _form(
        "login",
        rf"\b(?:docker|az|podman|helm|oc|argocd|cf|skopeo|buildah|"
        rf"nerdctl)\b{_ON}\blogin\b{_ON}\s-p\s+{_VALUE}",
    ),
    _form("-u", rf"\b(?:smb\w+|rpcclient|winexe|net|wmic)\b{_ON}\s-U\s+[^\s%]{{1,64}}%(?P<secret>\S{{3,}})"),
    _form("pass:", r"\s-pass(?:in|out)?\s+pass:(?P<secret>\S{3,})"),
    _form("openssl", rf"\bopenssl\b{_ON}\s-k\s+{_VALUE}"),
    _form("7z", rf"\b7z[ar]?\b{_ON}\s-p(?P<secret>[^\s-]\S{{2,}})"),
    _form("rar", rf"\b(?:un)?rar\b{_ON}\s-h?p(?P<secret>[^\s-]\S{{2,}})"),
    _form("zip", rf"\b(?:un)?zip\b{_ON}\s-P\s*{_VALUE}"),
    _form("qpdf", rf"\bqpdf\b{_ON}--encrypt\s+(?:--\w+-password=)?{_VALUE}"),
    _form("pdftk", rf"\bpdftk\b{_ON}\s(?:user|owner)_pw\s+{_VALUE}"),
    _form("input_pw", rf"\binput_pw\s+{_VALUE}"),
    _form("net use", r"\bnet\s+use [^\n]{0,80}?\\\\\S+\s+(?:/user:\S+\s+)?(?P<secret>[^\s/*]\S{2,})"),
    _form("net user", r"\bnet\s+users?\s+\S+\s+(?P<secret>[^\s/*]\S{2,})(?=\s*(?:/add|$|\n))"),
    _form("/pass", r"\s/pass(?:word)?:[\"']?(?P<secret>[^\s\"']{3,})"),
    _form("/p:", rf"\b(?:\w?freerdp|mstsc|cmdkey|psexec)\S*\s{_ON}\s/p:[\"']?(?P<secret>[^\s\"']{{3,}})"),
    _form("rdesktop", rf"\brdesktop\b{_ON}\s-p\s+{_VALUE}"),
    _form("psexec", rf"\bpsexec\S*\s{_ON}\s-p\s+{_VALUE}"),
    _form("ldap", rf"\bldap\w+\b{_ON}\s-w\s+{_VALUE}"),
    _form("mosquitto", rf"\bmosquitto_\w+\b{_ON}\s-P\s+{_VALUE}"),
    _form("ipmitool", rf"\bipmitool\b{_ON}\s-P\s+{_VALUE}"),
    _form("snmp", rf"\bsnmp\w+\b{_ON}\s-[AX]\s+{_VALUE}"),
    _form("keytool", rf"\bkeytool\b{_ON}\s-(?:store|key|new)pass\s+{_VALUE}"),
    _form("storepass", rf"\s-(?:store|key)pass\s+{_VALUE}"),
    _form("rabbitmqctl", rf"\brabbitmqctl\s+(?:add_user|change_password)\s+\S+\s+{_VALUE}"),
    _form("wpa_passphrase", rf"\bwpa_passphrase\s+(?:\"[^\"\n]+\"|'[^'\n]+'|\S+)\s+{_VALUE}"),
    _form("nmcli", rf"\bnmcli\b{_ON}\s(?:password|wifi-sec\.psk|802-11-wireless-security\.psk)\s+{_VALUE}"),
    _form("netsh", rf"\bnetsh\b{_ON}\bkey=[\"']?{_VALUE}"),
    _form("networksetup", rf"\bnetworksetup\s+-setairportnetwork\s+\S+\s+(?:\"[^\"\n]+\"|\S+)\s+{_VALUE}"),
    _form("iwconfig", r"\biwconfig\b[^\n]{0,80}?\skey\s+(?:s:)?(?P<secret>\S{5,})"),
    _form("security", rf"\bsecurity\s+\S+{_ON}\s-[pwP]\s+{_VALUE}"),
    _form("useradd", rf"\b(?:useradd|usermod)\b{_ON}\s-p\s+{_VALUE}"),
    _form("dsmod", rf"\s-pwd\s+{_VALUE}"),
    _form("vncpasswd", rf"\becho\s+{_VALUE}[\"']?\s*\|\s*vncpasswd"),
    _form("machine", r"\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?P<secret>\S{3,})"),
    _form("securestring", rf"\bConvertTo-SecureString\s+(?:-String\s+)?{_QUOTED}"),
    _form("identified", rf"\bIDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+(?:PASSWORD\s+)?{_QUOTED}"),
    _form("password", rf"\b(?:USER|ROLE|LOGIN)\b[^\n;]{{0,80}}?\bPASSWORD\s*=?\s*{_QUOTED}"),
    _form("set password", rf"\bSET\s+PASSWORD\b[^\n;]{{0,80}}?=\s*(?:PASSWORD\()?{_QUOTED}"),
    _form("rp ", rf" /rp\s+{_VALUE}"),
    _form("<<<", rf"\b(?:sudo|passwd|cryptsetup|gpg|su|openssl|chpasswd)\b{_ON}<<<\s*(?:[\w.-]+:)?{_VALUE}"),
    _form(
        "chpasswd",
        r"\bprintf\s+[\"']?[\w.-]{1,64}:(?P<secret>[^\s\"'|\\]{3,})[^\n|]{0,8}\|\s*(?:sudo\s+)?chpasswd",
    ),
    # Files of settings.
    _form("define", rf"\bdefine\(\s*[\"']\w*PASS\w*[\"']\s*,\s*{_QUOTED}"),
    _form("password", r"<(?:\w+:)?\w{0,30}password\w{0,10}>(?:<value>)?(?P<secret>[^<>\s]{3,128})</"),
    _form("@tcp", r"\b[\w.-]{1,64}:(?P<secret>[^\s\"'@]{3,128})@(?:tcp|unix)\("),
    _form("psk", r"\bpsk\s*=\s*[\"']?(?P<secret>[^\s\"']{6,64})"),
    _form("rootpw", rf"\brootpw\s+(?:--plaintext\s+)?{_VALUE}"),
    _form("auth ", r"^[ \t]*(?:master|user)auth\s+(?P<secret>\S{3,})[ \t]*$"),
    _form("requirepass", rf"\brequirepass\s+{_VALUE}"),
    _form(
        "_pass",
        r"(?:^|\n)[ \t]*(?!(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass\b)"
        r"\w{1,30}_pass(?:word|wd|phrase)?[ \t]+(?P<secret>\S{3,128})[ \t]*(?=\n|$)",
    ),
    _form(" * ", r"(?:^|\n)[\w.@-]{1,64}\s+\*\s+[\"']?(?P<secret>[^\s\"']{3,128})[\"']?\s+\*"),
    _form(
        "username",
        r"(?:^|\n)[ \t]*username (?!and\b)\S+ (?:privilege \d+ )?(?:secret|password)(?: \d)? "
        r"(?P<secret>\S{3,128})[ \t]*(?=\n|$)",
    ),
    _form("enable", r"\benable (?:secret|password)(?: [05])? (?P<secret>\S{3,128})"),
    _form("community", r"\bsnmp-server community (?P<secret>\S{3,64})"),
    # A sheet or a document protected by a macro.
    _form("protect", rf"\.(?:un)?protect[ \t]+(?:password\s*:=\s*)?(?![\"']/){_QUOTED}"),
    # Arguments of what signs in.
    _form(
        "(",
        r"\b(?:login|authenticate|auth|basic_?auth|httpbasicauth|networkcredential|passwordauthentication|"
        r"pdo)\b"
        rf"\s*=?\s*\((?:\s*[\"'][^\"'\n]{{0,120}}[\"']\s*,){{1,2}}\s*{_QUOTED}\s*\)",
    ),
    _form("mysqli", rf"\bmysqli(?:_connect)?\((?:\s*[\"'][^\"'\n]{{0,120}}[\"']\s*,){{2}}\s*{_QUOTED}"),
    # A line of .pgpass: host, port, base, user, password.
    _form(
        ":",
        r"(?<![\w.:-])(?=[\w.*:-]{0,200}[g-z])[\w.*-]{1,64}:(?:\d{2,5}|\*):[\w*-]{1,64}:[\w.*-]{1,64}:"
        r"(?P<secret>[^\s\"']{3,128})(?=[\"'\s]|$)",
    ),
)
"""The cue of a word that stands in every text that the form finds, and the form."""
_FORM_OF = dict(_FORMS)
CUE = functools.reduce(operator.or_, _FORM_OF)
