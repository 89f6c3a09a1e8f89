#!/bin/sh
# sh ops/image-test.sh APP_IMAGE OPS_IMAGE COMMIT: starts the built images against a PostgreSQL of their own and looks at them.
set -eu
app_image=$1 ops_image=$2 commit=$3
here=$(cd "$(dirname "$0")" && pwd)
run="contests-image-test-$$"
database_image=$(sed -n 's/^FROM \(postgres:[^ ]*\) AS ops$/\1/p' "$here/../Dockerfile")

clean() {
  docker rm --force "$run-app" "$run-database" >/dev/null 2>&1 || :
  docker network rm "$run" >/dev/null 2>&1 || :
}
trap clean EXIT

if docker run --rm "$app_image" 2>"${TMPDIR:-/tmp}/$run.err"; then
  echo "The image started without any secret." >&2
  exit 1
fi
grep -q 'DATABASE_URL is missing' "${TMPDIR:-/tmp}/$run.err"

secret() { openssl rand -hex 32; }
password=$(secret)
docker network create "$run" >/dev/null
docker run --detach --name "$run-database" --network "$run" --env POSTGRES_USER=contests_owner \
  --env POSTGRES_PASSWORD="$password" --env POSTGRES_DB=contests "$database_image" >/dev/null
tries=0
until docker exec "$run-database" pg_isready --host=127.0.0.1 --username=contests_owner >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -gt 60 ]; then
    echo "PostgreSQL was not ready within a minute." >&2
    exit 1
  fi
  sleep 1
done

at="$run-database:5432/contests"
owner_url=$(printf 'postgres://%s:%s@%s' contests_owner "$password" "$at")
app_url=$(printf 'postgres://%s:%s@%s' contests_web "$(secret)" "$at")
docker run --rm --read-only --network "$run" --env DATABASE_OWNER_URL="$owner_url" --env DATABASE_URL="$app_url" \
  "$ops_image" src/database/migrate-main.ts
docker run --detach --name "$run-app" --network "$run" --read-only --tmpfs /tmp --cap-drop ALL --publish 127.0.0.1::3000 \
  --env DATABASE_URL="$app_url" --env PUBLIC_URL=https://contests.test --env SMTP_URL=smtp://127.0.0.1:25 \
  --env TOKEN_SECRET="$(secret)" --env SEALING_SECRET="$(secret)" --env METRICS_TOKEN="$(secret)" "$app_image" >/dev/null
address=$(docker port "$run-app" 3000/tcp | head -n 1)
node "$here/smoke.ts" "http://$address" --commit "$commit" --wait-seconds 60
test "$(docker exec "$run-app" id -u)" = 1000
docker stop --time 40 "$run-app" >/dev/null
test "$(docker inspect --format '{{.State.ExitCode}}' "$run-app")" = 0
