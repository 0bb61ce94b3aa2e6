import { z } from "zod";

/** What is known of another company: by the name of the field that takes it. */
export type ForeignIds = Readonly<Record<string, string>>;

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What no form of ours sends, and anyone can. */
export const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  10n,
  "",
  "text",
  true,
  [],
  {},
  Array.from({ length: 20_000 }, (_, index) => index),
  { ids: Array.from({ length: 20_000 }, () => "018f0000-0000-7000-8000-000000000001") },
  JSON.parse('{"__proto__":{"companyId":1},"constructor":{"prototype":{"role":"admin"}}}'),
  ring(),
  nested(2_000),
  new Map([["a", 1]]),
  new Date(Number.NaN),
  Symbol("x"),
  () => 1,
  new FormData(),
];

/**
 * Input an action takes, with another company's ids in it: made from the shape the action asks for, so that a new action needs no
 * sample of its own. `given` replaces fields whose shape alone does not tell what is right.
 */
export function forgedInput(
  schema: z.ZodType,
  foreign: ForeignIds,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const made = valueFor(shape, "", foreign);
  return { ...(made as Record<string, unknown>), ...given };
}

function valueFor(shape: JsonSchema | boolean, name: string, foreign: ForeignIds): unknown {
  if (name in BY_NAME) return BY_NAME[name];
  if (typeof shape === "boolean") return null;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const [first] = shape.anyOf ?? shape.oneOf ?? shape.allOf ?? [];
  if (first) return valueFor(first, name, foreign);
  switch (shape.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([key, part]) => [key, valueFor(part, key, foreign)]),
      );
    case "array":
      return [valueFor((shape.items as JsonSchema | undefined) ?? {}, name.replace(/s$/, ""), foreign)];
    case "integer":
    case "number":
      // A version is 1 or, for what is not there yet, 0 and up: everything forged against is there.
      return Math.max(shape.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "string":
      return textFor(shape, name, foreign);
    default:
      return null;
  }
}

/** What fields of these names take everywhere. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  zone: "Europe/Amsterdam",
  timeZone: "Europe/Amsterdam",
  occurredLocal: "2026-11-20T08:00",
  untilMinute: 1_020,
  untilAt: "2099-01-01T08:00:00Z",
  country: "NL",
  defaultZone: "Europe/Amsterdam",
  carrierScac: "KSTL",
  currency: "USD",
  price: "3.521",
  lookUp: "https://example.test/{id}",
};

const FORMATS: Readonly<Record<string, string>> = {
  email: "forged@example.test",
  "date-time": "2026-11-20T08:00:00Z",
  date: "2026-11-20",
  uri: "https://example.test/forged",
};

function textFor(shape: JsonSchema, name: string, foreign: ForeignIds): string {
  const known = foreign[name];
  if (known !== undefined) return known;
  if (shape.format === "uuid") return foreign.id ?? "";
  return (
    FORMATS[shape.format ?? ""] ?? "forged".padEnd(shape.minLength ?? 0, " forged").slice(0, shape.maxLength)
  );
}

function ring(): unknown {
  const self: Record<string, unknown> = {};
  self.self = self;
  return self;
}

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
}
