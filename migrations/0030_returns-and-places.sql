CREATE TABLE "mail_returns_box" (
	"place" text PRIMARY KEY NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"next_look_at" timestamp with time zone NOT NULL,
	"found_at" timestamp with time zone,
	"found" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"trouble_detail" text DEFAULT '' NOT NULL,
	"validity" text DEFAULT '' NOT NULL,
	"last_uid" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "turned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_address" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "first_tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "fault_of" text;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "returned_by" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "symbolic_act" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "symbolic_act" ADD COLUMN "lon" double precision;--> statement-breakpoint
ALTER TABLE "trip_traveller" ADD COLUMN "own_days_within" text;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD COLUMN "mail_end" jsonb;--> statement-breakpoint
-- Own days said until now were said within the journey as it is, where they lie in it.
UPDATE "trip_traveller" t SET "own_days_within" = j."departs_on"::text || '/' || j."returns_on"::text
FROM "trip" j
WHERE j."office_id" = t."office_id" AND j."id" = t."trip_id" AND (t."joins_on" IS NOT NULL OR t."leaves_on" IS NOT NULL)
	AND coalesce(t."joins_on", j."departs_on") BETWEEN j."departs_on" AND j."returns_on"
	AND coalesce(t."leaves_on", j."returns_on") BETWEEN j."departs_on" AND j."returns_on";--> statement-breakpoint
-- Journeys laid out before anybody noted by which date of their event: the date it had, by the record, when their way was changed last; by no record, the one it has.
UPDATE "trip" j SET "followed" = known."date"
FROM (
	SELECT t."office_id", t."id", CASE WHEN told."id" IS NULL THEN e."date" ELSE told."date" END AS "date"
	FROM "trip" t
	JOIN "event" e ON e."office_id" = t."office_id" AND e."id" = t."id"
	LEFT JOIN LATERAL (
		SELECT a."id" FROM "activity" a
		WHERE a."office_id" = t."office_id" AND a."thing" = 'trip' AND a."thing_id" = t."id" AND a."after" IS NOT NULL
			AND a."before" -> 'legs' IS DISTINCT FROM a."after" -> 'legs'
		ORDER BY a."id" DESC LIMIT 1
	) laid ON true
	LEFT JOIN LATERAL (
		SELECT a."id", a."after" ->> 'date' AS "date" FROM "activity" a
		WHERE a."office_id" = t."office_id" AND a."thing" = 'event' AND a."thing_id" = t."id" AND a."after" IS NOT NULL AND a."id" < laid."id"
		ORDER BY a."id" DESC LIMIT 1
	) told ON true
	WHERE t."followed" IS NULL
) known
WHERE known."office_id" = j."office_id" AND known."id" = j."id";
