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
CREATE TABLE "double_count" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thing" text NOT NULL,
	"pairs" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "double_count_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "double_count" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
ALTER TABLE "post" ADD COLUMN "end_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_of_member" FOREIGN KEY ("office_id","user_id") REFERENCES "public"."membership"("office_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_rules" ADD CONSTRAINT "calendar_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "difference" ADD CONSTRAINT "difference_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_place" ADD CONSTRAINT "document_place_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_place" ADD CONSTRAINT "document_place_document" FOREIGN KEY ("office_id","document_id") REFERENCES "public"."document"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "double_count" ADD CONSTRAINT "double_count_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likeness_key" ADD CONSTRAINT "likeness_key_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion" ADD CONSTRAINT "occasion_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occasion" ADD CONSTRAINT "occasion_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_entry" ADD CONSTRAINT "text_entry_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_address_of" ON "calendar_address" USING btree ("office_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_address_token" ON "calendar_address" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "difference_once" ON "difference" USING btree ("office_id","thing","one_id","other_id") WHERE "difference"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "document_place_once" ON "document_place" USING btree ("office_id","document_id","thing","thing_id");--> statement-breakpoint
CREATE INDEX "document_place_of" ON "document_place" USING btree ("office_id","thing","thing_id","document_id");--> statement-breakpoint
CREATE INDEX "document_by_hash" ON "document" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "document_newest" ON "document" USING btree ("office_id","id") WHERE "document"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "document_waiting" ON "document" USING btree ("id") WHERE "document"."read_at" is null and "document"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "double_count_once" ON "double_count" USING btree ("office_id","thing");--> statement-breakpoint
CREATE INDEX "likeness_key_of_thing" ON "likeness_key" USING btree ("office_id","thing","thing_id","version");--> statement-breakpoint
CREATE INDEX "likeness_key_by_key" ON "likeness_key" USING btree ("office_id","thing","key","thing_id");--> statement-breakpoint
CREATE INDEX "occasion_of" ON "occasion" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE INDEX "occasion_by_rule" ON "occasion" USING btree ("office_id","repeats","month","day") WHERE "occasion"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "occasion_by_day" ON "occasion" USING btree ("office_id","first_day") WHERE "occasion"."deleted_at" is null and "occasion"."first_day" is not null;--> statement-breakpoint
CREATE INDEX "text_entry_of_thing" ON "text_entry" USING btree ("office_id","thing","thing_id");--> statement-breakpoint
CREATE INDEX "text_entry_tokens" ON "text_entry" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "activity_by_day" ON "activity" USING btree ("office_id","at");--> statement-breakpoint
CREATE INDEX "partner_contact_coming" ON "partner_contact" USING btree ("office_id","first_day");--> statement-breakpoint
CREATE INDEX "milestone_by_kind" ON "milestone" USING btree ("office_id","kind","first_day") WHERE "milestone"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "person_kept_until" ON "person" USING btree ("office_id","keep_until","id") WHERE "person"."deleted_at" is null and "person"."keep_until" is not null;--> statement-breakpoint
CREATE INDEX "post_held" ON "post" USING btree ("office_id","confirmed_on") WHERE "post"."to_date" is null and "post"."deleted_at" is null;--> statement-breakpoint
CREATE POLICY "own_office" ON "calendar_address" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("calendar_address"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("calendar_address"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "calendar_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("calendar_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("calendar_rules"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "difference" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("difference"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("difference"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "document_place" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("document_place"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("document_place"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "document" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("document"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("document"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "double_count" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("double_count"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("double_count"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "likeness_key" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("likeness_key"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("likeness_key"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "occasion" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("occasion"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("occasion"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "text_entry" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("text_entry"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("text_entry"."office_id" = current_setting('pobratim.office')::uuid);
