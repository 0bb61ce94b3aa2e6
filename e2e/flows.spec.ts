import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/signed-in";

/** The world's deliveries are told while the worker runs, so bills wait for a yes before the first test begins. */
async function openApprovals(page: Page) {
  const first = page.locator("article[data-approval]").first();
  await expect(async () => {
    await page.goto("/approvals");
    await expect(first).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return first;
}

test("finance approves a bill by keyboard, takes it back within ten seconds, and approves it again", async ({
  as,
}) => {
  const page = await as("finance");
  await openApprovals(page);
  await page.keyboard.press("j");
  const card = page.locator("article[data-approval]:focus");
  const question = (await card.getByRole("heading").textContent()) ?? "";
  const run = await card.getByRole("link").first().getAttribute("href");
  await page.keyboard.press("a");
  await expect(page.getByText(`Approved: ${question}`)).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText("Taken back. It waits for a decision again.")).toBeVisible();
  await page.goto(run ?? "");
  await expect(page.getByText("undo approval")).toBeVisible();
  await page.getByRole("button", { name: "Approve" }).click();
  // Ten seconds to take it back, then Odoo posts it.
  await expect(page.getByText(/is posted\./).first()).toBeVisible({ timeout: 45_000 });
  await page.getByRole("link", { name: "Post customer invoice" }).click();
  await expect(page.getByRole("heading", { name: /Post customer invoice/ })).toBeVisible();
});

test("a refusal holds the run with its reason, and a retry asks again", async ({ as }) => {
  const page = await as("finance");
  const card = await openApprovals(page);
  const run = (await card.getByRole("link").first().getAttribute("href")) ?? "";
  await card.getByRole("button", { name: "Refuse" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("price agreed by phone is another");
  await dialog.getByRole("button", { name: "Refuse" }).click();
  await expect(page.getByText(/^Refused:/)).toBeVisible();
  await page.goto(run);
  await expect(page.getByText("Approval refused")).toBeVisible();
  await page.getByRole("button", { name: "Retry", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("price is right after all");
  await page.getByRole("dialog").getByRole("button", { name: "Retry" }).click();
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible({ timeout: 30_000 });
});

test("a run is held until it is released, and says what was decided and why", async ({ as }) => {
  const page = await as("lead");
  const card = await openApprovals(page);
  await page.goto((await card.getByRole("link").first().getAttribute("href")) ?? "");
  await page.getByRole("button", { name: "Hold", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("customer called");
  await page.getByRole("dialog").getByRole("button", { name: "Hold" }).click();
  await expect(page.getByText("Held by a person")).toBeVisible();
  await page.getByRole("button", { name: "Release", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("settled");
  await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
  await expect(page.getByText("“customer called”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible({ timeout: 30_000 });
});

test("a paused flow says so, and IT resumes it", async ({ as }) => {
  const page = await as("it");
  await page.goto("/flows");
  await page.getByRole("button", { name: "Pause a flow" }).click();
  await page.getByRole("menuitem", { name: "Accrue freight" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("month end");
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Accrue freight is paused")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("over");
  await page.getByRole("dialog").getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Accrue freight is paused")).toHaveCount(0);
});

test("customer service reads flows and presses nothing", async ({ as }) => {
  const page = await as("customer_service");
  await page.goto("/flows?state=open");
  await page.getByRole("table", { name: "Flow runs" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Steps" })).toBeVisible();
  for (const name of ["Retry", "Hold", "Cancel", "Approve"])
    await expect(page.getByRole("button", { name, exact: true }).and(page.locator(":enabled"))).toHaveCount(
      0,
    );
});
