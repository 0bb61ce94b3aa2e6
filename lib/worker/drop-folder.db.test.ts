import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connection } from "@/db/schema/connection";
import { inboxMessage } from "@/db/schema/inbox";
import { type InboxFixture, inboxFixture } from "@/lib/usecases/inbox/testing/inbox-fixture";
import { dropFolderLoop } from "./drop-folder";

describe("the drop folder", () => {
  let inbox: InboxFixture;
  let root: string;
  let folder: string;

  beforeAll(async () => {
    inbox = await inboxFixture();
    await inbox.addConnection({ slug: "acme", watchFolder: true, maxBodyBytes: 100 });
  });
  afterAll(() => inbox.close());
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "drop-"));
    folder = join(root, "acme");
    return () => rm(root, { recursive: true });
  });

  const worker = () => dropFolderLoop({ db: inbox.db, now: () => new Date(), folder: root });
  const look = async (loop: { round(): Promise<boolean> }, times = 2) => {
    for (let time = 0; time < times; time += 1) await loop.round();
  };
  const drop = async (name: string, text: string) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const messages = (name: string) =>
    inbox.db.select().from(inboxMessage).where(eq(inboxMessage.fileName, name));

  it("makes a place for each connection that has one, and for no other", async () => {
    await inbox.addConnection({ slug: "web-only" });
    await look(worker());
    expect(await readdir(root)).toEqual(["acme"]);
  });

  it("stores a file byte for byte and moves it to done under its message id", async () => {
    await drop("status.csv", "a;b\r\n");
    await look(worker());
    const [message] = await messages("status.csv");
    expect(message).toMatchObject({ transport: "file", contentEncoding: null });
    expect(message?.body.toString()).toBe("a;b\r\n");
    expect((await readdir(folder)).sort()).toEqual(["done"]);
    expect(await readdir(join(folder, "done"))).toEqual([`status.${message?.id}.csv`]);
  });

  it("waits while a file still grows or changes", async () => {
    const loop = worker();
    await drop("growing.edi", "first half");
    await look(loop, 1);
    await drop("growing.edi", "first half, second half");
    await look(loop, 1);
    expect(await messages("growing.edi")).toHaveLength(0);
    await utimes(join(folder, "growing.edi"), new Date(), new Date(Date.now() + 5_000));
    await look(loop, 1);
    expect(await messages("growing.edi")).toHaveLength(0);
    await look(loop, 1);
    expect((await messages("growing.edi"))[0]?.body.toString()).toBe("first half, second half");
  });

  it("leaves temporary names, subfolders and links alone", async () => {
    for (const name of [".hidden", "a.tmp", "b.PART"]) await drop(name, name);
    await mkdir(join(folder, "sub"));
    await symlink("/etc/hostname", join(folder, "link.edi"));
    await look(worker());
    expect((await readdir(folder)).sort()).toEqual([".hidden", "a.tmp", "b.PART", "link.edi", "sub"]);
  });

  it("stores a file once that a crash left unmoved, and one that comes again under another name", async () => {
    await drop("one.edi", "same bytes");
    await look(worker());
    await drop("one.edi", "same bytes");
    await drop("two.edi", "same bytes");
    await look(worker());
    const [message] = await messages("one.edi");
    expect(await messages("one.edi")).toHaveLength(1);
    expect(await messages("two.edi")).toHaveLength(0);
    expect((await readdir(join(folder, "done"))).sort()).toEqual([
      `one.${message?.id}.edi`,
      `two.${message?.id}.edi`,
    ]);
  });

  it("puts a file over the limit into quarantine with the reason beside it", async () => {
    await drop("big.edi", "x".repeat(101));
    await look(worker());
    const kept = (await readdir(join(folder, "quarantine"))).sort();
    expect(kept).toHaveLength(2);
    expect(kept[0]).toMatch(/^big\.\d+T\d+Z\.edi$/);
    expect(kept[1]).toBe(`${kept[0]}.reason.txt`);
    const reason = await readFile(join(folder, "quarantine", kept[1] ?? ""), "utf8");
    expect(reason).toMatch(/^big\.edi: larger than the 100 bytes/);
    expect(await messages("big.edi")).toHaveLength(0);
  });

  it("lets files wait while their connection is switched off", async () => {
    const loop = worker();
    await drop("later.edi", "later");
    await inbox.db.update(connection).set({ enabled: false }).where(eq(connection.slug, "acme"));
    await look(loop, 3);
    expect(await readdir(folder)).toEqual(["later.edi"]);
    await inbox.db.update(connection).set({ enabled: true }).where(eq(connection.slug, "acme"));
    await look(loop);
    expect(await messages("later.edi")).toHaveLength(1);
  });

  it("is not held up by a file that can't be moved away", async () => {
    await drop("a-stuck.edi", "stuck");
    await drop("done", "a file where a folder should be");
    await drop("z-fine.edi", "fine");
    const loop = worker();
    await look(loop, 4);
    for (const name of ["a-stuck.edi", "z-fine.edi"]) expect(await messages(name)).toHaveLength(1);
    await rm(join(folder, "done"));
    await look(worker());
    expect(await readdir(join(folder, "done"))).toHaveLength(2);
  });

  it("takes each file once where two workers look at the same time", async () => {
    for (const index of [1, 2, 3, 4, 5]) await drop(`n${index}.edi`, `body ${index}`);
    const loops = [worker(), worker()];
    for (const _ of [1, 2, 3]) await Promise.all(loops.map((loop) => loop.round()));
    for (const index of [1, 2, 3, 4, 5]) expect(await messages(`n${index}.edi`)).toHaveLength(1);
    expect(await readdir(join(folder, "done"))).toHaveLength(5);
  });
});
