import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import {
  SETUP_TITLES,
  type SetupStep,
  type SetupStepId,
  type SetupStepState,
} from "@/lib/contracts/odoo/setup-input";
import { AppError } from "@/lib/domain/app-error";

/** What a step came to: its text, and `warned` where somebody should read it. */
export interface StepOutcome<T> {
  readonly value: T;
  readonly text: string;
  readonly state?: Exclude<SetupStepState, "running">;
}

/** A step failed that the others stand on. Its text has been told. */
export class SetupStoppedError extends Error {
  override readonly name = "SetupStoppedError";
}

/** Tells each step as it begins and ends. */
export class SetupSteps {
  private readonly told = new Map<SetupStepId, SetupStep>();

  constructor(private readonly onStep: (step: SetupStep) => void) {}

  /** @throws {SetupStoppedError} for what an Odoo or a rule of ours says; anything else goes on as it is. */
  async run<T>(id: SetupStepId, work: () => Promise<StepOutcome<T>>): Promise<T> {
    this.tell(id, "running", "");
    try {
      const { value, text, state = "done" } = await work();
      this.tell(id, state, text);
      return value;
    } catch (error) {
      const isExpected = error instanceof OdooError || error instanceof AppError;
      this.tell(id, "failed", isExpected ? error.message : "Something of ours failed; the log says what.");
      throw isExpected ? new SetupStoppedError(error.message, { cause: error }) : error;
    }
  }

  get ended(): readonly SetupStep[] {
    return [...this.told.values()];
  }

  private tell(id: SetupStepId, state: SetupStepState, text: string): void {
    const step = { id, title: SETUP_TITLES[id], state, text };
    this.told.set(id, step);
    this.onStep(step);
  }
}
