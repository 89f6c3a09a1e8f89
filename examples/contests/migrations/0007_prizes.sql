-- Up Migration

CREATE TABLE pickup_points (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  address text NOT NULL CHECK (length(address) BETWEEN 1 AND 300),
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  position cube GENERATED ALWAYS AS (sphere_point(latitude, longitude)) STORED
);
CREATE INDEX pickup_points_position ON pickup_points USING gist (position);

CREATE TABLE prizes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contest_id uuid NOT NULL REFERENCES contests,
  entry_id uuid NOT NULL UNIQUE REFERENCES entries,
  person_id uuid REFERENCES people,
  place smallint NOT NULL CHECK (place > 0),
  status text NOT NULL DEFAULT 'won'
    CHECK (status IN ('won', 'claimed', 'on_the_way', 'delivered', 'lapsed', 'withdrawn')),
  claim_until timestamptz NOT NULL,
  claimed_at timestamptz,
  pickup_point_id uuid REFERENCES pickup_points,
  -- Personal data, removed by the retention job some time after delivery.
  delivery_address text CHECK (length(delivery_address) <= 500),
  delivered_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (status NOT IN ('claimed', 'on_the_way', 'delivered') OR claimed_at IS NOT NULL),
  CHECK ((status = 'delivered') = (delivered_at IS NOT NULL))
);
CREATE INDEX prizes_contest_id ON prizes (contest_id, place);
CREATE INDEX prizes_person_id ON prizes (person_id);
CREATE INDEX prizes_pickup_point_id ON prizes (pickup_point_id);
CREATE INDEX prizes_to_claim ON prizes (claim_until) WHERE status = 'won';

CREATE TABLE delivery_proofs (
  prize_id uuid PRIMARY KEY REFERENCES prizes,
  media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea NOT NULL CHECK (octet_length(content) <= 5242880),
  uploaded_by uuid NOT NULL REFERENCES people,
  uploaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX delivery_proofs_uploaded_by ON delivery_proofs (uploaded_by);

ALTER TABLE pickup_points ENABLE ROW LEVEL SECURITY;
ALTER TABLE prizes ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_proofs ENABLE ROW LEVEL SECURITY;

CREATE POLICY pickup_points_read ON pickup_points FOR SELECT TO contests_app USING (true);
CREATE POLICY pickup_points_add ON pickup_points FOR INSERT TO contests_app WITH CHECK ((SELECT app_role()) = 'admin');
CREATE POLICY prizes_read ON prizes FOR SELECT TO contests_app USING (
  person_id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system') OR sponsors(contest_id));
CREATE POLICY prizes_award ON prizes FOR INSERT TO contests_app WITH CHECK (
  (SELECT app_role()) = 'admin' OR sponsors(contest_id));
CREATE POLICY prizes_change ON prizes FOR UPDATE TO contests_app USING (
  person_id = (SELECT app_person()) OR (SELECT app_role()) IN ('admin', 'system') OR sponsors(contest_id));
CREATE POLICY delivery_proofs_read ON delivery_proofs FOR SELECT TO contests_app
  USING (EXISTS (SELECT FROM prizes p WHERE p.id = prize_id));
CREATE POLICY delivery_proofs_upload ON delivery_proofs FOR INSERT TO contests_app WITH CHECK (
  uploaded_by = (SELECT app_person())
  AND EXISTS (SELECT FROM prizes p WHERE p.id = prize_id AND ((SELECT app_role()) = 'admin' OR sponsors(p.contest_id))));
CREATE POLICY delivery_proofs_remove ON delivery_proofs FOR DELETE TO contests_app USING ((SELECT app_role()) = 'system');

GRANT SELECT, INSERT ON pickup_points TO contests_app;
GRANT SELECT, INSERT ON prizes TO contests_app;
GRANT UPDATE (person_id, status, claimed_at, pickup_point_id, delivery_address, delivered_at, updated_at) ON prizes TO contests_app;
GRANT SELECT, INSERT, DELETE ON delivery_proofs TO contests_app;

-- Down Migration

DROP TABLE delivery_proofs;
DROP TABLE prizes;
DROP TABLE pickup_points;
