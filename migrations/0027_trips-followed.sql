ALTER TABLE "trip_cost" ADD COLUMN "for_whom" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "trip_cost" ADD COLUMN "lodged_from" date;--> statement-breakpoint
ALTER TABLE "trip_cost" ADD COLUMN "lodged_until" date;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD COLUMN "promised" jsonb;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD COLUMN "public_since" date;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD COLUMN "taken_out_on" date;--> statement-breakpoint
ALTER TABLE "trip_traveller" ADD COLUMN "accepted" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "trip" ADD COLUMN "followed" text;--> statement-breakpoint
ALTER TABLE "trip" ADD COLUMN "cancelled_on" date;--> statement-breakpoint
ALTER TABLE "trip" ADD COLUMN "cancel_reason" text DEFAULT '' NOT NULL;