"""A real IMAP server for one test: Debian's dovecot with a folder and a port of its own."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.clerk.programs import PATIENCE_SECONDS, await_port, free_port

PASSWORD = "очень-тайный"
CONFIG = """
base_dir = {sockets}/run
state_dir = {sockets}/state
log_path = {folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
{people}
service imap-login {{
  {chroot}
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""


@dataclass
class Dovecot:
    """`port` on 127.0.0.1; every login opens with PASSWORD."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"

    def client(self, login: str = "support") -> imaplib.IMAP4:
        found = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        found._encoding = "utf-8"  # type: ignore[attr-defined]  # the password is Russian
        found.authenticate("PLAIN", lambda _challenge: f"\0{login}\0{PASSWORD}".encode())
        return found

    def put(self, raw: bytes, *, login: str = "support") -> None:
        """A letter arrives."""
        with self.client(login) as client:
            assert client.append("INBOX", "", "", raw)[0] == "OK"

    def count(self, folder: str, *, login: str = "support") -> int:
        with self.client(login) as client:
            status, answer = client.select(folder, readonly=True)
            return int(answer[0] or 0) if status == "OK" else 0


def program() -> str | None:
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def dovecot(folder: Path) -> Iterator[Dovecot]:
    """Raises FileNotFoundError where there is no dovecot."""
    found = program()
    if found is None:
        raise FileNotFoundError("dovecot")
    port = free_port()
    # A socket's path is short by nature, a test's folder is not.
    with tempfile.TemporaryDirectory(prefix="dovecot-") as sockets:
        Path(sockets).chmod(0o755)
        (folder / "dovecot.conf").write_text(_config(folder, sockets, port), "utf-8")
        process = subprocess.Popen([found, "-F", "-c", str(folder / "dovecot.conf")])
        try:
            await_port(port, process)
            yield Dovecot(port, folder, process)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _config(folder: Path, sockets: str, port: int) -> str:
    if os.getuid() == 0:
        owner, people, chroot = pwd.getpwnam("nobody"), "", ""
        folder.chmod(0o755)
        for parent in folder.parents:  # the readers of letters are not root
            with suppress(PermissionError):
                if parent.owner() == "root" and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
    else:
        owner, me = pwd.getpwuid(os.getuid()), getpass.getuser()
        group = grp.getgrgid(os.getgid()).gr_name
        people = f"default_internal_user = {me}\ndefault_internal_group = {group}\ndefault_login_user = {me}"
        chroot = "chroot ="
    (folder / "mail").mkdir()
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    return CONFIG.format(
        folder=folder,
        sockets=sockets,
        port=port,
        people=people,
        chroot=chroot,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        password=PASSWORD,
    )


def wait_for(what: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether it came true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.1)
    return False
