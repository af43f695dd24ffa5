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
ALTER TABLE "finder_twinning_list" ADD CONSTRAINT "finder_twinning_list_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finder_twinning" ADD CONSTRAINT "finder_twinning_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_twinning" ADD CONSTRAINT "world_twinning_load_id_world_twinning_load_id_fk" FOREIGN KEY ("load_id") REFERENCES "public"."world_twinning_load"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "finder_twinning_once" ON "finder_twinning" USING btree ("office_id","a","b") WHERE "finder_twinning"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "world_twinning_load_current" ON "world_twinning_load" USING btree ("source") WHERE "world_twinning_load"."current_since" is not null;--> statement-breakpoint
CREATE INDEX "world_twinning_load_started" ON "world_twinning_load" USING btree ("source","started_at");--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_twinning_list" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_twinning_list"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_twinning_list"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "finder_twinning" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("finder_twinning"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("finder_twinning"."office_id" = current_setting('pobratim.office')::uuid);