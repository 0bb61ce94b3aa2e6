import type { SetupReport, SetupStep } from "./setup-input";

/** What a set-up tells while it runs. The last one is `ended` or `refused`. */
export type SetupEvent =
  | { readonly kind: "step"; readonly step: SetupStep }
  | { readonly kind: "ended"; readonly report: SetupReport }
  | {
      readonly kind: "refused";
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    };
