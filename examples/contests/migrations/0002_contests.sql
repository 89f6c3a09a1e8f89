-- Up Migration

CREATE EXTENSION IF NOT EXISTS cube;

-- A place on the unit sphere: straight-line distance between two such points orders like
-- distance over ground, and a GiST index answers "nearest" and "within" for it.
CREATE FUNCTION sphere_point(latitude double precision, longitude double precision) RETURNS cube
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN cube(ARRAY[
  cos(radians(latitude)) * cos(radians(longitude)),
  cos(radians(latitude)) * sin(radians(longitude)),
  sin(radians(latitude))
]);

CREATE TABLE contests (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sponsor_id uuid NOT NULL REFERENCES people,
  kind text NOT NULL CHECK (kind IN ('draw', 'judged')),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN
    ('draft', 'awaiting_approval', 'rejected', 'upcoming', 'active', 'ended', 'complete', 'cancelled')),
  title text NOT NULL CHECK (length(title) BETWEEN 3 AND 120),
  description text NOT NULL CHECK (length(description) <= 5000),
  prize text NOT NULL CHECK (length(prize) BETWEEN 1 AND 200),
  winners smallint NOT NULL DEFAULT 1 CHECK (winners BETWEEN 1 AND 100),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  channel text CHECK (length(channel) BETWEEN 2 AND 64),
  place text CHECK (length(place) BETWEEN 1 AND 120),
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  position cube GENERATED ALWAYS AS (sphere_point(latitude, longitude)) STORED,
  rubric jsonb,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  approved_by uuid REFERENCES people,
  deleted_at timestamptz,
  words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('english', prize || ' ' || coalesce(place, '')), 'B') ||
    setweight(to_tsvector('english', description), 'C')) STORED,
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((kind = 'judged') = (rubric IS NOT NULL)),
  CHECK (deleted_at IS NULL OR status IN ('draft', 'rejected')),
  -- Nothing is public that nobody approved.
  CHECK (status NOT IN ('upcoming', 'active', 'ended', 'complete') OR approved_by IS NOT NULL)
);
CREATE INDEX contests_sponsor_id ON contests (sponsor_id);
CREATE INDEX contests_approved_by ON contests (approved_by);
CREATE INDEX contests_listing ON contests (created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX contests_status_listing ON contests (status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX contests_to_start ON contests (starts_at) WHERE status = 'upcoming';
CREATE INDEX contests_to_end ON contests (ends_at) WHERE status = 'active';
CREATE INDEX contests_words ON contests USING gin (words);
CREATE INDEX contests_position ON contests USING gist (position);

CREATE TABLE contest_judges (
  contest_id uuid NOT NULL REFERENCES contests,
  person_id uuid NOT NULL REFERENCES people,
  assigned_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (contest_id, person_id)
);
CREATE INDEX contest_judges_person_id ON contest_judges (person_id);

-- The audit trail: who changed what, when, from where to where, and why.
CREATE TABLE contest_transitions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contest_id uuid NOT NULL REFERENCES contests,
  happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid REFERENCES people,
  actor_role text NOT NULL,
  from_status text,
  to_status text NOT NULL,
  reason text CHECK (length(reason) <= 1000),
  request_id text
);
CREATE INDEX contest_transitions_contest_id ON contest_transitions (contest_id, id);
CREATE INDEX contest_transitions_actor_id ON contest_transitions (actor_id);

-- The workflow, kept by the database whatever the application does.
CREATE TABLE workflow_steps (
  from_status text NOT NULL,
  to_status text NOT NULL,
  PRIMARY KEY (from_status, to_status)
);
INSERT INTO workflow_steps VALUES
  ('draft', 'awaiting_approval'),
  ('awaiting_approval', 'upcoming'),
  ('awaiting_approval', 'rejected'),
  ('rejected', 'draft'),
  ('upcoming', 'active'),
  ('active', 'ended'),
  ('ended', 'complete'),
  ('awaiting_approval', 'cancelled'),
  ('upcoming', 'cancelled'),
  ('active', 'cancelled');

CREATE FUNCTION keep_workflow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.status <> 'draft' THEN
    RAISE EXCEPTION 'a contest begins as a draft' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.status = OLD.status THEN
      RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT FROM workflow_steps WHERE from_status = OLD.status AND to_status = NEW.status) THEN
      RAISE EXCEPTION 'no step leads from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  INSERT INTO contest_transitions (contest_id, actor_id, actor_role, from_status, to_status, reason, request_id)
  VALUES (NEW.id, app_person(), app_role(), CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END, NEW.status,
    nullif(current_setting('app.reason', true), ''), nullif(current_setting('app.request', true), ''));
  RETURN NULL;
