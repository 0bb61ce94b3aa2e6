DROP INDEX "message_state_rank_idx";--> statement-breakpoint
DROP INDEX "message_state_connection_idx";--> statement-breakpoint
CREATE INDEX "message_state_queue_idx" ON "message_state" USING btree ("company_id","rank","received_at","message_id") WHERE rank < 8;--> statement-breakpoint
CREATE INDEX "message_state_connection_idx" ON "message_state" USING btree ("company_id","connection_id","received_at","message_id");--> statement-breakpoint
-- Room on each page for the next state of its rows.
ALTER TABLE "shipment_state" SET (fillfactor = 75);