export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
export function countOne(code: number): Counts;
export function countVitest(report: string, code: number): Counts;
export function countPlaywright(report: string, code: number): Counts;
export function summaryLine(counts: Counts): string;
