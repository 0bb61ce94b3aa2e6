import { expect, test } from "./fixtures/signed-in";

test("acknowledgements have gone out, with their bytes, their tries and the message they answer", async ({
  as,
}) => {
  const page = await as("it");
  await expect(async () => {
    await page.goto("/outbound?kind=997&state=sent");
    await expect(
      page.getByRole("table", { name: "Outbound messages" }).getByRole("link").first(),
    ).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
  const table = page.getByRole("table", { name: "Outbound messages" });
  await table.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/outbound\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Written to its drop folder")).toBeVisible();
  await expect(page.getByText("ST*997").first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Tries" })).toContainText("The receiver took it.");
  await expect(page.getByRole("link", { name: "The message it answers" })).toBeVisible();
});

test("one is sent again with a reason, under the same operation key", async ({ as }) => {
  const page = await as("it");
  await page.goto("/outbound?kind=997&state=sent");
  await page.getByRole("table", { name: "Outbound messages" }).getByRole("link").nth(1).click();
  await page.getByRole("button", { name: "Send again" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("under the same id and operation key");
  await dialog.getByLabel("Reason").fill("they lost the file");
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(async () => {
    await page.reload();
    const tries = page.getByRole("list", { name: "Tries" });
    await expect(tries).toContainText("they lost the file", { timeout: 1_000 });
    await expect(tries.getByText("The receiver took it.")).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
});

test("the filters are the address, and what matches nothing says so", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/outbound");
  await page.getByRole("link", { name: /^Sent/ }).click();
  await expect(page).toHaveURL(/state=sent/);
  await page.goto("/outbound?kind=820");
  await expect(page.getByRole("heading", { name: "Nothing matches these filters" })).toBeVisible();
});

test("customer service does not see what goes to partners", async ({ as }) => {
  const page = await as("customer_service");
  const response = await page.goto("/outbound");
  expect(response?.status()).toBe(403);
});
