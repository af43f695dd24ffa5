CREATE TABLE "gift_partner" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"gift_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "gift_partner_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "gift_partner" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gift_person" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"gift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	CONSTRAINT "gift_person_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "gift_person" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gift" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"way" text NOT NULL,
	"what" jsonb NOT NULL,
	"date" text,
	"first_day" date,
	"last_day" date,
	"planned_on" date,
	"bought_on" date,
	"prepared_on" date,
	"event_id" uuid,
	"symbolic_act_id" uuid,
	"giver_words" text DEFAULT '' NOT NULL,
	"receiver_words" text DEFAULT '' NOT NULL,
	"value_cents" bigint,
	"value_currency" text,
	"value_basis" text NOT NULL,
	"inventory_number" text DEFAULT '' NOT NULL,
	"owner" text NOT NULL,
	"declared_on" date,
	"whereabouts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"fate" text NOT NULL,
	"kept_at" text DEFAULT '' NOT NULL,
	"place_id" integer,
	"place_text" text DEFAULT '' NOT NULL,
	"lat" double precision,
	"lon" double precision,
	"note" text DEFAULT '' NOT NULL,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "gift_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "gift" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gift_partner" ADD CONSTRAINT "gift_partner_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_partner" ADD CONSTRAINT "gift_partner_gift" FOREIGN KEY ("office_id","gift_id") REFERENCES "public"."gift"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_partner" ADD CONSTRAINT "gift_partner_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_person" ADD CONSTRAINT "gift_person_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_person" ADD CONSTRAINT "gift_person_gift" FOREIGN KEY ("office_id","gift_id") REFERENCES "public"."gift"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift_person" ADD CONSTRAINT "gift_person_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift" ADD CONSTRAINT "gift_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift" ADD CONSTRAINT "gift_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gift" ADD CONSTRAINT "gift_symbolic_act" FOREIGN KEY ("office_id","symbolic_act_id") REFERENCES "public"."symbolic_act"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "gift_partner_once" ON "gift_partner" USING btree ("office_id","gift_id","organisation_id");--> statement-breakpoint
CREATE INDEX "gift_partner_of" ON "gift_partner" USING btree ("office_id","organisation_id","gift_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gift_person_once" ON "gift_person" USING btree ("office_id","gift_id","person_id","side");--> statement-breakpoint
CREATE INDEX "gift_person_of" ON "gift_person" USING btree ("office_id","person_id","gift_id");--> statement-breakpoint
CREATE INDEX "gift_by_day" ON "gift" USING btree ("office_id",coalesce("first_day" - '0001-01-01'::date, -1),"id");--> statement-breakpoint
CREATE INDEX "gift_of_event" ON "gift" USING btree ("office_id","event_id");--> statement-breakpoint
CREATE INDEX "gift_of_act" ON "gift" USING btree ("office_id","symbolic_act_id");--> statement-breakpoint
CREATE INDEX "gift_planned" ON "gift" USING btree ("office_id","planned_on","id") WHERE "gift"."planned_on" is not null and "gift"."date" is null and "gift"."deleted_at" is null;--> statement-breakpoint
CREATE POLICY "own_office" ON "gift_partner" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("gift_partner"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("gift_partner"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "gift_person" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("gift_person"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("gift_person"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "gift" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("gift"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("gift"."office_id" = current_setting('pobratim.office')::uuid);