import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/signed-in";

const list = (page: Page) => page.getByRole("table", { name: "Exceptions" });
const lines = (page: Page) => list(page).locator("a.row-link");
const panel = (page: Page) => page.getByRole("complementary", { name: "The open exception" });

/** Waits until a list shows something, and gives the id of its line at `place`. */
async function exceptionAt(page: Page, place: number): Promise<string> {
  const row = list(page).locator("tr[data-exception]").nth(place);
  await expect(row).toBeVisible();
  return (await row.getAttribute("data-exception")) ?? "";
}

/** Files that end in the middle of their first line: real messages that nobody can read. Each is another file. */
async function uploadBroken(page: Page, count: number): Promise<void> {
  await page.goto("/messages");
  await page.getByRole("button", { name: "Upload" }).click();
  const dialog = page.getByRole("dialog", { name: "Upload partner messages" });
  const x12 = await dialog.getByRole("option").filter({ hasText: "(x12)" }).first().getAttribute("value");
  await dialog.getByLabel("Connection").selectOption(x12);
  const run = randomInt(1_000_000, 9_999_999);
  const files = Array.from({ length: count }, (_, index) => ({
    name: `cut-${run}-${index}.edi`,
    mimeType: "text/plain",
    buffer: Buffer.from(`ISA*00*${run}${index}*cut`),
  }));
  await dialog.getByLabel("Files").setInputFiles(files);
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(dialog.getByRole("link", { name: "See the message" })).toHaveCount(count, { timeout: 60_000 });
  await dialog.getByRole("button", { name: "Done" }).click();
}

test("a dispatcher acknowledges, takes and resolves the gravest one without a mouse, and hands it over", async ({
  as,
}) => {
  const page = await as("dispatcher");
  await page.goto("/exceptions?kind=tender_unanswered");
  await lines(page).first().waitFor();
  await page.keyboard.press("j");
  await expect(lines(page).first()).toBeFocused();
  const id = await exceptionAt(page, 0);
  const row = page.locator(`tr[data-exception="${id}"]`);

  await page.keyboard.press("a");
  await expect(page.getByText(/: acknowledged\./)).toBeVisible();
  await expect(row).toContainText("acknowledged");
  await page.keyboard.press("m");
  await expect(page.getByText(/: assigned\./)).toBeVisible();
  await expect(row).not.toContainText("Dispatch");

  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { name: "Runbook" })).toBeVisible();
  await expect(panel(page).getByRole("heading", { name: "Suggested next" })).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: /^Resolve: Tender unanswered/ });
  await expect(dialog.getByText("it opens again")).toBeVisible();
  await dialog.getByLabel("What settled it").fill("Carrier said yes by phone, Ms Dupont");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/: resolved\./)).toBeVisible();
  // The line stays where it was read, and says that it is done.
  await expect(row).toContainText("Handled, no longer in this list");
  await expect(panel(page)).toContainText("Carrier said yes by phone, Ms Dupont");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);

  await page.goto("/exceptions?tab=resolved&kind=tender_unanswered");
  await expect(page.locator(`tr[data-exception="${id}"]`)).toContainText("resolved");
  await page.goto("/exceptions/handover?since=00:00");
  await expect(page.getByText("Carrier said yes by phone, Ms Dupont")).toBeVisible();
  await expect(page.getByRole("table", { name: "By person" })).toContainText(/\d/);
});

test("what is snoozed until an event leaves the list, and is back when the event comes", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/exceptions?kind=carrier_invoice_unmatched");
  const id = await exceptionAt(page, 1);
  await page.goto(`/exceptions/${id}`);
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: /^Snooze/ });
  await dialog.getByLabel("For how long").selectOption("none");
  await dialog.getByLabel("Or until this event").selectOption("departed_delivery");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await expect(page.getByText(/: snoozed\. It comes back by itself/)).toBeVisible();
  await expect(page.getByText("back with “Departed delivery”").first()).toBeVisible();

  await page.goto("/exceptions?tab=snoozed");
  await expect(page.locator(`tr[data-exception="${id}"]`)).toBeVisible();
  await page.goto(`/exceptions/${id}`);
  await page
    .getByRole("link", { name: /^SHP-\d+$/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Add event" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("What").selectOption("departed_delivery");
  await form.getByLabel("How you know").fill("The gate book says so");
  await form.getByRole("button", { name: "Add event" }).click();
  await expect(form).toHaveCount(0);

  await page.goto(`/exceptions/${id}`);
  await expect(page.getByText("Snooze over")).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toBeVisible();
});

