import type { Env } from "../records/env";
import type { Field } from "./field";
import type { Row, Value, Values } from "./values";

export type Arguments = Readonly<Record<string, unknown>>;

/** A public method as a caller sees it. `model` ones take no ids. What is optional ends in "?". */
export interface Method {
  readonly on: "model" | "records";
  readonly parameters: readonly string[];
  /** Right on the model that the caller must have. */
  readonly needs: Access | "none";
  readonly run: (env: Env, ids: readonly number[], args: Arguments) => Value | readonly unknown[] | object;
}

export type Access = "read" | "write" | "create" | "unlink";

export interface Model {
  readonly model: string;
  readonly label: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly order?: string;
  /** Fields looked up by value: numbers, references. */
  readonly indexed?: readonly string[];
  /** A wizard: its rows live as long as the process. */
  readonly transient?: true;
  /** Has a chatter: `message_post`, tracking. */
  readonly thread?: true;
  readonly displayName?: (env: Env, row: Row) => string;
  readonly methods?: Readonly<Record<string, Method>>;
  /** Fills what the caller left out. Runs before the row exists. */
  readonly prepare?: (env: Env, values: Values) => Values;
  readonly afterCreate?: (env: Env, id: number, values: Values) => void;
  /** May refuse, or change what is written. */
  readonly beforeWrite?: (env: Env, ids: readonly number[], values: Values) => Values;
  readonly afterWrite?: (env: Env, before: readonly Row[], values: Values) => void;
  readonly beforeUnlink?: (env: Env, ids: readonly number[]) => void;
}

/** A method on records that changes them. */
export const action = (
  run: Method["run"],
  parameters: readonly string[] = [],
  needs: Method["needs"] = "write",
): Method => ({ on: "records", parameters, needs, run });

export const modelMethod = (
  run: Method["run"],
  parameters: readonly string[] = [],
  needs: Method["needs"] = "none",
): Method => ({ on: "model", parameters, needs, run });
