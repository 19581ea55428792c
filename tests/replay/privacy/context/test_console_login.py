"""Logins at consoles, and names that commands of a shell ask for before the password."""

import pytest

from tests.replay.privacy.typing import texts, typist


def _passwords(app: str, title: str, *lines: str) -> list[str]:
    ann = typist()
    ann.window(app, title)
    ann.type("\n".join(lines) + "\n")
    return texts(ann.recording(), "password")


@pytest.mark.parametrize(
    ("app", "title"),
    [
        ("virt-manager", "debian12 on QEMU/KVM"),
        ("vmware", "web01 - VMware Workstation"),
        ("xterm", "Terminal"),
    ],
)
def test_a_name_a_word_and_commands_are_a_login(app: str, title: str) -> None:
    """In a window that shows a machine, or the first lines of a terminal."""
    assert _passwords(app, title, "root", "princess", "ip a", "systemctl status ssh") == ["princess"]


def test_other_lines_are_none() -> None:
    """Two programs, or a name after a command."""
    assert _passwords("xterm", "Terminal", "neofetch", "lazygit", "ls") == []
    assert _passwords("xterm", "Terminal", "ls", "root", "princess", "ls") == []
    assert _passwords("virt-manager", "debian12 on QEMU/KVM", "ls", "princess", "ls") == []


@pytest.mark.parametrize(
    "command",
    ["docker login", "telnet 10.0.0.1", "ftp ftp.example.com", "git push", "openvpn --config a.ovpn"],
)
def test_the_first_answer_is_a_name_where_one_is_asked(command: str) -> None:
    """And the second the password; a lone word behind it is the next command."""
    assert _passwords("xterm", "ann@desk: ~", command, "ruth.p7", "wolke77x", "ls") == ["wolke77x"]
    assert _passwords("xterm", "ann@desk: ~", command, "lazygit", "ls") == []


def test_sudo_asks_for_its_own_before() -> None:
    """Then the name, then the password of what it runs."""
    command = "sudo openvpn --config work.ovpn --auth-user-pass"

    assert _passwords("xterm", "ann@desk: ~", command, "dragon", "e103847", "8im#NWcu", "ls") == [
        "dragon",
        "8im#NWcu",
    ]


@pytest.mark.parametrize("yes", ["y", "Y", "j", "oui"])
def test_who_is_asked_to_confirm_was_not_asked_for_a_password(yes: str) -> None:
    """`apt` asks when `sudo` has let it run; `ssh` asks whether the host is right first."""
    found = _passwords("xterm", "ann@desk: ~", "sudo apt install postgresql", yes, "pg_lsclusters", "ls")

    assert found == []
    assert _passwords("xterm", "ann@desk: ~", "ssh web01", "yes", "wolkenbruch", "ls") == ["wolkenbruch"]


@pytest.mark.parametrize(
    "command",
    [
        "gcloud sql connect shop --user=root --quiet",
        "mongosh --host db --username app --authenticationDatabase admin",
        "mongodump -u app --db shop",
    ],
)
def test_databases_ask_whom_they_are_told_of(command: str) -> None:
    """The line behind such a command is a password, and behind one that carries it a command."""
    assert _passwords("kitty", "Terminal", command, "657,xZLB8Egs", "ls") == ["657,xZLB8Egs"]
    assert _passwords("kitty", "Terminal", "gcloud sql instances list", "lazygit", "ls") == []


def test_devices_in_a_network_ask_by_telnet() -> None:
    """A name and a password first, one more behind `enable`."""
    lines = ("ann", "6GQ4KE1T", "enable", "o9k2X7-9=J%1f9", "show vlan brief")

    assert _passwords("xfce4-terminal", "telnet core-sw1", *lines) == ["6GQ4KE1T", "o9k2X7-9=J%1f9"]
