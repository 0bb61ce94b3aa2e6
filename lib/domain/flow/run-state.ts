/**
 * `queued`: due to be worked on. `running`: a worker holds its lease. `waiting`: for evidence or for a command, until when. `awaiting_approval`: a person
 * must say yes. `held`: a blocker or a person keeps it; released by the one or the other. `retrying`: a passing trouble, tried again by itself. `failed`: the trouble
 * lasted, or a key or right is missing; a person retries. `dead`: it would fail again as it is. `compensating`: cancelled, its effects are being undone.
 */
export const RUN_STATES = [
  "queued",
  "running",
  "waiting",
  "awaiting_approval",
  "held",
  "retrying",
  "failed",
  "dead",
  "compensating",
  "done",
  "cancelled",
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** States in which a run still has a way to go. */
export const OPEN_RUN_STATES: readonly RunState[] = RUN_STATES.filter(
  (state) => state !== "done" && state !== "cancelled",
);

/** What the engine does to a run. */
export type EngineMove =
  | "claim"
  | "advance"
  | "finish"
  | "wait"
  | "ask"
  | "block"
  | "back_off"
  | "give_up"
  | "bury"
  | "undone"
  | "wake"
  | "expire";

/** What a person does to a run. */
export const DECISIONS = [
  "retry",
  "restart",
  "edit",
  "hold",
  "release",
  "skip",
  "cancel",
  "approve",
  "reject",
  "undo_approval",
  "undo_rejection",
] as const;
export type DecisionKind = (typeof DECISIONS)[number];
export type Move = EngineMove | DecisionKind;

const STOPPED: readonly RunState[] = ["held", "retrying", "failed", "dead"];
const UNDECIDED: readonly RunState[] = ["queued", "running", "waiting", "awaiting_approval", ...STOPPED];

/** The one table of transitions: from which states a move may be made, and where it leads. A cancelled run that has effects goes by `compensating`. */
export const RUN_TRANSITIONS: Readonly<
  Record<Move, { readonly from: readonly RunState[]; readonly to: RunState }>
> = {
  // A running one whose lease ran out is claimed again.
  claim: { from: ["queued", "retrying", "running", "compensating"], to: "running" },
  advance: { from: ["running"], to: "queued" },
  finish: { from: ["running"], to: "done" },
  wait: { from: ["running"], to: "waiting" },
  ask: { from: ["running"], to: "awaiting_approval" },
  block: { from: ["running"], to: "held" },
  back_off: { from: ["running"], to: "retrying" },
  give_up: { from: ["running"], to: "failed" },
  bury: { from: ["running"], to: "dead" },
  undone: { from: ["running", "compensating"], to: "cancelled" },
  wake: { from: ["waiting", "held"], to: "queued" },
  expire: { from: ["awaiting_approval"], to: "held" },
  retry: { from: STOPPED, to: "queued" },
  restart: { from: STOPPED, to: "queued" },
  edit: { from: STOPPED, to: "queued" },
  hold: {
    from: ["queued", "running", "waiting", "awaiting_approval", "retrying", "failed", "dead"],
    to: "held",
  },
  release: { from: ["held"], to: "queued" },
  skip: { from: ["waiting", ...STOPPED], to: "queued" },
  cancel: { from: UNDECIDED, to: "cancelled" },
  approve: { from: ["awaiting_approval"], to: "queued" },
  reject: { from: ["awaiting_approval"], to: "held" },
  undo_approval: { from: ["queued"], to: "awaiting_approval" },
  undo_rejection: { from: ["held"], to: "awaiting_approval" },
};

/** True when the table lets a run in `from` make this move. */
export function mayMove(from: RunState, move: Move): boolean {
  return RUN_TRANSITIONS[move].from.includes(from);
}
