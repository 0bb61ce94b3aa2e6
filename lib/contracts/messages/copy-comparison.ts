export interface DifferingLine {
  readonly number: number;
  readonly text: string;
}

/** Where two copies under one delivery key differ, line by line as each is read. */
export interface CopyComparison {
  readonly unit: "segment" | "row" | "line";
  readonly onlyFirst: readonly DifferingLine[];
  readonly onlyThis: readonly DifferingLine[];
  readonly sameCount: number;
  /** True when there are more differences than are listed. */
  readonly more: boolean;
}
