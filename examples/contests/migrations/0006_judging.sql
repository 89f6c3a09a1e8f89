-- Up Migration

CREATE TABLE judging_events (
  contest_id uuid NOT NULL REFERENCES contests,
  place integer NOT NULL CHECK (place > 0),
  actor_id uuid NOT NULL REFERENCES people,
  happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  event jsonb NOT NULL,
  PRIMARY KEY (contest_id, place)
);
CREATE INDEX judging_events_actor_id ON judging_events (actor_id);

CREATE TRIGGER judging_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON judging_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Tells every instance, when the event is committed, that a standing has moved.
CREATE FUNCTION announce_judging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('judging', NEW.contest_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER judging_events_announce AFTER INSERT ON judging_events
  FOR EACH ROW EXECUTE FUNCTION announce_judging();

-- The entries that judges score. Their ids are public with the standing; who entered is not.
CREATE FUNCTION judged_entries(contest uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
  SELECT e.id FROM entries e JOIN contests c ON c.id = e.contest_id
  WHERE e.contest_id = contest AND c.kind = 'judged' AND e.disqualified_at IS NULL
  ORDER BY e.id;
END;

ALTER TABLE judging_events ENABLE ROW LEVEL SECURITY;
-- The contest itself is only seen by those who may see it; its standing is as public as it is.
CREATE POLICY judging_events_read ON judging_events FOR SELECT TO contests_app
  USING (EXISTS (SELECT FROM contests c WHERE c.id = contest_id));
CREATE POLICY judging_events_append ON judging_events FOR INSERT TO contests_app WITH CHECK (
  actor_id = (SELECT app_person())
  AND ((SELECT app_role()) = 'admin' OR sponsors(contest_id) OR judges(contest_id)));
GRANT SELECT, INSERT ON judging_events TO contests_app;

-- Down Migration

DROP FUNCTION judged_entries(uuid);
DROP TABLE judging_events;
DROP FUNCTION announce_judging();
