import type { Problem } from "@/lib/domain/message/parsed-message";
import type { UnreadRows } from "./csv-rows";

/** What is wrong with the file as a whole: its encoding, and rows whose quotes can't be read. */
export function fileProblems(file: UnreadRows, assumedEncoding: string | undefined): Problem[] {
  const problems: Problem[] = file.broken.map((row) => ({
    code: "invalid_structure",
    severity: "error",
    at: `row ${row}`,
    message: "This row was left out: its quotes do not close. Reading went on with the next line.",
  }));
  if (assumedEncoding) {
    problems.unshift({
      code: "encoding_assumed",
      severity: "warning",
      at: "row 1",
      message: `The bytes are no valid UTF-8 and were read as ${assumedEncoding}. Ask the sender for UTF-8 if names look wrong.`,
    });
  }
  if (file.unreadFrom !== null) {
    problems.push({
      code: "truncated",
      severity: "error",
      at: `row ${file.unreadFrom}`,
      message: `Reading stopped here: ${file.broken.length} rows before have broken quotes. The rows ahead of it were read.`,
    });
  }
  return problems;
}

const MAX_ROW_PROBLEMS = 500;

/** The first problems of many, and how many more there are: a file of another layout would repeat one sentence for every row. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const more = problems.length - MAX_ROW_PROBLEMS;
  if (more <= 0) return problems;
  const worst = problems.slice(MAX_ROW_PROBLEMS).some((problem) => problem.severity === "error");
  const last: Problem = {
    code: "more_problems",
    severity: worst ? "error" : "warning",
    at: problems[MAX_ROW_PROBLEMS]?.at ?? "row 1",
    message: `${more} more rows have problems from here on; they are not listed one by one.`,
  };
  return [...problems.slice(0, MAX_ROW_PROBLEMS), last];
}
