CREATE SEQUENCE command_position_seq;--> statement-breakpoint
CREATE TABLE "connection_breaker" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"state" text NOT NULL,
	"failures" integer NOT NULL,
	"error_class" text,
	"error" text,
	"opened_at" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"succeeded_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "connection_breaker_company_id_connection_id_pk" PRIMARY KEY("company_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "command" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"operation_key" text collate "C" NOT NULL,
	"kind" text NOT NULL,
	"document_key" text collate "C" NOT NULL,
	"position" bigint DEFAULT nextval('command_position_seq') NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"shipment_id" uuid,
	"next_try_at" timestamp with time zone,
	"lease_owner" uuid,
	"leased_until" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"error_class" text,
	"error" text,
	"sent_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "command_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "command_attempt" (
	"company_id" integer NOT NULL,
	"command_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"error_class" text,
	"error" text,
	"request" jsonb NOT NULL,
	"reply" jsonb,
	CONSTRAINT "command_attempt_company_id_command_id_number_pk" PRIMARY KEY("company_id","command_id","number")
);
--> statement-breakpoint
CREATE TABLE "odoo_connection" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"base_url" text NOT NULL,
	"database" text NOT NULL,
	"server_version" text,
	"transport" text,
	"reader_login" text,
	"reader_key_sealed" "bytea",
	"reader_key_expires_at" timestamp with time zone,
	"actor_login" text,
	"actor_key_sealed" "bytea",
	"actor_key_expires_at" timestamp with time zone,
	"hint_secret_sealed" "bytea",
	"hints_enabled" boolean DEFAULT false NOT NULL,
	"settings" jsonb NOT NULL,
	"fields" jsonb,
	"state_labels" jsonb,
	"checked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "odoo_connection_company_id_connection_id_pk" PRIMARY KEY("company_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "odoo_delivery" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"picking_id" bigint NOT NULL,
	"dirty_at" timestamp with time zone,
	"composed_at" timestamp with time zone,
	"bundle_hash" text,
	"facts" jsonb,
	"message_id" uuid,
	CONSTRAINT "odoo_delivery_company_id_connection_id_picking_id_pk" PRIMARY KEY("company_id","connection_id","picking_id")
);
--> statement-breakpoint
CREATE TABLE "odoo_hint" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"model" text NOT NULL,
	"odoo_id" bigint NOT NULL,
	"hinted_at" timestamp with time zone NOT NULL,
	"read_after" timestamp with time zone NOT NULL,
	CONSTRAINT "odoo_hint_company_id_connection_id_model_odoo_id_pk" PRIMARY KEY("company_id","connection_id","model","odoo_id")
);
--> statement-breakpoint
CREATE TABLE "odoo_link" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"model" text collate "C" NOT NULL,
	"odoo_id" bigint NOT NULL,
	"field" text collate "C" NOT NULL,
	"target_model" text collate "C" NOT NULL,
	"target_id" bigint NOT NULL,
	CONSTRAINT "odoo_link_company_id_connection_id_model_odoo_id_field_target_id_pk" PRIMARY KEY("company_id","connection_id","model","odoo_id","field","target_id")
);
--> statement-breakpoint
CREATE TABLE "odoo_pull" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"model" text NOT NULL,
	"watermark" text,
	"loaded_through_id" bigint,
	"expected_count" bigint,
	"load_started_at" timestamp with time zone,
	"loaded_at" timestamp with time zone,
	"record_count" bigint DEFAULT 0 NOT NULL,
	"polled_at" timestamp with time zone,
	"changed_at" timestamp with time zone,
	"swept_at" timestamp with time zone,
	"id_swept_at" timestamp with time zone,
	"error_class" text,
	"error" text,
	"error_at" timestamp with time zone,
	"next_poll_at" timestamp with time zone NOT NULL,
	"lease_owner" uuid,
	"leased_until" timestamp with time zone,
	CONSTRAINT "odoo_pull_company_id_connection_id_model_pk" PRIMARY KEY("company_id","connection_id","model")
);
--> statement-breakpoint
CREATE TABLE "odoo_record" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"model" text collate "C" NOT NULL,
	"odoo_id" bigint NOT NULL,
	"values" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"write_date" text,
	"name" text collate "C",
	"odoo_company_id" bigint,
	"read_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "odoo_record_company_id_connection_id_model_odoo_id_pk" PRIMARY KEY("company_id","connection_id","model","odoo_id")
);
--> statement-breakpoint
CREATE TABLE "stock_discrepancy" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"odoo_connection_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"product" text collate "C" NOT NULL,
	"product_name" text,
	"location" text collate "C" NOT NULL,
	"odoo_quantity" numeric NOT NULL,
	"stated_quantity" numeric NOT NULL,
	"tolerance" numeric NOT NULL,
	"odoo_product_id" bigint,
	"stated_at" timestamp with time zone NOT NULL,
	"message_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "stock_discrepancy_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "stock_statement" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"product" text collate "C" NOT NULL,
	"location" text collate "C" NOT NULL,
	"quantity" numeric NOT NULL,
	"unit" text,
	"stated_at" timestamp with time zone NOT NULL,
	"message_id" uuid NOT NULL,
	"compared_at" timestamp with time zone,
	CONSTRAINT "stock_statement_company_id_connection_id_product_location_pk" PRIMARY KEY("company_id","connection_id","product","location")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "command_operation_key" ON "command" USING btree ("company_id","operation_key");--> statement-breakpoint
CREATE INDEX "command_due_idx" ON "command" USING btree ("next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "command_open_document_idx" ON "command" USING btree ("company_id","connection_id","document_key","position") WHERE state in ('pending', 'sent', 'uncertain');--> statement-breakpoint
CREATE INDEX "command_list_idx" ON "command" USING btree ("company_id","state","requested_at","id");--> statement-breakpoint
CREATE INDEX "command_connection_idx" ON "command" USING btree ("company_id","connection_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "command_shipment_idx" ON "command" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "odoo_delivery_dirty_idx" ON "odoo_delivery" USING btree ("dirty_at") WHERE dirty_at is not null;--> statement-breakpoint
CREATE INDEX "odoo_hint_due_idx" ON "odoo_hint" USING btree ("read_after");--> statement-breakpoint
CREATE INDEX "odoo_link_target_idx" ON "odoo_link" USING btree ("company_id","connection_id","target_model","target_id","model","odoo_id");--> statement-breakpoint
CREATE INDEX "odoo_pull_due_idx" ON "odoo_pull" USING btree ("next_poll_at");--> statement-breakpoint
CREATE INDEX "odoo_record_name_idx" ON "odoo_record" USING btree ("company_id","connection_id","model","name");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_discrepancy_open_key" ON "stock_discrepancy" USING btree ("company_id","odoo_connection_id","connection_id","product","location") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "stock_discrepancy_list_idx" ON "stock_discrepancy" USING btree ("company_id","closed_at","opened_at","id");--> statement-breakpoint
CREATE INDEX "stock_statement_product_idx" ON "stock_statement" USING btree ("company_id","product","location");--> statement-breakpoint
CREATE TRIGGER command_attempt_append_only BEFORE UPDATE OR DELETE ON command_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER command_attempt_no_truncate BEFORE TRUNCATE ON command_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
