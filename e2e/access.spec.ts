import { expect, type Page, test } from "@playwright/test";

const PASSWORD = process.env.MILEPOST_DEMO_PASSWORD ?? "";

async function signIn(page: Page, email: string, password: string, goTo = "/people"): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(goTo)}`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

/** Adds a person as the admin and gives back the password that works once. */
async function addPerson(admin: Page, email: string, name: string): Promise<string> {
  await admin.getByRole("button", { name: "Add person" }).click();
  await admin.getByLabel("E-mail address").fill(email);
  await admin.getByLabel("Name").fill(name);
  await admin.keyboard.press("Enter");
  const password = await admin.locator("output").textContent();
  await admin.getByRole("button", { name: "Done" }).click();
  return password ?? "";
}

/** A person of this test alone, so that tests beside it are not disturbed. */
const someone = () => {
  const tag = Math.random().toString(36).slice(2, 8);
  return { email: `person-${tag}@demo.example`, name: `Person ${tag}` };
};

test("who is not signed in comes back to where they wanted to go", async ({ page }) => {
  await page.goto("/audit?days=7");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faudit%3Fdays%3D7$/);
  await page.getByLabel("E-mail address").fill("lead@demo.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/audit\?days=7$/);
});

test("a wrong password says so and leaves the cursor where it is mended", async ({ page }) => {
  await signIn(page, someone().email, "not the password");
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  await expect(page.getByLabel("Password")).toBeFocused();
});

test("signing in never leads to another site", async ({ page }) => {
  await signIn(page, "lead@demo.example", PASSWORD, "//evil.example/");
  await expect(page).toHaveURL(/\/overview$/);
});

test("a page a role may not see says so, with status 403", async ({ page }) => {
  await signIn(page, "dispatcher@demo.example", PASSWORD, "/shipments");
  await expect(page).toHaveURL(/\/shipments/);
  const answer = await page.goto("/people");
  expect(answer?.status()).toBe(403);
  await expect(page.getByText("Your role does not include this page")).toBeVisible();
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
});

test("an admin adds a person, who chooses a password, and is out at once when disabled", async ({
  page,
  browser,
}) => {
  const person = someone();
  await signIn(page, "admin@demo.example", PASSWORD);
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  const oneTime = await addPerson(page, person.email, person.name);

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, person.email, oneTime, "/messages");
  await expect(theirs).toHaveURL(/new-password$/);
  await theirs.goto("/messages");
  await expect(theirs).toHaveURL(/new-password$/);
  await theirs.getByLabel("The password you were given").fill(oneTime);
  await theirs.getByLabel("New password", { exact: true }).fill("seven grey lorries");
  await theirs.getByLabel("New password again").fill("seven grey lorries");
  await theirs.keyboard.press("Enter");
  await expect(theirs).toHaveURL(/\/shipments/);

  await page.getByRole("button", { name: `Change ${person.name}` }).click();
  await page.getByRole("menuitem", { name: "Disable…" }).click();
  await page.getByLabel("Reason").fill("left the company");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${person.name}: disabled`)).toBeVisible();
  await theirs.goto("/messages");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.context().close();

  await page.goto("/audit?action=user.disable");
  await expect(page.getByText("left the company").first()).toBeVisible();
  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(page.getByText(/^Unchanged, \d/)).toBeVisible();
});

test("everything in the shell can be reached by keyboard", async ({ page }) => {
  await signIn(page, "admin@demo.example", PASSWORD);
  const add = page.getByRole("button", { name: "Add person" });
  // Until the page has woken up, a key does nothing.
  await expect(async () => {
    await add.focus();
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox", { name: "Find any reference" })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(add).toBeFocused();

  const menu = page.getByRole("button", { name: /^Change / }).first();
  await menu.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(menu).toBeFocused();
});

test("on a phone the rail comes from the top and nothing runs off the side", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "admin@demo.example", PASSWORD);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("dialog", { name: "Menu" }).getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeHidden();
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflowPx).toBe(0);
});

test("the look follows the choice at once and on the next page, without a flash", async ({ page }) => {
  await signIn(page, "lead@demo.example", PASSWORD, "/audit");
  await page.getByRole("button", { name: /your menu$/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass("dark");
  const html = await (await page.request.get("/audit")).text();
  expect(html).toMatch(/<html[^>]*class="dark"/);
});
