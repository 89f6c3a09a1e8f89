-- Up Migration

-- Who is asking. The application sets both per transaction (see open_session below);
-- when neither is set the caller is anonymous.
CREATE FUNCTION app_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.person', true), '')::uuid;

CREATE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('app.role', true), ''), 'anonymous');

CREATE TABLE people (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  phone text UNIQUE CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 100),
  role text NOT NULL DEFAULT 'user' CHECK (role IN ('admin', 'sponsor', 'user')),
  captcha_solved_at timestamptz,
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  erased_at timestamptz,
  -- Somebody who was not erased can be reached by e-mail or by phone.
  CHECK (erased_at IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL)
);
CREATE INDEX people_last_seen_at ON people (last_seen_at) WHERE erased_at IS NULL;

CREATE TABLE sign_in_codes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Keyed digests only: neither the address nor the code can be read back.
  address_digest bytea NOT NULL,
  code_digest bytea NOT NULL,
  tries_left smallint NOT NULL DEFAULT 5 CHECK (tries_left >= 0),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_codes_address ON sign_in_codes (address_digest, created_at DESC);
CREATE INDEX sign_in_codes_created_at ON sign_in_codes (created_at);

CREATE TABLE sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  refresh_digest bytea NOT NULL UNIQUE,
  -- The token before this one: seeing it again means somebody copied it.
  previous_refresh_digest bytea UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX sessions_person_id ON sessions (person_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- Takes the identity from the session itself, so a role changed or a session ended a moment ago counts.
CREATE FUNCTION open_session(session uuid) RETURNS TABLE (person_id uuid, person_role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  SELECT p.id, p.role INTO person_id, person_role
    FROM sessions s JOIN people p ON p.id = s.person_id
    WHERE s.id = session AND s.ended_at IS NULL AND s.expires_at > now() AND p.erased_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM set_config('app.person', person_id::text, true), set_config('app.role', person_role, true);
  RETURN NEXT;
END $$;

ALTER TABLE people ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY people_read ON people FOR SELECT TO contests_app
  USING (id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system'));
CREATE POLICY people_join ON people FOR INSERT TO contests_app
  WITH CHECK ((SELECT app_role()) = 'system');
CREATE POLICY people_change ON people FOR UPDATE TO contests_app
  USING (id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system'));
CREATE POLICY sign_in_codes_system ON sign_in_codes TO contests_app
  USING ((SELECT app_role()) = 'system') WITH CHECK ((SELECT app_role()) = 'system');
CREATE POLICY sessions_own ON sessions TO contests_app
  USING (person_id = (SELECT app_person()) OR (SELECT app_role()) = 'system')
  WITH CHECK (person_id = (SELECT app_person()) OR (SELECT app_role()) = 'system');

GRANT SELECT, INSERT ON people TO contests_app;
-- A person may not raise their own role: the role column is changed by this function alone.
GRANT UPDATE (email, phone, name, captcha_solved_at, last_seen_at, erased_at) ON people TO contests_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_codes, sessions TO contests_app;

CREATE FUNCTION change_role(person uuid, new_role text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF app_role() NOT IN ('admin', 'system') THEN
    RAISE EXCEPTION 'only an admin changes roles' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE people SET role = new_role WHERE id = person AND erased_at IS NULL;
  RETURN FOUND;
END $$;

-- Down Migration

DROP FUNCTION change_role(uuid, text);
DROP FUNCTION open_session(uuid);
DROP TABLE sessions;
DROP TABLE sign_in_codes;
DROP TABLE people;
DROP FUNCTION app_role();
DROP FUNCTION app_person();
