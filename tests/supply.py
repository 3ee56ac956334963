"""What the application is made of: known faults of its libraries, their licences, their list, and a newer Streamlit.

    python tests/supply.py audit                   # pip-audit on requirements.txt; says so where no service answers
    python tests/supply.py licences                # name, version and licence of each library of the application
    python tests/supply.py sbom FILE.json          # CycloneDX, from requirements.txt
    python tests/supply.py streamlit 1.68.0        # what that version changes of what we take from Streamlit's inside

The exit code is 1 when something must be looked at: a known fault, a licence that asks more than a notice, a change.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = ROOT / "requirements.txt"
# Licences under which a library may be used unchanged, its notice kept: no more is asked of a city.
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|CC0|Unlicense|HPND|Zlib", re.IGNORECASE)


def locked() -> dict[str, str]:
    """Each library of requirements.txt, by name, and its version; those of other systems and Pythons too."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", LIST.read_text("utf-8"), re.MULTILINE))


def audit() -> int:
    """Known faults of the locked libraries; a library that the service does not know is said, never taken for sound."""
    asked = ("--requirement", str(LIST), "--disable-pip", "--progress-spinner", "off", "--timeout", "10")
    done = _run("pip_audit", *asked, "--format", "json")
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        if "No module named" in done.stderr:
            print("pip-audit is not installed: pip install -r tests/requirements.txt")
            return 1
        print(f"pip-audit: skipped, its service is out of reach from here; nothing was audited ({_last(done.stderr)})")
        return 0
    skipped, faulty = [one for one in told if "skip_reason" in one], [one for one in told if one.get("vulns")]
    if len(skipped) == len(told):
        print("pip-audit: skipped, its service knows none of our libraries from here; nothing was audited")
        return 0
    for one in faulty:
        print(f"{one['name']} {one['version']}: {', '.join(fault['id'] for fault in one['vulns'])}")
    print(
        f"{len(told) - len(skipped)} audited, {len(faulty)} with known faults; {len(skipped)} not known to the service"
    )
    return min(len(faulty), 1)


def _last(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1][:200]


def licences() -> int:
    """A line for each library of the application that is installed; 1 when one is under no permissive licence."""
    done = _run(
        "piplicenses", "--format", "json", "--from", "mixed", "--packages", *locked(), "--python", sys.executable
    )
    if done.returncode:
        print(done.stderr)
        return done.returncode
    strict = 0
    for one in sorted(json.loads(done.stdout), key=lambda one: str(one["Name"]).lower()):
        asks = "" if PERMISSIVE.search(one["License"]) else "  <- to look at"
        strict += bool(asks)
        print(f"{one['Name']} {one['Version']}: {' '.join(str(one['License']).split())[:80]}{asks}")
    return min(strict, 1)


def sbom(file: Path) -> int:
    """Write the list of components to `file`."""
    done = _run("cyclonedx_py", "requirements", str(LIST), "--output-format", "JSON", "--output-file", str(file))
    print(done.stderr.strip() or f"{len(json.loads(file.read_text('utf-8'))['components'])} components in {file}")
    return done.returncode


def streamlit(version: str) -> int:
    """Run the module of what we take from Streamlit's inside on `version`, laid over what is installed."""
    with tempfile.TemporaryDirectory() as over:
        wanted = [f"streamlit=={version}", "--no-deps", "--quiet", "--target", over]
        subprocess.run([sys.executable, "-m", "pip", "install", *wanted], check=True)
        tests = [sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/unit/test_streamlit_inside.py"]
        return subprocess.run(tests, cwd=ROOT, env=os.environ | {"PYTHONPATH": over}, check=False).returncode


def _run(module: str, *given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def main() -> int:
    """Run the command asked for; its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("audit")
    commands.add_parser("licences")
    commands.add_parser("sbom").add_argument("file", type=Path)
    commands.add_parser("streamlit").add_argument("version")
    given = parser.parse_args()
    if given.command == "sbom":
        return sbom(given.file)
    if given.command == "streamlit":
        return streamlit(given.version)
    return audit() if given.command == "audit" else licences()


if __name__ == "__main__":
    raise SystemExit(main())
