/** An Odoo the contract runs against: the real one, or what stands in for it. */
export interface OdooTarget {
  readonly url: string;
  readonly database: string;
  readonly adminLogin: string;
  readonly adminPassword: string;
  close(): Promise<void>;
}
