import { readFileSync } from "node:fs";
import { Client } from "pg";
import { STAGE_LABELS } from "@/lib/contracts/shipments/board-query";
import { expect, test } from "./fixtures/signed-in";

const numberIn = (text: string | null) => Number((text ?? "").replace(/\D/g, ""));

test("a lead begins with the overview, and a number opens the list it counts", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/");
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByText("Needs action now")).toBeVisible();

  await page.goto("/scorecards");
  await page.locator("a.row-link").first().click();
  await expect(page).toHaveURL(/\/scorecards\/.+/);
  const figure = page.locator("dl > div").filter({ hasText: "Delivered on time" });
  const late = figure.getByRole("link").nth(1);
  const count = numberIn(await late.textContent());
  await late.click();
  await expect(page).toHaveURL(/counted=late/);
  const all = page.getByRole("link", { name: /^All \d/ });
  await expect(all).toHaveAttribute("aria-current", "true");
  expect(numberIn(await all.textContent())).toBe(count);
  await expect(page.locator("a.row-link")).toHaveCount(Math.min(count, 50));
});

test("what needs action is the same number on the overview and on the board", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/overview");
  const tile = page.locator("section").filter({ hasText: "Needs action now" }).getByRole("link").first();
  const href = await tile.getAttribute("href");
  await page.goto(href ?? "");
  const chip = page.getByRole("link", { name: /^Needs action \d/ });
  await expect(chip).toHaveAttribute("aria-current", "true");
  const onBoard = numberIn(await chip.textContent());
  await page.goto("/overview");
  // The demo goes on meanwhile: a shipment or two may have moved.
  expect(Math.abs(numberIn(await tile.textContent()) - onBoard)).toBeLessThanOrEqual(3);
});

test("the sentence at the top opens the promises it counts, and the chart the exceptions", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/overview");
  await page.getByRole("link", { name: /out in the next hour\.$/ }).click();
  await expect(page).toHaveURL(/\/clocks\?within=60$/);
  await expect(page.getByRole("link", { name: "Due in the next 1 h ×" })).toBeVisible();
  await page.goto("/overview");
  const chart = page.locator("section").filter({ hasText: "Exceptions opened and closed" });
  await chart.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/overview\/exceptions_opened/);
  await expect(page.getByRole("heading", { name: /^[\d,]+\+? exceptions? opened$/ })).toBeVisible();
});

test("a chart reads as a table too, and customer service sees no amounts", async ({ as }) => {
  const page = await as("customer_service");
  await page.goto("/overview?days=28");
  await page.getByRole("button", { name: "On time, in full: as a table" }).click();
  const table = page.getByRole("table", { name: "On time, in full" });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByText("Carrier charges without a match")).toHaveCount(0);
  await page.goto("/overview/carrier_invoices");
  await expect(page.getByRole("heading", { name: /Your role does not include/ })).toBeVisible();
});

test("what the overview shows is what plain SQL counts", async ({ as }) => {
  const page = await as("lead");
  const database = new Client(readFileSync(".data/e2e/database.url", "utf8"));
  await database.connect();
  const counted = async (text: string, values: readonly unknown[] = []) =>
    (await database.query<{ key: string; count: number }>(text, [...values])).rows;
  try {
    // The world goes on meanwhile: what changed between page and query is looked at once more.
    await expect(async () => {
      await page.goto("/overview");
      const stages = await page
        .locator("section")
        .filter({ hasText: "Shipments by stage" })
        .getByRole("listitem")
        .evaluateAll((items) => items.map((item) => item.textContent ?? ""));
      const shown = await page
        .locator("section")
        .filter({ hasText: "Exceptions opened and closed" })
        .getByRole("link")
        .evaluateAll((links) =>
          links.slice(0, 2).map((link) => [link.textContent, link.getAttribute("href")]),
        );
      const rows = await counted(
        "select stage as key, count(*)::int as count from shipment_state where stage not in ('closed', 'cancelled') group by 1",
      );
      for (const { key, count } of rows)
        expect(stages).toContain(
          `${STAGE_LABELS[key as keyof typeof STAGE_LABELS]}${count.toLocaleString("en")}`,
        );
      const days = new URL(String(shown[0]?.[1]), "http://localhost").searchParams;
      const [exceptions] = await counted(
        "select '' as key, count(*)::int as count from exception e join company c on c.id = e.company_id where (e.opened_at at time zone c.default_zone)::date between $1::date and $2::date",
        [days.get("from"), days.get("until")],
      );
      expect(numberIn(shown[0]?.[0] ?? "")).toBe(exceptions?.count);
    }).toPass({ timeout: 45_000 });
  } finally {
    await database.end();
  }
});
