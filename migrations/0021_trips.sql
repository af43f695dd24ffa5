CREATE TABLE "trip_cost" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"trip_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"payer" text NOT NULL,
	"foreseen_cents" bigint,
	"foreseen_currency" text NOT NULL,
	"foreseen_rate" bigint,
	"foreseen_rate_on" date,
	"spent_cents" bigint,
	"spent_currency" text NOT NULL,
	"spent_rate" bigint,
	"spent_rate_on" date,
	"document" text DEFAULT '' NOT NULL,
	"paid_by" uuid,
	"over_ceiling" text DEFAULT '' NOT NULL,
	CONSTRAINT "trip_cost_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip_cost" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trip_rate" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"country" text NOT NULL,
	"valid_from" date NOT NULL,
	"per_diem" bigint NOT NULL,
	"without_night" bigint,
	"night" bigint,
	"source" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "trip_rate_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip_rate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trip_recommendation" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"trip_id" uuid NOT NULL,
	"text" text NOT NULL,
	"person_id" uuid,
	"due" text,
	"commitment_id" uuid,
	CONSTRAINT "trip_recommendation_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip_recommendation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trip_report" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"purpose" text DEFAULT '' NOT NULL,
	"process" text DEFAULT '' NOT NULL,
	"insights" text DEFAULT '' NOT NULL,
	"reported_on" date,
	CONSTRAINT "trip_report_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip_report" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trip_rules" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"rules" jsonb NOT NULL,
	CONSTRAINT "trip_rules_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trip_traveller" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"trip_id" uuid NOT NULL,
	"person_id" uuid,
	"name" text NOT NULL,
	"post" text DEFAULT '' NOT NULL,
	"by_order" text NOT NULL,
	"position" integer NOT NULL,
	"advance_cents" bigint,
	"advance_on" date,
	"settled_on" date,
	"settled_note" text DEFAULT '' NOT NULL,
	CONSTRAINT "trip_traveller_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip_traveller" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trip" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"task" text DEFAULT '' NOT NULL,
	"basis" text DEFAULT '' NOT NULL,
	"legs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"departs_on" date,
	"returns_on" date,
	"lodging_by" text NOT NULL,
	"host_meals" text NOT NULL,
	"orders" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "trip_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "trip" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "trip_cost" ADD CONSTRAINT "trip_cost_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_cost" ADD CONSTRAINT "trip_cost_trip" FOREIGN KEY ("office_id","trip_id") REFERENCES "public"."trip"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_cost" ADD CONSTRAINT "trip_cost_traveller" FOREIGN KEY ("office_id","paid_by") REFERENCES "public"."trip_traveller"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_rate" ADD CONSTRAINT "trip_rate_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD CONSTRAINT "trip_recommendation_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD CONSTRAINT "trip_recommendation_report" FOREIGN KEY ("office_id","trip_id") REFERENCES "public"."trip_report"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD CONSTRAINT "trip_recommendation_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_recommendation" ADD CONSTRAINT "trip_recommendation_promise" FOREIGN KEY ("office_id","commitment_id") REFERENCES "public"."commitment"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_report" ADD CONSTRAINT "trip_report_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_report" ADD CONSTRAINT "trip_report_trip" FOREIGN KEY ("office_id","id") REFERENCES "public"."trip"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_rules" ADD CONSTRAINT "trip_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_traveller" ADD CONSTRAINT "trip_traveller_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_traveller" ADD CONSTRAINT "trip_traveller_trip" FOREIGN KEY ("office_id","trip_id") REFERENCES "public"."trip"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_traveller" ADD CONSTRAINT "trip_traveller_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip" ADD CONSTRAINT "trip_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip" ADD CONSTRAINT "trip_event" FOREIGN KEY ("office_id","id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trip_cost_of" ON "trip_cost" USING btree ("office_id","trip_id","id");--> statement-breakpoint
CREATE INDEX "trip_rate_by_country" ON "trip_rate" USING btree ("office_id","country","valid_from");--> statement-breakpoint
CREATE INDEX "trip_recommendation_of" ON "trip_recommendation" USING btree ("office_id","trip_id","id");--> statement-breakpoint
CREATE INDEX "trip_recommendation_person_of" ON "trip_recommendation" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "trip_traveller_of" ON "trip_traveller" USING btree ("office_id","trip_id","position","id");--> statement-breakpoint
CREATE INDEX "trip_traveller_person_of" ON "trip_traveller" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "trip_by_day" ON "trip" USING btree ("office_id","departs_on","id");--> statement-breakpoint
CREATE POLICY "own_office" ON "trip_cost" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip_cost"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip_cost"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "trip_rate" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip_rate"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip_rate"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "trip_recommendation" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip_recommendation"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip_recommendation"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "trip_report" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip_report"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip_report"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "trip_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip_rules"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "trip_traveller" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip_traveller"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip_traveller"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "trip" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("trip"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("trip"."office_id" = current_setting('pobratim.office')::uuid);