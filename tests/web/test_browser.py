"""The pages in a real Chromium: end to end, by keyboard, at 200 %, without JavaScript, and what axe-core finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from messlatte.web.pages.texts import example_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PAGES = (
    "/",
    "answer",
    "answer-tide",
    "answer-2030",
    "embed",
    "/methods",
    "/methods/probability",
    "/sources",
    "/api",
    "/track",
    "/pair/DEU/POL",
    "/projects",
    "/project/electric-buses-tula",
    "/pair/BLR/RU-TUL/areas?turnover=5e8",
    "plan",
    "/nowhere",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no chromium here; `make browser` installs it")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    options: dict[str, Any] = getattr(request, "param", {})
    made = browser.new_context(locale="de-DE", accept_downloads=True, **options)
    made.set_default_timeout(45_000)  # a cold server on a busy machine; speed is the benchmark's business
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, server: str) -> Page:
    """A page that fails the test when it asks a third party or when its console shows an error."""
    made = context.new_page()
    made.on(
        "request",
        lambda request: None if request.url.startswith((server, "data:", "blob:")) else pytest.fail(f"third party: {request.url}"),
    )
    made.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
    return made


@pytest.fixture(scope="module")
def answer(server: str) -> str:
    """Address of the answer to the shipped statement."""
    import urllib.parse
    import urllib.request

    data = urllib.parse.urlencode({"text": example_text("de"), "published": "2024-11-05"}).encode()
    with urllib.request.urlopen(f"{server}/s", data, timeout=30) as response:
        return str(response.url)


def _address(name: str, server: str, answer: str) -> str:
    special = {
        "answer": answer,
        "answer-tide": f"{answer}&tide=low",
        "answer-2030": f"{answer}&by=2030&target=2e9",
        "embed": answer.replace("/s/", "/embed/"),
        "plan": answer.replace("?", "/plan?"),
    }
    return special.get(name) or f"{server}{name}"


def test_from_a_statement_to_a_shared_answer(page: Page, browser: Browser, server: str) -> None:
    page.goto(f"{server}/?lang=de")
    page.get_by_label("Die Aussage").fill(example_text("de"))
    page.get_by_label("Veröffentlicht").fill("2024-11-05")
    page.get_by_role("button", name="Die Latte messen").click()
    page.wait_for_url("**/s/*")
    assert "Latte" in page.get_by_role("heading", level=1).inner_text()
    assert page.locator("blockquote mark").count() >= 2
    # The fan and the areas: of the wide and the narrow drawing of each, one is seen.
    assert page.locator("figure").count() == page.locator("figure svg[role=img]:visible").count() == 2

    readings = page.get_by_role("navigation", name="Lesarten der Aussage").get_by_role("link")
    first = page.locator("p.lead").inner_text()
    assert readings.count() >= 2
    readings.nth(1).click()
    page.wait_for_url("**reading=2**")
    assert readings.nth(1).get_attribute("aria-current") == "true"
    assert page.locator("p.lead").inner_text() != first

    page.get_by_label("Ziel in USD").fill("2e9")
    page.get_by_label("Frist (Jahr)").fill("2030")
    page.get_by_role("button", name="Neu messen").click()
    page.wait_for_url("**by=2030**")
    assert "2 Mrd." in page.locator("p.lead").inner_text().replace("\u00a0", " ")
    assert "reading=2" in page.url
    verdict = page.get_by_role("heading", level=1).inner_text()

    page.get_by_role("navigation", name="Sprache").get_by_role("link", name="Русский").click()
    page.wait_for_url("**lang=ru**")
    assert page.locator("html").get_attribute("lang") == "ru"
    assert re.findall(r"\d+", page.get_by_role("heading", level=1).inner_text()) == re.findall(r"\d+", verdict)

    with page.expect_download() as table:
        page.get_by_role("link", name="CSV", exact=True).last.click()
    assert table.value.suggested_filename.endswith(".csv")
    assert b"probability" in Path(table.value.path()).read_bytes()
    pdf = page.request.get(
        page.get_by_role("link", name="PDF").get_attribute("href")
        and f"{server}{page.get_by_role('link', name='PDF').get_attribute('href')}"
    )
    assert pdf.body().startswith(b"%PDF")

    other = browser.new_context(locale="en-US").new_page()
    other.goto(page.url)
    assert other.locator("main").inner_text() == page.locator("main").inner_text()
    assert not other.context.cookies()
    other.context.close()


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript(page: Page, server: str) -> None:
    page.goto(f"{server}/?lang=en")
    page.get_by_role("button", name="Measure this example").click()
    assert "bar" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("navigation", name="World trade").get_by_role("link").nth(1).click()
    assert "tide=low" in page.url
    page.get_by_label("Deadline (year)").fill("2031")
    page.get_by_role("button", name="Measure again").click()
    assert "by=2031" in page.url
    assert "tide=low" in page.url


def test_by_keyboard_alone(page: Page, server: str) -> None:
    page.goto(f"{server}/?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.insert_text(example_text("de"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/*")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none" or page.evaluate("document.activeElement === document.body")
    for needed in ("reading=2", "tide=low", 'id="target"', ".csv?", "lang=ru", "<summary"):
        assert any(needed in element for element in seen), needed


def test_slider_moves_the_tide_by_keyboard(page: Page, answer: str) -> None:
    page.goto(answer)
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**tide=high**")
    assert page.get_by_role("slider").input_value() == "2"


@pytest.mark.parametrize(
    "context",
    [{"viewport": {"width": 640, "height": 480}, "device_scale_factor": 2}, {"viewport": {"width": 320, "height": 640}}],
    indirect=True,
)
@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling_at_200_percent_and_on_a_small_phone(page: Page, server: str, answer: str, name: str) -> None:
    page.goto(_address(name, server, answer))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("context", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, server: str, answer: str, name: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; `make browser` runs npm ci in tests/web")
    page.goto(_address(name, server, answer))
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    problems = [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]]
    assert not problems, problems


def test_a_page_needs_few_and_small_requests(page: Page, answer: str) -> None:
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(sum(request.sizes()[k] for k in ("responseBodySize", "responseHeadersSize"))))
    page.goto(answer, wait_until="networkidle")
    assert len(sizes) <= 3
    assert sum(sizes) <= 60_000


def test_a_project_switched_off_changes_the_chance_at_once(page: Page, answer: str) -> None:
    page.goto(answer.replace("?", "/plan?"))
    line = page.locator("[data-changed]")
    before = line.inner_text()
    boxes = page.locator("form[data-plan] input[type=checkbox]")
    with page.expect_response("**/plan/left?*") as left:
        boxes.first.uncheck()
    assert left.value.ok
    page.wait_for_function("before => document.querySelector('[data-changed]').textContent !== before", arg=before)
    assert "Ohne 1 Projekt" in line.inner_text().replace("\u00a0", " ")
    assert page.locator("tr.off").count() == 1
    assert "on=-" in page.url
    page.reload()
    assert not boxes.first.is_checked()
    assert "Ohne 1 Projekt" in line.inner_text().replace("\u00a0", " ")


CUT = """() => [...document.querySelectorAll("svg")].flatMap(drawing => {
  const frame = drawing.getBoundingClientRect();
  const over = text => text.left < frame.left - 0.5 || text.right > frame.right + 0.5;
  return frame.width ? [...drawing.querySelectorAll("text")].filter(t => over(t.getBoundingClientRect())).map(t => t.textContent) : [];
})"""


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 900, "height": 900}}, {"viewport": {"width": 360, "height": 800}}], indirect=True
)
@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_no_word_of_the_plans_drawings_is_cut(page: Page, answer: str, lang: str) -> None:
    page.goto(answer.replace("?", "/plan?").replace("lang=de", f"lang={lang}"))
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("svg text").count() > 10
    assert page.evaluate(CUT) == []
