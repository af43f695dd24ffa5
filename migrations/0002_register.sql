CREATE TABLE "calendar_address" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"language" text NOT NULL,
	"kinds" text[] NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"renewed_at" timestamp with time zone,
	CONSTRAINT "calendar_address_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "calendar_address" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_rules" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"every_years" integer NOT NULL,
	"alarm_months" integer NOT NULL,
	CONSTRAINT "calendar_rules_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "calendar_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partner_contact" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"date" text,
	"first_day" date,
	"last_day" date,
	CONSTRAINT "partner_contact_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "partner_contact" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "difference" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thing" text NOT NULL,
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "difference_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "difference" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_place" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"thing" text NOT NULL,
	"thing_id" uuid NOT NULL,
	CONSTRAINT "document_place_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "document_place" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"title" jsonb NOT NULL,
	"kind" text NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"date" text,
	"hash" text NOT NULL,
	"file_name" text NOT NULL,
	"media" text NOT NULL,
	"bytes" bigint NOT NULL,
	"published_at" timestamp with time zone,
	"pages" integer,
	"width" integer,
	"height" integer,
	"read_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"text_state" text DEFAULT '' NOT NULL,
	"drawn_at" timestamp with time zone,
	CONSTRAINT "document_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "document" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dormancy_limit" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"limits" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "dormancy_limit_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "dormancy_limit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "double_count" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thing" text NOT NULL,
	"pairs" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "double_count_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "double_count" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sheet_row" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"letters" text,
	"verdict" text,
	"record" jsonb,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"remarks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"matches" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"double_of" integer,
	"decision" text,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"reason" jsonb,
	"made" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"change_id" uuid,
	CONSTRAINT "sheet_row_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "sheet_row" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sheet_import" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"sheets" text[] NOT NULL,
	"sheet" text NOT NULL,
	"charset" text,
	"delimiter" text,
	"header_position" integer NOT NULL,
	"headings" text[] NOT NULL,
	"mapping" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"remembered" integer DEFAULT 0 NOT NULL,
	"total" integer NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"language" text NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "sheet_import_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "sheet_import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "likeness_key" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thing" text NOT NULL,
	"thing_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "likeness_key_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "likeness_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sheet_mapping" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"headings" text NOT NULL,
	"fields" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "sheet_mapping_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "sheet_mapping" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "occasion" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"organisation_id" uuid,
	"kind" text NOT NULL,
	"name" jsonb NOT NULL,
	"repeats" text NOT NULL,
	"month" integer,
	"day" integer,
	"weekday" integer,
	"nth" integer,
	"shift" integer,
	"date" text,
	"first_day" date,
	"last_day" date,
	"days" integer DEFAULT 1 NOT NULL,
	"risk" boolean DEFAULT false NOT NULL,
	"notes" jsonb NOT NULL,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "occasion_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "occasion" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sheet_original" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "sheet_original_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "sheet_original" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_view" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared_at" timestamp with time zone,
	"first_since" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "saved_view_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partnership_standing" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"sort_key" text NOT NULL,
	"country" text NOT NULL,
	"type" text NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"published" boolean DEFAULT false NOT NULL,
	"stage" text NOT NULL,
	"since" text,
	"changes_on" date,
	"last_contact" text,
	"last_contact_day" date,
	"last_exchange_day" date,
	"quiet_from" date,
	"sleeps_from" date,
	CONSTRAINT "partnership_standing_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "partnership_standing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "text_entry" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thing" text NOT NULL,
	"thing_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"tokens" "tsvector" NOT NULL,
	CONSTRAINT "text_entry_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "text_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "name_entry_key";--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "key" SET DATA TYPE text collate "C";--> statement-breakpoint
