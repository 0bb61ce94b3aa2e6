import { selectCompanyIds } from "@/db/queries/watch/companies";
import { selectLinks, selectSpokenHours, type WatchedLink } from "@/db/queries/watch/watched-connections";
import { inTransaction } from "@/db/transaction";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { selectPolicy } from "@/lib/domain/clock/select-policy";
import { RHYTHM_DAYS, silenceOf } from "@/lib/domain/connection/rhythm";
import { linkFindings, REFUSAL_WORDS, type Refusal } from "@/lib/domain/exception/link-findings";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time/instant";
import { watchRules } from "../watch-rules";
import { lookAt, type PlainSubject, type WatchDeps } from "./look-at";

/** Looks at every connection: whether it answers, lets anything in, speaks as is its habit, and gets its acknowledgements. */
export async function watchConnections({ db, now }: WatchDeps): Promise<number> {
  let changed = 0;
  for (const companyId of await selectCompanyIds(db)) {
    changed += await inTransaction(db, async (tx) => {
      const at = now();
      const { policies } = await watchRules(tx, companyId);
      const links = await selectLinks(tx, companyId, new Date(at.getTime() - DAY_MS));
      // One that spoke within the last two hours can't be silent.
      const quiet = links.filter(
        ({ enabled, takenHourAt }) =>
          enabled && (takenHourAt === null || at.getTime() - Date.parse(takenHourAt) > 2 * 60 * MINUTE_MS),
      );
      const since = new Date(at.getTime() - RHYTHM_DAYS * DAY_MS);
      const hours = await selectSpokenHours(
        tx,
        companyId,
        quiet.map(({ id }) => id),
        since,
      );
      const subjects = links.map((link) =>
        toSubject(companyId, link, hours.get(link.id) ?? [], policies, at),
      );
      return lookAt(tx, "connection", subjects, at);
    });
  }
  return changed;
}

function toSubject(
  companyId: number,
  link: WatchedLink,
  hours: readonly number[],
  policies: readonly ClockPolicy[],
  at: Date,
): PlainSubject {
  const facts = {
    enabled: link.enabled,
    breaker: link.breakerState && {
      state: link.breakerState,
      error: link.breakerError,
      openedAt: instantOf(link.breakerOpenedAt),
    },
    takenHourAt: instantOf(link.takenHourAt),
    refusedHourAt: instantOf(link.refusedHourAt),
    refusedSince: instantOf(link.refusedSince),
    refusedFor: mostRefused(link),
    silence: silenceOf(hours, at.getTime()),
    acknowledgeBy: acknowledgeBy(link, policies),
  };
  return {
    companyId,
    subjectId: link.id,
    label: link.name,
    shipmentId: null,
    connectionId: link.id,
    carrier: link.carrier,
    findings: linkFindings(facts, at.getTime()),
  };
}

function mostRefused(link: WatchedLink): Refusal | null {
  const refusals = (Object.keys(REFUSAL_WORDS) as Refusal[]).filter((refusal) => link[refusal] > 0);
  return refusals.sort((a, b) => link[b] - link[a])[0] ?? null;
}

/** When the oldest waiting acknowledgement should have been fetched, by the policy in force when it was made. */
function acknowledgeBy(link: WatchedLink, policies: readonly ClockPolicy[]): number | null {
  const madeAt = instantOf(link.oldestAnswerAt);
  if (madeAt === null) return null;
  const nobody = { customer: null, origin: null, destination: null, mode: null };
  const subject = { ...nobody, carrier: link.carrier, connectionIds: [link.id] };
  const chosen = selectPolicy(policies, "acknowledgement", subject, madeAt);
  return chosen && madeAt + chosen.policy.budgetMinutes * MINUTE_MS;
}

const instantOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));
