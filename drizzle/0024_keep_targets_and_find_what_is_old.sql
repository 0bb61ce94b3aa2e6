CREATE TABLE "otif_target" (
	"company_id" integer NOT NULL,
	"version" integer NOT NULL,
	"target_permille" smallint NOT NULL,
	"changed_by" text NOT NULL,
	"reason" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "otif_target_company_id_version_pk" PRIMARY KEY("company_id","version")
);
--> statement-breakpoint
DROP INDEX "notice_list_idx";--> statement-breakpoint
CREATE INDEX "bulk_run_over_idx" ON "bulk_run" USING btree ("planned_at") WHERE state not in ('running', 'stopping');--> statement-breakpoint
CREATE INDEX "notice_outside_state_idx" ON "notice" USING btree ("company_id","state","created_at","id") WHERE channel <> 'in_app';--> statement-breakpoint
CREATE TRIGGER "otif_target_append_only" BEFORE UPDATE OR DELETE ON "otif_target" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "otif_target_no_truncate" BEFORE TRUNCATE ON "otif_target" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
