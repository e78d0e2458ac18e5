"""Audits the running site from outside: Lighthouse on a phone, and the Nu HTML checker.

Run it with `make audit`, or with addresses: `python -m tests.audit / /about/`. It is no
part of the suite: it needs Node, Java and, once, a network. What it found is printed as a
table; it exits with 1 if a page misses its marks, with 2 if a tool is missing. The marks
are those of the lab: this machine, plain HTTP, Lighthouse's simulated slow telephone.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests import needs
from tests.e2e.addresses import (
    EVERY_TYPE,
    LONGEST_ARTICLE,
    MISSING,
    SHORTEST_ARTICLE,
)
from tests.running import ROOT, RunningSite, running_site

TOOLS = ROOT / "var/audit"
PACKAGES = ("lighthouse@12.8.2", "vnu-jar@26.9.27")
NEEDED = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
# What Lighthouse calls it, what the table calls it, the most it may be.
MEASURES = (
    ("largest-contentful-paint", "LCP ms", 1_200),
    ("cumulative-layout-shift", "CLS", 0.02),
    ("total-blocking-time", "TBT ms", 0),
)
MOST_REQUESTS, MOST_KILOBYTES = 5, 30  # of a page without photographs
PHOTOGRAPHS = {"image/avif", "image/jpeg", "image/png", "image/webp"}
# One of every type, two long articles and an ordinary one: each comes to the site as its
# first reader, who gets what is not made yet.
AUDITED = [*EVERY_TYPE, LONGEST_ARTICLE, SHORTEST_ARTICLE]
# A page may ask not to be found, as searches do: that is no fault of it.
HIDDEN = "is-crawlable"


@dataclass(frozen=True)
class Finding:
    """What Lighthouse says of one address."""

    address: str
    cells: tuple[str, ...]
    faults: tuple[str, ...]


def get_tools() -> str:
    """Find or install the tools; why that is not possible, or an empty text."""
    lacking = [package for name, package in NEEDED.items() if not shutil.which(name)]
    if not needs.browser():
        lacking.append("chromium")
    if lacking:
        return f"The audit needs what is not here; on Debian: apt install {' '.join(lacking)}."
    wanted = TOOLS / " ".join(PACKAGES)
    if wanted.exists():
        return ""
    print("Installing Lighthouse and the Nu checker into var/audit (once) ...")  # noqa: T201
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir(parents=True)
    command = ["npm", "install", "--silent", "--ignore-scripts", "--save-exact"]
    done = subprocess.run(  # noqa: S603
        [*command, "--prefix", TOOLS, *PACKAGES], check=False, cwd=TOOLS
    )
    if done.returncode:
        return (
            "Lighthouse and the Nu checker could not be installed: is there a network?"
        )
    wanted.touch()
    return ""


def lighthouse(url: str) -> dict[str, Any]:
    """The report of Lighthouse on an address, as from a telephone."""
    done = subprocess.run(  # noqa: S603
        [
            TOOLS / "node_modules/.bin/lighthouse",
            *(url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        env=os.environ | {"CHROME_PATH": str(needs.browser())},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed at {url}:\n{done.stderr}")
    return json.loads(done.stdout)


def scores(report: dict[str, Any]) -> dict[str, int]:
    """The score of each category; being hidden from search engines takes nothing away."""
    found = {}
    for name in CATEGORIES:
        category = report["categories"][name]
        hidden = report["audits"][HIDDEN]["score"] == 0
        parts = [
            (part["weight"], report["audits"][part["id"]]["score"])
            for part in category["auditRefs"]
            if not (hidden and part["id"] == HIDDEN)
        ]
        counted = [(w, s) for w, s in parts if w and s is not None]
        whole = sum(w * s for w, s in counted) / sum(w for w, s in counted)
        found[name] = int(100 * whole + 0.5)
    return found


def missed(report: dict[str, Any]) -> list[str]:
    """The audits that took points away, to explain a fault, each with what it names."""
    weighed = {
        part["id"]
        for category in report["categories"].values()
        for part in category["auditRefs"]
        if part["weight"]
    }
    told = []
    for name in sorted(weighed - {HIDDEN}):
        audit = report["audits"][name]
        if audit["score"] is not None and audit["score"] < 1:
            items = audit.get("details", {}).get("items", [])[:3]
            nodes = [i["node"]["selector"] for i in items if "node" in i]
            value = audit.get("displayValue", "")
            told.append(" ".join([name, value, *nodes]).strip())
    return told


def finding(address: str, report: dict[str, Any]) -> Finding:
    """What a report says of an address, compared with the marks."""
    cells, faults = [], []
    for name, score in scores(report).items():
        cells.append(str(score))
        if score < 100:
            faults.append(f"{name} {score}")
    for name, title, most in MEASURES:
        value = report["audits"][name]["numericValue"]
        cells.append(f"{value:.3g}" if most < 1 else f"{value:.0f}")
        if round(value, 3) > most:
            faults.append(f"{title} {cells[-1]} > {most}")
    requests = report["audits"]["network-requests"]["details"]["items"]
    kilobytes = sum(item["transferSize"] for item in requests) / 1024
    cells += [str(len(requests)), f"{kilobytes:.1f}"]
    if not PHOTOGRAPHS & {item.get("mimeType") for item in requests}:
        if len(requests) > MOST_REQUESTS:
            names = " ".join(item["url"].rpartition("/")[2] for item in requests)
            faults.append(f"{len(requests)} requests > {MOST_REQUESTS}: {names}")
        if kilobytes > MOST_KILOBYTES:
            faults.append(f"{kilobytes:.1f} KB > {MOST_KILOBYTES}")
    if faults:
        faults += missed(report)
    return Finding(address, tuple(cells), tuple(faults))


def html(url: str) -> bytes:
    """The page at an address; the page of an error too."""
    try:
        with urlopen(url, timeout=30) as answer:  # noqa: S310
            return answer.read()
    except HTTPError as error:
        return error.read()


def nu(site: RunningSite, addresses: Sequence[str]) -> list[str]:
    """What the Nu HTML checker finds wrong, each with its address and line."""
    with tempfile.TemporaryDirectory() as folder:
        places = {f"{n}.html": address for n, address in enumerate(addresses)}
        for name, address in places.items():
            (Path(folder) / name).write_bytes(html(site.url + address))
        jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
        done = subprocess.run(  # noqa: S603
            ["java", "-jar", jar, "--stdout", "--format", "json", *sorted(places)],  # noqa: S607
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        told = json.loads(done.stdout)["messages"]
    return [
        f"{places[Path(m['url']).name]}: {m.get('subType') or m['type']}, "
        f"line {m.get('lastLine')}: {m['message']}  {m.get('extract', '')!r}"
        for m in told
    ]


def table(findings: Sequence[Finding]) -> str:
    """All findings, a line for each address."""
    heads = ("page", "perf", "a11y", "best", "SEO")
    heads += (*(title for _, title, _ in MEASURES), "requests", "KB", "")
    rows = [
        heads,
        *((f.address, *f.cells, "misses" * bool(f.faults)) for f in findings),
    ]
    widths = [max(len(row[n]) for row in rows) for n in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def audit(site: RunningSite, addresses: Sequence[str]) -> int:
    """Audit the addresses and print what was found; 1 if anything misses its mark."""
    findings = []
    for address in addresses:
        if address != MISSING:  # Lighthouse refuses what is not found
            findings.append(finding(address, lighthouse(site.url + address)))
    print(table(findings))  # noqa: T201
    faults = [f"{f.address}: {fault}" for f in findings for fault in f.faults]
    wrong = nu(site, addresses)
    print("\n".join(["", *faults, "", f"Nu HTML checker: {len(wrong)} faults", *wrong]))  # noqa: T201
    return int(bool(faults or wrong))


def main(addresses: Sequence[str]) -> int:
    """Bring the site up in a folder of its own and audit it, all of `AUDITED` if none is named."""
    if reason := get_tools():
        print(reason)  # noqa: T201
        return 2
    os.environ |= {"SECRET_KEY": secrets.token_urlsafe(50), "DEBUG": "off"}
    os.environ |= {"CACHE_URL": "locmemcache://", "CLINIC_EXTRA_HOSTS": ""}
    with tempfile.TemporaryDirectory() as var, running_site(Path(var)) as site:
        return audit(site, addresses or AUDITED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
