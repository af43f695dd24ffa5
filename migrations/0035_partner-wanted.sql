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
ALTER TABLE "wanted_profile" ADD CONSTRAINT "wanted_profile_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_office" ON "wanted_profile" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("wanted_profile"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("wanted_profile"."office_id" = current_setting('pobratim.office')::uuid);