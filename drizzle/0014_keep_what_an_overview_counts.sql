CREATE TABLE "freshness_hour" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"hour_at" timestamp with time zone NOT NULL,
	"bucket_seconds" integer NOT NULL,
	"slot" smallint NOT NULL,
	"count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "freshness_hour_company_id_hour_at_connection_id_bucket_seconds_slot_pk" PRIMARY KEY("company_id","hour_at","connection_id","bucket_seconds","slot")
);
--> statement-breakpoint
CREATE TABLE "invoice_delay_day" (
	"company_id" integer NOT NULL,
	"day" date NOT NULL,
	"customer" text collate "C" NOT NULL,
	"carrier" text collate "C" NOT NULL,
	"bucket_minutes" integer NOT NULL,
	"slot" smallint NOT NULL,
	"count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "invoice_delay_day_company_id_day_customer_carrier_bucket_minutes_slot_pk" PRIMARY KEY("company_id","day","customer","carrier","bucket_minutes","slot")
);
--> statement-breakpoint
CREATE TABLE "overview_day" (
	"company_id" integer NOT NULL,
	"day" date NOT NULL,
	"customer" text collate "C" NOT NULL,
	"carrier" text collate "C" NOT NULL,
	"slot" smallint NOT NULL,
	"tendered" bigint DEFAULT 0 NOT NULL,
	"tender_accepted" bigint DEFAULT 0 NOT NULL,
	"tender_declined" bigint DEFAULT 0 NOT NULL,
	"pickup_judged" bigint DEFAULT 0 NOT NULL,
	"pickup_on_time" bigint DEFAULT 0 NOT NULL,
	"delivered" bigint DEFAULT 0 NOT NULL,
	"delivery_judged" bigint DEFAULT 0 NOT NULL,
	"on_time" bigint DEFAULT 0 NOT NULL,
	"otif" bigint DEFAULT 0 NOT NULL,
	"late_carrier" bigint DEFAULT 0 NOT NULL,
	"late_other" bigint DEFAULT 0 NOT NULL,
	"late_unknown" bigint DEFAULT 0 NOT NULL,
	"claims" bigint DEFAULT 0 NOT NULL,
	"damaged" bigint DEFAULT 0 NOT NULL,
	"short" bigint DEFAULT 0 NOT NULL,
	"refused" bigint DEFAULT 0 NOT NULL,
	"lost" bigint DEFAULT 0 NOT NULL,
	"messages" bigint DEFAULT 0 NOT NULL,
	"late_messages" bigint DEFAULT 0 NOT NULL,
	"out_of_order" bigint DEFAULT 0 NOT NULL,
	"silent_minutes" bigint DEFAULT 0 NOT NULL,
	"billed" bigint DEFAULT 0 NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "overview_day_company_id_day_customer_carrier_slot_pk" PRIMARY KEY("company_id","day","customer","carrier","slot")
);
--> statement-breakpoint
CREATE TABLE "shipment_measure" (
	"company_id" integer NOT NULL,
	"shipment_id" uuid NOT NULL,
	"customer" text,
	"carrier" text,
	"tender_day" date,
	"tender_answer" text,
	"pickup_day" date,
	"on_time_pickup" boolean,
	"delivered_day" date,
	"on_time_delivery" boolean,
	"in_full" boolean,
	"fault_party" text,
	"claim_day" date,
	"damaged" boolean NOT NULL,
	"short" boolean NOT NULL,
	"refused" boolean NOT NULL,
	"lost" boolean NOT NULL,
	"messages" integer NOT NULL,
	"late_messages" integer NOT NULL,
	"out_of_order" integer NOT NULL,
	"silent_minutes" integer NOT NULL,
	"billed_day" date,
	"pod_to_invoice_minutes" integer,
	"paid_day" date,
	CONSTRAINT "shipment_measure_company_id_shipment_id_pk" PRIMARY KEY("company_id","shipment_id")
);
--> statement-breakpoint
CREATE INDEX "shipment_measure_delivered_idx" ON "shipment_measure" USING btree ("company_id","delivered_day","on_time_delivery","in_full","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_measure_pickup_idx" ON "shipment_measure" USING btree ("company_id","pickup_day","on_time_pickup","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_measure_tender_idx" ON "shipment_measure" USING btree ("company_id","tender_day","tender_answer","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_measure_late_idx" ON "shipment_measure" USING btree ("company_id","delivered_day","fault_party","shipment_id") WHERE not on_time_delivery;--> statement-breakpoint
CREATE INDEX "shipment_measure_claim_idx" ON "shipment_measure" USING btree ("company_id","claim_day","shipment_id") WHERE claim_day is not null;--> statement-breakpoint
CREATE INDEX "shipment_measure_billed_idx" ON "shipment_measure" USING btree ("company_id","billed_day","shipment_id") WHERE billed_day is not null;--> statement-breakpoint
CREATE INDEX "shipment_measure_paid_idx" ON "shipment_measure" USING btree ("company_id","paid_day","shipment_id") WHERE paid_day is not null;--> statement-breakpoint
CREATE INDEX "audit_log_time_idx" ON "audit_log" USING btree ("company_id","at","seq");--> statement-breakpoint
CREATE INDEX "exception_opened_idx" ON "exception" USING btree ("company_id","opened_at","id","customer","carrier");--> statement-breakpoint
CREATE INDEX "exception_closed_idx" ON "exception" USING btree ("company_id","resolved_at","id","customer","carrier") WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX "odoo_record_to_bill_idx" ON "odoo_record" USING btree ("company_id","connection_id","odoo_id") WHERE model = 'sale.order.line' and deleted_at is null and values -> 'qty_to_invoice' > '0'::jsonb;