import { accessSync, constants } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The issuer of tokens made here (`token`): nobody else may speak under its name. */
export const LOCAL_ISSUER = 'tongban-local';

const issuerSchema = z.strictObject({
  issuer: z
    .string()
    .min(1)
    .refine((name) => name !== LOCAL_ISSUER, { message: `${LOCAL_ISSUER} is this gateway itself` }),
  /** Where the public keys are: a file, or an https address (http only on loopback). */
  jwks: z.string().min(1).refine(isKeySetPlace, {
    message: 'neither a readable file nor an https address (http only on this machine)',
  }),
  algorithms: z
    .array(z.enum(['ES256', 'ES384', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']))
    .min(1),
});
export type IssuerConfig = z.infer<typeof issuerSchema>;

/** Everything the environment says, read once and frozen (contract: Environment). */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** null = embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databaseReplicaUrls: readonly string[];
  readonly dataDir: string;
  readonly demo: boolean;
  readonly sourcesDir: string | null;
  /** Private networks (CIDR) that source definitions may reach, such as 10.0.0.0/8; none unless named. */
  readonly sourceNetworks: readonly string[];
  /** Secrets that source definitions name: SOURCE_SECRET_TAX_KEY is what `{{secret:TAX_KEY}}` stands for. */
  readonly sourceSecrets: Readonly<Record<string, string>>;
  readonly issuers: readonly IssuerConfig[];
  readonly logLevel: (typeof logLevels)[number];
  /** Explorer, introspection and console are for development; in production only the API answers. */
  readonly production: boolean;
  /** Deadline of one request in milliseconds, handed down to every outside call. */
  readonly deadlineMs: number;
}

/** One thing wrong in the environment: which variable, what is wrong, what to do. */
export interface ConfigFault {
  readonly variable: string;
  readonly en: string;
  readonly zh: string;
}

/** All faults of the environment at once, so that nobody mends them one start at a time. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(faults.map((fault) => `${fault.variable}: ${fault.en} ${fault.zh}`).join('\n'));
    this.name = 'ConfigFaults';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(environment: Environment = process.env): Config {
  const reader = new EnvironmentReader(environment);
  const databaseUrl = reader.postgresUrl('DATABASE_URL');
  const config: Config = {
    port: reader.integer('PORT', 4000, 0, 65_535),
    host: reader.text('HOST') ?? '127.0.0.1',
    databaseUrl,
    databaseReplicaUrls: reader.postgresUrls('DATABASE_REPLICA_URLS'),
    dataDir: resolve(reader.text('DATA_DIR') ?? '.data'),
    demo: reader.onOff('DEMO', databaseUrl === null),
    sourcesDir: reader.folder('SOURCES_DIR'),
    sourceNetworks: reader.networks('SOURCE_NETWORKS'),
    sourceSecrets: reader.prefixed('SOURCE_SECRET_'),
    issuers: reader.issuers('JWT_ISSUERS'),
    logLevel: reader.oneOf('LOG_LEVEL', logLevels, 'info'),
    production: reader.text('NODE_ENV') === 'production',
    deadlineMs: reader.integer('REQUEST_DEADLINE_MS', 15_000, 100, 600_000),
  };
  if (reader.faults.length > 0) throw new ConfigFaults(reader.faults);
  return Object.freeze(config);
}

class EnvironmentReader {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly environment: Environment) {}

  /** An empty variable counts as not set: that is what `FOO= npm start` means. */
  text(name: string): string | null {
    const value = this.environment[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  list(name: string): readonly string[] {
    return (this.text(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  prefixed(prefix: string): Readonly<Record<string, string>> {
    const found = Object.entries(this.environment).filter(
      ([name, value]) => name.startsWith(prefix) && value,
    );
    return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value ?? '']));
  }

  integer(name: string, otherwise: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === null) return otherwise;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    this.refuse(
      name,
      `"${text}" is not a whole number from ${least} to ${most}.`,
      `“${text}”不是${least}到${most}之间的整数。`,
    );
    return otherwise;
  }

  oneOf<Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
    const text = this.text(name);
    if (text === null) return otherwise;
    const found = values.find((value) => value === text);
    if (found) return found;
    this.refuse(
      name,
      `"${text}" is none of ${values.join(', ')}.`,
      `“${text}”不在可选值之内：${values.join('、')}。`,
    );
    return otherwise;
  }

  onOff(name: string, otherwise: boolean): boolean {
    return this.oneOf(name, ['on', 'off'], otherwise ? 'on' : 'off') === 'on';
  }

  postgresUrl(name: string): string | null {
    const [url = null] = this.postgresUrls(name, this.text(name));
    return url;
  }

  /** The address itself never stands in the message: it may hold a password. */
  postgresUrls(name: string, only?: string | null): readonly string[] {
    const texts = only === undefined ? this.list(name) : only === null ? [] : [only];
    if (texts.every(isPostgresUrl)) return texts;
    this.refuse(
      name,
      'is not an address such as postgresql://user:password@host:5432/database.',
      '不是形如 postgresql://用户:密码@主机:5432/数据库 的地址。',
    );
    return [];
  }

  networks(name: string): readonly string[] {
    const texts = this.list(name);
    for (const text of texts.filter((one) => !isNetwork(one))) {
      this.refuse(
        name,
        `"${text}" is not a network such as 10.0.0.0/8.`,
        `“${text}”不是形如10.0.0.0/8的网段。`,
      );
    }
    return texts;
  }

  folder(name: string): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const path = isAbsolute(text) ? text : resolve(text);
    if (!isReadable(path, constants.R_OK | constants.X_OK))
      this.refuse(name, `the folder ${path} cannot be read.`, `无法读取文件夹${path}。`);
    return path;
  }

  issuers(name: string): readonly IssuerConfig[] {
    const text = this.text(name);
    if (text === null) return [];
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.refuse(
        name,
        'is not JSON (a list of {issuer, jwks, algorithms}).',
        '不是JSON（应为{issuer, jwks, algorithms}列表）。',
      );
      return [];
    }
    const read = z.array(issuerSchema).safeParse(value);
    if (!read.success) {
      for (const issue of read.error.issues) {
        const place = issue.path.join('.') || '(top)';
        this.refuse(name, `${place}: ${issue.message}.`, `${place}处不合规。`);
      }
      return [];
    }
    const names = read.data.map(({ issuer }) => issuer);
    if (new Set(names).size < names.length)
      this.refuse(name, 'an issuer stands there twice.', '同一签发方出现了两次。');
    return read.data;
  }

  private refuse(variable: string, en: string, zh: string): void {
    this.faults.push({ variable, en, zh });
  }
}

function isPostgresUrl(text: string): boolean {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  return protocol === 'postgres:' || protocol === 'postgresql:';
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', more] = text.split('/');
  const version = isIP(address);
  return (
    version > 0 && more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
  );
}

/** Keys fetched in the open could be anyone's; on this machine nobody stands between. */
function isKeySetPlace(place: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(place) || place.startsWith('file://')) {
    return isReadable(place.replace(/^file:\/\//, ''), constants.R_OK);
  }
  if (!URL.canParse(place)) return false;
  const { protocol, hostname } = new URL(place);
  const loopback = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

function isReadable(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
