CREATE TABLE "stock_comparison" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"seen" jsonb,
	"settled" jsonb,
	"swept_at" timestamp with time zone,
	CONSTRAINT "stock_comparison_company_id_connection_id_pk" PRIMARY KEY("company_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "stock_source" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	"message_id" uuid NOT NULL,
	"complete_stated_at" timestamp with time zone,
	"complete_message_id" uuid,
	"locations" jsonb,
	"unlisted_due" boolean DEFAULT false NOT NULL,
	CONSTRAINT "stock_source_company_id_connection_id_pk" PRIMARY KEY("company_id","connection_id")
);
--> statement-breakpoint
DROP INDEX "stock_discrepancy_list_idx";--> statement-breakpoint
DROP INDEX "stock_statement_product_idx";--> statement-breakpoint
ALTER TABLE "stock_discrepancy" ADD COLUMN "reason" text DEFAULT 'quantity' NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_discrepancy" ADD COLUMN "unit" text;--> statement-breakpoint
ALTER TABLE "stock_discrepancy" ADD COLUMN "unlisted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_discrepancy" ADD COLUMN "closed_because" text;--> statement-breakpoint
ALTER TABLE "stock_statement" ADD COLUMN "unlisted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_statement" ADD COLUMN "differs_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stock_statement" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "stock_discrepancy_open_idx" ON "stock_discrepancy" USING btree ("company_id","opened_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "stock_discrepancy_closed_idx" ON "stock_discrepancy" USING btree ("company_id","closed_at","id") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "stock_statement_due_idx" ON "stock_statement" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "stock_statement_product_idx" ON "stock_statement" USING btree ("company_id",upper(product));--> statement-breakpoint
CREATE INDEX "odoo_record_product_code_idx" ON "odoo_record" ("company_id","connection_id",upper("values" ->> 'default_code')) WHERE model = 'product.product' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "odoo_record_product_barcode_idx" ON "odoo_record" ("company_id","connection_id",upper("values" ->> 'barcode')) WHERE model = 'product.product' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "odoo_record_location_idx" ON "odoo_record" ("company_id","connection_id",("values" ->> 'complete_name')) WHERE model = 'stock.location' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "odoo_record_quant_product_idx" ON "odoo_record" ("company_id","connection_id",("values" #>> '{product_id,0}')) WHERE model = 'stock.quant' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "odoo_record_quant_changed_idx" ON "odoo_record" ("company_id","connection_id","changed_at","odoo_id") WHERE model = 'stock.quant';
