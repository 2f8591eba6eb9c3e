#!/usr/bin/env python3
"""Open the HTML pages in a real Chromium without a window: clicks, keys, print, dark mode, speed.

usage: browser_test.py [--onomast PROGRAM] [--shots DIR] [--small] [PAPER]

PROGRAM is target/release/onomast unless given, PAPER one of our samples. Every check prints a line;
the exit code is 1 if one fails. `--shots` keeps screenshots there, `--small` leaves
the page of 10,000 mentions out. Needs: pip install playwright, and
a Chromium (`playwright install chromium`, or the system's `chromium`).
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FAILED = []


def check(name, found, expected=True):
    good = expected(found) if callable(expected) else found == expected
    print(f"{'ok  ' if good else 'FAIL'} {name}" + ("" if good else f": found {found!r}"))
    if not good:
        FAILED.append(name)


def data(page):
    return json.loads(page.locator("#onomast").text_content())


def centre(page):
    """The text of the current mention, if it is in the window."""
    return page.evaluate(
        "() => { const m = document.querySelector('mark.cur'); if (!m) return null;"
        " const r = m.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight ? m.textContent : 'out of sight' }"
    )


def shot(page, shots, name, **options):
    if shots:
        page.screenshot(path=str(shots / f"{name}.png"), **options)


def one_page(browser, path, shots):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    errors, asked = [], []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: asked.append(r.url))
    page.goto(path.as_uri())
    document = data(page)
    mentions, entities = document["mentions"], document["entities"]
    check("nothing but the page itself is asked for", asked, [path.as_uri()])
    check("every mention is marked", page.locator("#text mark").count(), len(mentions))
    check("every entity is in the index", page.locator("#index li").count(), len(entities))
    looks = page.evaluate(
        "() => [...'POLD'].map(k => { const m = document.querySelector('mark.' + k);"
        " return m && [getComputedStyle(m, '::after').content.at(-2), getComputedStyle(m).textDecorationStyle] })"
    )
    looks = [tuple(l) for l in looks if l]
    check("each kind has its letter and its underline", len({l[0] for l in looks}) == len({l[1] for l in looks}) == len(looks))

    first = page.locator("#text mark:not(.D)").first
    first.hover()
    check("hover tells the entity", page.locator("#tip").is_visible() and page.locator("#tip").inner_text() != "")
    shot(page, shots, "hover")
    dated = [m for m in mentions if m["type"] == "DATE" and m["value"]]
    page.locator(f"#{dated[0]['id']}").hover()
    check("hover tells a date's value", dated[0]["value"] in page.locator("#tip").inner_text())

    rich = max(entities, key=lambda e: (len(e["evidence"]) > 0, len(e["mentions"])))
    page.click(f"#index [data-e={rich['id']}]")
    check("a click in the index marks all its mentions", page.locator("mark.same").count(), len(rich["mentions"]))
    check("and goes to the first", page.locator("mark.cur").get_attribute("id"), rich["mentions"][0])
    check("which is in sight", centre(page), lambda t: t not in (None, "out of sight"))
    check("the side says why its names are one", rich["evidence"][0]["because"] in page.locator("#card").inner_text() if rich["evidence"] else True)
    shot(page, shots, "chosen")
    page.keyboard.press("n")
    check("n walks on", page.locator("mark.cur").get_attribute("id"), rich["mentions"][1 % len(rich["mentions"])])
    page.keyboard.press("ArrowLeft")
    check("the left arrow walks back", page.locator("mark.cur").get_attribute("id"), rich["mentions"][0])
    page.keyboard.press("p")
    check("p from the first goes to the last", page.locator("mark.cur").get_attribute("id"), rich["mentions"][-1])
    page.keyboard.press("Escape")
    check("Escape lets go", page.locator("mark.same").count(), 0)
    page.keyboard.press("n")
    check("focus follows", page.evaluate("document.activeElement.matches('mark.cur')"))

    page.keyboard.press("1")
    check("1 hides people", page.evaluate("getComputedStyle(document.querySelector('mark.P'), '::after').content"), "none")
    page.keyboard.press("1")
    page.keyboard.press("/")
    check("/ goes to the search", page.evaluate("document.activeElement.id"), "q")
    page.keyboard.type(rich["name"])
    shown = page.evaluate("[...document.querySelectorAll('#index li')].filter(l => !l.hidden).length")
    check("typing narrows the index", 0 < shown < len(entities))
    page.keyboard.press("Enter")
    check("Enter finds it in the text", page.locator("#at").inner_text(), lambda t: t.startswith("1 of"))
    page.keyboard.press("Escape")
    check("Escape clears the search", page.input_value("#q"), "")

    page.click("[data-view=timeline]")
    check("the time line shows", page.locator("#timeline").is_visible() and not page.locator("#text").is_visible())
    check("it has a line for each date of known days", page.locator("#timeline li").count(), lambda n: n > 0)
    shot(page, shots, "timeline")
    link = page.locator("#timeline .when").first
    wanted = link.get_attribute("data-m")
    link.click()
    check("a click on a date goes to it", (page.locator("mark.cur").get_attribute("id"), page.locator("#text").is_visible()), (wanted, True))
    page.keyboard.press("g")
    check("g shows the network", page.locator("#network .node").count(), lambda n: n > 1)
    shot(page, shots, "network", full_page=True)
    page.locator("#network .node .s").first.click()
    check("a click on a node greys the others", page.locator("#network .off").count(), lambda n: n > 0)
    shot(page, shots, "network-chosen")
    page.locator("#network td button").first.click()
    check("a click on a pair goes to the text", page.locator("mark.cur").count(), 1)

    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    check("dark mode is another ground", page.evaluate("getComputedStyle(document.body).backgroundColor"), lambda c: c != light)
    shot(page, shots, "dark")
    page.emulate_media(color_scheme="light", media="print")
    check("print leaves the controls out", page.locator(".bar").first.is_visible(), False)
    check("print has text, time line and network", all(page.locator(f"#{v}").is_visible() for v in ("text", "timeline", "network")))
    shot(page, shots, "print", full_page=True)
    pdf = page.pdf(format="A4")
    check("it prints", pdf[:5], b"%PDF-")
    if shots:
        (shots / "print.pdf").write_bytes(pdf)
    check("no script errors", errors, [])
    page.close()

    page = browser.new_page(viewport={"width": 1400, "height": 900}, java_script_enabled=False)
    page.goto(path.as_uri())
    check("without its script everything is there", all(page.locator(f"#{v}").is_visible() for v in ("text", "timeline", "network", "index")))
    page.close()
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(path.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    check("a narrow screen does not scroll sideways", wide, lambda w: w <= 400)
    shot(page, shots, "narrow")
    page.close()
    page = browser.new_page()
    page.goto(path.as_uri() + "#" + rich["id"])
    check("a link may name an entity", page.locator("mark.same").count(), len(rich["mentions"]))
    page.close()


def large(browser, path):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_function("document.getElementById('at').textContent !== ''")
    loaded = time.perf_counter() - start
    count = page.locator("#text mark").count()
    times = page.evaluate(
        """async () => { const out = []; for (let i = 0; i < 60; i++) { const t = performance.now();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
        await new Promise(requestAnimationFrame); out.push(performance.now() - t) } return out }"""
    )
    hover = page.evaluate(
        """() => { const m = document.querySelectorAll('mark')[5000], t = performance.now();
        m.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })); return performance.now() - t }"""
    )
    pick = page.evaluate(
        """async () => { const b = document.querySelector('#index [data-e]'), t = performance.now(); b.click();
        await new Promise(requestAnimationFrame); return performance.now() - t }"""
    )
    print(
        f"     {count} mentions, {path.stat().st_size / 1e6:.1f} MB: loaded in {loaded:.2f} s, a step {statistics.median(times):.1f} ms"
        f" (worst {max(times):.0f}), a hover {hover:.1f} ms, choosing the most frequent name {pick:.0f} ms"
    )
    check("10,000 mentions are there", count, lambda n: n >= 10_000)
    check("a step takes less than 100 ms", statistics.median(times), lambda t: t < 100)
    page.close()


def report(browser, folder, shots):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    errors = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto((folder / "index.html").as_uri())
    papers = page.locator("#papers tbody tr").count()
    check("the index lists every paper", papers, len(list(folder.glob("*.html"))) - 1)
    shot(page, shots, "report")
    page.keyboard.press("/")
    page.keyboard.type("soviet")
    check("search narrows papers and names", page.locator("#at").inner_text(), lambda t: t.endswith("found") and not t.startswith("0"))
    check("and hides the rest", page.locator("#across li[hidden]").count(), lambda n: n > 0)
    page.keyboard.press("Escape")
    page.click("#papers th:nth-child(2) button")
    firsts = [int(t) for t in page.locator("#papers td:nth-child(2)").all_inner_texts()]
    check("a click on a column sorts", firsts, sorted(firsts, reverse=True))
    link = page.locator("#across .in a").first
    wanted = link.get_attribute("href")
    link.click()
    page.wait_for_selector("mark.same")
    check("a name leads into its paper", page.url.endswith(wanted))
    check("no script errors in the index", errors, [])
    page.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--onomast", default=str(ROOT / "target/release/onomast"))
    arguments.add_argument("--shots", type=Path)
    arguments.add_argument("--small", action="store_true", help="leave the page of 10,000 mentions out")
    arguments.add_argument("paper", nargs="?", default=str(ROOT / "tests/data/papers/whampoa-advisers.txt"))
    options = arguments.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)

        def onomast(*words):
            subprocess.run([options.onomast, *map(str, words)], check=True, stderr=subprocess.DEVNULL)

        onomast("tag", options.paper, "-f", "html", "-o", folder / "one.html")
        if not options.small:
            text = Path(options.paper).read_text(encoding="utf-8")
            small = subprocess.run([options.onomast, "tag", "--no-tagger", options.paper], check=True, capture_output=True)
            times = 10_000 // max(1, len(json.loads(small.stdout)["mentions"])) + 2
            (folder / "large.txt").write_text("\n\n".join([text] * times), encoding="utf-8")
            onomast("tag", "--no-tagger", folder / "large.txt", "-f", "html", "-o", folder / "large.html")
        batch = folder / "batch"
        papers = [p for p in sorted((ROOT / "tests/data/papers").glob("*.txt")) if not p.name.endswith(".marked.txt")]
        onomast("batch", "--no-tagger", "-q", *papers, "-o", batch, "-f", "html")
        onomast("report", batch)
        system = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=system, timeout=120_000)
        one_page(browser, folder / "one.html", options.shots)
        report(browser, batch, options.shots)
        if not options.small:
            large(browser, folder / "large.html")
        browser.close()
    print(f"{len(FAILED)} checks failed")
    sys.exit(bool(FAILED))


if __name__ == "__main__":
    main()
