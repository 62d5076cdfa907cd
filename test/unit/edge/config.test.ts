import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../functions/src/edge/config.ts';

const suite = {
  GCLOUD_PROJECT: 'demo-x',
  FUNCTIONS_EMULATOR: 'true',
  FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080',
  FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099',
  CLOUD_TASKS_EMULATOR_HOST: '127.0.0.1:9499',
};

describe('the configuration', () => {
  it('knows the emulator suite by its addresses', () => {
    expect(readConfig(suite).emulators).toEqual({
      firestore: '127.0.0.1:8080',
      auth: '127.0.0.1:9099',
      tasks: '127.0.0.1:9499',
    });
  });

  it('of a real project has no emulators and splits its lists', () => {
    const config = readConfig({ GCLOUD_PROJECT: 'prod', FETCH_ALLOW_HOSTS: ' a.test, b.test:81 ,', CORS_ORIGINS: '' });
    expect(config).toMatchObject({ emulators: null, fetchAllowHosts: ['a.test', 'b.test:81'], corsOrigins: [] });
  });

  it('refuses to trust the Auth emulator in a real project', () => {
    expect(() => readConfig({ ...suite, GCLOUD_PROJECT: 'prod' })).toThrow(/emulator/);
    expect(() => readConfig({ ...suite, FUNCTIONS_EMULATOR: undefined })).toThrow(/emulator/);
  });

  it('refuses half a suite', () => {
    expect(() => readConfig({ ...suite, CLOUD_TASKS_EMULATOR_HOST: undefined })).toThrow(/npm start/);
  });

  it('refuses a missing project', () => {
    expect(() => readConfig({})).toThrow(/GCLOUD_PROJECT/);
  });

  it('limits calls unless it is told not to', () => {
    const { limits, rates } = readConfig({ GCLOUD_PROJECT: 'prod' });
    expect(limits.perMinute).toEqual({ create: 60, start: 60 });
    expect(rates).toEqual({ read: 600, write: 300, badKey: 30 });
    const off = { MAX_CREATED_PER_MINUTE: '0', MAX_READS_PER_MINUTE: '0', MAX_BAD_KEYS_PER_MINUTE: '0' };
    const without = readConfig({ GCLOUD_PROJECT: 'prod', ...off, MAX_WRITES_PER_MINUTE: '7' });
    expect(without.limits.perMinute).toEqual({ create: null, start: 60 });
    expect(without.rates).toEqual({ read: null, write: 7, badKey: null });
    expect(() => readConfig({ GCLOUD_PROJECT: 'prod', MAX_READS_PER_MINUTE: '-1' })).toThrow(/MAX_READS_PER_MINUTE/);
  });

  it('takes limits of the missions that run at once, by type', () => {
    const { limits } = readConfig({ GCLOUD_PROJECT: 'prod', MAX_RUNNING_PER_TYPE: 'research=20, report=5' });
    expect([...limits.perType]).toEqual([
      ['research', 20],
      ['report', 5],
    ]);
  });

  it.each(['research', 'research=0', 'research=many', '=5'])('refuses %s as such a limit', (text) => {
    expect(() => readConfig({ GCLOUD_PROJECT: 'prod', MAX_RUNNING_PER_TYPE: text })).toThrow(/research=20/);
  });

  it('has the thresholds of the health, and takes others', () => {
    expect(readConfig({ GCLOUD_PROJECT: 'prod' })).toMatchObject({
      healthThresholds: {
        ...{ poll_failure_percent: 5, mean_answer_ms: 5_000 },
        ...{ recovery_seconds: 60, database_query_ms: 1_000 },
      },
      metricsToken: null,
    });
    const slower = { HEALTH_MEAN_ANSWER_MS: '800', HEALTH_POLL_FAILURE_PERCENT: '0.5', METRICS_TOKEN: 'x'.repeat(32) };
    expect(readConfig({ GCLOUD_PROJECT: 'prod', ...slower })).toMatchObject({
      healthThresholds: { poll_failure_percent: 0.5, mean_answer_ms: 800, recovery_seconds: 60 },
      metricsToken: 'x'.repeat(32),
    });
  });

  it.each([
    { HEALTH_RECOVERY_SECONDS: '0' },
    { HEALTH_POLL_FAILURE_PERCENT: '101' },
    { HEALTH_DATABASE_QUERY_MS: 'fast' },
    { METRICS_TOKEN: 'too-short' },
  ])('refuses %j', (setting) => {
    expect(() => readConfig({ GCLOUD_PROJECT: 'prod', ...setting })).toThrow(Object.keys(setting)[0]);
  });
});