ALTER TABLE "name_entry" ADD COLUMN "word" text collate "C";--> statement-breakpoint
ALTER TABLE "name_entry" ADD COLUMN "backwards" text collate "C";--> statement-breakpoint
ALTER TABLE "name_entry" ADD COLUMN "position" smallint;--> statement-breakpoint
-- By hand: a name was one row and becomes a row for each of its words.
INSERT INTO "name_entry" ("office_id", "id", "thing", "thing_id", "name", "key", "word", "backwards", "position")
SELECT "office_id", gen_random_uuid(), "thing", "thing_id", "name", "key", w.word, reverse(w.word), w.place - 1
FROM "name_entry", regexp_split_to_table(ltrim("key"), ' ') WITH ORDINALITY AS w (word, place) WHERE w.place <= 40;--> statement-breakpoint
-- A partnership is found by its partner's names, which stand there once.
DELETE FROM "name_entry" WHERE "word" IS NULL OR "thing" = 'partnership';--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "word" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "backwards" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "body" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "until" text;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "until_day" date;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "readings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "from_type" text;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "to_type" text;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "names_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
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
ALTER TABLE "post" ADD COLUMN "end_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- By hand: before the foreign key that points to it.
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_as_listed" UNIQUE("office_id","id","sort_key","country");--> statement-breakpoint
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_of_member" FOREIGN KEY ("office_id","user_id") REFERENCES "public"."membership"("office_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_rules" ADD CONSTRAINT "calendar_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_contact" ADD CONSTRAINT "partner_contact_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_contact" ADD CONSTRAINT "partner_contact_with" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "difference" ADD CONSTRAINT "difference_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_place" ADD CONSTRAINT "document_place_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_place" ADD CONSTRAINT "document_place_document" FOREIGN KEY ("office_id","document_id") REFERENCES "public"."document"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dormancy_limit" ADD CONSTRAINT "dormancy_limit_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "double_count" ADD CONSTRAINT "double_count_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_row" ADD CONSTRAINT "sheet_row_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_row" ADD CONSTRAINT "sheet_row_of" FOREIGN KEY ("office_id","import_id") REFERENCES "public"."sheet_import"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_import" ADD CONSTRAINT "sheet_import_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likeness_key" ADD CONSTRAINT "likeness_key_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_mapping" ADD CONSTRAINT "sheet_mapping_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion" ADD CONSTRAINT "occasion_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion" ADD CONSTRAINT "occasion_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_original" ADD CONSTRAINT "sheet_original_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_original" ADD CONSTRAINT "sheet_original_of" FOREIGN KEY ("office_id","id") REFERENCES "public"."sheet_import"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_of" FOREIGN KEY ("office_id","id") REFERENCES "public"."partnership"("office_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_named" FOREIGN KEY ("office_id","organisation_id","sort_key","country") REFERENCES "public"."organisation"("office_id","id","sort_key","country") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "text_entry" ADD CONSTRAINT "text_entry_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_address_of" ON "calendar_address" USING btree ("office_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_address_token" ON "calendar_address" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "partner_contact_by_day" ON "partner_contact" USING btree ("office_id","organisation_id","first_day");--> statement-breakpoint
CREATE INDEX "partner_contact_coming" ON "partner_contact" USING btree ("office_id","first_day");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_contact_of_event" ON "partner_contact" USING btree ("office_id","event_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "difference_once" ON "difference" USING btree ("office_id","thing","one_id","other_id") WHERE "difference"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "document_place_once" ON "document_place" USING btree ("office_id","document_id","thing","thing_id");--> statement-breakpoint
CREATE INDEX "document_place_of" ON "document_place" USING btree ("office_id","thing","thing_id","document_id");--> statement-breakpoint
CREATE INDEX "document_by_hash" ON "document" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "document_newest" ON "document" USING btree ("office_id","id") WHERE "document"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "document_waiting" ON "document" USING btree ("id") WHERE "document"."read_at" is null and "document"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "dormancy_limit_one" ON "dormancy_limit" USING btree ("office_id");--> statement-breakpoint
CREATE UNIQUE INDEX "double_count_once" ON "double_count" USING btree ("office_id","thing");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_row_in_order" ON "sheet_row" USING btree ("office_id","import_id","position");--> statement-breakpoint
CREATE INDEX "sheet_row_by_outcome" ON "sheet_row" USING btree ("office_id","import_id","outcome","position");--> statement-breakpoint
CREATE INDEX "sheet_row_by_verdict" ON "sheet_row" USING btree ("office_id","import_id","verdict","position");--> statement-breakpoint
CREATE INDEX "sheet_import_by_state" ON "sheet_import" USING btree ("office_id","state");--> statement-breakpoint
CREATE INDEX "likeness_key_of_thing" ON "likeness_key" USING btree ("office_id","thing","thing_id","version");--> statement-breakpoint
CREATE INDEX "likeness_key_by_key" ON "likeness_key" USING btree ("office_id","thing","key","thing_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_mapping_once" ON "sheet_mapping" USING btree ("office_id","kind","headings");--> statement-breakpoint
CREATE INDEX "occasion_of" ON "occasion" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE INDEX "occasion_by_rule" ON "occasion" USING btree ("office_id","repeats","month","day") WHERE "occasion"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "occasion_by_day" ON "occasion" USING btree ("office_id","first_day") WHERE "occasion"."deleted_at" is null and "occasion"."first_day" is not null;--> statement-breakpoint
CREATE INDEX "saved_view_of_list" ON "saved_view" USING btree ("office_id","list","name","id") WHERE "saved_view"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_one_first" ON "saved_view" USING btree ("office_id","person_id","list") WHERE "saved_view"."deleted_at" is null and "saved_view"."first_since" is not null;--> statement-breakpoint
CREATE INDEX "partnership_standing_in_order" ON "partnership_standing" USING btree ("office_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_stage" ON "partnership_standing" USING btree ("office_id","stage","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_country" ON "partnership_standing" USING btree ("office_id","country","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_type" ON "partnership_standing" USING btree ("office_id","type","sort_key","id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_since" ON "partnership_standing" USING btree ("office_id",coalesce("since", ''),"id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_contact" ON "partnership_standing" USING btree ("office_id",coalesce("last_contact_day", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "partnership_standing_by_sleep" ON "partnership_standing" USING btree ("office_id","sleeps_from");--> statement-breakpoint
CREATE INDEX "partnership_standing_changes" ON "partnership_standing" USING btree ("office_id","changes_on");--> statement-breakpoint
CREATE INDEX "text_entry_of_thing" ON "text_entry" USING btree ("office_id","thing","thing_id");--> statement-breakpoint
CREATE INDEX "text_entry_tokens" ON "text_entry" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "activity_by_day" ON "activity" USING btree ("office_id","at");--> statement-breakpoint
CREATE INDEX "event_by_first_day" ON "event" USING btree ("office_id","first_day","id") WHERE "event"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "milestone_by_kind" ON "milestone" USING btree ("office_id","kind","first_day") WHERE "milestone"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "milestone_by_day" ON "milestone" USING btree ("office_id","first_day","id") WHERE "milestone"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "milestone_by_number" ON "milestone" USING btree ("office_id","document_number" collate "C") WHERE "milestone"."deleted_at" is null and "milestone"."document_number" is not null;--> statement-breakpoint
CREATE INDEX "milestone_by_term" ON "milestone" USING btree ("office_id","until_day") WHERE "milestone"."deleted_at" is null and "milestone"."until_day" is not null;--> statement-breakpoint
CREATE INDEX "name_entry_word" ON "name_entry" USING btree ("office_id","word","key");--> statement-breakpoint
CREATE INDEX "name_entry_backwards" ON "name_entry" USING btree ("office_id","backwards");--> statement-breakpoint
CREATE INDEX "organisation_by_country" ON "organisation" USING btree ("office_id","country","sort_key","id") WHERE "organisation"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "organisation_by_kind" ON "organisation" USING btree ("office_id","kind","sort_key","id") WHERE "organisation"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "person_kept_until" ON "person" USING btree ("office_id","keep_until","id") WHERE "person"."deleted_at" is null and "person"."keep_until" is not null;--> statement-breakpoint
CREATE INDEX "post_held" ON "post" USING btree ("office_id","confirmed_on") WHERE "post"."to_date" is null and "post"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "name_entry_key" ON "name_entry" USING btree ("office_id","key") WHERE "name_entry"."position" = 0;--> statement-breakpoint
CREATE POLICY "own_office" ON "calendar_address" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("calendar_address"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("calendar_address"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "calendar_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("calendar_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("calendar_rules"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "partner_contact" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("partner_contact"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("partner_contact"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "difference" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("difference"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("difference"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "document_place" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("document_place"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("document_place"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "document" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("document"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("document"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "dormancy_limit" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("dormancy_limit"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("dormancy_limit"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "double_count" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("double_count"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("double_count"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "sheet_row" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("sheet_row"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("sheet_row"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "sheet_import" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("sheet_import"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("sheet_import"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "likeness_key" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("likeness_key"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("likeness_key"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "sheet_mapping" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("sheet_mapping"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("sheet_mapping"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "occasion" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("occasion"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("occasion"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "sheet_original" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("sheet_original"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("sheet_original"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "saved_view" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("saved_view"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("saved_view"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "partnership_standing" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("partnership_standing"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("partnership_standing"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "text_entry" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("text_entry"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("text_entry"."office_id" = current_setting('pobratim.office')::uuid);
