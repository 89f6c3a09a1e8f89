import type { Purpose } from './model.ts';

/** What well-known actions (GitHub) and orb commands (CircleCI) do, by `owner/name` without its version. */
const rows: readonly (readonly [RegExp, ...Purpose[]])[] = [
  [/^actions\/checkout$|^checkout$/, 'checkout'],
  [
    /^(actions\/(setup-|cache|configure-pages|create-github-app-token)|docker\/(setup-|login-action|metadata-action)|aws-actions\/(configure-aws-credentials|amazon-ecr-login)|google-github-actions\/(auth|setup-gcloud|get-gke-credentials)|azure\/(login|docker-login|setup-|aks-set-context|k8s-set-context)|ruby\/setup-ruby|shivammathur\/setup-php|dtolnay\/rust-toolchain|actions-rs\/toolchain|swatinem\/rust-cache|astral-sh\/setup-|oven-sh\/setup-bun|pnpm\/action-setup|gradle\/(actions\/setup-gradle|wrapper-validation-action|gradle-build-action)|hashicorp\/setup-|step-security\/harden-runner|denoland\/setup-deno|erlef\/setup-beam|subosito\/flutter-action|superfly\/flyctl-actions\/setup-flyctl|tj-actions\/changed-files|dorny\/paths-filter|webfactory\/ssh-agent|sigstore\/cosign-installer|anchore\/scan-action\/download|jetify-com\/devbox-install-action|cachix\/|determinatesystems\/|mamba-org\/|conda-incubator\/)/,
    'setup',
  ],
  [
    /^(actions\/upload-artifact|dorny\/test-reporter|mikepenz\/action-junit-report|enricomi\/publish-unit-test-result-action|marocchino\/sticky-pull-request-comment|github\/codeql-action\/upload-sarif|romeovs\/lcov-reporter-action|davelosert\/vitest-coverage-report-action|peter-evans\/create-or-update-comment)/,
    'report',
  ],
  [
    /^(codecov\/codecov-action|coverallsapp\/github-action|codacy\/codacy-coverage-reporter|paambaati\/codeclimate-action|irongut\/codecoveragesummary|py-cov-action\/|vladopajic\/go-test-coverage|qltysh\/qlty-action\/coverage)/,
    'coverage',
  ],
  [
    /^(cypress-io\/github-action|microsoft\/playwright-github-action|robotframework\/|apache\/skywalking-infra-e2e|bahmutov\/npm-install)/,
    'test',
  ],
  [
    /^(golangci\/golangci-lint-action|super-linter\/super-linter|github\/super-linter|wagoid\/commitlint-github-action|amannn\/action-semantic-pull-request|psf\/black|astral-sh\/ruff-action|chartboost\/ruff-action|pre-commit\/action|j178\/prek-action|hadolint\/hadolint-action|ludeeus\/action-shellcheck|ibiqlik\/action-yamllint|reviewdog\/|rhysd\/actionlint|wearerequired\/lint-action|oxsecurity\/megalinter|trunk-io\/trunk-action|biomejs\/setup-biome|stackrox\/kube-linter-action|bufbuild\/|davidanson\/markdownlint-cli2-action|crate-ci\/typos|codespell-project\/|streetsidesoftware\/cspell-action|lycheeverse\/lychee-action|dominikh\/staticcheck-action)/,
    'lint',
  ],
  [/^(psf\/black|astral-sh\/ruff-action|creyd\/prettier_action|actionsx\/prettier)/, 'format'],
  [
    /^(actions\/dependency-review-action|pypa\/gh-action-pip-audit|google\/osv-scanner-action|snyk\/actions\/(?!setup|docker)|golang\/govulncheck-action|rustsec\/audit-check|actions-rust-lang\/audit|actions-rs\/audit-check|embarkstudios\/cargo-deny-action|dependency-check\/|symfonycorp\/security-checker-action|oke-py\/npm-audit-action|anchore\/scan-action|pyupio\/safety|debricked\/|fossas\/fossa-action|mend\/|whitesource|jfrog\/frogbot|socketdev\/|endorlabs\/|nikitasavinov\/checkmarx|checkmarx\/)/,
    'scan-dependencies',
  ],
  [
    /^(github\/codeql-action\/analyze|semgrep\/semgrep-action|returntocorp\/semgrep-action|sonarsource\/(sonarcloud-github-action|sonarqube-scan-action|sonarcloud-github-c-cpp)|securego\/gosec|pycqa\/bandit-action|tj-actions\/bandit|mdegis\/bandit-action|shundor\/python-bandit-scan|bearer\/bearer-action|presidentbeef\/brakeman|artplan1\/brakeman-action|bridgecrewio\/checkov-action|aquasecurity\/tfsec-action|checkmarx\/|veracode\/|contrast-security|zizmorcore\/zizmor-action|microsoft\/(security-devops-action|devskim-action)|ossf\/scorecard-action|codacy\/codacy-analysis-cli-action)/,
    'scan-code',
  ],
  [
    /^(gitleaks\/gitleaks-action|zricethezav\/gitleaks-action|trufflesecurity\/trufflehog|gitguardian\/ggshield-action|gitguardian\/)/,
    'scan-secrets',
  ],
  [
    /^(anchore\/scan-action|snyk\/actions\/docker|docker\/scout-action|azure\/container-scan|erzz\/dockle-action|goodwithtech\/dockle-action|crazy-max\/ghaction-container-scan)/,
    'scan-image',
  ],
  [/^(zaproxy\/action-|projectdiscovery\/nuclei-action|stackhawk\/)/, 'scan'],
  [
    /^((docker|useblacksmith|depot)\/(build-push-action|bake-action)|goreleaser\/goreleaser-action|redhat-actions\/buildah-build|pypa\/(cibuildwheel|build)|tauri-apps\/tauri-action|gradle\/gradle-build-action)/,
    'build',
  ],
  [
    /^(pypa\/gh-action-pypi-publish|js-devtools\/npm-publish|redhat-actions\/push-to-registry|changesets\/action|rubygems\/release-gem|peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action|actions\/deploy-pages|helm\/chart-releaser-action|chromaui\/action)/,
    'publish',
  ],
  [
    /^(softprops\/action-gh-release|ncipollo\/release-action|actions\/create-release|google-github-actions\/release-please-action|googleapis\/release-please-action|goreleaser\/goreleaser-action|cycjimmy\/semantic-release-action|release-drafter\/release-drafter|changesets\/action|marvinpinto\/action-automatic-releases|svenstaro\/upload-release-action|codfish\/semantic-release-action|python-semantic-release\/|elgohr\/github-release-action|mathieudutour\/github-tag-action|anothrnick\/github-tag-action)/,
    'release',
  ],
  [
    /^(aws-actions\/(amazon-ecs-deploy-task-definition|aws-cloudformation-github-deploy|aws-lambda-deploy)|google-github-actions\/(deploy-cloudrun|deploy-appengine|deploy-cloud-functions|create-cloud-deploy-release)|azure\/(webapps-deploy|functions-action|k8s-deploy|container-apps-deploy-action|static-web-apps-deploy|aci-deploy|arm-deploy|bicep-deploy)|superfly\/flyctl-actions(\/.*deploy.*)?$|amondnet\/vercel-action|nwtgck\/actions-netlify|netlify\/actions|akhileshns\/heroku-deploy|railwayapp\/|bervprojects\/railway-deploy|cloudflare\/(wrangler-action|pages-action)|firebaseextended\/action-hosting-deploy|serverless\/github-action|digitalocean\/app_action|jakejarvis\/s3-sync-action|appleboy\/scp-action|burnett01\/rsync-deployments|easingthemes\/ssh-deploy|samkirkland\/ftp-deploy-action|deployphp\/action|johnbeynon\/render-deploy-action|render-actions\/|hashicorp\/tfc-workflows|pulumi\/actions|stefanzweifel\/helm-upgrade|bitovi\/|caprover\/|coollabsio\/|easyengine\/|depot\/.*deploy|d3fk\/s3_sync|reggionick\/s3-deploy|einaregilsson\/beanstalk-deploy)/,
    'deploy',
  ],
  [
    /^(jtalk\/url-health-check-action|cygnetdigital\/wait_for_response|nev7n\/wait_for_response|lakuapik\/wait-for|iamazeem\/|treosh\/lighthouse-ci-action|grafana\/(k6-action|run-k6-action)|checkly\/|matt-ball\/newman-action|anthonyvscode\/newman-action|postmanlabs\/|sitespeedio\/|emberstack\/http-health|indiesdev\/curl|fjogeleit\/http-request-action)/,
    'verify',
  ],
  [/^(trstringer\/manual-approval)/, 'approve'],
  [
    /^(slackapi\/slack-github-action|8398a7\/action-slack|rtcamp\/action-slack-notify|act10ns\/slack|ravsamhq\/notify-slack-action|sarisia\/actions-status-discord|appleboy\/(discord|telegram)-action|dawidd6\/action-send-mail|skitionek\/notify-microsoft-teams|jdcargile\/ms-teams-notification|tsickert\/discord-webhook|ilshidur\/action-discord|voxmedia\/github-action-slack-notify-build)/,
    'notify',
  ],
  [
    /^(anchore\/sbom-action|cyclonedx\/|advanced-security\/sbom-generator-action|sbomify\/|kubernetes-sigs\/bom|actions\/attest-sbom)/,
    'sbom',
  ],
  [
    /^(actions\/attest|actions\/attest-build-provenance|actions\/attest-sbom|slsa-framework\/|sigstore\/gh-action-sigstore-python|in-toto\/)/,
    'provenance',
  ],
];

