/** A promise as it was told when it was last judged. */
export interface PromiseToldDto {
  readonly explanation: string;
  /** ISO 8601 */
  readonly judgedAt: string;
}
