ALTER TABLE "trip_traveller" ADD COLUMN "joins_on" date;--> statement-breakpoint
ALTER TABLE "trip_traveller" ADD COLUMN "leaves_on" date;