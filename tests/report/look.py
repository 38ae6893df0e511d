#!/usr/bin/env python3
"""The page of `fastox report` in headless Chromium: what it shows, held against the Parquet tables of its run.

    look.py RUN PAGE [--pictures FOLDER] [--language zh]

Needs playwright, pyarrow and duckdb, and Debian's chromium. Exits with 1 and a line for everything that is wrong.
"""

import argparse
import csv
import io
import json
import pathlib
import shutil
import sys

import duckdb
import pyarrow.parquet as pq
from playwright.sync_api import sync_playwright

WIDTHS = [1280, 768, 390, 360]
LIMIT = 2_500_000
# Text that is cut: elements wider inside than outside, tiles whose parts reach beyond them, labels beyond a chart.
CUT = """() => {
  const shown = (e) => e.getClientRects().length > 0;
  const cut = [...document.querySelectorAll('h1,h2,h3,p,label,button,blockquote,.tile b,.tile abbr,.tile output,code')]
    .filter(e => shown(e) && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
    .map(e => `${e.tagName} ${e.className} "${e.textContent.trim().slice(0, 40)}"`);
  const boxes = [...document.querySelectorAll('.tile')].flatMap(tile => {
    const outer = tile.getBoundingClientRect();
    return [...tile.children].flatMap(e => [...e.querySelectorAll('[lang]'), e]).filter(shown)
      .filter(e => e.getBoundingClientRect().right > outer.right + 0.5).map(e => `tile ${e.textContent}`);
  });
  const charts = [...document.querySelectorAll('.chart svg')].filter(shown).flatMap(svg => {
    const outer = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => [t, t.getBoundingClientRect()])
      .filter(([t, b]) => b.left < outer.left - 1 || b.right > outer.right + 1 || b.top < outer.top - 1
        || b.bottom > outer.bottom + 1)
      .map(([t]) => `${svg.closest('.chart').id}: "${t.textContent}"`);
  });
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  return [...cut, ...boxes, ...charts, ...wide];
}"""

wrong = []


def check(holds, text):
    if not holds:
        wrong.append(text)


def column(run, table, name, **where):
    """The value of a column in the rows of draw 0, mean over seeds."""
    rows = [(key, "=", value) for key, value in {**where, "draw": 0}.items()]
    found = pq.read_table(run / f"{table}.parquet", columns=[name], filters=rows).column(name).to_pylist()
    return sum(found) / len(found) if found else None


def choose(page, year, regime, response, measure):
    page.select_option("#regime", regime)
    page.select_option("#response-switch", response)
    page.select_option("#measure", measure)
    page.eval_on_selector(
        "#year", "(e, y) => { e.value = y; e.dispatchEvent(new Event('input', {bubbles: true})); }", str(year)
    )


def tile(page, province):
    return page.text_content(f'[data-province="{province}"] output').strip()


