-- Room on each page for the next state of its rows, so that most folds update in place (HOT).
ALTER TABLE "shipment_state" SET (fillfactor = 75);
