// The HTML report in Chromium: accessible, safe, usable by keyboard, without script, on paper, and when it is large.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { hostile } from "./profiles.mjs";

const reports = process.env.REPORTS;
const screenshots = process.env.SCREENSHOTS;
const sizes = {
  phone: { width: 360, height: 780 },
  small: { width: 320, height: 640 },
  tablet: { width: 820, height: 1180 },
  laptop: { width: 1366, height: 768 },
};

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: process.getuid() === 0 ? ["--no-sandbox"] : [],
  });
});
after(async () => { await browser?.close(); });

// Opens a report and watches it: any request besides the page itself, any complaint of the browser is kept.
async function open(name, { size = "laptop", ...options } = {}) {
  const context = await browser.newContext({ viewport: sizes[size], ...options });
  const page = await context.newPage();
  const complaints = [];
  const address = pathToFileURL(join(reports, `${name}.html`)).href;
  page.on("request", (request) => {
    if (request.url() !== address) complaints.push(`request: ${request.url()}`);
  });
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { complaints.push("dialog"); dialog.dismiss(); });
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

async function violations(page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
}

// A few of each kind, opened. The rest is made by the same forms, and axe would look at it for minutes.
async function openSome(page) {
  await page.evaluate(() => {
    const few = (all, most, open) => [...all].forEach((node, i) => {
      if (i >= most) node.remove(); else node.open = open;
    });
    document.querySelectorAll(".group").forEach((group) => {
      group.open = true;
      few(group.querySelectorAll(".finding"), 4, true);
    });
    document.querySelectorAll(".annex").forEach((annex) => few(annex.querySelectorAll("details"), 2, true));
    document.querySelectorAll("option:nth-of-type(n+9)").forEach((node) => node.remove());
  });
}

async function shoot(page, name, options = {}) {
  if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), ...options });
}

describe("no accessibility violation", () => {
  const views = {
    light: ["small", {}],
    dark: ["small", { colorScheme: "dark" }],
    phone: ["small", { size: "phone" }],
    "dark phone": ["small", { size: "phone", colorScheme: "dark" }],
    contrast: ["small", { contrast: "more" }],
    chinese: ["small_zh", {}],
    several: ["small_several", {}],
    hostile: ["hostile", {}],
  };
  for (const [name, [report, options]] of Object.entries(views)) {
    test(name, { timeout: 300_000 }, async () => {
      const { page, complaints, close } = await open(report, options);
      await shoot(page, name.replace(" ", "-"));
      await openSome(page);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(complaints, []);
      await page.locator(".finding[open]").first().evaluate((node) => node.scrollIntoView());
      await shoot(page, `${name.replace(" ", "-")}-finding`);
      await close();
    });
  }

  test("print", { timeout: 300_000 }, async () => {
    const { page, close } = await open("small", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    await openSome(page);
    assert.deepEqual(await violations(page), []);
    await close();
  });
});

test("the page fits every width, and the first screen says what matters", { timeout: 300_000 }, async () => {
  for (const report of ["english", "chinese", "several", "hostile"]) {
    const { page, close } = await open(report);
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= room, `${report} at ${size}: ${wide} > ${room}`);
    }
    await close();
  }
  const { page, close } = await open("english");
  const first = page.locator(".summary");
  for (const said of ["Acme Robotics GmbH", "3 duties are violated", "exit code 1", "EUR 35 000 000", "What is not known",
    "What comes next"]) {
    const place = await first.getByText(said).first().boundingBox();
    assert.ok(place.y + place.height <= sizes.laptop.height, `${said} is below the first screen`);
  }
  await close();
});

