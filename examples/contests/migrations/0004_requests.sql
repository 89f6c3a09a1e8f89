-- Up Migration

-- The answer to a write, kept so that a repeated request gets it again instead of a second effect.
CREATE TABLE idempotency_keys (
  person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
  request_digest bytea NOT NULL,
  status smallint,
  headers jsonb,
  body jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_keys_own ON idempotency_keys TO contests_app
  USING (person_id = (SELECT app_person()) OR (SELECT app_role()) = 'system')
  WITH CHECK (person_id = (SELECT app_person()));
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO contests_app;

-- Rate limits shared by all instances. Unlogged: losing the counts in a crash is harmless, and cheap.
-- The columns are those of the rate-limiter-flexible library.
CREATE UNLOGGED TABLE rate_limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX rate_limits_expire ON rate_limits (expire);
ALTER TABLE rate_limits ENABLE ROW LEVEL SECURITY;
CREATE POLICY rate_limits_all ON rate_limits TO contests_app USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO contests_app;

-- Down Migration

DROP TABLE rate_limits;
DROP TABLE idempotency_keys;
