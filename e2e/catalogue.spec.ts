import { expect, test } from "./fixtures/signed-in";

test("a change is asked for by one and approved by another, and both stand in the audit log", async ({
  as,
}) => {
  const it = await as("it");
  await it.goto("/catalogue?tab=milestones&q=gate%20out");
  await it.getByRole("button", { name: "Edit Gate out" }).click();
  const dialog = it.getByRole("dialog");
  const shop = dialog.getByRole("checkbox", { name: "Shop" });
  // Run again on the same database it is asked for the other way round.
  const reason = (await shop.isChecked()) ? "the shop no longer sees the gate" : "the shop sees the gate";
  await shop.click();
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Ask for the change" }).click();
  await expect(it.getByText("Gate out: the change waits for a second person.")).toBeVisible();
  await expect(it.getByRole("button", { name: "Edit Gate out" })).toHaveCount(0);

  const lead = await as("lead");
  await lead.goto("/catalogue?tab=changes");
  await lead.getByRole("button", { name: "Approve the change of Gate out" }).click();
  await expect(lead.getByText("It holds for every message read from now on.")).toBeVisible();
  await lead.getByLabel("Reason").fill("agreed");
  await lead.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(lead.getByText("Gate out: the change is approved.")).toBeVisible();
  await lead.goto("/audit?action=catalogue.approve&q=gate");
  await expect(lead.getByText("Approved a catalogue change").first()).toBeVisible();
});

test("who asked for a change can take it back and not approve it", async ({ as }) => {
  const lead = await as("lead");
  await lead.goto("/catalogue?q=tender");
  await lead.getByRole("button", { name: "Edit Tender" }).click();
  await lead.getByLabel("Known within, minutes").fill(String(7 + Math.floor(Math.random() * 10_000)));
  await lead.getByLabel("Reason").fill("for the test");
  await lead.getByRole("button", { name: "Ask for the change" }).click();
  await lead.goto("/catalogue?tab=changes");
  await expect(lead.getByRole("button", { name: "Approve the change of Tender", exact: true })).toHaveCount(
    0,
  );
  await lead.getByRole("button", { name: "Withdraw the change of Tender", exact: true }).click();
  await lead.getByLabel("Reason").fill("thought again");
  await lead.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(lead.getByText("Tender: the change is withdrawn.")).toBeVisible();
});

test("the filters are in the address, and the whole can be taken as Markdown", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/catalogue?tab=milestones");
  await page.getByRole("button", { name: "System of record: any" }).click();
  await page.getByRole("link", { name: "Warehouse system" }).click();
  await expect(page).toHaveURL(/system=wms/);
  await expect(page.getByRole("cell", { name: /^Picked\s*picked$/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit/ })).toHaveCount(0);
  const file = await page.request.get("/api/catalogue/export?format=markdown");
  expect(file.headers()["content-disposition"]).toMatch(/catalogue-\d{4}-\d{2}-\d{2}\.md/);
  expect(await file.text()).toContain("| Delivered | Carrier |");
});

for (const width of [360, 768, 1440])
  test(`nothing runs off the side at ${width} px`, async ({ as }) => {
    const page = await as("lead");
    await page.setViewportSize({ width, height: 900 });
    for (const tab of ["objects", "milestones", "interfaces", "changes"]) {
      await page.goto(`/catalogue?tab=${tab}`);
      await expect(page.getByRole("heading", { name: "Catalogue" })).toBeVisible();
      const overPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([tab, overPx]).toEqual([tab, 0]);
    }
  });
