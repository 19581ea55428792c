"""Where passwords are asked for: titles of windows, names of fields, commands of a shell."""

import re

PASSWORD_FIELD = re.compile(
    r"pass-?\s?(?:word|phrase|code|wd)|\bpwd\b|\bpw\b|kennwort|passwort|mot de passe|contrase|senha|"
    r"wachtwoord|\bpin\b|"
    r"passphrase|\bsecret\b|AXSecureTextField|пароль|密码|パスワード|type=password",
    re.IGNORECASE,
)
CODE_FIELD = re.compile(
    r"\botp\b|one[- ]time|verification|2fa|mfa|two[- ]factor|auth(?:entication|enticator)? code|"
    r"security code|\btan\b|passcode",
    re.IGNORECASE,
)
USER_FIELD = re.compile(
    r"user ?-?name|user ?id|\buser\b|e-?mail|login|account|benutzer|identifiant|usuario|anmeldename|phone",
    re.IGNORECASE,
)
DIALOG = re.compile(
    r"(?:enter|confirm|new|change|set|your|create|re-?enter|retype|type)\b.{0,24}\b(?:password|passphrase|"
    r"passcode|pin)\b|^password\b|"
    r"password (?:required|needed|prompt|dialog)|passphrase|authenticat(?:e|ion)(?: is)? (?:required|"
    r"needed)|authentication$|"
    r"unlock\b|locked|keyring|keychain|keystore|pinentry|polkit|ssh-askpass|askpass|gksu|kdesu|credential|"
    r"windows security|"
    r"lock ?screen|lockapp|loginwindow|logonui|screensaver|i3lock|swaylock|slock|master password|"
    r"keepass\w*|1password|bitwarden|lastpass|dashlane|user account control|kennwort (?:eingeben|ändern)|"
    r"passwort (?:eingeben|ändern)|"
    r"mot de passe requis|wi-?fi.{0,20}password|remote desktop connection|vpn",
    re.IGNORECASE,
)
LOGIN = re.compile(
    r"\b(?:sign|log)[ -]?(?:in|on|into)\b|\bsignin\b|\blogin\b|\bsign[ -]?up\b|\bregister\b|registration|"
    r"create (?:an |your )?account|"
    r"anmeld\w*|einloggen|connexion|se connecter|iniciar sesión|accedi|inloggen|welcome back|account login|"
    r"\bpassword\b|webmail|authenticate|online banking|\bsso\b|\bokta\b|登录|ログイン",
    re.IGNORECASE,
)
SEARCHING = re.compile(
    r"google search|- search|duckduckgo|bing|stack ?overflow|wikipedia|how to|tutorial|documentation|"
    r"\bdocs\b|reddit|forum|"
    r"\.(?:py|js|ts|md|txt|rs|go|java|html|css|docx?|c|cpp)\b|visual studio|\bvim\b|emacs|notepad|\bword\b|"
    r"slack|\bteams\b|discord|inbox|compose",
    re.IGNORECASE,
)
CODE_DIALOG = re.compile(
    r"verification|two[- ]?(?:factor|step)|2[- ]?(?:fa|step)|mfa|authenticator|(?:enter|security|"
    r"confirmation) code|one[- ]time|duo\b",
    re.IGNORECASE,
)

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
    r"smbpasswd|chpasswd|ssh-keygen|useradd|adduser)\b)(?P<rest>.*)$",
    re.IGNORECASE,
)
_ALWAYS = frozenset(
    [
        "sudo",
        "doas",
        "su",
        "pkexec",
        "gksudo",
        "kinit",
        "ssh-add",
        "passwd",
        "smbpasswd",
        "htpasswd",
        "smbclient",
        "keepassxc-cli",
        "kpcli",
        "login",
        "chsh",
        "runas",
        "sqlplus",
        "wpa_passphrase",
        "ssh-copy-id",
        "mosh",
        "cryptsetup",
        "veracrypt",
        "fdesetup",
        "restic",
        "borg",
        "ssh",
        "scp",
        "sftp",
        "telnet",
        "ftp",
        "lftp",
        "ssh-keygen",
        "adduser",
    ]
)
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
    "useradd": r"$^",
    "chpasswd": r".",
    "cifs": r".",
}
_SURE = frozenset(
    [
        "sudo",
        "doas",
        "su",
        "passwd",
        "smbpasswd",
        "kinit",
        "ssh-add",
        "runas",
        "mysql",
        "mariadb",
        "mysqldump",
        "login",
        "ssh-copy-id",
        "cryptsetup",
    ]
)
_COMMANDS = frozenset(
    [
        "ls",
        "ll",
        "la",
        "l",
        "cd",
        "pwd",
        "cat",
        "less",
        "more",
        "head",
        "tail",
        "grep",
        "rg",
        "find",
        "fd",
        "git",
        "vim",
        "vi",
        "nano",
        "emacs",
        "code",
        "make",
        "cmake",
        "gcc",
        "python",
        "python3",
        "pip",
        "pip3",
        "node",
        "npm",
        "npx",
        "yarn",
        "pnpm",
        "cargo",
        "rustc",
        "go",
        "java",
        "docker",
        "podman",
        "kubectl",
        "helm",
        "ssh",
        "scp",
        "rsync",
        "curl",
        "wget",
        "man",
        "top",
        "htop",
        "btop",
        "ps",
        "kill",
        "killall",
        "exit",
        "logout",
        "clear",
        "reset",
        "history",
        "date",
        "cal",
        "whoami",
        "id",
        "hostname",
        "uname",
        "uptime",
        "free",
        "df",
        "du",
        "mount",
        "umount",
        "touch",
        "mkdir",
        "rmdir",
        "rm",
        "mv",
        "cp",
        "ln",
        "chmod",
        "chown",
        "echo",
        "printf",
        "export",
        "env",
        "source",
        "alias",
        "which",
        "type",
        "file",
        "stat",
        "diff",
        "sort",
        "uniq",
        "wc",
        "awk",
        "sed",
        "tar",
        "zip",
        "unzip",
        "tmux",
        "screen",
        "sudo",
        "su",
        "apt",
        "apt-get",
        "dnf",
        "yum",
        "pacman",
        "brew",
        "systemctl",
        "journalctl",
        "service",
        "ip",
        "ifconfig",
        "ping",
        "dig",
        "nslookup",
        "traceroute",
        "netstat",
        "ss",
        "crontab",
        "jobs",
        "fg",
        "bg",
        "true",
        "false",
        "test",
        "yes",
        "no",
        "y",
        "n",
        "q",
        "quit",
        "help",
        "ipython",
        "jupyter",
        "psql",
        "mysql",
        "sqlite3",
        "redis-cli",
        "mongo",
        "terraform",
        "ansible",
        "aws",
        "gcloud",
        "az",
        "tree",
        "xdg-open",
        "open",
        "watch",
        "tee",
        "xargs",
        "nohup",
        "time",
        "sleep",
        "seq",
        "md5sum",
        "sha256sum",
        "base64",
        "lsblk",
        "lscpu",
        "lsof",
        "dmesg",
        "reboot",
        "shutdown",
        "poweroff",
        "bash",
        "zsh",
        "sh",
        "fish",
        "pytest",
        "ruff",
        "mypy",
        "black",
        "tox",
        "uv",
        "poetry",
        "conda",
        "select",
        "show",
        "use",
        "update",
        "status",
        "commit",
        "push",
        "pull",
        "w",
        "who",
        "last",
        "nvidia-smi",
        "gpg",
        "openssl",
        "passwd",
        "adduser",
        "useradd",
        "groups",
        "ssh-keygen",
        "ssh-add",
        "ssh-copy-id",
        "bye",
    ]
)


def asked_by(command: str) -> tuple[int, bool] | None:
    """Say whether a line of a shell asks for a password.

    Returns:
        How many lines may be passwords, and whether the command hardly ever asks for nothing; None where it
        does not ask.
    """
    found = _ASKING.match(command.strip())
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
    lines = (
        3
        if name in {"passwd", "smbpasswd", "htpasswd", "cryptsetup", "ssh-keygen", "adduser", "restic"}
        else 2
    )
    return lines, name in _SURE


def is_command(line: str) -> bool:
    """Say whether a line is rather a command of a shell than a password."""
    words = line.split()
    first = words[0] if words else ""
    if first.lower() in _COMMANDS or first.startswith(("./", "/", "~/", "../", "-")):
        return True
    return "|" in words or any(word in {"&&", ">", ">>", "||"} or word.startswith("--") for word in words[1:])
