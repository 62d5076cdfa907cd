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
});
