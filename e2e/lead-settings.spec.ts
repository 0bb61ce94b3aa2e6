import { expect, test } from "./fixtures/signed-in";

test("a lead sees what other weights would change before saving them, and others read how it came to be so", async ({
  as,
}) => {
  const page = await as("lead");
  await page.goto("/exceptions");
  await page.getByRole("link", { name: "Severity", exact: true }).click();
  await page.getByRole("button", { name: "Change what weighs" }).click();
  const dialog = page.getByRole("dialog", { name: "Change what weighs" });
  await dialog.getByLabel("Money at risk, one step graver from").fill("ten");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText("An amount such as 10,000.00.")).toBeVisible();
  await dialog.getByLabel("Money at risk, one step graver from").fill("2,500.00");
  await dialog.getByLabel("Over its promise, one step graver from").fill("0.5");
  await dialog.getByLabel("Customers that weigh one step more").fill("Nobody of this name");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText(/^Of the [\d,]+ open exceptions [\d,]+ would change/)).toBeVisible();
  await expect(dialog.getByText(/^Nothing open is for Nobody of this name/)).toBeVisible();
  await dialog.getByLabel("Reason").fill("Small loads count this season");
  await dialog.getByRole("button", { name: "Save as a new version" }).click();
  await expect(
    page.getByText("What is open is weighed anew within seconds.", { exact: false }),
  ).toBeVisible();

  const other = await as("dispatcher");
  await other.goto("/exceptions/severity");
  await expect(other.getByText("“Small loads count this season”").first()).toBeVisible();
  await expect(
    other.getByText("From 2,500.00 at stake one step graver, from 25,000.00 two.").first(),
  ).toBeVisible();
  await expect(other.getByRole("button", { name: "Change what weighs" })).toHaveCount(0);
});

test("a lead sets the target for on time in full, and it stands under the chart with its reason", async ({
  as,
}) => {
  const page = await as("lead");
  await page.goto("/overview");
  await page.getByRole("button", { name: "Change the target" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the target" });
  await dialog.getByLabel("Target, %").fill("95.5");
  await dialog.getByLabel("Reason").fill("Retail contract of the year");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Target 95\.5%, v\d+ of .*: “Retail contract of the year”\./)).toBeVisible();

  const other = await as("dispatcher");
  await other.goto("/overview");
  await expect(other.getByText(/^Target 95\.5%/)).toBeVisible();
  await expect(other.getByRole("button", { name: "Change the target" })).toHaveCount(0);
});
