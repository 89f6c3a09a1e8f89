import type { Purpose } from './model.ts';

/** What well-known programs do, by the first words of the command; `*` stands for the rest of a word. */
export const knownTools: readonly (readonly [Purpose, string])[] = [
  [
    'install',
    `npm ci | npm i | npm install | pnpm i | pnpm install | yarn install | bun i | bun install | pip* install |
     uv sync | uv pip install | poetry install | pipenv install | pipenv sync | pdm install | pdm sync |
     bundle install | composer install | composer i | go mod download | cargo fetch | dotnet restore |
     mix deps.get | apt install | apt-get install | apk add | brew install | yum install | dnf install`,
  ],
  [
    'test',
    `jest | vitest | mocha | ava | tap | jasmine | karma start | lab | uvu | bats | pytest | py.test | nose2 |
     nosetests | tox | nox | behave | robot | unittest | rspec | minitest | cucumber | phpunit | simple-phpunit |
     pest | paratest | codecept | behat | gotestsum | ginkgo | ctest | busted | prove | cypress run |
     playwright test | wdio | testcafe | detox test | newman run | schemathesis run | st run | mix test |
     rebar3 eunit | rebar3 ct | flutter test | dart test | deno test | bun test | swift test | go test |
     cargo test | cargo nextest | cargo llvm-cov | cargo tarpaulin | dotnet test | manage.py test |
     django-admin test | rails test | rails spec | rake test | rake spec | artisan test | lein test | stack test |
     cabal test | bazel test | bazelisk test | bazel coverage | ng test | ng e2e | coverage run | godog`,
  ],
  [
    'coverage',
    `coverage report | coverage xml | coverage html | coverage json | nyc | c8 | codecov | codecovcli | coveralls |
     goveralls | lcov | genhtml | diff-cover`,
  ],
  [
    'load-test',
    `k6 run | artillery run | artillery quick | autocannon | wrk | wrk2 | vegeta | hey | locust | jmeter | gatling |
     oha | bombardier | ab`,
  ],
  [
    'lint',
    `eslint | oxlint | biome lint | biome check | biome ci | xo | standard | tslint | stylelint | jshint |
     ruff check | flake8 | pylint | pycodestyle | pydocstyle | rubocop | standardrb | erb_lint | erblint | reek |
     phpcs | phpmd | php-cs-fixer | pint | golangci-lint | golint | staticcheck | revive | go vet | cargo clippy |
     ktlint | detekt | checkstyle | pmd | spotbugs | hadolint | shellcheck | yamllint | actionlint | markdownlint |
     markdownlint-cli2 | ansible-lint | tflint | helm lint | kube-linter | kubeconform | kubeval | buf lint |
     spectral lint | redocly lint | sqlfluff lint | squawk | mix credo | vale | cspell | knip | ng lint |
     next lint | commitlint | pre-commit run | prek run | prek | lefthook run | isort | vulture | interrogate |
     swiftlint | dart analyze | flutter analyze | deno lint | cppcheck | clang-tidy | luacheck | publint | attw |
     depcheck | madge | depcruise | codespell | bandit`,
  ],
  [
    'format',
    `prettier | black | ruff format | biome format | biome check | biome ci | dprint | gofmt | gofumpt | goimports |
     cargo fmt | rustfmt | isort | yapf | autopep8 | php-cs-fixer | pint | terraform fmt | dotnet format |
     mix format | ktfmt | google-java-format | clang-format | deno fmt | shfmt | taplo | csharpier | nixfmt`,
  ],
  [
    'typecheck',
    `tsc | vue-tsc | tsgo | mypy | dmypy | pyright | basedpyright | pyre | pytype | ty check | flow | phpstan |
     psalm | srb tc | steep check | svelte-check | astro check | mix dialyzer | dialyzer | cargo check | go build |
     go vet | nuxt typecheck | nuxi typecheck`,
  ],
  [
    'scan-dependencies',
    `npm audit | pnpm audit | yarn audit | yarn npm audit | bun audit | pip-audit | safety check | safety scan |
     osv-scanner | snyk test | snyk monitor | govulncheck | bundler-audit | bundle-audit | bundle audit |
     composer audit | local-php-security-checker | symfony security:check | symfony check:security | cargo audit |
     cargo deny | cargo-deny | dependency-check | dependency-check.sh | retire | audit-ci | better-npm-audit | nancy |
     grype | trivy fs | trivy filesystem | trivy repo | trivy repository | trivy rootfs | trivy sbom | uv audit |
     mix hex.audit | mix deps.audit | auditjs | depscan | socket ci | socket scan`,
  ],
  [
    'scan-code',
    `semgrep | opengrep | bandit | gosec | brakeman | codeql | sonar-scanner | snyk code | bearer scan | njsscan |
     progpilot | horusec | mix sobelow | checkov | tfsec | terrascan | kics | trivy config | kubesec | zizmor |
     cargo geiger | dotnet sonarscanner | dotnet-sonarscanner | devskim | flawfinder`,
  ],
  [
    'scan-secrets',
    `gitleaks | trufflehog | detect-secrets | ggshield | secretlint | git-secrets | git secrets | noseyparker |
     talisman | kingfisher`,
  ],
  [
    'scan-image',
    `trivy image | docker scout | grype | snyk container | clair* | anchore* | dockle | docker scan`,
  ],
  ['scan', `zap* | nuclei | nikto | wapiti | testssl | testssl.sh`],
  [
    'build',
    `docker build | docker buildx build | docker buildx bake | docker image build | podman build | buildah bud | buildah build | ko build |
     pack build | nixpacks build | webpack | vite build | rollup | esbuild | tsup | tsdown | parcel build |
     next build | nuxt build | nuxt generate | nuxi build | astro build | remix build | remix vite:build |
     react-scripts build | ng build | vue-cli-service build | gatsby build | nest build | swc | babel | go build |
     cargo build | dotnet build | dotnet publish | build | hatch build | poetry build | uv build |
     flit build | bazel build | bazelisk build | cmake | tsc | rake assets:precompile | rails assets:precompile |
     mix compile | mix release | goreleaser build | gem build | gradle | gradlew | mvn | mvnw | mvnd`,
  ],
  [
    'publish',
    `docker push | docker image push | docker compose push | podman push | buildah push | skopeo copy | crane push |
     crane copy | crane cp | oras push | ko publish | npm publish | pnpm publish | yarn publish | yarn npm publish |
     lerna publish | twine upload | poetry publish | uv publish | hatch publish | flit publish | gem push |
     cargo publish | dotnet nuget push | nuget push | helm push | vsce publish | changeset publish`,
  ],
  [
    'release',
    `gh release create | gh release upload | gh release edit | goreleaser | semantic-release | release-it |
     standard-version | changeset version | changeset tag | changeset publish | cargo release | release-please |
     cz bump | bump2version`,
  ],
  [
    'deploy',
    `kubectl apply | kubectl replace | kubectl set image | kubectl patch | kubectl rollout restart |
     oc apply | oc rollout latest | oc start-build | helm upgrade | helm install | helmfile apply | helmfile sync |
     skaffold run | skaffold deploy | argocd app sync | argocd app set | flux reconcile | kapp deploy |
     terraform apply | tofu apply | terragrunt apply | terragrunt run-all apply | pulumi up | cdk deploy |
     sam deploy | cdktf deploy | ansible-playbook | serverless deploy | sls deploy | sst deploy |
     aws ecs update-service | aws ecs deploy | aws lambda update-function-code |
     aws elasticbeanstalk update-environment | aws deploy create-deployment | aws cloudformation deploy |
     aws cloudformation update-stack | aws cloudformation create-stack | aws apprunner start-deployment |
     aws apprunner update-service | aws amplify start-job | aws amplify start-deployment | aws ssm send-command |
     ecs-deploy | eb deploy | copilot deploy | copilot svc deploy | gcloud run deploy | gcloud run services update |
     gcloud run services replace | gcloud app deploy | gcloud functions deploy | gcloud deploy releases create |
     az webapp deploy | az webapp up | az webapp config container set | az containerapp update | az containerapp up |
     az functionapp deployment | az deployment group create | doctl apps create-deployment | doctl apps update |
     heroku container:release | heroku deploy | flyctl deploy | fly deploy | vercel deploy | netlify deploy |
     railway up | railway redeploy | render deploys create | wrangler deploy | wrangler publish |
     wrangler pages deploy | wrangler pages publish | firebase deploy | supabase functions deploy | kamal deploy |
     kamal redeploy | kamal setup | dep deploy | deployer deploy | mina deploy | fab deploy | nomad run |
     nomad job run | docker stack deploy | docker service update | caprover deploy | cf push | surge | pm2 deploy |
     pm2 reload | pm2 restart | pm2 startOrReload | systemctl restart | systemctl reload`,
  ],
  [
    'migrate',
    `alembic upgrade | flask db upgrade | django-admin migrate | manage.py migrate | prisma migrate deploy |
     prisma migrate dev | prisma db push | drizzle-kit migrate | drizzle-kit push | knex migrate:latest |
     knex migrate:up | sequelize db:migrate | sequelize-cli db:migrate | node-pg-migrate up | kysely migrate |
     dbmate up | dbmate migrate | atlas migrate apply | atlas schema apply | sqlx migrate run |
     diesel migration run | sea-orm-cli migrate | rails db:migrate | rails db:prepare | rails db:schema:load |
     rake db:migrate | rake db:prepare | rake db:schema:load | artisan migrate | phinx migrate | mix ecto.migrate |
     dotnet ef database update | dotnet-ef database update | graphile-migrate migrate | supabase db push |
     mikro-orm migration:up | db-migrate up | aerich upgrade | tern migrate | sqitch deploy | sql-migrate up`,
  ],
  [
    'backup',
    `pg_dump | pg_dumpall | pg_basebackup | mysqldump | mariadb-dump | mariabackup | mydumper | xtrabackup |
     mongodump | wal-g backup-push | wal-e backup-push | barman backup | borg create | velero backup create |
     etcdctl snapshot save | aws rds create-db-snapshot | aws rds create-db-cluster-snapshot |
     aws backup start-backup-job | aws dynamodb create-backup | gcloud sql backups create | gcloud sql export |
     heroku pg:backups:capture | supabase db dump | clickhouse-backup create | neo4j-admin database dump`,
  ],
  [
    'verify',
    `curl | wget | http | https | xh | grpcurl | grpc_health_probe | wait-on | wait-for-it | wait-for-it.sh | dockerize |
     lhci | lighthouse | start-server-and-test | hurl | Invoke-WebRequest | Invoke-RestMethod | iwr | irm |
     kubectl rollout status | kubectl wait | helm test | aws ecs wait | oc rollout status`,
  ],
  [
    'rollback',
    `kubectl rollout undo | helm rollback | argo rollouts undo | kubectl argo rollouts undo |
     kubectl argo rollouts abort | heroku rollback | heroku releases:rollback | vercel rollback | kamal rollback |
     dep rollback | railway rollback | wrangler rollback | docker service rollback | nomad job revert |
     gcloud run services update-traffic`,
  ],
  [
    'notify',
    `slack* | apprise | mail | sendmail | ntfy | gh issue comment | gh pr comment | gh issue create`,
  ],
  ['sbom', `syft | cyclonedx* | cdxgen | npm sbom | docker sbom | cargo cyclonedx | cargo sbom`],
  ['provenance', `cosign sign | cosign attest | gh attestation | witness run | in-toto-run | notation sign`],
];
