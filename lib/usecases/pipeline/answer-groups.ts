import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { knownOutbound, nextControlNumbers } from "@/db/queries/pipeline/document-facts";
import { outboundMessage } from "@/db/schema/outbound";
import { groupVerdict, render997 } from "@/lib/connectors/x12/acknowledge";
import type { ReadMessage } from "./read-message";

/** Functional id of acknowledgements themselves: answering those would never end. */
const ACKNOWLEDGEMENT = "FA";
const CHUNK = 500;

/** Writes one functional acknowledgement per received group, once: a replay finds its answer already there. */
export async function answerGroups(
  tx: Transaction,
  companyId: number,
  reads: readonly ReadMessage[],
  now: Date,
): Promise<void> {
  const due = reads
    .filter(({ connection }) => connection.acknowledges)
    .flatMap((read) =>
      read.parsed.groups.map((report, index) => ({ read, report, key: `997:${read.message.id}:${index}` })),
    )
    .filter(({ report }) => report.functionalId !== ACKNOWLEDGEMENT);
  const known = await knownOutbound(
    tx,
    companyId,
    due.map(({ key }) => key),
  );
  const missing = due.filter(({ key }) => !known.has(key));
  if (missing.length === 0) return;
  const controlNumbers = await nextControlNumbers(tx, missing.length);
  const rows = missing.map(({ read, report, key }, index) => {
    const controlNumber = controlNumbers[index] ?? 0;
    return {
      companyId,
      id: uuidv7(),
      connectionId: read.connection.id,
      kind: "997" as const,
      operationKey: key,
      inReplyTo: read.message.id,
      controlNumber,
      verdict: groupVerdict(report),
      state: "waiting" as const,
      nextTryAt: now,
      body: Buffer.from(render997([report], { controlNumber, sentAt: now })),
      createdAt: now,
    };
  });
  // A file may hold thousands of groups, a statement 65,535 parameters.
  for (let start = 0; start < rows.length; start += CHUNK) {
    await tx
      .insert(outboundMessage)
      .values(rows.slice(start, start + CHUNK))
      .onConflictDoNothing();
  }
}
