ALTER TABLE "reminder_named" ALTER COLUMN "commitment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reminder_named" ADD COLUMN "matter" text;