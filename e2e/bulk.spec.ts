import { randomInt, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { addPartner, type Partner, send } from "./fixtures/partner";
import { expect, test } from "./fixtures/signed-in";

/** More than a person would do one by one, and more than one batch of any loop. */
const FAILURES = 520;
const AT_ONCE = 20;

/** As a partner does: what was answered with 503 was not stored, and is sent again under its id. */
async function sendUntilTaken(page: Page, partner: Partner, id: string): Promise<void> {
  await expect(async () => expect([200, 202]).toContain(await send(page, partner, id))).toPass();
}

test("over five hundred failures are planned, settled in the background under the eyes of whoever asked, each with its result", async ({
  as,
}) => {
  test.setTimeout(300_000);
  const page = await as("it");
  const name = `Partner in trouble ${randomInt(1e6)}`;
  const partner = await addPartner(page, name);
  // Real signed messages of a connection that speaks something else: nobody can read them.
  for (let sent = 0; sent < FAILURES; sent += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, FAILURES - sent) }, () => randomUUID());
    await Promise.all(ids.map((id) => sendUntilTaken(page, partner, id)));
  }
  await page.goto("/exceptions?causes=all");
  const cause = page.getByRole("table", { name: "One cause, many failures" }).getByRole("row", { name });
  await expect(async () => {
    await page.reload();
    await expect(cause.getByRole("cell").nth(2)).toHaveText(/^520/, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  // In words, not in the reader's code.
  await expect(cause.getByRole("link")).toHaveText(/^Messages can't be read: [a-z ]+$/);
  await cause.getByRole("link").click();
  await expect(page).toHaveURL(/group=/);
  const list = page.url();

  await page.getByRole("button", { name: /^Act on all/ }).click();
  const dialog = page.getByRole("dialog", { name: "Act on everything these filters match" });
  await dialog.getByLabel("What to do").selectOption("resolve");
  await dialog.getByLabel("What settled it").fill("Partner sends them again after their release");
  await dialog.getByRole("button", { name: "Show the plan" }).click();
  await dialog.getByRole("button", { name: `Resolve ${FAILURES} exceptions` }).click();

  await expect(page).toHaveURL(/\/exceptions\/bulk\//);
  const progress = page.getByRole("progressbar", { name: "How far the run is" });
  await expect(progress).toHaveAttribute("aria-valuenow", "100", { timeout: 60_000 });
  await expect(
    page.getByText(`${FAILURES} of ${FAILURES} exceptions settled: ${FAILURES} done.`),
  ).toBeVisible();
  const done = page
    .getByRole("table", { name: "Result of each" })
    .getByRole("row")
    .filter({ hasText: "Done" });
  const perPage = await done.count();
  // Every one of them is listed with its result, a page at a time.
  let listed = perPage;
  const next = page.getByRole("link", { name: "Next" });
  while ((await next.count()) > 0) {
    const before = page.url();
    await next.click();
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole("link", { name: "Previous" })).toBeVisible();
    const left = FAILURES - listed;
    await expect(done).toHaveCount(Math.min(perPage, left));
    listed += Math.min(perPage, left);
  }
  expect(listed).toBe(FAILURES);

  await page.goto(list);
  await expect(page.getByRole("table", { name: "Exceptions" }).locator("tr[data-exception]")).toHaveCount(0);
});
