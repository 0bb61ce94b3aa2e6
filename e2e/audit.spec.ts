import { expect, test } from "./fixtures/signed-in";

test("the log is narrowed by who, what, when and words, and each filter is in the address", async ({
  as,
}) => {
  const page = await as("lead");
  await page.goto("/audit");
  await page.getByRole("button", { name: "Who: anyone" }).click();
  await page.getByRole("link", { name: "People" }).last().click();
  await expect(page).toHaveURL(/who=user/);
  await page.getByRole("button", { name: "Action: any" }).click();
  await page.getByRole("link", { name: "Signed in" }).click();
  await expect(page).toHaveURL(/action=session\.start/);
  await page.getByRole("button", { name: "When: any" }).click();
  await page.getByRole("link", { name: "Last 24 hours" }).click();
  await expect(page).toHaveURL(/days=1/);
  await page.getByRole("searchbox", { name: "Words in the row" }).fill("password");
  await page.getByRole("searchbox", { name: "Words in the row" }).press("Enter");
  await expect(page).toHaveURL(/who=user&action=session\.start&days=1&q=password|q=password/);
  await expect(page.getByRole("cell", { name: /Signed in/ }).first()).toBeVisible();
});

test("a refused sign-in stands in the log, with why", async ({ as, browser, baseURL }) => {
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  const email = `nobody-${Math.random().toString(36).slice(2, 9)}@demo.example`;
  await stranger.goto("/sign-in");
  await stranger.getByLabel("E-mail address").fill(email);
  await stranger.getByLabel("Password").fill("not the password");
  await stranger.keyboard.press("Enter");
  await expect(stranger.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await stranger.context().close();
  const lead = await as("lead");
  await lead.goto(`/audit?q=${email}`);
  await expect(lead.getByRole("cell", { name: /Refused a sign-in/ })).toBeVisible();
  await expect(lead.getByText("unknown address")).toBeVisible();
});

test("the rows that fit can be taken as a file, which is itself in the log", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/audit?action=session.start");
  await page.getByRole("button", { name: "Export" }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "JSON Lines, with every hash" }).click();
  expect((await started).suggestedFilename()).toMatch(/^audit-log-\d{4}-\d{2}-\d{2}\.jsonl$/);
  await page.goto("/audit?action=audit.export");
  await expect(page.getByText("Exported the audit log").first()).toBeVisible();
});
