import { z } from "zod";

const address = z
  .url({ protocol: /^https?$/, error: "An address that begins with https:// or http://." })
  .max(500)
  .refine(
    (url) => !new URL(url).username && !new URL(url).password,
    "Without a user name or password in it.",
  );

export const wayOutInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("post"),
    url: address,
    signed: z.boolean(),
    lookUp: address
      .refine(
        (url) => url.includes("{id}") || url.includes("%7Bid%7D"),
        "Put {id} where the message's id goes.",
      )
      .nullable()
      .default(null),
  }),
  z.object({ kind: z.literal("folder") }),
  z.object({ kind: z.literal("fetch") }),
]);

export const changeWayOutInput = z.object({
  connectionId: z.uuid(),
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  wayOut: wayOutInput.nullable(),
  /** Makes a new signing secret also where there is one. */
  newSecret: z.boolean().default(false),
});
export type ChangeWayOutInput = z.input<typeof changeWayOutInput>;
