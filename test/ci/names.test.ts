import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Purpose } from '../../src/catalog/ci/model.ts';
import { promises } from '../../src/catalog/ci/name-purposes.ts';

describe('what a name promises', () => {
  const kept: readonly (readonly [string, Purpose])[] = [
    ['Run tests', 'test'],
    ['Run all tests', 'test'],
    ['🧪 Run E2E Tests', 'test'],
    ['Deploy to production', 'deploy'],
    ['🚀 Deploy to ${{ inputs.environment }}', 'deploy'],
    ['Deploy to Production Environment', 'deploy'],
    ['Deploy docker image', 'deploy'],
    ['deploy_backend', 'deploy'],
    ['Rollback to previous version', 'rollback'],
    ['Rollback on failure', 'rollback'],
    ['automatic-rollback', 'rollback'],
    ['Security scan', 'scan'],
    ['Container image scan', 'scan'],
    ['Back up database before deployment', 'backup'],
    ['Create backup', 'backup'],
    ['Smoke tests', 'verify'],
    ['Post-deployment health check', 'verify'],
    ['Manual approval required', 'approve'],
    ['production-approval', 'approve'],
    ['Run database migrations', 'migrate'],
  ];
  for (const [name, purpose] of kept) {
    it(`"${name}" promises ${purpose}`, () => {
      assert.equal(promises(name, purpose), true);
    });
  }

  const about: readonly (readonly [string, Purpose])[] = [
    ['Notify deployment', 'deploy'],
    ['Deployment summary', 'deploy'],
    ['Deployment Status', 'deploy'],
    ['Set deployment version', 'deploy'],
    ['Deployment version', 'deploy'],
    ['Determine version to deploy', 'deploy'],
    ['Print test results', 'test'],
    ['Test summary', 'test'],
    ['Set up test database', 'test'],
    ['Upload test results', 'test'],
    ['Check if deploy is needed', 'deploy'],
    ['No tests needed', 'test'],
    ['Skip tests', 'test'],
    ['All tests passed', 'test'],
    ['Backup name', 'backup'],
    ['Get backup file', 'backup'],
    ['Download image scan report', 'scan'],
    ['Rollback instructions', 'rollback'],
    ['Build', 'deploy'],
  ];
  for (const [name, purpose] of about) {
    it(`"${name}" does not promise ${purpose}`, () => {
      assert.equal(promises(name, purpose), false);
    });
  }
});