test("the dates to come: a picture for every light and width, and a list that says the same", { timeout: 300_000 }, async () => {
  const marks = {};
  for (const [name, options] of Object.entries({
    light: {}, dark: { colorScheme: "dark" }, phone: { size: "phone" }, plain: { javaScriptEnabled: false },
  })) {
    const { page, complaints, close } = await open("english", options);
    const section = page.locator("#dates-1");
    const picture = section.locator("svg.coming");
    await picture.scrollIntoViewIfNeeded();
    await shoot(page, `dates-${name}`);
    assert.equal(await section.locator("h3").textContent(), "dates to come");
    // It is named and described, and its marks show against the paper.
    const named = await picture.evaluate((node) => node.getAttribute("aria-labelledby").split(" ")
      .map((id) => document.getElementById(id).textContent));
    assert.match(named[0], /Acme Robotics GmbH/);
    assert.match(named[1], /From|from 2026-11-23/);
    const looks = await picture.evaluate((node) => {
      const mark = getComputedStyle(node.querySelector(".m"));
      return { fill: mark.fill, text: getComputedStyle(node.querySelector(".t")).fill,
        paper: getComputedStyle(document.body).backgroundColor };
    });
    assert.notEqual(looks.fill, looks.paper);
    assert.notEqual(looks.text, looks.paper);
    marks[name] = looks.fill;
    // Where the page has no room for it, it scrolls by itself, and by keyboard.
    const [wide, room, inner, outer] = await section.locator(".scroll").evaluate((node) =>
      [document.documentElement.scrollWidth, innerWidth, node.scrollWidth, node.clientWidth]);
    assert.ok(wide <= room, `${name}: ${wide} > ${room}`);
    assert.equal(inner > outer, name === "phone", `${name}: ${inner} and ${outer}`);
    const days = await picture.locator("circle > title").evaluateAll((all) => all.map((one) => one.textContent.slice(0, 10)));
    const listed = await section.locator("dt").allTextContents();
    assert.ok(days.length > 0 && days.every((day) => listed.includes(day)), days.join(" "));
    assert.deepEqual(complaints, []);
    await close();
  }
  assert.notEqual(marks.light, marks.dark);
  const { page, close } = await open("english", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  const picture = await page.locator("svg.coming").evaluate((node) => ({
    text: getComputedStyle(node.querySelector(".t")).fill, width: getComputedStyle(node).minWidth }));
  assert.deepEqual(picture, { text: "rgb(0, 0, 0)", width: "0px" });
  await close();
});

test("everything can be read and opened without script", async () => {
  const { page, complaints, close } = await open("english", { javaScriptEnabled: false });
  assert.equal(await page.locator("form.filter:visible").count(), 0);
  const closed = page.locator(".finding[data-outcome=satisfied]").first();
  assert.equal(await closed.isVisible(), false);
  await page.locator("#satisfied-1 > summary").click();
  assert.equal(await closed.isVisible(), true);
  await closed.locator("summary").click();
  assert.equal(await closed.locator(".tree").isVisible(), true);
  assert.deepEqual(complaints, []);
  await close();
});

describe("filters", () => {
  test("by outcome, pack, subject, gate and words, together", { timeout: 300_000 }, async () => {
    const { page, close } = await open("english");
    const shown = () => page.locator(".finding").evaluateAll((all) => all.filter((one) => !one.hidden)
      .map((one) => ({ ...one.dataset, text: one.textContent })));
    const status = page.getByRole("status");
    const all = (await shown()).length;
    assert.equal(await status.textContent(), `${all} of ${all} findings shown`);
    // Changed by hand, and to come back.
    await page.locator("#pending-1 > summary").click();

    await page.locator("select[name=outcome]").selectOption("satisfied");
    await page.waitForFunction((count) => !document.querySelector("[role=status]").textContent.startsWith(`${count} `), all);
    let left = await shown();
    assert.ok(left.length > 0 && left.every((one) => one.outcome === "satisfied"));
    assert.equal(await status.textContent(), `${left.length} of ${all} findings shown`);
    assert.equal(await page.locator("#satisfied-1").getAttribute("open"), "");
    assert.equal(await page.locator("#violated-1").isVisible(), false);

    await page.locator("select[name=pack]").selectOption({ label: "eu.ai_act" });
    const rule = await page.locator(".finding[data-outcome=satisfied] .origin code").first().textContent();
    await page.locator("input[type=search]").fill(`  ${rule.toUpperCase()} Art `);
    await page.waitForFunction((words) => [...document.querySelectorAll(".finding")]
      .filter((one) => !one.hidden).every((one) => one.textContent.includes(words)), rule);
    left = await shown();
    assert.ok(left.length > 0 && left.every((one) => one.outcome === "satisfied"));

    await page.locator("input[type=search]").fill("no such words anywhere");
    await page.getByText("No finding matches.").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText(`${all} of ${all} findings shown`).waitFor();
    assert.equal(await page.locator("#satisfied-1").getAttribute("open"), null);
    assert.equal(await page.locator("#pending-1").getAttribute("open"), null);

    await page.locator("select[name=subject]").selectOption({ label: "call-centre-mood" });
    await page.locator("select[name=mark]").selectOption("decides");
    const subject = await page.locator("select[name=subject]").inputValue();
    const wanted = await page.locator(`.finding[data-subject="${subject}"][data-mark~=decides]`).count();
    assert.ok(wanted > 0);
    await page.getByText(`${wanted} of ${all} findings shown`).waitFor();
    await page.getByRole("button", { name: "Open all shown" }).click();
    assert.equal(await page.locator(".finding[open]").count(), wanted);
    await close();
  });

  test("a link into what is closed opens it", async () => {
    const { page, close } = await open("english");
    await page.locator("#satisfied-1").evaluate((node) => { node.open = false; });
    const id = await page.locator(".finding[data-outcome=satisfied]").first().getAttribute("id");
    await page.evaluate((target) => { location.hash = target; }, id);
    await page.waitForFunction((target) => document.getElementById(target).open, id);
    assert.equal(await page.locator(`#${id}`).isVisible(), true);
    await close();
  });
});

test("by keyboard: the skip link, the filter, then the findings, in the order of the page", async () => {
  const { page, close } = await open("english");
  const focused = () => page.evaluate(() => {
    const node = document.activeElement;
    return node.name || node.className || node.parentElement.className || node.tagName;
  });
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "skip");
  const skip = await page.locator(".skip").boundingBox();
  assert.ok(skip.x >= 0, "the skip link shows when it has the focus");
  await page.keyboard.press("Enter");
  const order = [];
  for (let i = 0; i < 9; ++i) {
    await page.keyboard.press("Tab");
    order.push(await focused());
  }
  assert.deepEqual(order.slice(0, 7), ["text", "outcome", "pack", "subject", "mark", "open", "close"]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.match(await focused(), /finding/);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.open), true);
  await close();
});

