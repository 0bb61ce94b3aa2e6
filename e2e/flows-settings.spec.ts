import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/signed-in";

/** Bills wait for a yes a while after the world's deliveries were told. */
async function untilAsked(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/approvals?of=all");
    await expect(page.locator("article[data-approval]").first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

const cardOf = (page: Page, flow: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: flow, exact: true }) });

test("a lead sets how long a flow waits, and what can't be read is said at its field", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/flows");
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Flow settings" })).toBeVisible();
  const card = cardOf(page, "Status to Odoo");
  await card.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings of Status to Odoo" });
  await dialog.getByLabel("Days to wait for the delivery in Odoo").fill("9");
  await dialog.getByLabel("Arrived at hub").check();
  await dialog.getByLabel("Reason").fill("hubs are slow in winter");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(card).toContainText("Arrived at hub");
  await expect(card).toContainText("“hubs are slow in winter”");

  const bills = cardOf(page, "Bill on delivery");
  await bills.getByRole("button", { name: "Edit" }).click();
  const limits = page.getByRole("dialog", { name: "Settings of Bill on delivery" });
  await limits.getByLabel("Two pairs of eyes above").fill("5000 dollars");
  await limits.getByLabel("Reason").fill("the auditors ask for it");
  await limits.getByRole("button", { name: "Save" }).click();
  await expect(limits.getByText("“5000 dollars” is not an amount and a currency")).toBeVisible();
  await limits.getByLabel("Two pairs of eyes above").fill("500,000.00 USD");
  await limits.getByRole("button", { name: "Save" }).click();
  await expect(bills).toContainText("500,000.00 USD");
});

test("others read the settings and change none", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/flows/settings");
  await expect(cardOf(page, "Bill on delivery")).toContainText("Posts the invoice");
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);
});

test("an approver who is away is stood in for, and takes it back", async ({ as }) => {
  const admin = await as("admin");
  const dispatcher = await as("dispatcher");
  await untilAsked(dispatcher);
  const bill = dispatcher.locator("article[data-approval]").filter({ hasText: "Post the invoice" }).first();
  const approve = bill.getByRole("button", { name: "Approve" });
  await expect(approve).toBeDisabled();

  await admin.goto("/approvals");
  await admin.getByRole("button", { name: "I am away" }).click();
  const dialog = admin.getByRole("dialog", { name: "Let a colleague approve in your stead" });
  const colleague = dialog.getByLabel("Colleague");
  const name = await colleague.locator("option", { hasText: "Dispatch" }).first().getAttribute("value");
  await colleague.selectOption(name ?? "");
  const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 16);
  await dialog.getByLabel("Until").fill(nextWeek);
  await dialog.getByLabel("Reason").fill("on holiday");
  await dialog.getByRole("button", { name: "Lend" }).click();
  await expect(admin.getByText("stands in for you")).toBeVisible();

  await dispatcher.reload();
  await expect(dispatcher.getByText("You stand in for")).toBeVisible();
  await expect(approve).toBeEnabled();

  await admin.getByRole("button", { name: "Take back" }).click();
  await expect(admin.getByText("stands in for you", { exact: false })).toHaveCount(0);
  await dispatcher.reload();
  await expect(approve).toBeDisabled();
});

test("finance holds everything the filters match: a plan first, then each with its result, and the link shows it again", async ({
  as,
}) => {
  const page = await as("finance");
  await untilAsked(page);
  // The one asked for last: other tests look at the first.
  const asked = page.locator("article[data-approval]").filter({ hasText: "Post the invoice" }).last();
  await page.goto((await asked.getByRole("link").first().getAttribute("href")) ?? "");
  const subject = (await page.getByRole("heading", { level: 1 }).textContent())?.split(",")[0] ?? "";
  const filter = `flow=bill_on_delivery&q=${encodeURIComponent(subject)}`;
  await page.goto(`/flows?state=awaiting_approval&${filter}`);
  await page.getByRole("button", { name: "Decide on all…" }).click();
  const dialog = page.getByRole("dialog", { name: "Decide on everything these filters match" });
  await dialog.getByLabel("What to do").selectOption("hold");
  await dialog.getByLabel("Reason").fill("month end");
  await dialog.getByRole("button", { name: "Show the plan" }).click();
  await expect(dialog.getByText(/^Hold \d+ runs?: “month end”$/)).toBeVisible();
  await expect(dialog.getByText(/It moves/)).toBeVisible();
  await dialog.getByRole("button", { name: /^Run it on/ }).click();
  await expect(page).toHaveURL(/\/flows\/bulk\//);
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await page.reload();
  const results = page.getByRole("table", { name: "Result of each" });
  await expect(results.getByRole("row").nth(1)).toBeVisible();

  // Put back as they were.
  await page.goto(`/flows?state=held&${filter}`);
  await page.getByRole("button", { name: "Decide on all…" }).click();
  await dialog.getByLabel("What to do").selectOption("release");
  await dialog.getByLabel("Reason").fill("over");
  await dialog.getByRole("button", { name: "Show the plan" }).click();
  await dialog.getByRole("button", { name: /^Run it on/ }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
});