def numbers(page, run, manifest):
    """Slider and switches change what is shown, and it is what the tables hold."""
    worlds = [world.rsplit(" ", 1) for world in manifest["worlds"]]
    years = sorted({manifest["first_year"] + 1, min(2035, manifest["last_year"]), manifest["last_year"]})
    measures = [
        ("kept", "incentives", "marginal_retention", 100),
        ("rate", "province_year", "collection_rate", 100),
        ("months", "province_year", "reserve_months", 1),
    ]
    seen = set()
    for regime, response in worlds[:: max(1, len(worlds) // 3)]:
        for year in years:
            for measure, table, name, scale in measures:
                choose(page, year, regime, response, measure)
                for province in (11, 21, 44):
                    where = {"world": regime, "response": response, "year": year, "province": province}
                    if table == "incentives":
                        where["margin"] = "collection"
                    value = column(run, table, name, **where)
                    shown = tile(page, province)
                    seen.add(shown)
                    check(
                        abs(float(shown) - value * scale) <= 0.0501,
                        f"{regime} {response} {year} {measure} {province}: {shown}, the table has {value * scale}",
                    )
    check(len(seen) > 4, f"slider and switches change nothing: {seen}")
    check(page.locator("[data-province]").count() == 31, "not 31 provinces")
    regime, response = worlds[0]
    choose(page, years[-1], regime, response, "net")
    paid = [
        column(
            run, "province_year", f"transfers_{way}_yuan", world=regime, response=response, year=years[-1], province=44
        )
        for way in ("in", "out")
    ]
    burden = [
        column(run, "national_year", f"central_burden_{price}yuan", world=regime, response=response, year=years[-1])
        for price in ("constant_", "")
    ]
    expected = (paid[0] - paid[1]) * burden[0] / burden[1] / 1e9
    check(
        abs(float(tile(page, 44)) - expected) <= 0.0501, f"net transfer of Guangdong: {tile(page, 44)}, not {expected}"
    )


def bands(page, run):
    """Where the run has draws, the brackets of the first layer are 5 and 95 % of them."""
    if not (run / "uncertainty.parquet").exists():
        return
    rows = pq.read_table(run / "uncertainty.parquet").to_pylist()
    name = "collection_rate_2035" if any(row["measure"] == "collection_rate_2035" for row in rows) else "collection_rate_2024"
    first = page.evaluate("data => JSON.parse(document.getElementById('data').textContent).worlds[0].regime")
    own = {"world": first, "response": "responding", "against": "", "measure": name}
    mine = next(row for row in rows if all(row[key] == value for key, value in own.items()))
    expected = f"[{100 * mine['p05']:.1f}–{100 * mine['p95']:.1f}]"
    shown = page.locator(f'td[data-headline="{name}"]').first.inner_text()
    check(expected in shown, f"{name}: {shown}, the draws have {expected}")


def money(page):
    """Sums are ten times the number in Chinese, which counts in 亿 what English counts in billions, and say so."""
    page.select_option("#measure", "net")
    english = [float(tile(page, province)) for province in (11, 21, 44)]
    loss = page.inner_text('td[data-headline="lost_to_incentives_yuan"] >> nth=0')
    page.check("#chinese")
    chinese = [float(tile(page, province)) for province in (11, 21, 44)]
    for billions, yi in zip(english, chinese):
        check(abs(10 * billions - yi) <= 1, f"net transfer: {billions} bn, {yi} 亿")
    check("亿元" in page.inner_text(".scale") and "十亿" not in page.inner_text("body"), "money in Chinese is not in 亿元")
    lost = page.inner_text('td[data-headline="lost_to_incentives_yuan"] >> nth=0')
    first = lambda text: float(text.split()[0].strip("–") or 0)
    check(first(loss) == first(lost), f"lost, trillions in both languages: {loss}, {lost}")
    page.check("#english")
    page.select_option("#measure", "kept")


def answer(page, place):
    """Rows of the query under a chart, and those of its data without the head; none where it has no query."""
    command = page.text_content(f"#{place} code")
    if not command.startswith('duckdb -c "'):
        return [], []
    shown = list(csv.reader(io.StringIO(page.text_content(f"#{place} pre").lstrip("\ufeff"))))
    return duckdb.sql(command.removeprefix('duckdb -c "').removesuffix('"')).fetchall(), shown


def same(name, asked, shown, off):
    """Numbers of a query against those that stand on the page, where `off` is what rounding may do."""
    number = lambda cell: None if cell in ("", None) else float(cell)
    pairs = [(number(a), number(b)) for a, b in zip(asked, shown, strict=True)]
    wrong_ones = [(a, b) for a, b in pairs if (a is None) != (b is None) or (a is not None and abs(a - b) > off)]
    check(pairs and not wrong_ones, f"{name}: the query gives other numbers than the page: {wrong_ones[:3]} of {len(pairs)}")


def queries(page, manifest):
    """Each query under a chart gives the numbers that the chart shows, in both languages."""
    world = manifest["worlds"][-1].rsplit(" ", 1)
    year = min(2035, manifest["last_year"])
    page.click('[data-province="44"]')
    page.evaluate("document.querySelectorAll('.tools details').forEach(e => { e.open = true; })")
    page.wait_for_timeout(300)
    for language in ("english", "chinese"):
        page.check(f"#{language}")
        for measure in ["kept", "net", "rate", "months", "loss", "burden"]:
            choose(page, year, *world, measure)
            page.wait_for_timeout(100)
            rows, (head, *shown) = answer(page, "country-tools")
            at = head.index(str(year))
            same(measure, [row[-1] for row in rows], [row[at] for row in shown], 0.51 if measure in ("loss", "burden") else 0.51 * (language == "chinese") + 0.0501)
            rows, (head, *shown) = answer(page, "province-tools")
            wide = {(row[0], row[1], int(of)): cell for row in shown for of, cell in zip(head[2:], row[2:], strict=True)}
            same(f"{measure} of a province", [row[-1] for row in rows], [wide[row[:3]] for row in rows], 0.51)
        for unit, off in [("total", 0.051 if language == "english" else 0.51), ("head", 0.51), ("gdp", 0.00051)]:
            page.select_option("#flow-unit", unit)
            rows, (_, *shown) = answer(page, "flow-tools")
            by_code = {int(row[0]): row[2:] for row in shown}
            for place, name in enumerate(("pool", "centre")):
                same(f"{name}, {unit}", [row[2 + place] for row in rows], [by_code[row[0]][place] for row in rows], off)
        rows, (_, *shown) = answer(page, "response-tools")
        for place in (2, 3):
            same("response", [row[place] for row in rows], [row[place] for row in shown], 0.0501)
        rows, (head, *shown) = answer(page, "fan-tools")
        for place, name in enumerate(("reserves", "burden", "rate"), 1):
            same(name, [row[place] for row in rows], [row[head.index(name)] for row in shown], 0.0006)
        if page.is_visible("#cohort-tools code"):
            for sex in ("0", "1"):
                page.select_option("#cohort-sex", sex)
                rows, (_, *shown) = answer(page, "cohort-tools")
                known = {(int(row[0]), int(row[1])): row[2:] for row in shown}
                rows = [row for row in rows if row[:2] in known]
                check(len(rows) == len(known), f"cohorts: {len(rows)} rows, the page has {len(known)}")
                for place in (0, 1):
                    same("cohorts", [row[2 + place] for row in rows], [known[row[:2]][place] for row in rows], 0.0051)
    page.check("#english")
    page.click("#province-close")


def whipped(page, run, manifest):
    """Losses of provinces add up to the nation's at 2024 prices, and are sorted: first by the first regime that loses, then by a click."""
    regimes = list(dict.fromkeys(world.rsplit(" ", 1)[0] for world in manifest["worlds"] if world.endswith(" responding")))
    if not regimes:
        return
    lost = lambda: page.eval_on_selector_all(
        "#whip tbody tr", "rows => rows.map(row => [...row.querySelectorAll('[data-lost]')].map(e => Number(e.dataset.lost)))"
    )
    falls = lambda numbers: all(a >= b for a, b in zip(numbers, numbers[1:]))
    year = min(2035, manifest["last_year"])
    for place, regime in enumerate(regimes):
        nation = column(run, "national_year", "lost_constant_yuan", world=regime, response="responding", year=year)
        found = sum(row[place] for row in lost())
        check(abs(found - nation) <= 16 + 1e-6 * abs(nation), f"lost under {regime}: {found}, the nation's {nation}")
    loses = next((place for place in range(len(regimes)) if any(row[place] > 0 for row in lost())), None)
    check(loses is None or falls([row[loses] for row in lost()]), "provinces are not sorted by the first regime that loses")
    page.click(f"#whip th button >> nth={len(regimes) - 1}")
    check(falls([row[-1] for row in lost()]), "a click on a regime does not sort by it")
    title = page.inner_text(f"#whip th button >> nth={len(regimes) - 1}")
    check(title in page.inner_text("#whip-order"), "it is not said by what provinces are sorted")


def scale(page, manifest):
    """An end of the colour scale that a tile exceeds says so."""
    regime, response = manifest["worlds"][-1].rsplit(" ", 1)
    for measure in ("net", "rate", "months"):
        choose(page, manifest["last_year"], regime, response, measure)
        ends = [page.inner_text(f"#scale-{end}") for end in ("low", "high")]
        low, high = (float(end.strip("≤≥ ").split()[0]) for end in ends)
        values = [float(tile(page, int(code))) for code in page.eval_on_selector_all(
            "[data-province]", "all => all.map(e => e.dataset.province)") if tile(page, int(code)) != "–"]
        check(min(values, default=low) >= low or "≤" in ends[0], f"{measure}: {min(values)} is below {ends[0]}")
        check(max(values, default=high) <= high or "≥" in ends[1], f"{measure}: {max(values)} is above {ends[1]}")


def captions(page):
    """Below the fans stands what is drawn, and nothing else."""
    own = page.evaluate("""() => { const data = JSON.parse(document.getElementById('data').textContent);
      const place = data.worlds.findIndex(w => w.regime === document.getElementById('regime').value
        && w.response === document.getElementById('response-switch').value);
      const fans = data.fans.map(fan => fan.worlds[place]);
      return {band: fans.some(f => f.band), bars: fans.some(f => f.ends.length), dashed: data.worlds.some((w, i) => i !== place
        && w.regime === data.worlds[place].regime && w.response === 'fixed')}; }""")
    for name, drawn in own.items():
        check(page.is_visible(f"#fan-{name}") == drawn, f"the caption of the fans on {name}: {drawn} is drawn")


def on_paper(page):
    """Printed, charts are there and no wider than the paper, and colours are kept."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    page.wait_for_timeout(500)
    charts = page.eval_on_selector_all(
        ".chart:not([hidden]) svg", "all => all.map(e => [e.closest('.chart').id, e.getBoundingClientRect().toJSON()])"
    )
    shown = [(name, box) for name, box in charts if name != "province-chart"]
    check(len(shown) > 4, f"charts on paper: {shown}")
    for name, box in shown:
        check(box["height"] > 100 and box["right"] <= 721, f"{name} on paper: {box}")
    kept = page.eval_on_selector("#whip td[style], .scale i", "e => getComputedStyle(e).printColorAdjust")
    check(kept == "exact", f"shading on paper: {kept}")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})


def titles(page):
    """In Chinese no regime is called by its English name; the table of provinces is in one language."""
    page.check("#chinese")
    names = page.eval_on_selector_all("#regime option, .key th[scope=col], #whip th", "all => all.map(e => e.innerText)")
    for name in names:
        check(not name.strip() or not name.isascii(), f"Chinese page: {name}")
    page.check("#english")


def switches(page):
    """Language, play, province, sandbox and keyboard."""
    english = page.inner_text("#finding")
    page.check("#chinese")
    check(
        page.inner_text("#finding") != english and page.get_attribute("html", "lang") == "zh-CN",
        "the language does not switch",
    )
    page.check("#english")
    slider = page.input_value("#year")
    page.focus("#year")
    page.keyboard.press("ArrowLeft")
    check(int(page.input_value("#year")) == int(slider) - 1, "the slider does not answer to the keyboard")
    check(page.text_content("#year-shown") == page.input_value("#year"), "the year shown is another")
    page.click("#play")
    page.wait_for_timeout(900)
    page.click("#play")
    page.focus('[data-province="44"]')
    page.keyboard.press("Enter")
    check(page.is_visible("#province") and "Guangdong" in page.inner_text("#province-name"), "no province opens")
    check(page.get_attribute('[data-province="44"]', "aria-label").startswith("Guangdong: "), "a tile has no label")
    # A machine under load may have played to the end, and then the second press began again.
    if page.get_attribute("#play", "aria-pressed") == "true":
        page.click("#play")
    page.evaluate("document.querySelectorAll('.tools details').forEach(e => { e.open = true; })")
    page.wait_for_timeout(300)
    texts = page.eval_on_selector_all(".tools details pre", "all => all.map(e => e.textContent)")
    check(len(texts) > 4 and all(text.count("\n") > 1 for text in texts), "a chart has no data")
    if page.is_visible("#sandbox-missing"):
        return
    before = page.inner_text("#sandbox-outcome")
    page.select_option("#sandbox-norm", "3")
    check(page.inner_text("#sandbox-outcome") != before, "the sandbox does not answer")
    check("norm=100" in page.inner_text("#sandbox-tools code"), "the sandbox has no command")


def look(page, run, pictures, name):
    page.click('[data-province="44"]')
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for language in ("english", "chinese"):
            page.check(f"#{language}")
            page.wait_for_timeout(300)
            for found in page.evaluate(CUT):
                wrong.append(f"{name} at {width}, {language}: {found}")
            if pictures:
                page.screenshot(path=str(pictures / f"{name}-{width}-{language}.png"), full_page=True)
    page.click("#province-close")


def without_scripts(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    check(
        page.locator("[data-province] output").count() == 31 and page.is_visible("#tiles"), "no tiles without scripts"
    )
    check(page.is_visible(".key") and page.locator("svg").count() > 31, "no first layer without scripts")
    check(not page.is_visible("#year"), "switches without scripts")
    check(page.is_visible(".unscripted"), "it is not said what scripts would draw")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("run", type=pathlib.Path)
    arguments.add_argument("page", type=pathlib.Path)
    arguments.add_argument("--pictures", type=pathlib.Path)
    arguments.add_argument("--language", choices=["en", "zh"], default="en", help="that the page was asked to open in")
    asked = arguments.parse_args()
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    size = asked.page.stat().st_size
    check(size <= LIMIT, f"the page has {size} bytes")

    manifest = json.loads((asked.run / "manifest.json").read_text())["manifest"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(locale="en-GB").new_page()
        page.on(
            "console",
            lambda message: wrong.append(f"console: {message.text}") if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: check(request.url.startswith(("file:", "data:", "blob:")), f"network: {request.url}"),
        )
        address = asked.page.resolve().as_uri()
        page.goto(address)
        page.wait_for_selector("body.scripted", timeout=60_000)
        page.wait_for_selector("#flow-chart svg", timeout=60_000)
        opened = {"en": "en", "zh": "zh-CN"}[asked.language]
        check(page.get_attribute("html", "lang") == opened, f"the page does not open in {opened}")
        page.check("#english")
        numbers(page, asked.run, manifest)
        money(page)
        bands(page, asked.run)
        queries(page, manifest)
        whipped(page, asked.run, manifest)
        scale(page, manifest)
        captions(page)
        titles(page)
        look(page, asked.run, asked.pictures, asked.page.stem)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.check("#english")
        switches(page)
        on_paper(page)
        without_scripts(browser, address)
        browser.close()
    print("\n".join(sorted(set(wrong))) or f"{asked.page}: {size} bytes, as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
