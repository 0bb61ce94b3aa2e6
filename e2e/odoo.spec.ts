import { randomInt } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures/signed-in";

/** The world's own Odoo, read before the first test begins. */
const ODOO = "/connections/odoo";

function model(page: Page, words: string): Locator {
  return page.getByRole("table", { name: "Reading, by model" }).getByRole("row").filter({ hasText: words });
}

/** How many records of a model Milepost holds. */
async function held(page: Page, words: string): Promise<number> {
  const text = await model(page, words).first().locator('[data-label="Held"]').textContent();
  return Number((text ?? "").replaceAll(",", ""));
}

test("IT sees that Odoo is read, what was read of it and how fresh that is", async ({ as }) => {
  const page = await as("it");
  await page.goto("/connections");
  const line = page.getByRole("row").filter({ has: page.locator(`a[href="${ODOO}"]`) });
  await expect(line).toContainText("behind.");
  await line.getByRole("link").first().click();
  await expect(page.getByText("Closed: calls go through")).toBeVisible();
  await expect(page.getByText("milepost-reader")).toBeVisible();
  for (const words of ["sale.order", "stock.picking", "account.move", "res.partner"]) {
    expect(await held(page, words)).toBeGreaterThan(0);
  }
  await expect(page.getByRole("heading", { name: "First load" })).toHaveCount(0);
});

test("IT has Odoo read at once, and a worker does", async ({ as }) => {
  const page = await as("it");
  await page.goto(ODOO);
  await page.getByRole("button", { name: "Read now" }).click();
  await expect(page.getByText(/models are read as soon as a worker is free/)).toBeVisible();
  const masters = model(page, "res.currency").first().locator('[data-label="Behind"]');
  await expect(async () => {
    await page.reload();
    await expect(masters).toHaveText(/^\d s$/, { timeout: 1_000 });
  }).toPass();
});

test("how Odoo is read changes with a reason, and the audit log says who, what and why", async ({ as }) => {
  const page = await as("it");
  await page.goto(ODOO);
  const settings = page.getByRole("region").or(page.locator("section")).filter({ hasText: "Looks every" });
  await settings.getByRole("button", { name: "Change" }).click();
  const seconds = randomInt(6, 60);
  const reason = `Less load, ${seconds} of ${randomInt(1e9)}`;
  const dialog = page.getByRole("dialog", { name: "Change how Odoo is read" });
  await dialog.getByLabel("Look every, in seconds").fill(String(seconds));
  await dialog.getByLabel("Stock locations").fill("DOCK-1");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("“DOCK-1” has not both sides");
  await dialog.getByLabel("Stock locations").fill("DOCK-1 = WH/Stock");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await expect(page.getByText(`${seconds} s (masters ${seconds * 10} s)`)).toBeVisible();

  const audit = await as("admin");
  await audit.goto("/audit?action=odoo.settings.change");
  await expect(audit.getByText(reason)).toBeVisible();
});

test("the check-up asks Odoo and says what is as it should be", async ({ as }) => {
  const page = await as("it");
  await page.goto(ODOO);
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText("odoo address")).toBeVisible();
  await expect(page.getByText("odoo reader", { exact: true })).toBeVisible();
});

test("a set-up that is refused says which step failed and keeps no password", async ({ as }) => {
  const page = await as("it");
  await page.goto("/connections");
  await page.getByRole("button", { name: "Add connection" }).click();
  await page.getByLabel("Speaks").selectOption("odoo");
  await page.getByRole("link", { name: "Go to the set-up" }).click();
  await page.getByLabel("Public name").fill(`odoo-${randomInt(1e9)}`);
  await page.getByLabel("Address of Odoo").fill("http://127.0.0.1:1");
  await page.getByLabel("Database").fill("none");
  await page.getByLabel("Administrator's login").fill("admin");
  await page.getByLabel("Administrator's password").fill("not-this-one");
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  const first = page.getByRole("listitem").filter({ hasText: "Find Odoo and its version" });
  await expect(first).toContainText("failed");
  await expect(page.getByLabel("Administrator's password")).toHaveValue("");
});

test("a dispatcher sees how Odoo does, and nothing to change it with", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto(ODOO);
  await expect(page.getByText("Closed: calls go through")).toBeVisible();
  for (const name of ["Read now", "Change", "Check now", "Switch off"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await page.goto(`${ODOO}/set-up`);
  await expect(page.getByText("Your role does not include this page")).toBeVisible();
});

test("what is written to Odoo is listed by state, found by key, and not for everyone", async ({ as }) => {
  const page = await as("it");
  await page.goto("/commands");
  await expect(page.getByRole("link", { name: /^Rejected/ })).toBeVisible();
  await page.getByLabel("Operation key, document or result").fill("no-such-key");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/commands\?q=no-such-key/);
  await expect(page.getByText("No write begins with “no-such-key”")).toBeVisible();

  const service = await as("customer_service");
  await service.goto("/commands");
  await expect(service.getByText("Your role does not include this page")).toBeVisible();
});
