import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} report @returns {any} */
function readReport(report) {
  if (!existsSync(report)) return undefined;
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return undefined;
  }
}

/** A run that failed must not add up to zero failures, whatever its report says. @param {Counts} counts @param {number} code */
function honest(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {number} code @returns {Counts} a step that is one test by itself */
export function countOne(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** @param {string} report the JSON reporter's file @param {number} code @returns {Counts} */
export function countVitest(report, code) {
  const result = readReport(report);
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  // A file that could not even be loaded holds no test, but it is a failure.
  const brokenFiles = result.testResults.filter(
    (/** @type {any} */ file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests + brokenFiles.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  return honest(counts, code);
}

/** @param {string} report the JSON reporter's file @param {number} code @returns {Counts} */
export function countPlaywright(report, code) {
  const result = readReport(report);
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = result.stats;
  return honest({ passed: expected + flaky, failed: unexpected + result.errors.length, skipped }, code);
}

/** @param {Counts} counts */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
