"""The one command: `python3 start.py` sets yimai up beside itself, reads the examples and shows what came of it.

    python3 start.py             set up, read examples/articles, answer three questions, write a page
    python3 start.py test        set up for development and run the tests; what follows goes to pytest
    python3 start.py setup       only set up

Nothing but Python 3.11 or newer is needed, and nothing outside this folder is changed: everything goes into `.venv`,
in the versions of the lock. A second run installs nothing again. This file uses the standard library alone.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "yimai-installed.txt"
DROPPED = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
OLDEST, NEWEST = (3, 11), (3, 13)
LOCKS = {"run": "requirements.lock", "setup": "requirements.lock", "test": "requirements-dev.lock"}
EXAMPLES = ["run", "examples/articles"]
TESTS = ["-m", "pytest", "-n", "2", "--dist", "loadfile"]


def main(arguments):
    """Set up, then do what was asked for; return the exit code."""
    what, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if what not in LOCKS:
        print(__doc__, file=sys.stderr)
        return 0 if what in ("-h", "--help", "help") else 2
    python = fitting_python()
    if python is None:
        return 1
    if not set_up(python, LOCKS[what]):
        return 1
    if what == "test":
        return call(PYTHON, *TESTS, *rest)
    code = call(PYTHON, "-m", "yimai", *EXAMPLES, *rest) if what == "run" else 0
    if code == 0:
        next_steps()
    return code


def fitting_python():
    """Return a Python that the lock was tried with: this one if it fits, else another on the path; None if none does."""
    if OLDEST <= sys.version_info[:2] <= NEWEST or (works(PYTHON) and STAMP.exists()):
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    have, *span = (".".join(map(str, version)) for version in (sys.version_info[:2], OLDEST, NEWEST))
    tried = " to ".join(span)
    if sys.version_info[:2] > NEWEST:
        say(f"yimai was tried with Python {tried}; this is {have} and may lack packages. Going on.")
        return sys.executable
    say(
        f"yimai needs Python {tried}; this is {have}. Install one of those and give its command, as python3.12 start.py"
    )
    return None


def set_up(python, lock):
    """Make the environment and install what the lock names, unless that stands already; return whether it worked."""
    wanted = stamp_of(lock)
    if works(PYTHON) and STAMP.exists() and wanted in STAMP.read_text(encoding="utf-8").split():
        return True
    if not works(PYTHON) and not make_environment(python):
        return False
    pip = pip_command(python)
    if pip is None:
        return False
    count = sum(line[:1].isalnum() for line in (HERE / lock).read_text(encoding="utf-8").splitlines())
    say(f"Installing {count} packages in .venv; the first time takes some minutes ...")
    steps = (
        ("--require-hashes", "--no-deps", "-r", str(HERE / lock)),
        ("--no-deps", "--no-build-isolation", "--no-index", "-e", str(HERE)),
    )
    for options in steps:
        if call(*pip, "install", "-q", *options):
            say("The installation failed (see above). Mend that and give the same command again.")
            return False
    done = {wanted, stamp_of(LOCKS["run"])}  # the lock for development holds the other one
    STAMP.write_text("\n".join(sorted(done)) + "\n", encoding="utf-8")
    return True


def stamp_of(lock):
    """Return a hash of what an installation depends on."""
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def works(python):
    """Tell whether a Python is there and runs."""
    return Path(python).exists() and call(python, "-c", "", quiet=True) == 0


def make_environment(python):
    """Make `.venv`, without pip where the system's Python cannot bring it; return whether it worked."""
    say("Making the environment .venv ...")
    for options in ((), ("--without-pip",)):
        if call(python, "-m", "venv", "--clear", *options, str(VENV), quiet=True) == 0 and works(PYTHON):
            return True
    say(f"This Python cannot make environments (its module venv is missing). {ADVICE}")
    return False


ADVICE = "On Debian and Ubuntu: apt install python3-venv. Elsewhere: install Python from python.org."


def pip_command(python):
    """Return the command that installs into `.venv`: its own pip, else the system's, else uv's; None if there is none."""
    own = (str(PYTHON), "-m", "pip")
    if call(*own, "--version", quiet=True) == 0:
        return own
    system = (str(python), "-m", "pip", "--python", str(PYTHON))
    if call(*system, "--version", quiet=True) == 0:
        return system
    if shutil.which("uv"):
        os.environ["VIRTUAL_ENV"] = str(VENV)
        return ("uv", "pip")
    say(f"There is no pip to install with. {ADVICE}")
    return None


def call(*command, quiet=False):
    """Run a command in this folder and return its exit code; nothing of the user's Python settings leaks into it."""
    environment = {k: v for k, v in os.environ.items() if k not in DROPPED}
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    sink = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.call([str(c) for c in command], cwd=str(HERE), env=environment, stdout=sink, stderr=sink)
    except OSError:
        return 127


def next_steps():
    """Print what can be done now."""
    yimai = os.path.relpath(str(SCRIPTS / "yimai"))
    say(
        "\nNext:\n"
        f"  {yimai} show 瑞金医院             what is known of it, with the sentences\n"
        f"  {yimai} query list               the saved questions\n"
        f"  {yimai} run YOUR_FOLDER -w mine  the same for your own articles\n"
        f"  {yimai} --help                   everything else"
    )


def say(text):
    """Print a message on stderr, in whatever encoding the terminal has."""
    encoding = sys.stderr.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
