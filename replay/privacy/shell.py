"""Commands of a shell: which ask for a password, and what is rather a command than its answer."""

import re
from dataclasses import dataclass, replace

_ASKING = re.compile(
    r"^(?:.{0,80}[$#%>❯]\s+)?(?:\w+=\S+\s+)*(?:"
    r"(?P<once>sudo|doas|su|pkexec|gksudo|kinit|mysql|mysqldump|mysqladmin|mariadb|psql|pg_dump|pg_restore|"
    r"mongo(?:sh)?|redis-cli|"
    r"ssh|scp|sftp|rsync|ssh-copy-id|ssh-add|mosh|telnet|ftp|lftp|gpg2?|openssl|cryptsetup|veracrypt|"
    r"fdesetup|"
    r"security|docker|podman|helm|npm|yarn|twine|gem|az|aws|gcloud|gh|vault|bw|op|pass|keepassxc-cli|kpcli|"
    r"smbclient|mount|net|"
    r"ansible(?:-playbook|-vault)?|unzip|zip|7z[a]?|rar|unrar|htpasswd|createuser|ldapsearch|ldapmodify|"
    r"kubectl|git|login|chsh|"
    r"runas|cifs|wpa_passphrase|restic|borg|rclone|sqlplus|sqlcmd|xfreerdp|rdesktop|nmcli|systemctl|"
    r"keytool|svn|heroku|passwd|"
    r"smbpasswd|get-credential|read-host|virsh|enable|openvpn|openconnect|chpasswd|ssh-keygen|useradd|adduser)(?![\w-]))(?P<rest>.*)$",
    re.IGNORECASE,
)
_ALWAYS = frozenset((
    "adduser", "borg", "chsh", "cryptsetup", "doas", "fdesetup", "ftp", "gksudo", "htpasswd",
    "keepassxc-cli", "kinit", "kpcli", "lftp", "login", "mosh", "passwd", "pkexec", "restic", "runas",
    "scp", "sftp", "smbclient", "smbpasswd", "sqlplus", "ssh", "ssh-add", "ssh-copy-id", "ssh-keygen",
    "su", "sudo", "telnet", "veracrypt", "wpa_passphrase",
))  # fmt: skip
_ONLY_WITH = {
    "mysql": r"\s-p(?:\s|$)|--password(?:\s|$)",
    "mysqldump": r"\s-p(?:\s|$)|--password(?:\s|$)",
    "mysqladmin": r"\s-p(?:\s|$)|--password(?:\s|$)|password",
    "mariadb": r"\s-p(?:\s|$)|--password(?:\s|$)",
    "psql": r".",
    "pg_dump": r".",
    "pg_restore": r".",
    "mongo": r"\s-p|--password",
    "mongosh": r"\s-p|--password|\s-u",
    "redis-cli": r"--askpass",
    "gpg": r"-d\b|--decrypt|-c\b|--symmetric|-s\b|--sign|--gen|--full-gen|--export-secret|\.gpg|\.asc",
    "gpg2": r"-d\b|--decrypt|-c\b|--symmetric|-s\b|--sign|--gen",
    "openssl": r"enc|genrsa|rsa|pkcs12|req|aes",
    "rsync": r"\S+@\S+:|\w+:[/~]",
    "security": r"unlock",
    "docker": r"login",
    "podman": r"login",
    "helm": r"login",
    "npm": r"login|adduser|publish",
    "yarn": r"login",
    "twine": r"upload",
    "gem": r"push|signin",
    "az": r"login",
    "aws": r"configure",
    "gcloud": r"login",
    "gh": r"auth",
    "vault": r"login|operator unseal",
    "bw": r"login|unlock",
    "op": r"signin",
    "pass": r"insert|show|\s\w",
    "mount": r"cifs|smb|davfs|crypt",
    "net": r"use",
    "ansible": r"\s-[kK]\b|--ask",
    "ansible-playbook": r"\s-[kK]\b|--ask",
    "ansible-vault": r".",
    "unzip": r".",
    "zip": r"\s-\w*e|--encrypt",
    "7z": r"\s[xae]\s|-p",
    "7za": r"\s[xae]\s|-p",
    "rar": r"-p|-hp",
    "unrar": r"\sx",
    "createuser": r"-P|--pwprompt",
    "ldapsearch": r"-W",
    "ldapmodify": r"-W",
    "kubectl": r"login",
    "git": r"push|pull|clone|fetch|ls-remote|commit.*-S|tag.*-s",
    "rclone": r"config",
    "sqlcmd": r"-U",
    "xfreerdp": r".",
    "rdesktop": r"-p -",
    "nmcli": r"--ask|connect",
    "systemctl": r"restart|start|stop|enable|disable|reboot|poweroff",
    "keytool": r".",
    "svn": r".",
    "heroku": r"login",
    "virsh": r"console",
    "enable": r"^\s*\d*$",
    "openvpn": r"--config|\.ovpn|--auth-user-pass",
    "openconnect": r"\S",
    "get-credential": r"(?s:.*)",
    "read-host": r"-AsSecureString",
    "useradd": r"$^",
    "chpasswd": r".",
    "cifs": r".",
}
_SURE = frozenset((
    "gpg", "gpg2", "ssh-keygen", "restic", "borg",
    "cryptsetup", "doas", "kinit", "login", "mariadb", "mysql", "mysqldump", "passwd", "runas",
    "smbpasswd", "ssh-add", "ssh-copy-id", "su", "sudo",
))  # fmt: skip
_NAMING = frozenset((
    "add", "apropos", "build", "info", "install", "man", "reinstall", "restart", "search", "start",
    "status", "type", "update", "upgrade", "whereis", "which",
))  # fmt: skip
_VALUED = re.compile(r"\s-[bcDEeFIiJLlmOopPQRSWw]\s+\S+")
"""Options of `ssh` with what belongs to them."""
_NAMES = frozenset((
    "docker", "podman", "npm", "yarn", "helm", "ftp", "lftp", "telnet", "virsh", "git", "login", "openvpn",
    "openconnect", "get-credential", "svn", "heroku", "vault", "twine", "gem", "az", "bw", "mount",
    "smbclient", "sqlplus",
))  # fmt: skip
_REMEMBERING = frozenset(("sudo", "doas"))
_COMMANDS = frozenset((
    "adduser", "alias", "ansible", "apt", "apt-get", "awk", "aws", "az", "base64", "bash", "bg",
    "black", "brew", "btop", "bye", "cal", "cargo", "cat", "cd", "chmod", "chown", "clear", "cmake",
    "code", "commit", "conda", "cp", "crontab", "curl", "date", "df", "diff", "dig", "dmesg", "dnf",
    "docker", "du", "echo", "emacs", "env", "exit", "export", "false", "fd", "fg", "file", "find",
    "fish", "free", "gcc", "gcloud", "git", "go", "gpg", "grep", "groups", "head", "helm", "help",
    "history", "hostname", "htop", "id", "ifconfig", "ip", "ipython", "java", "jobs", "journalctl",
    "jupyter", "kill", "killall", "kubectl", "l", "la", "last", "less", "ll", "ln", "logout", "ls",
    "lsblk", "lscpu", "lsof", "make", "man", "md5sum", "mkdir", "mongo", "more", "mount", "mv", "mypy",
    "mysql", "n", "nano", "netstat", "no", "node", "nohup", "npm", "npx", "nslookup", "nvidia-smi",
    "open", "openssl", "pacman", "passwd", "ping", "pip", "pip3", "pnpm", "podman", "poetry",
    "poweroff", "printf", "ps", "psql", "pull", "push", "pwd", "pytest", "python", "python3", "q",
    "quit", "reboot", "redis-cli", "reset", "rg", "rm", "rmdir", "rsync", "ruff", "rustc", "scp",
    "screen", "sed", "select", "seq", "service", "sh", "sha256sum", "show", "shutdown", "sleep", "sort",
    "source", "sqlite3", "ss", "ssh", "ssh-add", "ssh-copy-id", "ssh-keygen", "stat", "status", "su",
    "sudo", "systemctl", "tail", "tar", "tee", "terraform", "test", "time", "tmux", "top", "touch",
    "tox", "traceroute", "tree", "true", "type", "umount", "uname", "uniq", "unzip", "update", "uptime",
    "use", "useradd", "uv", "vi", "vim", "w", "watch", "wc", "wget", "which", "who", "whoami", "xargs",
    "xdg-open", "y", "yarn", "yes", "yum", "zip", "zsh",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """A command that may ask for a password."""

    name: str
    lines: int
    """So many lines may be passwords."""
    sure: bool
    """Whether it hardly ever asks for nothing."""
    about: str
    """What is asked for once: a host of `ssh`, "" for what all of a shell is trusted with, as by `sudo`."""
    names: bool = False
    """Whether it may ask who one is before."""
    enters: bool = False
    """Whether another machine's shell, or another one's, is typed into afterwards."""

    @property
    def remembers(self) -> bool:
        """Whether it asks for nothing where it was answered some minutes before."""
        return self.name in _REMEMBERING


def asked_by(command: str) -> Asking | None:
    """Return the part of a line of a shell that asks for a password, None where none does."""
    for part in re.split(r"\s*(?:&&|\|\||;|\|)\s*", command.strip()):
        asks = _asked_by_one(part)
        if asks is not None:
            return asks
    return None


def _asked_by_one(command: str) -> Asking | None:
    found = _ASKING.match(command)
    if found is None:
        return None
    name, rest = found["once"].lower(), found["rest"]
    if re.search(r"(?:^|\s)(?:--version|--help|-h$|-V$|list|ps|status)(?:\s|$)", rest) and name not in {
        "sudo",
        "doas",
    }:
        return None
    if name not in _ALWAYS and not re.search(_ONLY_WITH.get(name, r"$^"), rest):
        return None
    inner = _asked_by_one(rest.strip()) if name in _REMEMBERING else None
    if inner is not None:
        # What is run so asks for one of its own: `sudo cryptsetup`.
        return replace(inner, lines=2 + inner.lines, sure=True)
    lines = (
        3
        if name in {"passwd", "smbpasswd", "htpasswd", "cryptsetup", "ssh-keygen", "adduser", "restic"}
        else 2
    )
    words = [word for word in _VALUED.sub(" ", rest).split() if not word.startswith("-")]
    host = next((word for word in words if "@" in word or ":" in word), words[0] if words else "")
    enters = (name in {"ssh", "mosh", "telnet"} and bool(words) and words[-1] == host) or name == "su"
    named = re.search(r"\s--user(?:name)?[ =]" if name == "git" else r"\s(?:-u|--user(?:name)?)[ =]", rest)
    names = name in _NAMES and named is None
    about = "" if name in _REMEMBERING else f"{name} {host.partition(':')[0]}"
    return Asking(name, lines, sure=name in _SURE, about=about, names=names, enters=enters)


def forgets(command: str) -> bool:
    """Say whether a command makes others ask again, or for another password."""
    return re.search(r"\b(?:sudo|doas)\s+-(?:[kK]|L)\b|\bpasswd\b", command) is not None


def is_command(line: str) -> bool:
    """Say whether a line is rather a command of a shell than a password."""
    words = line.split()
    first = words[0] if words else ""
    if first.lower() in _COMMANDS or first.startswith(("./", "/", "~/", "../", "-")):
        return True
    return "|" in words or any(word in {"&&", ">", ">>", "||"} or word.startswith("--") for word in words[1:])


def names_a_program(line: str) -> frozenset[str]:
    """Return the words of a line that names programs without running them: `apt install`, `which`, `man`."""
    words = line.split()
    naming = next((at for at, word in enumerate(words) if word.lower() in _NAMING), len(words))
    return frozenset(word.lower() for word in words[naming + 1 :] if not word.startswith("-"))
