import type { Page } from "@playwright/test";
import type { FindResult } from "@/lib/contracts/shipments/find-result";
import { expect, test } from "./fixtures/signed-in";

/** A number of this kind that one shipment alone carries, as its page shows it: an order with a backorder names two. */
async function someReference(page: Page, name: string): Promise<{ number: string; value: string }> {
  await page.goto("/shipments?attention=all&mode=ltl");
  const rows = page.locator("a.row-link");
  await expect(rows.first()).toBeVisible();
  for (const number of await rows.allTextContents()) {
    await page.goto(`/shipments/${number}`);
    const copy = page.getByRole("button", { name: new RegExp(`^Copy ${name} `) }).first();
    if ((await copy.count()) === 0) continue;
    const value = (await copy.getAttribute("aria-label"))?.replace(`Copy ${name} `, "") ?? "";
    const found: FindResult = await (
      await page.request.get(`/api/find?q=${encodeURIComponent(value)}`)
    ).json();
    if (found.shipments.length === 1) return { number, value };
  }
  throw new Error(`no shipment of this world has a ${name} of its own`);
}

test("customer service opens a shipment by the order number a customer reads out, in any spelling", async ({
  as,
}) => {
  const page = await as("customer_service");
  const { number, value } = await someReference(page, "Order");
  await page.goto("/shipments");
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Find any reference" })).toBeFocused();
  const spelled = `order ${value.toLowerCase().replace(/(\d{3})/, "$1-")}`;
  await page.keyboard.type(spelled);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/shipments/${number}$`));
});

test("after one number / and the next number find the next shipment", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/shipments");
  await page.keyboard.press("/");
  await page.keyboard.type("XQ-77-no-such");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No shipment carries this number")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("XQ-78-no-such");
  await expect(page.getByRole("combobox", { name: "Find any reference" })).toHaveValue("XQ-78-no-such");
});

test("while a number is typed, the arrows choose what it may be and Enter opens it", async ({ as }) => {
  const page = await as("dispatcher");
  const { number, value } = await someReference(page, "BOL");
  await page.goto("/shipments");
  await page.keyboard.press("/");
  await page.keyboard.type(value.slice(0, -1), { delay: 20 });
  const box = page.getByRole("combobox", { name: "Find any reference" });
  const option = page.getByRole("option").filter({ hasText: value });
  await expect(option).toContainText(number);
  const index = await option.evaluate((node) => [...(node.parentElement?.children ?? [])].indexOf(node));
  for (let step = 0; step <= index; step += 1) await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/shipments/${number}$`));
});

test("several shipments under one beginning are listed with the number that matched", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/find?q=shp-10");
  const rows = page.getByRole("row");
  await expect(rows.nth(2)).toBeVisible();
  await expect(rows.nth(1)).toContainText("begins with it");
});

test("a number nobody carries says so, and what to ask for", async ({ as }) => {
  const page = await as("customer_service");
  await page.goto("/find?q=XQ-77-no-such");
  await expect(page.getByText("No shipment carries this number")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Find any reference" })).not.toBeFocused();
});