/** `with` tells which of its many tools an action runs. */
export function purposesOfAction(uses: string, inputs: Readonly<Record<string, string>>): Purpose[] {
  const name = uses.replace(/@.*$/, '').toLowerCase();
  if (/^aquasecurity\/trivy-action$/.test(name)) return purposesOfTrivy(inputs);
  const found = new Set<Purpose>();
  for (const [shape, ...purposes] of rows) if (shape.test(name)) for (const one of purposes) found.add(one);
  if (/^(docker|useblacksmith|depot)\/(build-push|bake)-action$/.test(name)) {
    if (
      /true|\$\{\{/.test(inputs['push'] ?? '') ||
      /type=registry|push=true|push-by-digest=true/.test(inputs['outputs'] ?? '')
    )
      found.add('publish');
    if (/true|mode=/.test(inputs['provenance'] ?? '') || /provenance/.test(inputs['attests'] ?? ''))
      found.add('provenance');
    if (/true|generator=/.test(inputs['sbom'] ?? '')) found.add('sbom');
  }
  if (/^superfly\/flyctl-actions(\/setup-flyctl)?$/.test(name) && !/\bdeploy\b/.test(inputs['args'] ?? ''))
    found.delete('deploy');
  if (name === 'github/codeql-action/init' || name === 'github/codeql-action/autobuild') return ['setup'];
  if (name === 'pulumi/actions' && inputs['command'] !== 'up') found.delete('deploy');
  return [...found];
}

function purposesOfTrivy(inputs: Readonly<Record<string, string>>): Purpose[] {
  const kind = inputs['scan-type'] ?? 'image';
  if (kind === 'config') return ['scan-code'];
  if (kind === 'image')
    return inputs['format'] === 'cyclonedx' ? ['scan-image', 'sbom'] : ['scan-image', 'scan-dependencies'];
  return inputs['scanners'] === 'secret' ? ['scan-secrets'] : ['scan-dependencies'];
}
