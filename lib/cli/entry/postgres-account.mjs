import { execFileSync, spawnSync } from "node:child_process";

/**
 * Whom Postgres runs as. Postgres refuses to run as root, so root lends it an unprivileged account.
 * @typedef {{ uid?: number, gid?: number }} Account
 */

const ACCOUNT_NAME = "postgres";

/** @param {string} name */
function lookUp(name) {
  try {
    const uid = Number(
      execFileSync("id", ["-u", name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
    const gid = Number(
      execFileSync("id", ["-g", name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
    return { uid, gid };
  } catch {
    return undefined;
  }
}

/** @returns {Account} */
export function postgresAccount() {
  if (process.getuid?.() !== 0) return {};
  const existing = lookUp(ACCOUNT_NAME);
  if (existing) return existing;
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    ACCOUNT_NAME,
  ]);
  const account = lookUp(ACCOUNT_NAME) ?? lookUp("nobody");
  if (account) return account;
  throw new Error("Postgres does not run as root, and no account could be made for it. Run as another user.");
}

/** @param {Account} account @param {string[]} command */
export function succeedsAs(account, command) {
  const [file = "", ...args] = command;
  return spawnSync(file, args, { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}
