import type { Page } from "@playwright/test";
import { addPartner, send, takeSecret } from "./fixtures/partner";
import { expect, test } from "./fixtures/signed-in";

async function give(page: Page, button: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test("a paused connection keeps what arrives, lets one chosen message through and drains the rest in order", async ({
  as,
}) => {
  // Many looks at a page, each of which waits for the worker.
  test.slow();
  const page = await as("it");
  const partner = await addPartner(page, "Partner being moved");
  await expect(page).toHaveURL(new RegExp(`/connections/${partner.slug}$`));
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await give(page, "Pause", "their system is being moved");
  const banner = page.getByRole("status").filter({ hasText: "Paused since" });
  await expect(banner).toContainText("their system is being moved. Nothing waits.");

  for (let n = 0; n < 4; n += 1) expect(await send(page, partner)).toBe(202);
  const held = page.getByRole("table", { name: "Messages held back" });
  await expect(async () => {
    await page.reload();
    await expect(banner).toContainText("4 messages wait", { timeout: 1_000 });
    await expect(held.getByRole("row")).toHaveCount(5, { timeout: 1_000 });
  }).toPass();

  // Not the first one: the others go on waiting, in their order.
  const before = await held.getByRole("link").allTextContents();
  await held.getByRole("row").nth(2).getByRole("button", { name: "through" }).click();
  await give(page, "Let through", "the customer waits for it");
  await expect(async () => {
    await page.reload();
    await expect(banner).toContainText("3 messages wait", { timeout: 1_000 });
  }).toPass();
  expect(await held.getByRole("link").allTextContents()).toEqual(before.filter((_, index) => index !== 1));

  await banner.getByRole("button", { name: "Resume" }).click();
  await give(page, "Resume", "all is well");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("status").filter({ hasText: /(Paused|Resuming) since/ })).toHaveCount(0, {
      timeout: 1_000,
    });
  }).toPass();
  await expect(held).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
});

test("a secret is rotated, and the old one holds for the chosen time only", async ({ as }) => {
  const page = await as("it");
  const partner = await addPartner(page, "Partner with an overlap");
  await page.getByRole("button", { name: "New secret" }).click();
  await page.getByRole("dialog").getByLabel("The old one holds").selectOption({ label: "for 1 day" });
  await page.getByRole("dialog").getByLabel("Reason").fill("yearly rotation");
  await page.getByRole("dialog").getByRole("button", { name: "Make secret" }).click();
  const fresh = { ...partner, secret: await takeSecret(page) };
  expect(fresh.secret).not.toBe(partner.secret);
  await expect(page.getByText(fresh.secret)).toHaveCount(0);
  await expect(async () => expect(await send(page, fresh)).toBe(202)).toPass();
  expect(await send(page, partner)).toBe(202);
  await expect(page.getByText(/, ends in (1 d|23 h)/)).toBeVisible();
});

test("how a connection does is drawn over time, and read as a table", async ({ as }) => {
  const page = await as("it");
  await page.goto("/connections/northgate-tms?span=14d");
  const health = page.getByRole("region", { name: "Health" });
  await expect(health.getByRole("heading", { name: "Came in" })).toBeVisible();
  await health.getByRole("button", { name: "Came in: as a table" }).click();
  await expect(health.getByRole("table", { name: "Came in" }).getByRole("row")).toHaveCount(15);
});

test("a dispatcher reads how a connection does, and holds back none", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/connections/northgate-tms");
  await expect(page.getByRole("region", { name: "Health" })).toBeVisible();
  for (const name of ["Pause", "Test", "Change the way out"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
});
