import { requireDocumentAccess } from "../../records/access";
import {
  binary,
  boolean,
  char,
  datetime,
  float,
  html,
  integer,
  longText,
  many2many,
  many2one,
  selection,
} from "../../registry/field";
import type { Model } from "../../registry/model";
import { text } from "../../registry/values";
import { checksum, sizeOf } from "./file-content";

export const messageModel: Model = {
  model: "mail.message",
  label: "Message",
  order: "id desc",
  prepare: (env, values) => {
    requireDocumentAccess(env, { res_model: values.model }, "write");
    const author = env.find("res.users", env.userId)?.partner_id;
    return { date: env.now, author_id: author ?? false, message_type: "comment", ...values };
  },
  indexed: ["res_id"],
  displayName: (_, message) => text(message.record_name) || `mail.message,${message.id}`,
  fields: {
    date: datetime("Date"),
    model: char("Related Document Model"),
    res_id: integer("Related Document ID"),
    record_name: char("Message Record Name"),
    subject: char("Subject"),
    body: html("Contents"),
    author_id: many2one("res.partner", "Author"),
    message_type: selection("Type", [
      ["email", "Incoming Email"],
      ["comment", "Comment"],
      ["email_outgoing", "Outgoing Email"],
      ["notification", "System notification"],
      ["auto_comment", "Automated Targeted Notification"],
      ["out_of_office", "Out-of-office Message"],
      ["user_notification", "User Specific Notification"],
      ["sms", "SMS"],
      ["snailmail", "Snailmail"],
    ]),
    subtype_id: many2one("mail.message.subtype", "Subtype"),
    is_internal: boolean("Employee Only"),
    attachment_ids: many2many("ir.attachment", "Attachments"),
  },
};

export const subtypeModel: Model = {
  model: "mail.message.subtype",
  label: "Message subtypes",
  fields: {
    name: char("Message Type"),
    res_model: char("Model"),
    internal: boolean("Internal Only"),
  },
};

/** What changed, in the words that the acting user read. Only administrators may read it unless a rule lets others. */
export const trackingModel: Model = {
  model: "mail.tracking.value",
  label: "Mail Tracking Value",
  order: "id desc",
  displayName: (_, row) => `mail.tracking.value,${row.id}`,
  fields: {
    field_id: many2one("ir.model.fields", "Field"),
    old_value_char: char("Old Value Char"),
    new_value_char: char("New Value Char"),
    old_value_integer: integer("Old Value Integer"),
    new_value_integer: integer("New Value Integer"),
    old_value_float: float("Old Value Float"),
    new_value_float: float("New Value Float"),
    old_value_datetime: datetime("Old Value DateTime"),
    new_value_datetime: datetime("New Value Datetime"),
    mail_message_id: many2one("mail.message", "Message ID"),
  },
};

export const attachmentModel: Model = {
  model: "ir.attachment",
  label: "Attachment",
  order: "id desc",
  indexed: ["res_id"],
  fields: {
    name: char("Name"),
    res_model: char("Resource Model"),
    res_id: integer("Resource ID"),
    res_field: char("Resource Field"),
    mimetype: char("Mime Type"),
    file_size: integer("File Size"),
    checksum: char("Checksum/SHA1"),
    company_id: many2one("res.company", "Company"),
    type: selection("Type", [
      ["url", "URL"],
      ["binary", "File"],
    ]),
    datas: binary("File Content (base64)"),
    description: longText("Description"),
    url: char("Url"),
  },
  prepare: (env, values) => {
    requireDocumentAccess(env, values, "create");
    const datas = text(values.datas as string);
    return {
      type: "binary",
      company_id: env.companyId,
      mimetype: "application/octet-stream",
      ...values,
      ...(datas ? { checksum: checksum(datas), file_size: sizeOf(datas) } : {}),
    };
  },
  beforeWrite: (env, ids, values) => {
    for (const row of env.rows("ir.attachment", ids)) requireDocumentAccess(env, row, "write");
    const datas = text(values.datas as string);
    return datas ? { ...values, checksum: checksum(datas), file_size: sizeOf(datas) } : values;
  },
  beforeUnlink: (env, ids) => {
    for (const row of env.rows("ir.attachment", ids)) requireDocumentAccess(env, row, "unlink");
  },
};
