CREATE TABLE "reminder_named" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	"who" text NOT NULL,
	"mail_id" uuid NOT NULL,
	"written_on" date NOT NULL,
	"covers_until" date NOT NULL,
	CONSTRAINT "reminder_named_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "reminder_named" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminder_rules" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"ours" jsonb NOT NULL,
	"theirs" jsonb NOT NULL,
	"hour" integer NOT NULL,
	"stand_in_id" text,
	"stand_in_name" text DEFAULT '' NOT NULL,
	"written_on" date,
	CONSTRAINT "reminder_rules_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "reminder_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminder_trusted" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reminder_trusted_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "reminder_trusted" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reminder_named" ADD CONSTRAINT "reminder_named_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_named" ADD CONSTRAINT "reminder_named_commitment" FOREIGN KEY ("office_id","commitment_id") REFERENCES "public"."commitment"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_rules" ADD CONSTRAINT "reminder_rules_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_trusted" ADD CONSTRAINT "reminder_trusted_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_trusted" ADD CONSTRAINT "reminder_trusted_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminder_named_of" ON "reminder_named" USING btree ("office_id","commitment_id");--> statement-breakpoint
CREATE INDEX "reminder_named_by_day" ON "reminder_named" USING btree ("office_id","written_on");--> statement-breakpoint
CREATE UNIQUE INDEX "reminder_trusted_once" ON "reminder_trusted" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE POLICY "own_office" ON "reminder_named" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("reminder_named"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("reminder_named"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "reminder_rules" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("reminder_rules"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("reminder_rules"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "reminder_trusted" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("reminder_trusted"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("reminder_trusted"."office_id" = current_setting('pobratim.office')::uuid);