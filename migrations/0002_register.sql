CREATE TABLE "partnership_standing" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sort_key" text NOT NULL,
	"country" text NOT NULL,
	"type" text NOT NULL,
	"stage" text NOT NULL,
	"since" text,
	"changes_on" date,
	"last_contact_day" date,
	"last_exchange_day" date,
	"quiet_from" date,
	"sleeps_from" date,
	CONSTRAINT "partnership_standing_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "partnership_standing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "until" text;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "until_day" date;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "readings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "from_type" text;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "to_type" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "wikidata_id" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "partnership" ADD COLUMN "why" jsonb DEFAULT '{"source":"bg","in":{}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "partnership" ADD COLUMN "works" jsonb DEFAULT '{"source":"bg","in":{}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "partnership" ADD COLUMN "avoid" jsonb DEFAULT '{"source":"bg","in":{}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "salutation" jsonb DEFAULT '{"source":"bg","in":{}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "purpose" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "keep_until" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_of" FOREIGN KEY ("office_id","id") REFERENCES "public"."partnership"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partnership_standing_in_order" ON "partnership_standing" USING btree ("office_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_stage" ON "partnership_standing" USING btree ("office_id","stage","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_country" ON "partnership_standing" USING btree ("office_id","country","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_type" ON "partnership_standing" USING btree ("office_id","type","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_sleep" ON "partnership_standing" USING btree ("office_id","sleeps_from");--> statement-breakpoint
CREATE INDEX "partnership_standing_changes" ON "partnership_standing" USING btree ("office_id","changes_on");--> statement-breakpoint
CREATE INDEX "milestone_by_term" ON "milestone" USING btree ("office_id","until_day") WHERE "milestone"."deleted_at" is null and "milestone"."until_day" is not null;--> statement-breakpoint
CREATE POLICY "own_office" ON "partnership_standing" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("partnership_standing"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("partnership_standing"."office_id" = current_setting('pobratim.office')::uuid);