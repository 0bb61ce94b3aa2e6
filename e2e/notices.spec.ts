import { SMTPServer } from "smtp-server";
import { expect, test } from "./fixtures/signed-in";

/** A real mail server on the port the worker sends to. */
async function smtpReceiver(): Promise<{ mails: string[]; close: () => Promise<void> }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        mails.push(Buffer.concat(parts).toString("utf8"));
        done();
      });
    },
  });
  await new Promise<void>((resolve) =>
    server.listen(Number(process.env.E2E_SMTP_PORT), "127.0.0.1", resolve),
  );
  return { mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

test("who subscribes is told of a new exception: a bell on the page, a mail in the post", async ({ as }) => {
  test.setTimeout(180_000);
  const { mails, close } = await smtpReceiver();
  const tag = String(Date.now() % 1_000_000);
  const page = await as("lead");
  await page.goto("/notices");
  for (const channel of ["in_app", "email"]) {
    await page.getByRole("button", { name: "Subscribe", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill(`Damage ${channel} ${tag}`);
    await dialog.getByLabel("Told").selectOption(channel);
    await dialog.getByLabel("Severity").selectOption("low");
    await dialog.getByText("Only some kinds, customers or carriers").click();
    await dialog.getByLabel("Damaged").check();
    await dialog.getByRole("button", { name: "Subscribe", exact: true }).click();
    await expect(page.getByText(`Damage ${channel} ${tag}`).first()).toBeVisible();
  }

  await page.getByRole("button", { name: `Send a test of Damage email ${tag}` }).click();
  await expect
    .poll(() => mails.filter((mail) => mail.includes("asked for this message")).length, { timeout: 30_000 })
    .toBe(1);

  const writer = await as("dispatcher");
  await writer.goto("/shipments?attention=open");
  const number = (await writer.locator("a.row-link").first().textContent()) ?? "";
  await writer.goto(`/shipments/${number}`);
  await writer.getByRole("button", { name: "Add event" }).click();
  await writer.getByLabel("What", { exact: true }).selectOption("damaged");
  await writer.getByLabel("How you know").fill(`Pallet fell ${tag}`);
  await writer.getByRole("dialog").getByRole("button", { name: "Add event" }).click();

  const bell = page.getByRole("button", { name: /^Notices, \d+\+? unread$/ });
  await expect(bell).toBeVisible({ timeout: 30_000 });
  await bell.click();
  const panel = page.getByRole("region", { name: "What you were told" });
  const entry = panel.getByRole("link", { name: new RegExp(`Damaged.*${number}`) }).first();
  await expect(entry).toBeVisible();
  await entry.click();
  await expect(page).toHaveURL(/\/exceptions/);
  // What breaks together is told together: a mail waits half a minute for its fellows.
  await expect
    .poll(() => mails.find((mail) => mail.includes("Damaged") && mail.includes(number)), { timeout: 60_000 })
    .toMatch(/Message-ID: <notice\./i);

  await page.goto("/notices/sent");
  await expect(page.getByText(`Damage email ${tag}`).first()).toBeVisible();
  await close();
});

test("a customer's text is previewed with a shipment there is, and off until it is turned on", async ({
  as,
}) => {
  const page = await as("customer_service");
  await page.goto("/notices/templates");
  await page.getByRole("button", { name: "Write a text" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Milestone").selectOption("out_for_delivery");
  await dialog.getByLabel("Subject").fill("{shipment} comes today");
  await dialog
    .getByLabel("Text", { exact: true })
    .fill("Dear {customer}, {carrier} is on the way to {plaace}.");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByText("{plaace} is no placeholder; choose from the list.").first()).toBeVisible();
  await dialog
    .getByLabel("Text", { exact: true })
    .fill("Dear {customer}, {carrier} is on the way to {place}.");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("region", { name: "Preview" })).toContainText(/SHP-\d+ comes today/);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("{shipment} comes today")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "{shipment} comes today" })).toContainText("Off");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 760 } });

  test("nothing about notices scrolls sideways", async ({ as }) => {
    const page = await as("lead");
    for (const address of ["/notices", "/notices/sent", "/notices/templates"]) {
      await page.goto(address);
      await expect(page.getByRole("navigation", { name: "Notices" })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
  });
});
