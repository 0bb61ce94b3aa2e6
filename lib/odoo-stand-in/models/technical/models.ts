import { notPlayed } from "../../failure";
import { put } from "../../records/write";
import {
  boolean,
  char,
  computed,
  integer,
  longText,
  many2many,
  many2one,
  one2many,
  related,
  selection,
} from "../../registry/field";
import { action, type Model, modelMethod } from "../../registry/model";
import { text } from "../../registry/values";

export const irModel: Model = {
  model: "ir.model",
  label: "Models",
  order: "model, id",
  indexed: ["model"],
  fields: {
    name: char("Model Description"),
    model: char("Model", { required: true }),
    transient: boolean("Transient Model"),
  },
};

export const irFieldModel: Model = {
  model: "ir.model.fields",
  label: "Fields",
  order: "name, id",
  indexed: ["name"],
  displayName: (_, field) => `${text(field.field_description)} (${text(field.model)})`,
  fields: {
    name: char("Field Name"),
    model: char("Model Name", { required: true }),
    model_id: many2one("ir.model", "Model", { required: true }),
    field_description: char("Field Label", { required: true }),
    ttype: char("Field Type"),
    relation: char("Related Model"),
    store: boolean("Stored"),
  },
};

/** External ids. One name is one record: that is what makes `load()` safe to repeat. */
export const externalIdModel: Model = {
  model: "ir.model.data",
  label: "Model Data",
  order: "module, model, name, id",
  indexed: ["name", "res_id"],
  displayName: (_, row) => `${text(row.module)}.${text(row.name)}`,
  fields: {
    name: char("External Identifier"),
    module: char("Module", { required: true }),
    model: char("Model Name", { required: true }),
    res_id: integer("Record ID"),
    noupdate: boolean("Non Updatable"),
    complete_name: computed(char("Complete ID"), (_, row) => `${text(row.module)}.${text(row.name)}`),
  },
};

export const moduleModel: Model = {
  model: "ir.module.module",
  label: "Module",
  order: "name, id",
  fields: {
    name: char("Technical Name"),
    shortdesc: char("Module Name"),
    state: selection("Status", [
      ["uninstallable", "Uninstallable"],
      ["uninstalled", "Not Installed"],
      ["installed", "Installed"],
      ["to upgrade", "To be upgraded"],
      ["to remove", "To be removed"],
      ["to install", "To be installed"],
    ]),
  },
  methods: {
    button_immediate_install: action((env, ids) => {
      for (const id of ids) put(env, "ir.module.module", id, { state: "installed" });
      return { type: "ir.actions.client", tag: "reload", params: { menu_id: false } };
    }),
  },
};

export const parameterModel: Model = {
  model: "ir.config_parameter",
  label: "System Parameter",
  order: "key, id",
  indexed: ["key"],
  displayName: (_, row) => text(row.key),
  fields: {
    key: char("Key", { required: true }),
    value: longText("Value", { required: true }),
  },
  methods: {
    get_param: modelMethod(
      (env, _, { key, default: otherwise }) =>
        text(env.pointing("ir.config_parameter", "key", String(key))[0]?.value) ||
        ((otherwise ?? false) as boolean),
      ["key", "default?"],
      "read",
    ),
  },
};

/** What the stand-in keeps to by itself: records of another company are not seen. */
export const ruleModel: Model = {
  model: "ir.rule",
  label: "Record Rule",
  order: "model_id desc, id",
  fields: {
    name: char("Name"),
    active: boolean("Active", { default: true }),
    model_id: many2one("ir.model", "Model", { required: true }),
    domain_force: longText("Domain"),
    groups: many2many("res.groups", "Groups"),
  },
};

/** Rules that run when records change. Only the outgoing webhook is played. */
export const automationModel: Model = {
  model: "base.automation",
  label: "Automation Rule",
  order: "id",
  fields: {
    name: char("Automation Rule Name", { tracked: true }),
    active: boolean("Active"),
    trigger: selection(
      "Trigger",
      [
        ["on_stage_set", "Stage is set to"],
        ["on_user_set", "User is set"],
        ["on_tag_set", "Tag is added"],
        ["on_state_set", "State is set to"],
        ["on_priority_set", "Priority is set to"],
        ["on_archive", "On archived"],
        ["on_unarchive", "On unarchived"],
        ["on_create", "On create"],
        ["on_create_or_write", "On create and edit"],
        ["on_write", "On update"],
        ["on_unlink", "On deletion"],
        ["on_change", "On UI change"],
        ["on_time", "Based on date field"],
        ["on_time_created", "After creation"],
        ["on_time_updated", "After last update"],
        ["on_message_received", "On incoming message"],
        ["on_message_sent", "On outgoing message"],
        ["on_webhook", "On webhook"],
      ],
      { required: true, tracked: true },
    ),
    model_id: many2one("ir.model", "Model", { required: true, tracked: true }),
    model_name: related("base.automation", "model_id.model", char("Model Name")),
    trigger_field_ids: many2many("ir.model.fields", "Trigger Fields"),
    action_server_ids: one2many("ir.actions.server", "base_automation_id", "Actions"),
  },
  prepare: (_, values) => {
    if (values.trigger !== "on_create_or_write" && values.trigger !== "on_unlink")
      throw notPlayed(`the trigger '${String(values.trigger)}'`);
    return { active: true, ...values };
  },
};

export const serverActionModel: Model = {
  model: "ir.actions.server",
  label: "Server Actions",
  order: "id",
  fields: {
    name: char("Action Name", { tracked: true }),
    model_id: many2one("ir.model", "Model", { required: true, tracked: true }),
    state: selection(
      "Type",
      [
        ["object_write", "Update Record"],
        ["object_create", "Create Record"],
        ["object_copy", "Duplicate Record"],
        ["next_activity", "Create Activity"],
        ["mail_post", "Send Email"],
        ["sms", "Send SMS"],
        ["followers", "Add Followers"],
        ["remove_followers", "Remove Followers"],
        ["code", "Execute Code"],
        ["webhook", "Send Webhook Notification"],
        ["multi", "Multi Actions"],
      ],
      { required: true, tracked: true },
    ),
    webhook_url: char("Webhook URL", { tracked: true }),
    webhook_field_ids: many2many("ir.model.fields", "Webhook Fields"),
    usage: selection(
      "Usage",
      [
        ["ir_actions_server", "Server Action"],
        ["ir_cron", "Scheduled Action"],
        ["base_automation", "Automation Rule"],
      ],
      { required: true },
    ),
    base_automation_id: many2one("base.automation", "Automation Rule"),
  },
  prepare: (_, values) => {
    if (values.state !== "webhook") throw notPlayed(`server actions of kind '${String(values.state)}'`);
    return { usage: "ir_actions_server", ...values };
  },
};
