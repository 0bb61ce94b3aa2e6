import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/signed-in";

const numberIn = (text: string | null) => Number((text ?? "").replace(/\D/g, ""));

/** How many rows the tab of this name says it has. */
async function countOf(page: Page, tab: string): Promise<number> {
  const link = page.getByRole("navigation", { name: "What is open" }).getByRole("link", { name: tab });
  return numberIn(await link.textContent());
}

test("finance finds what is delivered and not billed, by age, and opens the shipment behind it", async ({
  as,
}) => {
  const page = await as("finance");
  await page.goto("/shipments");
  await page.getByRole("link", { name: "Unbilled", exact: true }).click();
  await expect(page).toHaveURL(/\/billing\/unbilled$/);
  await expect(page.getByRole("heading", { level: 1, name: "Unbilled" })).toBeVisible();
  const list = page.getByRole("table", { name: "Unbilled", exact: true });
  await expect(list).toBeVisible();

  const ages = page.getByRole("table", { name: "By age" });
  const bucket = ages
    .getByRole("row")
    .filter({ has: page.getByRole("link") })
    .first();
  const counted = numberIn(await bucket.getByRole("cell").nth(1).textContent());
  await bucket.getByRole("link").click();
  await expect(page).toHaveURL(/age=/);
  await expect(bucket).toHaveAttribute("aria-selected", "true");
  // The demo goes on meanwhile: one or two may have come.
  const rows = (await list.getByRole("row").count()) - 1;
  expect(Math.abs(rows - Math.min(counted, 50))).toBeLessThanOrEqual(3);

  const shipment = list.getByRole("link", { name: /^SHP-/ }).first();
  const number = await shipment.textContent();
  await shipment.click();
  await expect(page).toHaveURL(new RegExp(`/shipments/${number}$`));
});

test("each list of what Odoo mixes stands by itself and says what it holds", async ({ as }) => {
  const page = await as("lead");
  for (const tab of ["Drafts not posted", "Credits owed", "Billed when ordered", "Not due yet"]) {
    await page.goto("/billing/unbilled");
    const count = await countOf(page, tab);
    await page.getByRole("navigation", { name: "What is open" }).getByRole("link", { name: tab }).click();
    await expect(page).toHaveURL(/tab=/);
    if (count > 0) await expect(page.getByRole("table", { name: tab, exact: true })).toBeVisible();
    else await expect(page.getByText("New ones appear here by themselves.")).toBeVisible();
  }
});

test("the assumptions stand beside the number they make, and change with a reason", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/billing/unbilled");
  const cost = page.locator("section").filter({ hasText: "Cost of waiting so far" });
  await expect(cost).toContainText("% a year");
  await page.getByRole("button", { name: "Edit the assumptions" }).click();
  const dialog = page.getByRole("dialog", { name: "What waiting is assumed to cost" });
  const field = dialog.getByLabel("Money costs, percent a year");
  const next = (Number(await field.inputValue()) % 20) + 1.25;
  await field.fill(String(next));
  await dialog.getByLabel("Reason").fill("As the bank says");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(cost).toContainText(`${next}% a year`);
  await expect(cost).toContainText(/Assumptions of this company, version \d+/);
});

test("a customer put on hold holds its bills, and nobody else's, until the hold is taken off", async ({
  as,
}) => {
  const page = await as("finance");
  await page.goto("/billing/unbilled");
  const list = page.getByRole("table", { name: "Unbilled", exact: true });
  const customer = (await list.getByRole("row").nth(1).getByRole("cell").nth(1).textContent()) ?? "";
  const theirs = list.getByRole("row").filter({ hasText: customer }).first();

  await page.getByRole("link", { name: "Billing terms" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Billing terms" })).toBeVisible();
  await page.getByRole("button", { name: "Add a customer" }).click();
  const dialog = page.getByRole("dialog", { name: "Terms of one customer" });
  await dialog.getByLabel("Customer", { exact: true }).fill(customer);
  await dialog.getByLabel("Hold every bill of the customer").check();
  await dialog.getByLabel("Why it is held").fill("Disputed in court");
  await dialog.getByLabel("Reason").fill("Asked by the lawyers");
  await dialog.getByRole("button", { name: "Save" }).click();
  const line = page.getByRole("row").filter({ hasText: customer });
  await expect(line).toContainText("Disputed in court");

  const standsAs = async (words: string) => {
    await expect(async () => {
      await page.goto(`/billing/unbilled?customer=${encodeURIComponent(customer)}`);
      await expect(theirs).toContainText(words, { timeout: 2_000 });
    }).toPass({ timeout: 45_000 });
  };
  await standsAs("Held for the customer");

  await page.goto("/billing/terms");
  await line.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: `How ${customer} is billed` });
  await edit.getByLabel("Hold every bill of the customer").uncheck();
  await edit.getByLabel("Reason").fill("Settled");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(line).toContainText("v2");
  await expect(async () => {
    await page.goto(`/billing/unbilled?customer=${encodeURIComponent(customer)}&blocker=customer_hold`);
    await expect(page.getByText("Nothing matches these filters")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 45_000 });
});

test("amounts to bill are not for everyone", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/billing/unbilled");
  await expect(page.getByText("Your role does not include this page")).toBeVisible();
  await page.goto("/shipments");
  await expect(page.getByRole("link", { name: "Unbilled", exact: true })).toHaveCount(0);
});
