import { randomBytes, randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { addPartner } from "./fixtures/partner";
import { expect, test } from "./fixtures/signed-in";

const path = (page: Page): Locator => page.getByRole("list", { name: "Path" });
const steps = (page: Page): Locator => path(page).locator(":scope > li");

/** Looks something up as a person does. */
async function trace(page: Page, text: string): Promise<void> {
  await page.goto("/trace");
  await page.getByRole("searchbox", { name: "Trace any reference, id or trace id" }).fill(text);
  await page.keyboard.press("Enter");
}

/** The number of the shipment that stands first on the board. */
async function firstShipment(page: Page): Promise<string> {
  await page.goto("/shipments");
  const number = await page.locator('a[href^="/shipments/SHP-"]').first().getAttribute("href");
  return (number ?? "").replace(/^\/shipments\/(SHP-\d+).*$/, "$1");
}

test("a dispatcher goes from an event to its bytes and on to everything around it", async ({ as }) => {
  const page = await as("dispatcher");
  const number = await firstShipment(page);
  await page.goto(`/shipments/${number}`);
  await page
    .getByRole("link", { name: /^Trace “/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/trace\?from=event/);
  const focus = path(page).locator('li[aria-current="true"]');
  await expect(focus).toHaveCount(1);
  await expect(focus).toContainText(number);
  // What was received stands above what it says, in a lane of its own.
  const all = await steps(page).allTextContents();
  expect(all.length).toBeGreaterThan(3);
  expect(all.some((text) => /Partner: .*received from|Odoo: .*read from/.test(text))).toBe(true);
  expect(all.some((text) => text.includes("Milepost: Promise"))).toBe(true);

  await focus.getByRole("link", { name: /^Open the bytes/ }).click();
  await expect(focus.getByRole("region", { name: "Bytes of the message" })).toBeVisible();
  await expect(focus.locator("[data-marked]").first()).toBeVisible();
  await focus.getByRole("link", { name: /^Close the bytes/ }).click();
  await expect(focus.getByRole("region", { name: "Bytes of the message" })).toHaveCount(0);

  await page.getByRole("link", { name: "Only this trace" }).click();
  await expect(page).toHaveURL(/scope=trace/);
  await expect.poll(() => steps(page).count()).toBeLessThan(all.length);
  await expect(focus).toHaveCount(1);
});

test("any reference leads to the path, and each step to its page", async ({ as }) => {
  const page = await as("lead");
  const number = await firstShipment(page);
  await trace(page, number.toLowerCase());
  await expect(page).toHaveURL(/\/trace\?from=shipment/);
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await steps(page)
    .getByRole("link", { name: /received from|read from/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/messages\//);
  await page.getByRole("main").getByRole("link", { name: "Trace", exact: true }).click();
  await expect(page).toHaveURL(/\/trace\?from=message/);
  await expect(path(page).locator('li[aria-current="true"]')).toHaveCount(1);
});

test("customer service sees that there are bytes, and that they may not see them", async ({ as }) => {
  const page = await as("customer_service");
  const number = await firstShipment(page);
  await trace(page, number);
  await expect(steps(page).first()).toBeVisible();
  await expect(
    path(page).getByText("The bytes are kept. Your role does not show them.").first(),
  ).toBeVisible();
  await expect(path(page).getByRole("link", { name: /^Open the/ })).toHaveCount(0);
});

test("a trace a partner began is found by its id, though the message waits for its shipment", async ({
  as,
}) => {
  const page = await as("it");
  const partner = await addPartner(page, "Traced partner");
  const traceId = randomBytes(16).toString("hex");
  const id = randomUUID();
  const body = JSON.stringify({ sent: id });
  const now = new Date();
  const answer = await page.request.post(`/api/inbound/${partner.slug}`, {
    data: body,
    headers: {
      "content-type": "application/json",
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(partner.secret).sign(id, now, body),
    },
  });
  expect(answer.status()).toBe(202);
  await trace(page, traceId);
  await expect(page.getByRole("heading", { level: 1, name: `Trace ${traceId}` })).toBeVisible();
  await expect(steps(page).filter({ hasText: "received from Traced partner" })).toHaveCount(1);
  await trace(page, randomBytes(16).toString("hex"));
  await expect(page.getByRole("heading", { name: "Nothing here goes by that" })).toBeVisible();
});
