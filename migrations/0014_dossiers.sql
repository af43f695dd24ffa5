CREATE TABLE "visit_arrangement" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"day" date,
	"time" text DEFAULT '' NOT NULL,
	"responsible" text DEFAULT '' NOT NULL,
	"provider" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"payer" text DEFAULT '' NOT NULL,
	"cents" bigint,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"asked_on" date,
	"confirmed_on" date,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "visit_arrangement_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit_arrangement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visit_rules" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"days" jsonb NOT NULL,
	"erase_after_days" integer NOT NULL,
	CONSTRAINT "visit_rules_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visit_task" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"text" text NOT NULL,
	"due" date,
	"done_on" date,
	CONSTRAINT "visit_task_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit_task" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "cancelled_on" date;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "waived" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "flag_order" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "anthem_order" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "special_erased_on" date;--> statement-breakpoint
ALTER TABLE "visit_arrangement" ADD CONSTRAINT "visit_arrangement_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_arrangement" ADD CONSTRAINT "visit_arrangement_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_rules" ADD CONSTRAINT "visit_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_task" ADD CONSTRAINT "visit_task_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_task" ADD CONSTRAINT "visit_task_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visit_arrangement_of" ON "visit_arrangement" USING btree ("office_id","visit_id","id");--> statement-breakpoint
CREATE INDEX "visit_task_of" ON "visit_task" USING btree ("office_id","visit_id","id");--> statement-breakpoint
CREATE POLICY "own_office" ON "visit_arrangement" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit_arrangement"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit_arrangement"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "visit_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit_rules"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "visit_task" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit_task"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit_task"."office_id" = current_setting('pobratim.office')::uuid);