"""Write the locks anew: exact names, versions and hashes, and no registry's address."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = [".tools/bin/uv", "pip", "compile", "--quiet", "--upgrade", "--generate-hashes", "--universal"]
PLAIN = ["--python-version", "3.11", "--no-emit-index-url", "--no-header"]

if __name__ == "__main__":
    # run first: dev.in holds itself to what run.txt says.
    for name in ("run", "dev"):
        source, lock = f"requirements/{name}.in", f"requirements/{name}.txt"
        subprocess.run([*UV, *PLAIN, source, "--output-file", lock], cwd=ROOT, check=True)
    subprocess.run(["npm", "install", "--package-lock-only", "--silent"], cwd=ROOT, check=True)
