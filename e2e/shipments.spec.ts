import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures/signed-in";

test("a dispatcher's morning: what needs action first, one kind at a time, opened without a mouse", async ({
  as,
}) => {
  const page = await as("dispatcher");
  await page.goto("/shipments");
  await expect(page.getByRole("heading", { name: "Shipments" })).toBeVisible();
  const chip = page.getByRole("link", { name: /^Needs action \d/ });
  await expect(chip).toHaveAttribute("aria-current", "true");
  const count = Number((await chip.textContent())?.replace(/\D/g, ""));
  await expect(page.locator("a.row-link")).toHaveCount(Math.min(count, 50));

  await page.getByRole("link", { name: /^All open/ }).click();
  await expect(page).toHaveURL(/attention=open/);
  await expect(page.locator("a.row-link").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const first = page.locator("a.row-link").first();
  await expect(first).toBeFocused();
  const number = await first.textContent();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/shipments/${number}$`));
});

test("a narrowed board is kept as a view, found again, and exported as it stands", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/shipments?attention=all");
  await page.getByRole("button", { name: /^Carrier: any/ }).click();
  const carrier = page.getByRole("region", { name: "Filter by carrier" }).getByRole("link").nth(1);
  const name = (await carrier.textContent()) ?? "";
  await carrier.click();
  await expect(page.getByRole("button", { name: `Carrier: ${name}` })).toBeVisible();
  const rows = await page.locator("a.row-link").count();

  const view = `All of ${name} ${Date.now() % 100_000}`;
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("menuitem", { name: "Save this board as a view" }).click();
  await page.getByLabel("Name", { exact: true }).fill(view);
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByText(`View “${view}” saved.`)).toBeVisible();

  await page.goto("/shipments");
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("menuitem", { name: view }).click();
  await expect(page.getByRole("button", { name: `View: All of ${name}` })).toBeVisible();
  await expect(page.locator("a.row-link")).toHaveCount(rows);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const file = await (await download).path();
  const text = await readFile(file, "utf8");
  expect(text.startsWith("\uFEFFShipment,Customer,")).toBe(true);
  const records = text.trimEnd().split("\r\n").slice(1);
  expect(records.length).toBeGreaterThanOrEqual(rows);
  for (const record of records) expect(record).toMatch(/^SHP-\d+,/);
});

test("the story of a shipment leads to the very segment a milestone came from", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/shipments?attention=all&stage=in_transit");
  await page.locator("a.row-link").first().click();
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await page.getByRole("link", { name: /^All \d+ events$/ }).click();
  await expect(page).toHaveURL(/tab=all/);
  await page
    .getByRole("link", { name: /^Open the message behind/ })
    .last()
    .click();
  const panel = page.getByRole("region", { name: "Message behind the event" });
  await expect(panel.locator("[data-marked]").first()).toBeVisible();
  await panel.getByRole("link", { name: "Close the message" }).click();
  await expect(panel).toHaveCount(0);
});

test("customer service reads the story but not the bytes behind it", async ({ as }) => {
  const page = await as("customer_service");
  await page.goto("/shipments?attention=all");
  await page.locator("a.row-link").first().click();
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Open the message/ })).toHaveCount(0);
});

test("what a colleague enters appears by itself on an open board, in its place", async ({ as }) => {
  // Of this run alone: a world may be used twice.
  const tag = String(Date.now() % 1_000_000);
  const reader = await as("lead");
  await reader.goto("/shipments?attention=open");
  await expect(reader.getByRole("status").filter({ hasText: /^Live$/ })).toBeVisible();
  const links = reader.locator("a.row-link");
  const before = await links.allTextContents();
  const number = before.at(-1) ?? "";
  const row = reader
    .getByRole("row")
    .filter({ has: reader.getByRole("link", { name: number, exact: true }) });

  const writer = await as("dispatcher");
  await writer.goto(`/shipments/${number}`);
  await writer.getByRole("button", { name: "Add event" }).click();
  await writer.getByLabel("What", { exact: true }).selectOption("on_hold");
  await writer.getByLabel("How you know").fill(`Customer asked to wait ${tag}`);
  const dialog = writer.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add event" }).click();
  const enteredAt = Date.now();
  await expect(row).toContainText("On hold", { timeout: 5_000 });
  test
    .info()
    .annotations.push({ type: "measured", description: `on the board after ${Date.now() - enteredAt} ms` });
  expect(await links.allTextContents()).toEqual(before);

  const line = writer.getByRole("listitem").filter({ hasText: tag });
  await expect(line.first()).toContainText("by hand");
  await reader.getByRole("button", { name: /changed, show$/ }).click();
  // What needs action stands before what is on track.
  await expect.poll(async () => (await links.allTextContents()).indexOf(number)).not.toBe(before.length - 1);

  await line.first().hover();
  await line.first().getByRole("button", { name: "Take back “On hold”" }).click();
  await writer.getByLabel("Why it is wrong").fill(`Was another load ${tag}`);
  await writer.getByRole("button", { name: "Take it back" }).click();
  await writer.getByRole("link", { name: /^All \d+ events$/ }).click();
  await expect(line.filter({ hasText: "taken back by" })).toContainText(`Was another load ${tag}`);
  await expect(row).not.toContainText("On hold");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 760 } });

  test("the board stands as cards, the story as one column, and nothing scrolls sideways", async ({ as }) => {
    const page = await as("dispatcher");
    for (const address of ["/shipments?attention=all", "/find?q=shp-10"]) {
      await page.goto(address);
      await expect(page.locator("a.row-link").first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
    await page.locator("a.row-link").first().click();
    await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
