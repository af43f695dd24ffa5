CREATE TABLE "finder_approach" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"candidate_id" uuid NOT NULL,
	"place_id" integer NOT NULL,
	"language" text NOT NULL,
	"first" jsonb NOT NULL,
	"second" jsonb,
	"answered_on" date,
	"answer" text,
	"answer_text" text DEFAULT '' NOT NULL,
	"declined_on" date,
	"declined_why" text DEFAULT '' NOT NULL,
	"partnership_id" uuid,
	"became_on" date,
	CONSTRAINT "finder_approach_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "finder_approach" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "finder_candidate" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"place_id" integer NOT NULL,
	"pinned_on" date,
	"excluded_on" date,
	"excluded_why" text DEFAULT '' NOT NULL,
	"shortlisted_on" date,
	"note" text DEFAULT '' NOT NULL,
	"finding" jsonb,
	CONSTRAINT "finder_candidate_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "finder_candidate_town" UNIQUE("office_id","place_id")
);
--> statement-breakpoint
ALTER TABLE "finder_candidate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outreach_rules" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"weeks" integer NOT NULL,
	"since" date NOT NULL,
	CONSTRAINT "outreach_rules_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "outreach_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "town_people" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"place_id" integer NOT NULL,
	"source" text NOT NULL,
	"address" text,
	"as_of" text,
	"note" text DEFAULT '' NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "town_people_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "town_people_has_source" CHECK ("town_people"."source" <> '')
);
--> statement-breakpoint
ALTER TABLE "town_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "town_tag" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"place_id" integer NOT NULL,
	"source" text NOT NULL,
	"address" text,
	"as_of" text,
	"note" text DEFAULT '' NOT NULL,
	"tag" text NOT NULL,
	"says" text NOT NULL,
	CONSTRAINT "town_tag_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "town_tag_has_source" CHECK ("town_tag"."source" <> '')
);
--> statement-breakpoint
ALTER TABLE "town_tag" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "finder_twinning_list" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"seen_on" date NOT NULL,
	"pairs" integer[] NOT NULL,
	"count" integer NOT NULL,
	"unknown" integer NOT NULL,
	"broken" integer NOT NULL,
	"taken_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "finder_twinning_list_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "finder_twinning_list" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "finder_twinning" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"a" integer NOT NULL,
	"b" integer NOT NULL,
	"source" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"seen_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "finder_twinning_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "finder_twinning" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "wanted_profile" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"about" jsonb NOT NULL,
	"offers" jsonb NOT NULL,
	"seeks" jsonb NOT NULL,
	"types" text[] DEFAULT '{}' NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"regions" jsonb NOT NULL,
	"size_from" integer,
	"size_to" integer,
	"contact" jsonb NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"published_in" jsonb NOT NULL,
	"until" date,
	CONSTRAINT "wanted_profile_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "wanted_profile" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "world_twinning_load" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"address" text NOT NULL,
	"asked_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"current_since" timestamp with time zone,
	"cursor" text DEFAULT '' NOT NULL,
	"page_size" integer NOT NULL,
	"pages" integer DEFAULT 0 NOT NULL,
	"items" integer DEFAULT 0 NOT NULL,
	"pairs" integer DEFAULT 0 NOT NULL,
	"unknown" integer DEFAULT 0 NOT NULL,
	"broken" integer DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"trouble" text,
	"trouble_detail" text DEFAULT '' NOT NULL,
	"stopped_at" timestamp with time zone,
	"shrinking_confirmed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "world_twinning" (
	"load_id" uuid NOT NULL,
	"a" integer NOT NULL,
	"b" integer NOT NULL,
	"reference" text NOT NULL,
	"seen_on" date NOT NULL,
	CONSTRAINT "world_twinning_load_id_a_b_pk" PRIMARY KEY("load_id","a","b")
);
--> statement-breakpoint
ALTER TABLE "finder_approach" ADD CONSTRAINT "finder_approach_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_approach" ADD CONSTRAINT "finder_approach_candidate" FOREIGN KEY ("office_id","candidate_id") REFERENCES "public"."finder_candidate"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_approach" ADD CONSTRAINT "finder_approach_partnership" FOREIGN KEY ("office_id","partnership_id") REFERENCES "public"."partnership"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_candidate" ADD CONSTRAINT "finder_candidate_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_rules" ADD CONSTRAINT "outreach_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "town_people" ADD CONSTRAINT "town_people_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "town_tag" ADD CONSTRAINT "town_tag_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_twinning_list" ADD CONSTRAINT "finder_twinning_list_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_twinning" ADD CONSTRAINT "finder_twinning_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wanted_profile" ADD CONSTRAINT "wanted_profile_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_twinning" ADD CONSTRAINT "world_twinning_load_id_world_twinning_load_id_fk" FOREIGN KEY ("load_id") REFERENCES "public"."world_twinning_load"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "finder_approach_once_a_town" ON "finder_approach" USING btree ("office_id","place_id") WHERE "finder_approach"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "town_people_once" ON "town_people" USING btree ("office_id","place_id") WHERE "town_people"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "town_tag_once" ON "town_tag" USING btree ("office_id","place_id","tag") WHERE "town_tag"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "town_tag_by_tag" ON "town_tag" USING btree ("office_id","tag");--> statement-breakpoint
CREATE UNIQUE INDEX "finder_twinning_once" ON "finder_twinning" USING btree ("office_id","a","b") WHERE "finder_twinning"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "world_twinning_load_current" ON "world_twinning_load" USING btree ("source") WHERE "world_twinning_load"."current_since" is not null;--> statement-breakpoint
CREATE INDEX "world_twinning_load_started" ON "world_twinning_load" USING btree ("source","started_at");--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_approach" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_approach"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_approach"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_candidate" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_candidate"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_candidate"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "outreach_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("outreach_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("outreach_rules"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "town_people" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("town_people"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("town_people"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "town_tag" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("town_tag"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("town_tag"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_twinning_list" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_twinning_list"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_twinning_list"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_twinning" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_twinning"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_twinning"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "wanted_profile" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("wanted_profile"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("wanted_profile"."office_id" = current_setting('pobratim.office')::uuid);