CREATE TABLE "activity" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"act" text NOT NULL,
	"thing" text NOT NULL,
	"thing_id" uuid NOT NULL,
	"label" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"version_after" integer NOT NULL,
	"undone_by" uuid,
	CONSTRAINT "activity_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "activity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth_account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "auth_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth_user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"language" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitment_partner" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "commitment_partner_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "commitment_partner" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "commitment" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"owed_by" text NOT NULL,
	"text" jsonb NOT NULL,
	"topic" text NOT NULL,
	"state" text NOT NULL,
	"due" text,
	"due_by" date,
	"event_id" uuid,
	"person_id" uuid,
	"kept_on" date,
	"evidence" text,
	"dropped_on" date,
	"drop_reason" text,
	"published_at" timestamp with time zone,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "commitment_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "commitment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intake_draft" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"spans" jsonb NOT NULL,
	"links" text[] DEFAULT '{}' NOT NULL,
	"match" jsonb,
	"decision" text DEFAULT 'undecided' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"record_id" uuid,
	"saved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "intake_draft_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_draft" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_participant" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"as_role" text,
	CONSTRAINT "event_participant_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "event_participant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_partner" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "event_partner_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "event_partner" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"title" jsonb NOT NULL,
	"date" text,
	"first_day" date,
	"last_day" date,
	"place_id" integer,
	"place_text" text DEFAULT '' NOT NULL,
	"occasion" text DEFAULT '' NOT NULL,
	"summary" jsonb NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp with time zone,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "event_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "membership" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "membership_once" UNIQUE("office_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "milestone" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partnership_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"side" text NOT NULL,
	"date" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"note" jsonb NOT NULL,
	"document_number" text,
	"published_at" timestamp with time zone,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "milestone_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "milestone" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "name_entry" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thing" text NOT NULL,
	"thing_id" uuid NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "name_entry_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "name_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "office" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"place_id" integer NOT NULL,
	"country" text NOT NULL,
	"languages" text[] NOT NULL,
	"time_zone" text NOT NULL,
	"public_host" text,
	"demo_since" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "office_slug_unique" UNIQUE("slug"),
	CONSTRAINT "office_public_host_unique" UNIQUE("public_host")
);
--> statement-breakpoint
ALTER TABLE "office" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisation" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"country" text NOT NULL,
	"place_id" integer,
	"name" jsonb NOT NULL,
	"native_name" text,
	"native_language" text,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"website" text,
	"notes" jsonb NOT NULL,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sort_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "organisation_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "organisation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mail_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "partnership" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"type" text NOT NULL,
	"slug" text NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"origin" jsonb NOT NULL,
	"introduced_by_id" uuid,
	"summary" jsonb NOT NULL,
	"published_at" timestamp with time zone,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "partnership_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "partnership" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "person" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"native_name" text,
	"native_language" text,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"title" text,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"email" text,
	"phone" text,
	"notes" jsonb NOT NULL,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sort_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "person_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "place_load" (
	"version" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "place_name" (
	"key" text NOT NULL,
	"place_id" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "place_name_place_id_key_pk" PRIMARY KEY("place_id","key")
);
--> statement-breakpoint
CREATE TABLE "place" (
	"id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"admin1" text NOT NULL,
	"admin2" text NOT NULL,
	"feature_code" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"population" integer NOT NULL,
	"elevation" integer,
	"time_zone" text NOT NULL,
	"names" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" jsonb NOT NULL,
	"role_class" text NOT NULL,
	"from_date" text,
	"to_date" text,
	"confirmed_on" date,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "post_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "post" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "setup_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "symbolic_act_partner" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"symbolic_act_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "symbolic_act_partner_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "symbolic_act_partner" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "symbolic_act" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"date" text,
	"first_day" date,
	"last_day" date,
	"event_id" uuid,
	"place_text" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "symbolic_act_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "symbolic_act" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intake_text" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"source_url" text,
	"published" date,
	"body" text NOT NULL,
	"body_hash" text NOT NULL,
	"format" text NOT NULL,
	"original_name" text NOT NULL,
	"original_type" text NOT NULL,
	"original_hash" text NOT NULL,
	"original" "bytea" NOT NULL,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"language" text,
	"engine_version" text,
	"read_at" timestamp with time zone,
	"read_in_ms" integer,
	"added_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "intake_text_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_text" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_partner" ADD CONSTRAINT "commitment_partner_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_partner" ADD CONSTRAINT "commitment_partner_commitment" FOREIGN KEY ("office_id","commitment_id") REFERENCES "public"."commitment"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_partner" ADD CONSTRAINT "commitment_partner_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_draft" ADD CONSTRAINT "intake_draft_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_draft" ADD CONSTRAINT "intake_draft_of_text" FOREIGN KEY ("office_id","text_id") REFERENCES "public"."intake_text"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participant" ADD CONSTRAINT "event_participant_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participant" ADD CONSTRAINT "event_participant_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_participant" ADD CONSTRAINT "event_participant_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_partner" ADD CONSTRAINT "event_partner_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_partner" ADD CONSTRAINT "event_partner_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_partner" ADD CONSTRAINT "event_partner_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_office_id_partnership_id_partnership_office_id_id_fk" FOREIGN KEY ("office_id","partnership_id") REFERENCES "public"."partnership"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_entry" ADD CONSTRAINT "name_entry_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_office_id_organisation_id_organisation_office_id_id_fk" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_office_id_introduced_by_id_organisation_office_id_id_fk" FOREIGN KEY ("office_id","introduced_by_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_office_id_person_id_person_office_id_id_fk" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_office_id_organisation_id_organisation_office_id_id_fk" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symbolic_act_partner" ADD CONSTRAINT "symbolic_act_partner_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symbolic_act_partner" ADD CONSTRAINT "symbolic_act_partner_act" FOREIGN KEY ("office_id","symbolic_act_id") REFERENCES "public"."symbolic_act"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symbolic_act_partner" ADD CONSTRAINT "symbolic_act_partner_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symbolic_act" ADD CONSTRAINT "symbolic_act_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symbolic_act" ADD CONSTRAINT "symbolic_act_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_text" ADD CONSTRAINT "intake_text_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_by_thing" ON "activity" USING btree ("office_id","thing","thing_id","id");--> statement-breakpoint
CREATE INDEX "activity_by_change" ON "activity" USING btree ("office_id","change_id");--> statement-breakpoint
CREATE INDEX "auth_account_of" ON "auth_account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_session_of" ON "auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_verification_of" ON "auth_verification" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_partner_once" ON "commitment_partner" USING btree ("office_id","commitment_id","organisation_id");--> statement-breakpoint
CREATE INDEX "commitment_partner_of" ON "commitment_partner" USING btree ("office_id","organisation_id","commitment_id");--> statement-breakpoint
CREATE INDEX "commitment_of_event" ON "commitment" USING btree ("office_id","event_id");--> statement-breakpoint
CREATE INDEX "commitment_of_person" ON "commitment" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "commitment_open_by_day" ON "commitment" USING btree ("office_id","due_by","id") WHERE "commitment"."kept_on" is null and "commitment"."dropped_on" is null and "commitment"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "intake_draft_key" ON "intake_draft" USING btree ("office_id","text_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "event_participant_once" ON "event_participant" USING btree ("office_id","event_id","person_id");--> statement-breakpoint
CREATE INDEX "event_participant_of" ON "event_participant" USING btree ("office_id","person_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_partner_once" ON "event_partner" USING btree ("office_id","event_id","organisation_id");--> statement-breakpoint
CREATE INDEX "event_partner_of" ON "event_partner" USING btree ("office_id","organisation_id","event_id");--> statement-breakpoint
CREATE INDEX "event_by_day" ON "event" USING btree ("office_id",coalesce("first_day" - '0001-01-01'::date, -1),"id");--> statement-breakpoint
CREATE INDEX "milestone_by_partnership" ON "milestone" USING btree ("office_id","partnership_id","first_day") WHERE "milestone"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "name_entry_of_thing" ON "name_entry" USING btree ("office_id","thing","thing_id");--> statement-breakpoint
CREATE INDEX "name_entry_key" ON "name_entry" USING gin ("key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "organisation_in_order" ON "organisation" USING btree ("office_id","sort_key","id") WHERE "organisation"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "mail_waiting" ON "mail_outbox" USING btree ("created_at") WHERE "mail_outbox"."sent_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "partnership_one_for_organisation" ON "partnership" USING btree ("office_id","organisation_id") WHERE "partnership"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "partnership_slug" ON "partnership" USING btree ("office_id","slug") WHERE "partnership"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "partnership_public" ON "partnership" USING btree ("office_id","published_at") WHERE "partnership"."deleted_at" is null and "partnership"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "person_in_order" ON "person" USING btree ("office_id","sort_key","id") WHERE "person"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "place_name_key" ON "place_name" USING btree ("key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "post_of_person" ON "post" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "post_in_organisation" ON "post" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "symbolic_act_partner_once" ON "symbolic_act_partner" USING btree ("office_id","symbolic_act_id","organisation_id");--> statement-breakpoint
CREATE INDEX "symbolic_act_partner_of" ON "symbolic_act_partner" USING btree ("office_id","organisation_id","symbolic_act_id");--> statement-breakpoint
CREATE INDEX "symbolic_act_by_day" ON "symbolic_act" USING btree ("office_id",coalesce("first_day" - '0001-01-01'::date, -1),"id");--> statement-breakpoint
CREATE INDEX "symbolic_act_of_event" ON "symbolic_act" USING btree ("office_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_text_once" ON "intake_text" USING btree ("office_id","body_hash") WHERE "intake_text"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "intake_text_in_order" ON "intake_text" USING btree ("office_id","id") WHERE "intake_text"."deleted_at" is null;--> statement-breakpoint
CREATE POLICY "own_office" ON "activity" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("activity"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("activity"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "commitment_partner" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("commitment_partner"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("commitment_partner"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "commitment" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("commitment"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("commitment"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_draft" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_draft"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_draft"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "event_participant" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("event_participant"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("event_participant"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "event_partner" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("event_partner"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("event_partner"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "event" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("event"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("event"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "membership" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("membership"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("membership"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "milestone" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("milestone"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("milestone"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "name_entry" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("name_entry"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("name_entry"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "office_itself" ON "office" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("office"."id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "organisation" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("organisation"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("organisation"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "partnership" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("partnership"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("partnership"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "person" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("person"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("person"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "post" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("post"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("post"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "symbolic_act_partner" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("symbolic_act_partner"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("symbolic_act_partner"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "symbolic_act" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("symbolic_act"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("symbolic_act"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_text" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_text"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_text"."office_id" = current_setting('pobratim.office')::uuid);