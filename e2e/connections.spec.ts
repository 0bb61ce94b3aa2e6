import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { addPartner, send, takeSecret } from "./fixtures/partner";
import { expect, test } from "./fixtures/signed-in";

async function give(page: Page, button: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
}

test("IT connects a partner, whose first signed message is stored once", async ({ as }) => {
  const page = await as("it");
  const partner = await addPartner(page, "Partner of one test");
  await expect(page).toHaveURL(new RegExp(`/connections/${partner.slug}$`));
  await expect(page.getByText("Hand its address and secret to the partner")).toBeVisible();
  await expect(page.getByText(`/api/inbound/${partner.slug}`).first()).toBeVisible();
  await expect(page.getByText(partner.secret)).toHaveCount(0);

  const id = randomUUID();
  expect([await send(page, partner, id), await send(page, partner, id)]).toEqual([202, 200]);
  const day = page.getByRole("region", { name: "Last 24 hours" });
  await expect(async () => {
    await page.reload();
    await expect(day).toContainText("Taken in1", { timeout: 1_000 });
    await expect(day).toContainText("Known already1", { timeout: 1_000 });
  }).toPass();
});

test("a secret is rotated without a gap, and a retired one is refused", async ({ as }) => {
  const page = await as("it");
  const partner = await addPartner(page, "Rotating partner");
  await page.getByRole("button", { name: "New secret" }).click();
  await give(page, "Make secret", "yearly rotation");
  const fresh = { ...partner, secret: await takeSecret(page) };
  await expect(async () => expect(await send(page, fresh)).toBe(202)).toPass();
  expect(await send(page, partner)).toBe(202);

  await page.getByRole("button", { name: "Retire the secret" }).first().click();
  await give(page, "Retire", "partner has changed over");
  await expect(async () => expect(await send(page, partner)).toBe(401)).toPass();
  expect(await send(page, fresh)).toBe(202);
});

test("a connection that is switched off takes nothing until it is on again", async ({ as }) => {
  const page = await as("it");
  const partner = await addPartner(page, "Quiet partner");
  await page.getByRole("button", { name: "Switch off" }).click();
  await give(page, "Switch off", "contract ended");
  await expect(page.getByText("Switched off", { exact: true })).toBeVisible();
  await expect(async () => expect(await send(page, partner)).toBe(404)).toPass();
  await page.getByRole("button", { name: "Switch on" }).click();
  await give(page, "Switch on", "contract renewed");
  await expect(async () => expect(await send(page, partner)).toBe(202)).toPass();
});

test("IT says what a partner means by a code", async ({ as }) => {
  const page = await as("it");
  await addPartner(page, "Partner with a dialect");
  await page.getByRole("button", { name: "Map a code" }).click();
  const dialog = page.getByRole("dialog", { name: "What a code means" });
  await dialog.getByLabel("Code", { exact: true }).fill("hub_scan");
  await dialog.getByLabel("Milestone").selectOption({ label: "In transit" });
  await dialog.getByRole("button", { name: "Map" }).click();
  const own = page.getByRole("table", { name: "Own meanings of codes" });
  await expect(own.getByRole("row", { name: /hub_scan/ })).toContainText("In transit");
  await expect(page.getByRole("heading", { name: "Own meanings of codes, version 1" })).toBeVisible();
});

test("a dispatcher sees how connections do, but changes none", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/connections");
  await expect(page.getByRole("table", { name: "Connections" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add connection" })).toHaveCount(0);
});
