ALTER TABLE "event" ALTER COLUMN "stop_sequence" SET DATA TYPE integer;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "document" SET DATA TYPE integer;--> statement-breakpoint
ALTER TABLE "carrier_invoice_fact" ALTER COLUMN "document" SET DATA TYPE integer;--> statement-breakpoint
ALTER TABLE "carrier_invoice_fact" ALTER COLUMN "position" SET DATA TYPE integer;--> statement-breakpoint
CREATE INDEX "shipment_state_mode_idx" ON "shipment_state" USING btree ("company_id","mode","board_key","shipment_id");