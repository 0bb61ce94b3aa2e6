import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { selectOdooBacklog } from "@/db/queries/odoo/odoo-connection-backlog";
import type { Context } from "@/lib/usecases/context";
import { type Finding, fail, ok, warn } from "@/lib/usecases/doctor/finding";

const LIMIT = 10_000;
const LATE_MS = 15 * 60_000;

/** What waits: deliveries to be told, commands to be sent, looked up or decided. */
export async function checkBacklog(ctx: Context, owner: OdooOwner, slug: string): Promise<Finding[]> {
  const { companyId, connectionId } = owner;
  const waits = await selectOdooBacklog(ctx.db, { companyId, connectionId, limit: LIMIT });
  const isLate = (text: string | null) =>
    text !== null && ctx.now().getTime() - new Date(text).getTime() > LATE_MS;
  const deliveries = `${waits.deliveries} changed and not told yet`;
  const commands = `${waits.pending} waiting, ${waits.uncertain} uncertain, ${waits.rejected} rejected`;
  const worker = "Is the worker running? milepost doctor says so.";
  const decide = "Open Commands: each says what Odoo answered and what to do.";
  const findings = [
    isLate(waits.oldestDelivery)
      ? warn(`${slug} deliveries`, deliveries, worker)
      : ok(`${slug} deliveries`, deliveries),
  ];
  if (waits.failedDeliveries > 0) {
    const message = `${waits.failedDeliveries} can't be told; each is tried again every quarter of an hour`;
    const advice = "The worker's log names each and says why. The others are told meanwhile.";
    findings.push(fail(`${slug} deliveries`, message, advice));
  }
  const stuck = isLate(waits.oldestOpenCommand);
  const wants = waits.uncertain > 0 || waits.rejected > 0 || stuck;
  const subject = `${slug} commands`;
  findings.push(wants ? warn(subject, commands, stuck ? worker : decide) : ok(subject, commands));
  return findings;
}
