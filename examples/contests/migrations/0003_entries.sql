-- Up Migration

CREATE TABLE entries (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contest_id uuid NOT NULL REFERENCES contests,
  -- Emptied when the person is erased; the entry keeps its place in a published list.
  person_id uuid REFERENCES people,
  submission text CHECK (length(submission) <= 4000),
  channel_check text NOT NULL DEFAULT 'not_needed'
    CHECK (channel_check IN ('not_needed', 'subscribed', 'unconfirmed', 'not_subscribed')),
  entered_at timestamptz NOT NULL DEFAULT now(),
  disqualified_at timestamptz,
  disqualified_because text CHECK (length(disqualified_because) <= 1000),
  CHECK ((disqualified_at IS NULL) = (disqualified_because IS NULL))
);
-- One entry per person and contest, whatever happens at the same moment.
CREATE UNIQUE INDEX entries_once ON entries (contest_id, person_id);
-- A draw publishes the ids in their own order, which nobody chose.
CREATE INDEX entries_list ON entries (contest_id, id);
CREATE INDEX entries_entered_at ON entries (entered_at);
CREATE INDEX entries_person_id ON entries (person_id, entered_at DESC);
CREATE INDEX entries_unconfirmed ON entries (contest_id) WHERE channel_check = 'unconfirmed';

-- Counting a million rows per listing would be slow, and one counter row would make every entry
-- of a contest wait for the one before it. Sixteen counter rows do neither.
CREATE TABLE entry_counts (
  contest_id uuid NOT NULL REFERENCES contests,
  slot smallint NOT NULL,
  entries bigint NOT NULL,
  PRIMARY KEY (contest_id, slot)
);

CREATE FUNCTION count_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO entry_counts
  SELECT contest_id, pg_backend_pid() % 16, count(*) FROM added GROUP BY contest_id
  ON CONFLICT (contest_id, slot) DO UPDATE SET entries = entry_counts.entries + EXCLUDED.entries;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_count AFTER INSERT ON entries
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_entry();

ALTER TABLE entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE entry_counts ENABLE ROW LEVEL SECURITY;

CREATE POLICY entries_read ON entries FOR SELECT TO contests_app USING (
  person_id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system')
  OR sponsors(contest_id) OR judges(contest_id));
CREATE POLICY entries_enter ON entries FOR INSERT TO contests_app WITH CHECK (
  person_id = (SELECT app_person()) AND EXISTS (SELECT FROM contests c
    WHERE c.id = contest_id AND c.status = 'active' AND now() >= c.starts_at AND now() < c.ends_at));
CREATE POLICY entries_change ON entries FOR UPDATE TO contests_app USING (
  (SELECT app_role()) IN ('admin', 'system') OR sponsors(contest_id));
CREATE POLICY entry_counts_read ON entry_counts FOR SELECT TO contests_app USING (true);

GRANT SELECT, INSERT ON entries TO contests_app;
GRANT UPDATE (person_id, submission, channel_check, disqualified_at, disqualified_because) ON entries TO contests_app;
GRANT SELECT ON entry_counts TO contests_app;

-- Down Migration

DROP TABLE entry_counts;
DROP TABLE entries;
DROP FUNCTION count_entry();
