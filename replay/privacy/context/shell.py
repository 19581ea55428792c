"""Commands of a shell: which ask for a password, and what is rather a command than its answer."""

import re
from dataclasses import dataclass, replace

_ASKING = re.compile(
    r"^(?:.{0,80}[$#%>❯]\s+|\$\w+\s?=\s?)?(?:\w+=\S+\s+)*(?:(?:time|nohup|nice|exec|command|env)\s+)?(?:"
    r"(?P<once>sudo|doas|su|pkexec|gksudo|kinit|mysql|mysqldump|mysqladmin|mariadb|psql|pg_dump|pg_restore|"
    r"mongo(?:sh|dump|restore|import|export)?|vncviewer|vncpasswd|kpasswd|age|tomb|gocryptfs|encfs|cryfs|"
    r"sshfs|fscrypt|iwctl|oc|tsh|mysqlsh|cqlsh|hdbsql|"
    r"mysql_secure_installation|mysql_config_editor|enter-pssession|new-pssession|invoke-command|certutil|"
    r"realm|zipcloak|"
    r"secret-tool|ldapwhoami|ldapadd|ldapdelete|ldappasswd|redis-cli|"
    r"ssh|scp|sftp|rsync|ssh-copy-id|ssh-add|mosh|telnet|ftp|lftp|gpg2?|openssl|cryptsetup|veracrypt|"
    r"fdesetup|"
    r"security|docker|podman|helm|npm|yarn|twine|gem|az|aws|gcloud|gh|vault|bw|op|gopass|pass|"
    r"keepassxc-cli|kpcli|"
    r"smbclient|mount|net|"
    r"ansible(?:-playbook|-vault)?|unzip|zip|7z[a]?|rar|unrar|htpasswd|createuser|ldapsearch|ldapmodify|"
    r"kubectl|git|login|chsh|"
    r"runas|cifs|wpa_passphrase|restic|borg|rclone|sqlplus|sqlcmd|xfreerdp|rdesktop|nmcli|systemctl|"
    r"keytool|svn|heroku|passwd|"
    r"smbpasswd|get-credential|read-host|virsh|enable|openvpn|openconnect|chpasswd|ssh-keygen|useradd|"
    r"adduser|ykman|pkcs15-tool|pkcs11-tool)(?![\w-]))(?P<rest>.*)$",
    re.IGNORECASE,
)
_ALWAYS = frozenset((
    "adduser", "borg", "chsh", "cryptsetup", "doas", "fdesetup", "ftp", "gksudo", "htpasswd", "kpasswd",
    "keepassxc-cli", "kinit", "kpcli", "lftp", "login", "mosh", "mysql_secure_installation", "passwd",
    "pkexec", "restic", "runas", "vncpasswd",
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
    "mongo": r"\s-p|--password|\s-u|--username",
    "mongodump": r"\s-p\s*$|--password\s*$|(?:\s-u|--username)(?!.*(?:\s-p|--password))",
    "mongorestore": r"\s-p\s*$|--password\s*$|(?:\s-u|--username)(?!.*(?:\s-p|--password))",
    "mongoimport": r"\s-p\s*$|--password\s*$|(?:\s-u|--username)(?!.*(?:\s-p|--password))",
    "mongoexport": r"\s-p\s*$|--password\s*$|(?:\s-u|--username)(?!.*(?:\s-p|--password))",
    "vncviewer": r"\S",
    "ldapwhoami": r"-W",
    "ldapadd": r"-W",
    "ldapdelete": r"-W",
    "ldappasswd": r"-W|-S",
    "mongosh": r"\s-p|--password|\s-u|--username",
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
    "gcloud": r"login|sql connect|prompt-for-password",
    "gh": r"auth",
    "vault": r"login|operator unseal",
    "bw": r"login|unlock",
    "op": r"signin",
    "pass": r"insert|show|edit|\s\w",
    "gopass": r"insert|show|edit|\s\w",
    "age": r"\s-(?:d|p)\b|--decrypt|--passphrase",
    "tomb": r"open|forge|lock",
    "gocryptfs": r"\S",
    "encfs": r"\S",
    "cryfs": r"\S",
    "sshfs": r"\S",
    "fscrypt": r"unlock|encrypt",
    "iwctl": r"connect",
    "oc": r"login",
    "tsh": r"login",
    "mysqlsh": r"\S",
    "cqlsh": r"\s-u",
    "hdbsql": r"\s-u",
    "mysql_config_editor": r"--password",
    "enter-pssession": r"-credential",
    "new-pssession": r"-credential",
    "invoke-command": r"-credential",
    "certutil": r"pfx|p12",
    "realm": r"join",
    "zipcloak": r"\S",
    "secret-tool": r"store",
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
    "ykman": r"-(?:pin|puk)\s*$|change-password",
    "pkcs15-tool": r"--(?:verify|change|unblock)-pin",
    "pkcs11-tool": r"--(?:change|init)-pin\b|--login\b(?!.*--pin)",
    "cifs": r".",
}
_SURE = frozenset((
    "gpg", "gpg2", "ssh-keygen", "restic", "borg",
    "cryptsetup", "doas", "kinit", "login", "mariadb", "mysql", "mysqldump", "passwd", "runas",
    "pkcs11-tool", "pkcs15-tool", "smbpasswd", "ssh-add", "ssh-copy-id", "su", "sudo", "ykman",
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
    "7z", "R", "Rscript", "a2enmod", "a2ensite", "ack", "adduser", "ag", "alacritty", "alias",
    "anacron", "ansible", "ansible-lint", "ant", "apachectl", "apk", "apropos", "apt", "apt-cache",
    "apt-get", "apt-mark", "aptitude", "ar", "argocd", "arp", "asdf", "at", "atop", "atq", "awk", "aws",
    "az", "base64", "basename", "bash", "bat", "batch", "bc", "bg", "bibtex", "bind", "black", "blkid",
    "bpytop", "brew", "btop", "btrfs", "buildah", "byobu", "builtin", "bun", "bunzip2", "bye", "bzip2", "cal",
    "cargo", "cat", "cc", "cd", "certbot", "chattr", "chkdsk", "chmod", "chown", "chromium", "clang",
    "clear", "clickhouse-client", "cls", "cmake", "cmatrix", "code", "column", "comm", "command",
    "commit", "compgen", "complete", "conda", "convert", "copy", "coverage", "cowsay", "cp", "cpio",
    "createdb", "crictl", "crontab", "csplit", "ctop", "ctr", "curl", "curlie", "cut", "date", "dc",
    "dd", "declare", "del", "deno", "devmgmt.msc", "df", "diff", "dig", "dir", "direnv", "dirname",
    "dirs", "diskpart", "disown", "dmesg", "dmidecode", "dnf", "docker", "docker-compose", "dpkg",
    "dpkg-reconfigure", "dracut", "dropdb", "dstat", "du", "duckdb", "echo", "efibootmgr", "emacs",
    "entr", "env", "eslint", "ethtool", "eval", "evince", "exa", "exec", "exit", "expand", "export",
    "enable", "eza", "factor", "fallocate", "false", "fastfetch", "fd", "fdisk", "ffmpeg", "ffprobe", "fg",
    "file", "find", "findstr", "firefox", "firewall-cmd", "fish", "flake8", "flatpak", "fmt", "fold",
    "free", "fsck", "fuser", "fzf", "g++", "gcc", "gcloud", "gdb", "gedit", "gem", "get-childitem",
    "get-command", "get-content", "get-help", "get-process", "get-service", "getfacl", "getmac", "gimp",
    "git", "gitk", "glances", "gmake", "gnuplot", "go", "google-chrome", "gparted", "gpg", "gpresult",
    "gpupdate", "gradlew", "grep", "groups", "grub-mkconfig", "gunzip", "gzip", "hash", "hatch", "head",
    "helm", "help", "hexdump", "history", "host", "hostname", "hostnamectl", "htop", "http", "httpie",
    "https", "hwinfo", "hx", "id", "ifconfig", "iftop", "info", "initdb", "insmod", "install", "inxi",
    "ionice", "iostat", "iotop", "ip", "ipconfig", "iperf", "iperf3", "iptables", "ipython", "irb",
    "isort", "istioctl", "java", "jobs", "join", "journalctl", "jq", "jupyter", "k3s", "k9s",
    "kafka-topics", "kdestroy", "kill", "killall", "killall5", "kind", "kitty", "klist", "konsole",
    "kubectl", "kubectx", "kubens", "l", "la", "last", "latexmk", "lazydocker", "lazygit", "ldconfig",
    "ldd", "less", "let", "libreoffice", "litecli", "ll", "lldb", "ln", "local", "localectl", "locate",
    "logger", "loginctl", "logoff", "logout", "logrotate", "lolcat", "ls", "lsattr", "lsblk", "lscpu",
    "lsmod", "lsof", "lspci", "lsusb", "ltrace", "lua", "luajit", "lvextend", "lvs", "lz4", "magick",
    "make", "makepkg", "man", "mapfile", "mc", "md5sum", "mdadm", "minikube", "mkdir", "mkdocs",
    "mkfifo", "mkfs", "mkinitcpio", "mknod", "mktemp", "mmv", "modprobe", "mongo", "mongosh", "more",
    "mount", "mousepad", "move", "mpstat", "mpv", "msinfo32", "mtr", "mv", "mvn", "mycli", "mypy",
    "mysql", "mysqlcheck", "mysqlslap", "n", "nano", "nautilus", "nc", "ncal", "ncdu", "neofetch",
    "nerdctl", "nethogs", "netsh", "netstat", "networkctl", "nft", "nginx", "nice", "nix", "nix-shell",
    "nl", "nm", "nmap", "nmon", "nmtui", "no", "node", "nohup", "npm", "npx", "nslookup", "nvidia-smi",
    "nvim", "nvm", "objdump", "od", "okular", "open", "openssl", "pacman", "pandoc", "parallel",
    "parted", "paru", "passwd", "paste", "pathping", "pcmanfm", "pdflatex", "pdm", "perf", "pg_ctl",
    "pg_dumpall", "pg_lsclusters", "pgcli", "pgrep", "php", "pidof", "ping", "pip", "pip3", "pipenv",
    "pipx", "pkill", "pm2", "pnpm", "podman", "poetry", "popd", "port", "poweroff", "powertop", "pr",
    "prettier", "printf", "ps", "psql", "pstree", "pull", "pulumi", "push", "pushd", "pvs", "pwd",
    "pyenv", "pylint", "pytest", "python", "python3", "q", "qemu-img", "quit", "quser", "qwinsta",
    "rabbitmqctl", "rails", "ranger", "ranlib", "rar", "rbenv", "read", "readelf", "readlink",
    "realpath", "reboot", "redis-cli", "redis-server", "regedit", "ren", "rename", "renice", "reset",
    "resize2fs", "resolvectl", "restart-computer", "rev", "rg", "rm", "rmdir", "rmmod", "robocopy",
    "route", "rpm", "rsync", "ruff", "rustc", "sar", "sbt", "scp", "screen", "screenfetch", "sed",
    "select", "seq", "service", "services.msc", "set", "set-location", "setfacl", "sfc", "sh",
    "sha256sum", "shopt", "show", "shred", "shuf", "shutdown", "signal-desktop", "skaffold", "skopeo",
    "sl", "sleep", "socat", "sort", "source", "sox", "speedtest", "sphinx-build", "split", "sqlite",
    "sqlite3", "srm", "ss", "ssh", "ssh-add", "ssh-copy-id", "ssh-keygen", "stat", "status",
    "stop-computer", "strace", "strings", "strip", "su", "sudo", "supervisorctl", "swapoff", "swapon",
    "sxiv", "sync", "systemctl", "systeminfo", "tac", "tail", "tar", "taskkill", "tasklist", "taskset",
    "tcpdump", "tee", "telegram-desktop", "telnet", "terraform", "test", "tflint", "thunderbird", "tig",
    "time", "timedatectl", "tldr", "tmate", "tmux", "top", "touch", "tox", "tr", "traceroute",
    "tracert", "trap", "tree", "true", "truncate", "tsc", "tsort", "type", "ufw", "ulimit", "umask",
    "umount", "uname", "unexpand", "uniq", "units", "unrar", "unset", "unxz", "unzip", "update",
    "update-grub", "updatedb", "uptime", "use", "useradd", "uv", "valgrind", "ver", "vgs", "vi", "vim",
    "virsh", "virt-manager", "vite", "vitest", "vlc", "vmstat", "vol", "w", "wait", "watch", "wc",
    "webpack", "wget", "whatis", "whereis", "which", "who", "whoami", "whois", "winget", "winver",
    "wipe", "wireshark", "wmic", "xargs", "xcopy", "xdg-open", "xelatex", "xterm", "xxd", "xz", "y",
    "yarn", "yay", "yes", "yq", "yum", "zathura", "zellij", "zfs", "zip", "zoom", "zoxide", "zpool",
    "zsh", "zstd", "zypper",
))  # fmt: skip
"""Programs that are hardly any word besides: of "ninja" and "ruby" people make passwords."""


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
    if name not in _REMEMBERING and re.search(r"(?:^|\s)(?:--version|--help|-h$|-V$)(?:\s|$)", rest):
        return None
    if name not in _ALWAYS and re.search(
        r"(?:^|\s)(?:list|ps|status|--verify|--list\S*|--import)(?:\s|$)", rest
    ):
        return None
    if name not in _ALWAYS and not re.search(_ONLY_WITH.get(name, r"$^"), rest):
        return None
    inner = _asked_by_one(rest.strip()) if name in _REMEMBERING else None
    if inner is not None:
        # What is run so asks for one of its own: `sudo cryptsetup`.
        return replace(inner, lines=2 + inner.lines, sure=True)
    lines = (
        3
        if name
        in {
            "passwd",
            "kpasswd",
            "vncpasswd",
            "smbpasswd",
            "htpasswd",
            "cryptsetup",
            "pkcs15-tool",
            "ykman",
            "ssh-keygen",
            "adduser",
            "restic",
        }
        else 2
    )
    words = [word for word in _VALUED.sub(" ", rest).split() if not word.startswith("-")]
    if jumps := re.search(r"\s(?:-J\s*|-o\s?ProxyJump=)(\S+)", rest):
        lines += 2 * (jumps[1].count(",") + 1)  # Each machine on the way asks for its own.
    host = next((word for word in words if "@" in word or ":" in word), words[0] if words else "")
    enters = (name in {"ssh", "mosh", "telnet"} and bool(words) and words[-1] == host) or name == "su"
    names = name in _NAMES and not _is_named(name, rest)
    about = "" if name in _REMEMBERING else f"{name} {host.partition(':')[0]}"
    return Asking(name, lines, sure=name in _SURE, about=about, names=names, enters=enters)


def _is_named(name: str, rest: str) -> bool:
    """Say whether a command is told who one is, or asks for no name."""
    if name == "git":
        return re.search(r"\s--user(?:name)?[ =]|//[^/\s:]+@", rest) is not None
    if (name == "sqlplus" and rest.strip()) or (name == "bw" and "unlock" in rest):
        return True
    return re.search(r"\s(?:-u|-U|--user(?:name)?)[ =]|\buser(?:name)?=|\w@\w", rest) is not None


def forgets(command: str) -> bool:
    """Say whether a command makes others ask again, or for another password."""
    return re.search(r"\b(?:sudo|doas)\s+-(?:[kK]|L)\b|\bpasswd\b", command) is not None


def is_command(line: str) -> bool:
    """Say whether a line is rather a command of a shell than a password."""
    words = line.split()
    first = words[0] if words else ""
    if first.startswith("-"):
        return len(words) > 1
    if first.lower() in _COMMANDS or first.startswith(("./", "/", "~/", "../")):
        return True
    return "|" in words or any(word in {"&&", ">", ">>", "||"} or word.startswith("--") for word in words[1:])


def names_a_program(line: str) -> frozenset[str]:
    """Return the words of a line that names programs without running them: `apt install`, `which`, `man`."""
    words = line.split()
    naming = next((at for at, word in enumerate(words) if word.lower() in _NAMING), len(words))
    return frozenset(word.lower() for word in words[naming + 1 :] if not word.startswith("-"))