test("many failures of one cause are planned, then settled together, each with its result", async ({
  as,
}) => {
  test.setTimeout(240_000);
  const page = await as("it");
  await uploadBroken(page, 20);
  await uploadBroken(page, 20);
  await page.goto("/exceptions");
  // The cause with the most failures stands first.
  const cause = page.getByRole("table", { name: "One cause, many failures" }).getByRole("row").nth(1);
  await expect(async () => {
    await page.reload();
    const failures = await cause.getByRole("cell").nth(2).textContent();
    expect(Number.parseInt(failures ?? "", 10)).toBeGreaterThanOrEqual(40);
  }).toPass({ timeout: 40_000 });
  await cause.getByRole("link").click();
  await expect(page).toHaveURL(/group=/);

  // One of them is acknowledged before: the plan for the rest says why it is left out.
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await expect(page.getByText(/: acknowledged\./)).toBeVisible();
  await page.getByRole("button", { name: /^Act on all/ }).click();
  const dialog = page.getByRole("dialog", { name: "Act on everything these filters match" });
  await dialog.getByRole("button", { name: "Show the plan" }).click();
  await expect(dialog.getByText("Left out")).toBeVisible();
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.getByLabel("What to do").selectOption("resolve");
  await dialog.getByLabel("What settled it").fill("Partner sends them again after their release");
  await dialog.getByRole("button", { name: "Show the plan" }).click();
  await expect(dialog.getByText("The first ones")).toBeVisible();
  const go = dialog.getByRole("button", { name: /^Resolve \d+ exceptions$/ });
  const count = Number((await go.textContent())?.match(/\d+/)?.[0]);
  expect(count).toBeGreaterThanOrEqual(40);
  await go.click();

  await expect(page).toHaveURL(/\/exceptions\/bulk\//);
  const progress = page.getByRole("progressbar", { name: "How far the run is" });
  await expect(progress).toHaveAttribute("aria-valuenow", "100", { timeout: 40_000 });
  await expect(page.getByText(`${count} of ${count} exceptions settled: ${count} done.`)).toBeVisible();
  await page.reload();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  const results = page.getByRole("table", { name: "Result of each" }).getByText("Done", { exact: true });
  await expect(results).toHaveCount(Math.min(count, 50));
  await page.goto("/exceptions?tab=resolved&kind=quarantined_message");
  await expect(lines(page).first()).toBeVisible();
});

test("who was quicker is told to the slower one, and nothing of theirs is overwritten", async ({ as }) => {
  const [slow, quick] = [await as("finance"), await as("lead")];
  await slow.goto("/exceptions?kind=carrier_invoice_unmatched");
  const id = await exceptionAt(slow, 4);
  await slow.goto(`/exceptions/${id}`);
  await slow.getByRole("button", { name: "Resolve…" }).click();
  const dialog = slow.getByRole("dialog", { name: /^Resolve/ });
  await dialog.getByLabel("What settled it").fill("Matched by hand");

  await quick.goto(`/exceptions/${id}`);
  await quick.getByRole("button", { name: "Ignore…" }).click();
  await quick.getByRole("dialog").getByLabel("Why it doesn't count").fill("Carrier withdrew the bill");
  await quick.getByRole("dialog").getByRole("button", { name: "Ignore" }).click();
  await expect(quick.getByText(/: ignored until its end date/)).toBeVisible();

  await dialog.getByRole("button", { name: "Resolve" }).click();
  await dialog.getByRole("button", { name: "See how it is now" }).click();
  await expect(slow.getByText("Carrier withdrew the bill")).toBeVisible();
  await expect(slow.getByText("Matched by hand")).toHaveCount(0);
});

test("a comment names a colleague", async ({ as }) => {
  const page = await as("dispatcher");
  await page.goto("/exceptions?kind=carrier_invoice_unmatched");
  await page.goto(`/exceptions/${await exceptionAt(page, 6)}`);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: /^Comment on/ });
  await dialog.getByLabel("Comment").pressSequentially("Please look, @");
  const first = dialog.getByRole("option").first();
  const name = (await first.textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Comment")).toHaveValue(`Please look, @${name} `);
  await dialog.getByRole("button", { name: "Comment" }).click();
  await expect(page.getByText(`Named: ${name}`)).toBeVisible();
});

test("IT changes a runbook, everyone reads the new text, others can't change it", async ({ as }) => {
  const it = await as("it");
  await it.goto("/exceptions/runbooks#lost");
  await it.getByRole("button", { name: "Edit the runbook of Lost" }).click();
  const dialog = it.getByRole("dialog", { name: "Runbook: Lost" });
  const mark = `Ask for Mr Haan, extension ${randomInt(100, 999)}`;
  await dialog
    .getByLabel("Text", { exact: true })
    .fill(`### Whom to call\n\n${mark} <script>alert(1)</script>`);
  await dialog.getByRole("button", { name: /^Save as version/ }).click();
  await expect(dialog.getByText("Say why, in a few words.")).toBeVisible();
  await dialog.getByLabel("Why it changes").fill("New contact");
  await dialog.getByRole("button", { name: /^Save as version/ }).click();
  await expect(it.getByText("Runbook changed.", { exact: false })).toBeVisible();

  const other = await as("dispatcher");
  await other.goto("/exceptions/runbooks");
  await expect(other.getByText(mark)).toBeVisible();
  await expect(other.getByText(/v\d+ by .*: New contact/).first()).toBeVisible();
  await expect(other.getByRole("button", { name: /^Edit the runbook/ })).toHaveCount(0);
});

test("customer service works on exceptions one by one, but not on everything at once", async ({ as }) => {
  const page = await as("customer_service");
  await page.goto("/exceptions");
  await lines(page).first().waitFor();
  await expect(page.getByRole("button", { name: /^Act on all/ })).toHaveCount(0);
  await page.goto(`/exceptions/${await exceptionAt(page, 0)}`);
  await expect(page.getByRole("button", { name: "Resolve…" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit the runbook/ })).toHaveCount(0);
});

test("a narrowed list is kept as a view", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/exceptions");
  await page.getByRole("button", { name: "Severity: any" }).click();
  await page.getByRole("region", { name: "Filter by severity" }).getByRole("link", { name: "High" }).click();
  await expect(page).toHaveURL(/severity=high/);
  const view = `High ones ${randomInt(10_000, 99_999)}`;
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("menuitem", { name: "Save these filters as a view" }).click();
  await page.getByLabel("Name", { exact: true }).fill(view);
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByText(`View “${view}” saved.`)).toBeVisible();
  await page.goto("/exceptions");
  await page.getByRole("button", { name: /^View:/ }).click();
  await page.getByRole("menuitem", { name: view }).click();
  await expect(page).toHaveURL(/severity=high/);
});
