import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/signed-in";

const MINUTE_MS = 60_000;

interface Tendered {
  readonly number: string;
  readonly customer: string;
  readonly text: string;
}

/** A tender of a customer nobody else has, that wants its answer at the next but one full minute. */
function tenderDueSoon(): Tendered {
  const number = `CLK${randomInt(100_000_000, 999_999_999)}`;
  const control = number.slice(3);
  const customer = `Clockwork ${control}`;
  const [dueDay, dueTime] = written((Math.floor(Date.now() / MINUTE_MS) + 2) * MINUTE_MS);
  // Read on the clock of the company: hours ago in any zone.
  const [day, time] = written(Date.now() - 16 * 60 * MINUTE_MS);
  const [pickupDay] = written(Date.now() + 3 * 24 * 60 * MINUTE_MS);
  const set = [
    "ST*204*0001",
    `B2**TSTC**${number}**PP`,
    "B2A*00*LT",
    `G62*64*${dueDay}*1*${dueTime}*UT`,
    `N1*BT*${customer}*93*${control}`,
    "S5*1*LD*4100*L*4*PLT",
    `G62*38*${pickupDay}*K*1000*UT`,
    "N1*SF*Dock A*93*A1",
    "N4*CHICAGO*IL*60601*US",
    "S5*2*UL*4100*L*4*PLT",
    "N1*ST*Dock B*93*B1",
    "N4*DALLAS*TX*75201*US",
  ];
  const segments = [
    `ISA*00*          *00*          *02*TSTC           *ZZ*MILEPOST       *${day.slice(2)}*${time}*U*00401*${control}*0*P*>`,
    `GS*SM*TSTC*MILEPOST*${day}*${time}*${control}*X*004010`,
    ...set,
    `SE*${set.length + 1}*0001`,
    `GE*1*${control}`,
    `IEA*1*${control}`,
  ];
  return { number, customer, text: segments.map((segment) => `${segment}~\n`).join("") };
}

/** Day and time as X12 writes them, UTC. */
function written(at: number): [string, string] {
  const iso = new Date(at).toISOString();
  return [iso.slice(0, 10).replaceAll("-", ""), iso.slice(11, 16).replace(":", "")];
}

async function upload(page: Page, { number, text }: Tendered): Promise<void> {
  await page.goto("/messages");
  await page.getByRole("button", { name: "Upload" }).click();
  const dialog = page.getByRole("dialog", { name: "Upload partner messages" });
  const tms = await dialog.getByRole("option").filter({ hasText: "TMS" }).first().getAttribute("value");
  await dialog.getByLabel("Connection").selectOption(tms);
  const buffer = Buffer.from(text);
  await dialog
    .getByLabel("Files")
    .setInputFiles({ name: `tender-${number}.edi`, mimeType: "text/plain", buffer });
  await dialog.getByRole("button", { name: "Upload" }).click();
  await expect(dialog.getByRole("link", { name: "See the message" })).toBeVisible();
}

test("a promise runs out with no event: it is breached on the open page, and its row opens the event it began with", async ({
  as,
}) => {
  test.setTimeout(240_000);
  const page = await as("dispatcher");
  const tender = tenderDueSoon();
  await upload(page, tender);
  const row = page.getByRole("row").filter({ hasText: tender.customer });
  const list = `customer=${encodeURIComponent(tender.customer)}&kind=tender_reply`;
  await expect(async () => {
    await page.goto(`/clocks?${list}`);
    await expect(row).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expect(row).toContainText("Tender reply");

  // Nobody answers, and nobody touches the page.
  await expect(row.getByText(/min over$/)).toBeVisible({ timeout: 150_000 });

  await page.goto(`/clocks?tab=breached&${list}`);
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/event=/);
  await expect(page.locator("li[data-marked]").getByText("Tendered").first()).toBeVisible();
  await expect(page.getByText(/not answered yet, .* over; Tender answered/).first()).toBeVisible();
});

test("a lead sees what a stricter policy would have done, saves it as a version, and a dispatcher may only read it", async ({
  as,
}) => {
  const page = await as("lead");
  await page.goto("/clocks/policies");
  await page.getByRole("button", { name: /^Edit Proof of delivery/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Edit: Proof of delivery/ });
  const minutes = randomInt(61, 119);
  await dialog.getByLabel("Name", { exact: true }).fill(`Proof of delivery within ${minutes} min`);
  await dialog.getByLabel("Time allowed").fill(String(minutes));
  await dialog.getByLabel("Unit").first().selectOption("minutes");
  await dialog.getByRole("button", { name: "Preview" }).click();
  const told = dialog.getByText(/Applied to the last 30 days this would have breached [\d,]+ of [\d,]+/);
  await expect(told).toBeVisible({ timeout: 30_000 });
  const [would, of] =
    ((await told.textContent()) ?? "")
      .match(/(\d+) of (\d+)/)
      ?.slice(1)
      .map(Number) ?? [];
  expect(would).toBeGreaterThan(0);
  expect(of).toBeGreaterThanOrEqual(would ?? 0);
  await dialog.getByText(/would have ended otherwise/).click();
  await expect(dialog.getByText("met → breached").first()).toBeVisible();

  await dialog.getByLabel("Reason").fill("The customer asked for it");
  await dialog.getByRole("button", { name: "Save as a new version" }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row").filter({ hasText: `Proof of delivery within ${minutes} min` });
  await expect(row.getByText(/^v\d+ in force$/)).toBeVisible();
  await row.getByText(/^\d+ versions$/).click();
  await expect(row.getByText("“The customer asked for it”").first()).toBeVisible();

  const other = await as("dispatcher");
  await other.goto("/clocks/policies");
  await expect(other.getByText(`Proof of delivery within ${minutes} min`).first()).toBeVisible();
  await expect(other.getByRole("button", { name: /^Edit/ })).toHaveCount(0);
});
