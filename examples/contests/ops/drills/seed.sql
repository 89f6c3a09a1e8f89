-- Rows of every kind that a dump could get wrong: empty, long, foreign, binary, negative, at the edge of a day.
INSERT INTO people (email, name, role, created_at)
SELECT 'person' || n || '@drill.invalid', 'Ünïcodé 名前 ' || n || E'\t\\ "quoted" \n line', CASE WHEN n = 1 THEN 'admin' WHEN n <= 10 THEN 'sponsor' ELSE 'user' END,
  timestamptz '2026-03-29 01:59:59.999999+00' + n * interval '1 minute'
FROM generate_series(1, 2000) AS n;

INSERT INTO contests (sponsor_id, kind, title, description, prize, starts_at, ends_at, latitude, longitude)
SELECT p.id, 'draw', 'Contest ' || n, repeat('Détails – ', n % 100), 'A prize', now() - interval '1 day', now() + interval '1 day', -90 + n, 180 - n
FROM generate_series(1, 50) AS n JOIN LATERAL (SELECT id FROM people WHERE role = 'sponsor' ORDER BY id OFFSET n % 9 LIMIT 1) AS p ON true;

INSERT INTO entries (contest_id, person_id, submission)
SELECT c.id, p.id, nullif(left(md5(p.id::text || c.id::text), length(c.title) % 7), '')
FROM (SELECT id, title FROM contests ORDER BY id LIMIT 5) AS c CROSS JOIN people AS p;
