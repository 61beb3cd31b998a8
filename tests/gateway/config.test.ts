import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigFaults, readConfig, type Config } from '../../gateway/config.js';

let folder = '';
let keyFile = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-config-'));
  keyFile = join(folder, 'keys.json');
  writeFileSync(keyFile, '{"keys":[]}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function faultsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    for (const { en, zh } of error.faults) {
      expect(en).toMatch(/[a-z]{3}.*\.$/);
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
    }
    return error.faults.map(({ variable }) => variable);
  }
}

describe('the environment', () => {
  it('that says nothing gives the defaults of the contract', () => {
    expect(readConfig({})).toMatchObject<Partial<Config>>({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: resolve('.data'),
      demo: true,
      sourcesDir: null,
      issuers: [],
      logLevel: 'info',
      production: false,
    });
  });

  it('has the demonstration off where the database is somebody’s own, unless it says otherwise', () => {
    const url = 'postgres://u:p@h/d';
    expect(readConfig({ DATABASE_URL: url }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: url, DEMO: 'on' }).demo).toBe(true);
    expect(readConfig({ DEMO: 'off' }).demo).toBe(false);
  });

  it('counts an empty or blank variable as not set', () => {
    const empty = {
      PORT: '',
      HOST: ' ',
      DATABASE_URL: '',
      DEMO: '',
      JWT_ISSUERS: '',
      SOURCES_DIR: '',
      LOG_LEVEL: '\t',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('hands secrets on by name, and never an empty one', () => {
    const { sourceSecrets } = readConfig({
      SOURCE_SECRET_TAX: 'a',
      SOURCE_SECRET_EMPTY: '',
      SOURCE_SECRETS: 'b',
    });
    expect(sourceSecrets).toEqual({ TAX: 'a' });
  });

  const issuer = (change: object) =>
    JSON.stringify([{ issuer: 'https://i.example', jwks: keyFile, algorithms: ['ES256'], ...change }]);

  it.each<[string, () => string]>([
    ['PORT', () => '-1'],
    ['PORT', () => '65536'],
    ['PORT', () => '4000.5'],
    ['PORT', () => '0x10'],
    ['PORT', () => '1e3'],
    ['DEMO', () => 'true'],
    ['LOG_LEVEL', () => 'INFO'],
    ['DATABASE_URL', () => 'localhost/db'],
    ['DATABASE_URL', () => 'mysql://u@h/d'],
    ['DATABASE_REPLICA_URLS', () => 'postgres://h/d, nonsense'],
    ['SOURCES_DIR', () => join(folder, 'nowhere')],
    ['SOURCE_NETWORKS', () => '10.0.0.0/8,10.0.0.0/33'],
    ['SOURCE_NETWORKS', () => '10.0.0/8'],
    ['SOURCE_NETWORKS', () => '::/129'],
    ['REQUEST_DEADLINE_MS', () => '99'],
    ['JWT_ISSUERS', () => 'https://i.example'],
    ['JWT_ISSUERS', () => '{}'],
    ['JWT_ISSUERS', () => issuer({ issuer: '' })],
    ['JWT_ISSUERS', () => issuer({ issuer: 'tongban-local' })],
    ['JWT_ISSUERS', () => issuer({ algorithms: [] })],
    ['JWT_ISSUERS', () => issuer({ algorithms: ['HS256'] })],
    ['JWT_ISSUERS', () => issuer({ algorithms: ['none'] })],
    ['JWT_ISSUERS', () => issuer({ jwks: join(folder, 'nowhere.json') })],
    ['JWT_ISSUERS', () => issuer({ jwks: 'http://keys.example/jwks' })],
    ['JWT_ISSUERS', () => issuer({ jwks: 'ftp://keys.example/jwks' })],
    ['JWT_ISSUERS', () => issuer({ more: 1 })],
    ['JWT_ISSUERS', () => `[${issuer({}).slice(1, -1)},${issuer({}).slice(1, -1)}]`],
  ])('%s is refused when it is wrong (%#)', (variable, value) => {
    expect(faultsOf({ [variable]: value() })).toEqual([variable]);
  });

  it.each<[string, () => string]>([
    ['PORT', () => '0'],
    ['PORT', () => ' 65535 '],
    ['DATABASE_URL', () => 'postgresql://u:p%40@h:5432/d?sslmode=require'],
    ['SOURCE_NETWORKS', () => '10.0.0.0/8, fd00::/8, 127.0.0.1/32'],
    ['SOURCES_DIR', () => folder],
    ['JWT_ISSUERS', () => issuer({})],
    ['JWT_ISSUERS', () => issuer({ jwks: `file://${keyFile}` })],
    ['JWT_ISSUERS', () => issuer({ jwks: 'https://keys.example/jwks' })],
    ['JWT_ISSUERS', () => issuer({ jwks: 'http://127.0.0.1:8080/jwks' })],
    ['JWT_ISSUERS', () => '[]'],
  ])('%s is taken when it is right (%#)', (variable, value) => {
    expect(faultsOf({ [variable]: value() })).toEqual([]);
  });

  it('tells every fault at once', () => {
    expect(faultsOf({ PORT: 'x', DEMO: 'x', LOG_LEVEL: 'x', DATABASE_URL: 'x' }).slice().sort()).toEqual([
      'DATABASE_URL',
      'DEMO',
      'LOG_LEVEL',
      'PORT',
    ]);
  });
});
