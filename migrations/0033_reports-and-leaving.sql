CREATE TABLE "digest_comparing" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"newest" text DEFAULT '' NOT NULL,
	"older" text DEFAULT '' NOT NULL,
	CONSTRAINT "digest_comparing_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_comparing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "newsletter_subscriber" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "digest_comparing" ADD CONSTRAINT "digest_comparing_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_edition" DROP COLUMN "compared_at";--> statement-breakpoint
CREATE POLICY "own_office" ON "digest_comparing" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("digest_comparing"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("digest_comparing"."office_id" = current_setting('pobratim.office')::uuid);