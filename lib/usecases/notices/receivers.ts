import type { Executor } from "@/db/client";
import { type SubscriptionRow, selectPeople, selectSubscriptions } from "@/db/queries/notices/subscriptions";
import type { Receiver, SubscriptionRule } from "@/lib/domain/notice/subscription";

type Person = Awaited<ReturnType<typeof selectPeople>>[number];

/** Everyone is told in app of what is theirs, without asking for it. */
const OWN: SubscriptionRule = {
  kinds: [],
  minSeverity: "low",
  customers: [],
  carriers: [],
  reach: "mine",
  digestMinutes: null,
  quiet: null,
  zone: "UTC",
};

/** Everyone and everything that may be told now: subscriptions that are on, of people who may sign in, a role's spread over its people. */
export async function receiversOf(db: Executor, companyId: number): Promise<Receiver[]> {
  const [rows, people] = await Promise.all([selectSubscriptions(db, companyId), selectPeople(db, companyId)]);
  const enabled = rows.filter((row) => row.enabled);
  const own = people.map((person) => ({ ...inApp(person), subscriptionId: null, rule: OWN }));
  // What a person chose for themselves comes before what their role brings, and that before what everyone has.
  const personal = enabled.filter(({ userId }) => userId !== null);
  const others = enabled.filter(({ userId }) => userId === null);
  return [...[...personal, ...others].flatMap((row) => spread(row, people)), ...own];
}

function spread(row: SubscriptionRow, people: readonly Person[]): Receiver[] {
  const { id: subscriptionId, channel, rule } = row;
  if (channel === "in_app" || (channel === "email" && row.address === null)) {
    const told = people.filter(({ id, role }) => (row.userId ? id === row.userId : role === row.role));
    return told.map((person) => ({
      ...(channel === "in_app" ? inApp(person) : byMail(person)),
      subscriptionId,
      rule,
    }));
  }
  if (channel === "email" && row.address !== null)
    return [
      {
        key: `email:${row.address.toLowerCase()}`,
        subscriptionId,
        userId: null,
        channel,
        address: row.address,
        rule,
      },
    ];
  return [
    {
      key: `${channel}:${subscriptionId}`,
      subscriptionId,
      userId: null,
      channel,
      address: row.address,
      rule,
    },
  ];
}

const inApp = ({ id }: Person) => ({
  key: `in_app:${id}`,
  userId: id,
  channel: "in_app" as const,
  address: null,
});

const byMail = ({ id, email }: Person) => ({
  ...{ key: `email:${email.toLowerCase()}`, userId: id, channel: "email" as const, address: email },
});
