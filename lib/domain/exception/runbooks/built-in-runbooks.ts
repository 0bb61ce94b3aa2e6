import type { ExceptionKind } from "../exception";
import { GOODS_RUNBOOKS } from "./goods";
import { LINK_RUNBOOKS } from "./links";
import { MONEY_RUNBOOKS } from "./money";
import { MOVING_RUNBOOKS } from "./moving";

/** Version 0 of every runbook, in Markdown; a company's own text follows as version 1. */
export const BUILT_IN_RUNBOOKS: Readonly<Record<ExceptionKind, string>> = {
  ...MOVING_RUNBOOKS,
  ...GOODS_RUNBOOKS,
  ...LINK_RUNBOOKS,
  ...MONEY_RUNBOOKS,
};
