import { notFound } from "../failure";
import { char, datetime, type Field, integer, many2one } from "./field";
import type { Model } from "./model";

/** Fields that every model has. */
const MAGIC: Readonly<Record<string, Field>> = {
  id: integer("ID", { readonly: true }),
  display_name: char("Display Name", { readonly: true }),
  create_uid: many2one("res.users", "Created by", { readonly: true }),
  create_date: datetime("Created on", { readonly: true }),
  write_uid: many2one("res.users", "Last Updated by", { readonly: true }),
  write_date: datetime("Last Updated on", { readonly: true }),
};

export class Registry {
  private readonly models = new Map<string, Model>();

  constructor(models: readonly Model[]) {
    for (const model of models) {
      this.models.set(model.model, { ...model, fields: { ...MAGIC, ...model.fields } });
    }
  }

  get all(): readonly Model[] {
    return [...this.models.values()];
  }

  has(name: string): boolean {
    return this.models.has(name);
  }

  model(name: string): Model {
    const model = this.models.get(name);
    if (!model) throw notFound(`the model '${name}' does not exist`);
    return model;
  }

  fields(name: string): Readonly<Record<string, Field>> {
    return this.model(name).fields;
  }
}
