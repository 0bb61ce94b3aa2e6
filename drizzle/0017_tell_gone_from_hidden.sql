ALTER TABLE "odoo_connection" ADD COLUMN "database_uuid" text;--> statement-breakpoint
ALTER TABLE "odoo_delivery" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "odoo_delivery" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "odoo_pull" ADD COLUMN "id_sweep_failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "odoo_pull" ADD COLUMN "id_sweep_error" text;--> statement-breakpoint
ALTER TABLE "odoo_record" ADD COLUMN "out_of_scope" boolean DEFAULT false NOT NULL;