import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { selectOdooReading } from "@/db/queries/odoo/select-odoo-reading";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import { behindBy, isBehind, type ModelReading } from "@/lib/domain/odoo/reading-health";
import type { Context } from "@/lib/usecases/context";
import { type Finding, fail, ok, warn } from "@/lib/usecases/doctor/finding";

const PACE = new Map(MODEL_PLANS.map(({ model, pace }) => [model, pace]));

/** How far behind each model is, and whether Odoo is asked at all. */
export async function checkPulls(ctx: Context, owner: OdooOwner, slug: string): Promise<Finding[]> {
  const [row] = await selectOdooReading(ctx.db, owner);
  if (!row) return [];
  const now = ctx.now();
  const findings: Finding[] = [breakerFinding(slug, row)];
  const models = row.pulls.map((pull) => ({
    model: pull.model,
    error: pull.error,
    reading: readingOf(pull),
  }));
  const loading = models.filter(({ reading }) => reading.loadedAt === null);
  const late = models.filter(({ reading }) => isBehind(reading, row.settings.pollSeconds, now));
  for (const { model, error } of models.filter((one) => one.error !== null)) {
    findings.push(fail(`${slug} ${model}`, error ?? "", "See its page under Connections."));
  }
  if (loading.length > 0) {
    const message = `${loading.length} of ${models.length} models are not loaded yet`;
    findings.push(
      warn(`${slug} first load`, message, "The worker loads them; milepost odoo load shows how far."),
    );
  }
  if (late.length > 0) {
    const spans = late.map(({ model, reading }) => `${model} ${secondsBehind(reading, now)} s`);
    const message = `not looked at for too long: ${spans.join(", ")}`;
    findings.push(fail(`${slug} reading`, message, "Is the worker running? milepost doctor says so."));
  }
  if (models.length > 0 && loading.length + late.length === 0) {
    const oldest = Math.max(...models.map(({ reading }) => secondsBehind(reading, now)));
    findings.push(ok(`${slug} reading`, `${models.length} models, the oldest look ${oldest} s ago`));
  }
  return findings;
}

const secondsBehind = (reading: ModelReading, now: Date) => Math.round((behindBy(reading, now) ?? 0) / 1_000);

type Row = Awaited<ReturnType<typeof selectOdooReading>>[number];

function breakerFinding(slug: string, row: Row): Finding {
  const subject = `${slug} circuit breaker`;
  if (row.breakerState === null || row.breakerState === "closed") return ok(subject, "closed");
  const state = row.breakerState === "open" ? "open" : "half open";
  const advice = "It tries again by itself; what is commanded waits in order.";
  return fail(subject, `${state}: ${row.error ?? row.errorClass ?? "Odoo did not answer"}`, advice);
}

function readingOf(pull: Row["pulls"][number]): ModelReading {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return {
    pace: PACE.get(pull.model) ?? "fast",
    loadedAt: date(pull.loadedAt),
    polledAt: date(pull.polledAt),
    expectedCount: pull.expectedCount,
    recordCount: pull.recordCount,
    hasError: pull.error !== null,
  };
}