END $$;
CREATE TRIGGER contests_keep_workflow AFTER INSERT OR UPDATE OF status ON contests
  FOR EACH ROW EXECUTE FUNCTION keep_workflow();

-- Tells every instance that a listing may have changed.
CREATE FUNCTION announce_contests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY contests;
  RETURN NULL;
END $$;
CREATE TRIGGER contests_announce AFTER INSERT OR UPDATE ON contests
  FOR EACH STATEMENT EXECUTE FUNCTION announce_contests();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER contest_transitions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contest_transitions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION judges(contest uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public
RETURN EXISTS (SELECT FROM contest_judges j WHERE j.contest_id = contest AND j.person_id = app_person());

CREATE FUNCTION sponsors(contest uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public
RETURN EXISTS (SELECT FROM contests c WHERE c.id = contest AND c.sponsor_id = app_person());

ALTER TABLE contests ENABLE ROW LEVEL SECURITY;
ALTER TABLE contest_judges ENABLE ROW LEVEL SECURITY;
ALTER TABLE contest_transitions ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow_steps ENABLE ROW LEVEL SECURITY;

CREATE POLICY contests_read ON contests FOR SELECT TO contests_app USING (
  status IN ('upcoming', 'active', 'ended', 'complete')
  OR (status = 'cancelled' AND approved_by IS NOT NULL)
  OR sponsor_id = (SELECT app_person())
  OR (SELECT app_role()) IN ('admin', 'system'));
CREATE POLICY contests_create ON contests FOR INSERT TO contests_app WITH CHECK (
  sponsor_id = (SELECT app_person()) AND (SELECT app_role()) IN ('sponsor', 'admin'));
CREATE POLICY contests_change ON contests FOR UPDATE TO contests_app USING (
  sponsor_id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system'));
CREATE POLICY contest_judges_read ON contest_judges FOR SELECT TO contests_app USING (
  person_id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system') OR sponsors(contest_id));
CREATE POLICY contest_judges_assign ON contest_judges FOR INSERT TO contests_app WITH CHECK (
  (SELECT app_role()) = 'admin' OR sponsors(contest_id));
CREATE POLICY contest_judges_remove ON contest_judges FOR DELETE TO contests_app USING (
  (SELECT app_role()) = 'admin' OR sponsors(contest_id));
CREATE POLICY contest_transitions_read ON contest_transitions FOR SELECT TO contests_app USING (
  (SELECT app_role()) IN ('admin', 'system') OR sponsors(contest_id));

GRANT SELECT, INSERT, UPDATE ON contests TO contests_app;
GRANT SELECT, INSERT, DELETE ON contest_judges TO contests_app;
GRANT SELECT ON contest_transitions TO contests_app;

-- Down Migration

-- CASCADE takes the policies and triggers that use these functions; their tables go in the next lines.
DROP FUNCTION sponsors(uuid) CASCADE;
DROP FUNCTION judges(uuid) CASCADE;
DROP TABLE contest_transitions;
DROP TABLE contest_judges;
DROP TABLE contests;
DROP TABLE workflow_steps;
DROP FUNCTION keep_workflow();
DROP FUNCTION announce_contests();
DROP FUNCTION refuse_change();
DROP FUNCTION sphere_point(double precision, double precision);
DROP EXTENSION cube;
