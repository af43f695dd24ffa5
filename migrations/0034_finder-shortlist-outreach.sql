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
ALTER TABLE "finder_approach" ADD CONSTRAINT "finder_approach_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_approach" ADD CONSTRAINT "finder_approach_candidate" FOREIGN KEY ("office_id","candidate_id") REFERENCES "public"."finder_candidate"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_approach" ADD CONSTRAINT "finder_approach_partnership" FOREIGN KEY ("office_id","partnership_id") REFERENCES "public"."partnership"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_candidate" ADD CONSTRAINT "finder_candidate_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_rules" ADD CONSTRAINT "outreach_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "finder_approach_once_a_town" ON "finder_approach" USING btree ("office_id","place_id") WHERE "finder_approach"."deleted_at" is null;--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_approach" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_approach"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_approach"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_candidate" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_candidate"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_candidate"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "outreach_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("outreach_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("outreach_rules"."office_id" = current_setting('pobratim.office')::uuid);