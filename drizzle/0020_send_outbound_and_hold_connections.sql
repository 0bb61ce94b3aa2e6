CREATE TABLE "connection_hold" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"held_since" timestamp with time zone NOT NULL,
	"held_by" text NOT NULL,
	"reason" text NOT NULL,
	"drain_until" timestamp with time zone,
	"drain_total" integer DEFAULT 0 NOT NULL,
	"drained" integer DEFAULT 0 NOT NULL,
	"resuming" boolean DEFAULT false NOT NULL,
	CONSTRAINT "connection_hold_company_id_connection_id_pk" PRIMARY KEY("company_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "connection_hour" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"hour_at" timestamp with time zone NOT NULL,
	"slot" smallint NOT NULL,
	"read" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"again" bigint DEFAULT 0 NOT NULL,
	"events" bigint DEFAULT 0 NOT NULL,
	"sent" bigint DEFAULT 0 NOT NULL,
	"send_failed" bigint DEFAULT 0 NOT NULL,
	"read_lag_ms" bigint DEFAULT 0 NOT NULL,
	"read_lag_max_ms" bigint DEFAULT 0 NOT NULL,
	"arrivals" bigint DEFAULT 0 NOT NULL,
	"arrival_lag_ms" bigint DEFAULT 0 NOT NULL,
	"arrival_lag_max_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "connection_hour_company_id_connection_id_hour_at_slot_pk" PRIMARY KEY("company_id","connection_id","hour_at","slot")
);
--> statement-breakpoint
CREATE TABLE "outbound_attempt" (
	"company_id" integer NOT NULL,
	"outbound_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"error" text,
	CONSTRAINT "outbound_attempt_company_id_outbound_id_number_pk" PRIMARY KEY("company_id","outbound_id","number")
);
--> statement-breakpoint
DROP INDEX "outbound_message_ready_idx";--> statement-breakpoint
ALTER TABLE "outbound_message" ALTER COLUMN "connection_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound_message" ALTER COLUMN "control_number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound_message" ALTER COLUMN "verdict" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "way_out" jsonb;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "way_out_secret" "bytea";--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "content_type" text DEFAULT 'application/edi-x12' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "shipment_id" uuid;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "exception_id" uuid;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "acknowledgement" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "next_try_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "leased_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "fence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "acknowledged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "outbound_message_state_idx" ON "outbound_message" USING btree ("company_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "outbound_message_connection_idx" ON "outbound_message" USING btree ("company_id","connection_id","created_at","id");--> statement-breakpoint
CREATE INDEX "outbound_message_shipment_idx" ON "outbound_message" USING btree ("company_id","shipment_id","created_at") WHERE shipment_id is not null;--> statement-breakpoint
CREATE INDEX "outbound_message_open_idx" ON "outbound_message" USING btree ("company_id","connection_id","created_at","id") WHERE state <> 'sent';--> statement-breakpoint
CREATE INDEX "outbound_message_due_idx" ON "outbound_message" USING btree ("company_id","connection_id","next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "notice_outside_idx" ON "notice" USING btree ("company_id","created_at","id") WHERE channel <> 'in_app';--> statement-breakpoint
UPDATE "outbound_message" SET "state" = 'waiting', "next_try_at" = now() WHERE "state" = 'ready';--> statement-breakpoint
DO $$
BEGIN
    CREATE TRIGGER outbound_attempt_append_only BEFORE UPDATE OR DELETE ON outbound_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER outbound_attempt_no_truncate BEFORE TRUNCATE ON outbound_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
END $$;
