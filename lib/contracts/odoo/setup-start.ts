/** What the form of a set-up begins with. */
export interface OdooSetupStart {
  /** Null: a new connection, whose names are asked for. */
  readonly slug: string | null;
  readonly name: string;
  readonly baseUrl: string;
  readonly database: string;
  /** Where this Milepost is reached, as far as it knows. */
  readonly webhookBase: string;
  readonly isSetUp: boolean;
}
