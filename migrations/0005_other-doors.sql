CREATE TABLE "intake_arrival" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"door" text NOT NULL,
	"source_id" uuid NOT NULL,
	"name" text NOT NULL,
	"dated" text NOT NULL,
	"dated_as" date,
	"aside_at" timestamp with time zone,
	"aside_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "intake_arrival_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_arrival" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intake_batch_item" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"part_of" uuid,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"bytes" bigint NOT NULL,
	"outcome" text NOT NULL,
	"why" text,
	"text_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "intake_batch_item_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_batch_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intake_batch" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"language" text NOT NULL,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "intake_batch_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_batch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intake_feed_item" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"link" text,
	"told" jsonb,
	"outcome" text NOT NULL,
	"text_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "intake_feed_item_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_feed_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "intake_feed" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"person_id" text NOT NULL,
	"paused_at" timestamp with time zone,
	"etag" text,
	"last_modified" text,
	"looked_at" timestamp with time zone,
	"next_look_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"trouble_detail" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "intake_feed_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_feed" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "intake_arrival" ADD CONSTRAINT "intake_arrival_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_arrival" ADD CONSTRAINT "intake_arrival_of_text" FOREIGN KEY ("office_id","id") REFERENCES "public"."intake_text"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_batch_item" ADD CONSTRAINT "intake_batch_item_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_batch_item" ADD CONSTRAINT "intake_batch_item_of" FOREIGN KEY ("office_id","batch_id") REFERENCES "public"."intake_batch"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_batch" ADD CONSTRAINT "intake_batch_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_feed_item" ADD CONSTRAINT "intake_feed_item_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_feed_item" ADD CONSTRAINT "intake_feed_item_of" FOREIGN KEY ("office_id","feed_id") REFERENCES "public"."intake_feed"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_feed" ADD CONSTRAINT "intake_feed_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "intake_arrival_by_source" ON "intake_arrival" USING btree ("office_id","source_id");--> statement-breakpoint
CREATE INDEX "intake_batch_item_in_order" ON "intake_batch_item" USING btree ("office_id","batch_id","position");--> statement-breakpoint
CREATE INDEX "intake_batch_item_by_outcome" ON "intake_batch_item" USING btree ("office_id","batch_id","outcome","position");--> statement-breakpoint
CREATE INDEX "intake_batch_by_state" ON "intake_batch" USING btree ("office_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_feed_item_once" ON "intake_feed_item" USING btree ("office_id","feed_id","key");--> statement-breakpoint
CREATE INDEX "intake_feed_due" ON "intake_feed" USING btree ("office_id","next_look_at");--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_arrival" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_arrival"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_arrival"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_batch_item" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_batch_item"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_batch_item"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_batch" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_batch"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_batch"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_feed_item" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_feed_item"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_feed_item"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_feed" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_feed"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_feed"."office_id" = current_setting('pobratim.office')::uuid);