-- Up Migration

CREATE TABLE draws (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contest_id uuid NOT NULL UNIQUE REFERENCES contests,
  -- Both as published; the proof holds the secret, so it exists only after the draw.
  announcement jsonb NOT NULL,
  announcement_digest text NOT NULL,
  proof jsonb,
  announced_at timestamptz NOT NULL,
  drawn_at timestamptz,
  CHECK ((proof IS NULL) = (drawn_at IS NULL))
);

-- The secret until it is published, encrypted with a key that the database does not have.
CREATE TABLE draw_secrets (
  draw_id uuid PRIMARY KEY REFERENCES draws,
  sealed bytea NOT NULL
);

-- What was announced stays as it was announced.
CREATE FUNCTION keep_announcement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.announcement IS DISTINCT FROM OLD.announcement
    OR NEW.announcement_digest IS DISTINCT FROM OLD.announcement_digest
    OR NEW.announced_at IS DISTINCT FROM OLD.announced_at THEN
    RAISE EXCEPTION 'an announced draw is not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draws_keep_announcement BEFORE UPDATE ON draws
  FOR EACH ROW EXECUTE FUNCTION keep_announcement();

-- The list of a contest: every entry that was not disqualified before the draw was announced. Public once announced.
CREATE FUNCTION closed_list(contest uuid, after uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
  SELECT e.id FROM entries e
  LEFT JOIN draws d ON d.contest_id = e.contest_id
  WHERE e.contest_id = contest AND e.id > after
    AND (e.disqualified_at IS NULL OR e.disqualified_at > d.announced_at)
    AND (d.id IS NOT NULL OR app_role() IN ('admin', 'system') OR sponsors(contest))
  ORDER BY e.id LIMIT most;
END;

ALTER TABLE draws ENABLE ROW LEVEL SECURITY;
ALTER TABLE draw_secrets ENABLE ROW LEVEL SECURITY;
CREATE POLICY draws_read ON draws FOR SELECT TO contests_app USING (true);
CREATE POLICY draws_announce ON draws FOR INSERT TO contests_app WITH CHECK (
  (SELECT app_role()) = 'admin' OR sponsors(contest_id));
CREATE POLICY draws_draw ON draws FOR UPDATE TO contests_app USING (
  (SELECT app_role()) = 'admin' OR sponsors(contest_id));
CREATE POLICY draw_secrets_own ON draw_secrets TO contests_app
  USING (EXISTS (SELECT FROM draws d WHERE d.id = draw_id AND ((SELECT app_role()) = 'admin' OR sponsors(d.contest_id))));
GRANT SELECT, INSERT ON draws TO contests_app;
GRANT UPDATE (proof, drawn_at) ON draws TO contests_app;
GRANT SELECT, INSERT ON draw_secrets TO contests_app;

-- Down Migration

DROP FUNCTION closed_list(uuid, uuid, integer);
DROP TABLE draw_secrets;
DROP TABLE draws;
DROP FUNCTION keep_announcement();
