import type { Executor } from "@/db/client";
import {
  countMigrations,
  selectPartitionFacts,
  selectServerFacts,
} from "@/db/queries/health/select-server-facts";
import { type Finding, fail, ok, warn } from "./finding";

const OLDEST = 15;
const NEWEST = 18;
const MAX_SKEW_MS = 2_000;

/** The server, its clock, its schema. Throws when it can't be reached. */
export async function checkDatabase(db: Executor): Promise<Finding[]> {
  const beforeMs = Date.now();
  const facts = await selectServerFacts(db);
  const afterMs = Date.now();
  const findings = [versionFinding(facts.versionNumber)];
  if (facts.isReadOnly) {
    findings.push(
      fail("database role", "is a replica and takes no writes", "Point DATABASE_URL at the primary."),
    );
  }
  findings.push(clockFinding(facts.clockMs - (beforeMs + afterMs) / 2, (afterMs - beforeMs) / 2));
  const { known, applied } = await countMigrations(db);
  if (applied < known) {
    const advice = "Run: npm run -s milepost -- migrate";
    return [...findings, fail("migrations", `${known - applied} of ${known} are not applied`, advice)];
  }
  return [...findings, ok("migrations", `all ${known} applied`), ...(await partitionFindings(db))];
}

function versionFinding(versionNumber: number): Finding {
  const major = Math.floor(versionNumber / 10_000);
  const text = `Postgres ${major}.${versionNumber % 10_000}`;
  if (major < OLDEST) {
    return fail(
      "database version",
      text,
      `Milepost needs Postgres ${OLDEST} to ${NEWEST}. Upgrade the server.`,
    );
  }
  if (major > NEWEST) {
    return warn("database version", text, `Milepost is tested with Postgres ${OLDEST} to ${NEWEST}.`);
  }
  return ok("database version", text);
}

/** `uncertaintyMs`: half the round trip, within which nobody can tell. */
function clockFinding(skewMs: number, uncertaintyMs: number): Finding {
  const skew = `${(Math.abs(skewMs) / 1000).toFixed(1)} s`;
  if (Math.abs(skewMs) - uncertaintyMs <= MAX_SKEW_MS) return ok("clock", `within ${skew} of the database's`);
  const side = skewMs > 0 ? "behind" : "ahead of";
  return warn(
    "clock",
    `this machine is ${skew} ${side} the database`,
    "Set both by NTP: times on the timeline are compared.",
  );
}

async function partitionFindings(db: Executor): Promise<Finding[]> {
  const { missing, hasStrays } = await selectPartitionFacts(db);
  const advice = "Run: npm run -s milepost -- migrate, or start the worker, which makes them ahead.";
  const findings = [
    missing.length > 0
      ? fail("partitions", `missing for next month: ${missing.join(", ")}`, advice)
      : ok("partitions", "next month's are there"),
  ];
  if (hasStrays) {
    findings.push(
      warn(
        "partitions",
        "rows lie in a default partition",
        "They are safe, but slower to read; move them when it is quiet.",
      ),
    );
  }
  return findings;
}