test("hostile text stays text", async () => {
  const { page, complaints, close } = await open("hostile");
  assert.notEqual(await page.title(), "owned");
  assert.equal(await page.locator("img, h1:has-text('owned'), [onmouseover], [onerror], [style]").count(), 0);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.locator("a:not([href^='#'])").count(), 0);
  const heading = await page.locator("h2").first().textContent();
  for (const text of hostile.slice(0, 7)) assert.ok(heading.includes(text), text);
  assert.ok(heading.includes("\\u{202E}reversed"));
  // Its own policy stops what would have got in.
  const stopped = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'owned'";
    document.body.append(script);
    return document.title !== "owned";
  });
  assert.ok(stopped);
  assert.ok(complaints.every((one) => one.includes("Content Security Policy")), complaints.join("\n"));
  await close();
});

test("on paper: light, what asks for something in full, what is quiet closed", { timeout: 300_000 }, async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open("english", { colorScheme: "dark", javaScriptEnabled });
    const paper = await page.pdf({ preferCSSPageSize: true });
    if (screenshots) writeFileSync(join(screenshots, "paper.pdf"), paper);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".finding[data-outcome=violated] .tree").first().isVisible(), true);
    assert.equal(await page.locator(".finding[data-outcome=satisfied]").first().isVisible(), false);
    assert.equal(await page.locator("form.filter").isVisible(), false);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    await close();
  }
});

test("5,000 findings are no burden", { timeout: 300_000 }, async (context) => {
  const started = performance.now();
  const { page, complaints, close } = await open("many");
  const loaded = performance.now() - started;
  const count = await page.locator(".finding").count();
  assert.ok(count >= 5000, `${count} findings`);
  const took = await page.evaluate(async () => {
    const search = document.querySelector("input[type=search]");
    const status = document.querySelector("[role=status]");
    const before = status.textContent;
    const from = performance.now();
    search.value = "art. 5";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    while (status.textContent === before) await new Promise((done) => setTimeout(done, 5));
    void document.body.offsetHeight;
    return performance.now() - from;
  });
  context.diagnostic(`${count} findings: loaded in ${Math.round(loaded)} ms, filtered in ${Math.round(took)} ms`);
  assert.ok(loaded < 60_000, `loaded in ${loaded} ms`);
  assert.ok(took < 15_000, `filtered in ${took} ms`);
  assert.deepEqual(complaints, []);
  await close();
});
