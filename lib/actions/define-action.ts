import "server-only";
import type { z } from "zod";
import type { ActionResult } from "@/lib/contracts/action-result";
import { type ActionDefinition, answerAction } from "@/lib/usecases/access/answer-action";

/** What each action asks for: the authorisation matrix is generated from it. */
export const DEFINITIONS = new WeakMap<
  object,
  Pick<ActionDefinition<z.ZodType, unknown>, "permission" | "input">
>();

/**
 * A server action: session, permission and input are checked before `run`, failures come back as values.
 * A server action is a public endpoint, so nothing else in lib/actions is exported from a "use server" file.
 */
export function defineAction<S extends z.ZodType, R>(
  definition: ActionDefinition<S, R>,
): (given: z.input<S> | FormData) => Promise<ActionResult<R>> {
  const action = (given: z.input<S> | FormData) => answerAction(definition, given);
  DEFINITIONS.set(action, definition);
  return action;
}
