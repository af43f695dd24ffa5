CREATE TABLE "accessibility_statement" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"conformance" text,
	"method" text,
	"prepared_on" date,
	"reviewed_on" date,
	"law" jsonb NOT NULL,
	"gaps" jsonb NOT NULL,
	"burden" jsonb NOT NULL,
	"outside" jsonb NOT NULL,
	"contact" jsonb NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"enforcement" jsonb NOT NULL,
	CONSTRAINT "accessibility_statement_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "accessibility_statement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "newsletter_delivery" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"issue_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"state" text NOT NULL,
	"mail_id" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "newsletter_delivery_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "newsletter_delivery" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "digest_draft" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"edition_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"blocks" jsonb NOT NULL,
	"was_version" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"discarded_at" timestamp with time zone,
	CONSTRAINT "digest_draft_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_draft" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "digest_edition" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"digest_id" uuid NOT NULL,
	"language" text NOT NULL,
	"blocks" jsonb NOT NULL,
	"composed" jsonb NOT NULL,
	"left_out" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"composed_at" timestamp with time zone NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"source_changed_at" timestamp with time zone,
	"compared_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"checked_by_id" text,
	"checked_by_name" text,
	"scheduled_for" timestamp with time zone,
	"scheduled_reason" text,
	"scheduled_by_id" text,
	"scheduled_by_name" text,
	"scheduled_blocks" jsonb,
	"published_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdraw_reason" text,
	CONSTRAINT "digest_edition_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_edition" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "digest_publication" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"edition_id" uuid NOT NULL,
	"digest_id" uuid NOT NULL,
	"month" text NOT NULL,
	"language" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by_id" text NOT NULL,
	"published_by_name" text NOT NULL,
	"reason" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdraw_reason" text,
	"title" text NOT NULL,
	"lead" text NOT NULL,
	"blocks" jsonb NOT NULL,
	CONSTRAINT "digest_publication_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_publication" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "digest" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"month" text NOT NULL,
	CONSTRAINT "digest_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_assessment" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"partnership_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"marks" jsonb NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"assessed_by" text NOT NULL,
	"assessed_on" date NOT NULL,
	CONSTRAINT "impact_assessment_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "impact_assessment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_figure" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"partnership_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"measure" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text,
	"event_id" uuid,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	"source_url" text,
	"note" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "impact_figure_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "impact_figure" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_year" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"year" integer NOT NULL,
	"opening" jsonb NOT NULL,
	"measures" text[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "impact_year_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "impact_year" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "newsletter_issue" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"publication_id" uuid NOT NULL,
	"language" text NOT NULL,
	"month" text NOT NULL,
	"subject" text NOT NULL,
	"preface" text DEFAULT '' NOT NULL,
	"tried_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"started_by_name" text DEFAULT '' NOT NULL,
	"stopped_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "newsletter_issue_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "newsletter_issue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "newsletter_refusal" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "newsletter_refusal_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "newsletter_refusal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "site_look" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"accent" text,
	"letters" text NOT NULL,
	"crest" boolean NOT NULL,
	CONSTRAINT "site_look_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "site_look" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "newsletter_subscriber" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"address" text NOT NULL,
	"language" text NOT NULL,
	"also" text[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"door" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"added_by_name" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone,
	"asks" integer DEFAULT 0 NOT NULL,
	"confirm_by" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "newsletter_subscriber_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "newsletter_subscriber_ended" CHECK (("newsletter_subscriber"."state" = 'ended') = ("newsletter_subscriber"."ended_at" is not null) and ("newsletter_subscriber"."ended_at" is null) = ("newsletter_subscriber"."ended_because" is null))
);
--> statement-breakpoint
ALTER TABLE "newsletter_subscriber" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "occasion" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "site_languages" text[] DEFAULT '{bg,en}' NOT NULL;--> statement-breakpoint
ALTER TABLE "accessibility_statement" ADD CONSTRAINT "accessibility_statement_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_delivery" ADD CONSTRAINT "newsletter_delivery_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_delivery" ADD CONSTRAINT "newsletter_delivery_issue" FOREIGN KEY ("office_id","issue_id") REFERENCES "public"."newsletter_issue"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_draft" ADD CONSTRAINT "digest_draft_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_draft" ADD CONSTRAINT "digest_draft_edition" FOREIGN KEY ("office_id","edition_id") REFERENCES "public"."digest_edition"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_edition" ADD CONSTRAINT "digest_edition_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_edition" ADD CONSTRAINT "digest_edition_digest" FOREIGN KEY ("office_id","digest_id") REFERENCES "public"."digest"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_publication" ADD CONSTRAINT "digest_publication_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_publication" ADD CONSTRAINT "digest_publication_edition" FOREIGN KEY ("office_id","edition_id") REFERENCES "public"."digest_edition"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_publication" ADD CONSTRAINT "digest_publication_digest" FOREIGN KEY ("office_id","digest_id") REFERENCES "public"."digest"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest" ADD CONSTRAINT "digest_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessment" ADD CONSTRAINT "impact_assessment_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_assessment" ADD CONSTRAINT "impact_assessment_partnership" FOREIGN KEY ("office_id","partnership_id") REFERENCES "public"."partnership"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_figure" ADD CONSTRAINT "impact_figure_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_figure" ADD CONSTRAINT "impact_figure_partnership" FOREIGN KEY ("office_id","partnership_id") REFERENCES "public"."partnership"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_figure" ADD CONSTRAINT "impact_figure_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_year" ADD CONSTRAINT "impact_year_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issue" ADD CONSTRAINT "newsletter_issue_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issue" ADD CONSTRAINT "newsletter_issue_publication" FOREIGN KEY ("office_id","publication_id") REFERENCES "public"."digest_publication"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_refusal" ADD CONSTRAINT "newsletter_refusal_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_look" ADD CONSTRAINT "site_look_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_subscriber" ADD CONSTRAINT "newsletter_subscriber_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "newsletter_delivery_once" ON "newsletter_delivery" USING btree ("office_id","issue_id","subscriber_id");--> statement-breakpoint
CREATE INDEX "newsletter_delivery_of_state" ON "newsletter_delivery" USING btree ("office_id","issue_id","state","id");--> statement-breakpoint
CREATE INDEX "newsletter_delivery_to" ON "newsletter_delivery" USING btree ("office_id","subscriber_id");--> statement-breakpoint
CREATE INDEX "newsletter_delivery_mail" ON "newsletter_delivery" USING btree ("office_id","mail_id");--> statement-breakpoint
CREATE INDEX "digest_draft_of" ON "digest_draft" USING btree ("office_id","edition_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "digest_edition_of_language" ON "digest_edition" USING btree ("office_id","digest_id","language") WHERE "digest_edition"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "digest_edition_scheduled" ON "digest_edition" USING btree ("scheduled_for") WHERE "digest_edition"."scheduled_for" is not null and "digest_edition"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "digest_publication_of" ON "digest_publication" USING btree ("office_id","edition_id","published_at");--> statement-breakpoint
CREATE INDEX "digest_publication_digest_of" ON "digest_publication" USING btree ("office_id","digest_id");--> statement-breakpoint
CREATE INDEX "digest_publication_seen" ON "digest_publication" USING btree ("office_id","language","month","published_at") WHERE "digest_publication"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "digest_of_month" ON "digest" USING btree ("office_id","month") WHERE "digest"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "impact_assessment_once_a_year" ON "impact_assessment" USING btree ("office_id","partnership_id","year") WHERE "impact_assessment"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "impact_figure_of" ON "impact_figure" USING btree ("office_id","partnership_id","year","id");--> statement-breakpoint
CREATE INDEX "impact_figure_event_of" ON "impact_figure" USING btree ("office_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "impact_year_once" ON "impact_year" USING btree ("office_id","year") WHERE "impact_year"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "newsletter_issue_once" ON "newsletter_issue" USING btree ("office_id","publication_id") WHERE "newsletter_issue"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "newsletter_issue_of_month" ON "newsletter_issue" USING btree ("office_id","month");--> statement-breakpoint
CREATE INDEX "newsletter_issue_under_way" ON "newsletter_issue" USING btree ("office_id","id") WHERE "newsletter_issue"."started_at" is not null and "newsletter_issue"."finished_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "newsletter_refusal_once" ON "newsletter_refusal" USING btree ("office_id","hash");--> statement-breakpoint
CREATE UNIQUE INDEX "newsletter_subscriber_once" ON "newsletter_subscriber" USING btree ("office_id","address");--> statement-breakpoint
CREATE INDEX "newsletter_subscriber_of_state" ON "newsletter_subscriber" USING btree ("office_id","state","language");--> statement-breakpoint
CREATE INDEX "newsletter_subscriber_unasked" ON "newsletter_subscriber" USING btree ("office_id","id") WHERE "newsletter_subscriber"."state" = 'pending' and "newsletter_subscriber"."asked_at" is null;--> statement-breakpoint
CREATE POLICY "own_office" ON "accessibility_statement" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("accessibility_statement"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("accessibility_statement"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "newsletter_delivery" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("newsletter_delivery"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("newsletter_delivery"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "digest_draft" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("digest_draft"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("digest_draft"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "digest_edition" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("digest_edition"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("digest_edition"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "digest_publication" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("digest_publication"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("digest_publication"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "digest" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("digest"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("digest"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "impact_assessment" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("impact_assessment"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("impact_assessment"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "impact_figure" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("impact_figure"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("impact_figure"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "impact_year" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("impact_year"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("impact_year"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "newsletter_issue" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("newsletter_issue"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("newsletter_issue"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "newsletter_refusal" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("newsletter_refusal"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("newsletter_refusal"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "site_look" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("site_look"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("site_look"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "newsletter_subscriber" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("newsletter_subscriber"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("newsletter_subscriber"."office_id" = current_setting('pobratim.office')::uuid);