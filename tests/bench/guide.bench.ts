import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../../gateway/embedded-postgres/index.js';
import { format, median, spread, type BenchTable } from './bench-table.js';
import { createDatabase } from './guide-data.js';
import { startProcess, usage, type BenchProcess } from './process.js';

const QUERY = `query Guide($code: MatterCode!) {
  matter(code: $code) {
    code name
    organisation { creditCode name }
    region { code name }
    materials { code name necessity licenceTypes { code name } }
  }
}`;

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  readonly cpuShare: number;
  readonly cpuMs: number;
  readonly rssMb: number;
}

interface Side {
  readonly name: string;
  readonly url: string;
  readonly process: BenchProcess;
  readonly rounds: Round[];
}

const ROUNDS = 3;
const CONNECTIONS = 32;

/** The guide query against a server written by hand, on the same database, in turn, with the load in a process of its own. */
export async function guideBench(seconds: number): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-bench-'));
  const quiet = { info: () => undefined, warn: () => undefined };
  const server = await openEmbeddedPostgres({ dataDir: folder, log: quiet });
  const started: BenchProcess[] = [];
  const start = async (role: string, settings: Readonly<Record<string, string>>) => {
    const child = await startProcess(role, { DATA_DIR: folder, DATABASE_URL: url, ...settings });
    started.push(child);
    return child;
  };
  const url = await createDatabase(server.url, 'bench');
  try {
    const { codes } = await (await start('data', {})).ask<{ codes: string[] }>({});
    const bodies = join(folder, 'bodies.json');
    await writeFile(
      bodies,
      JSON.stringify(codes.map((code) => JSON.stringify({ query: QUERY, variables: { code } }))),
    );

    const [raw, gateway, cold] = [
      await start('raw', {}),
      await start('gateway', {}),
      await start('gateway', { HELD: '1' }),
    ];
    const at = async (child: BenchProcess) => (await child.ask<{ url: string }>({})).url;
    const rawUrl = await at(raw);
    const sides: Side[] = [
      {
        name: 'by hand: node:http + pg, one SQL over the tables',
        url: `${rawUrl}/live`,
        process: raw,
        rounds: [],
      },
      {
        name: 'by hand: node:http + pg, the document by key',
        url: `${rawUrl}/document`,
        process: raw,
        rounds: [],
      },
      { name: 'Tongban, documents in memory', url: await at(gateway), process: gateway, rounds: [] },
      { name: 'Tongban, every document from the database', url: await at(cold), process: cold, rounds: [] },
    ];
    const load = await start('load', {});
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const side of sides) {
        const measured = await measure(side, load, bodies, round < 0 ? 2 : seconds);
        if (round >= 0) side.rounds.push(measured);
      }
    }
    return tableOf(sides);
  } finally {
    for (const child of started.reverse()) await child.stop().catch(() => undefined);
    await server.release();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(side: Side, load: BenchProcess, bodies: string, seconds: number): Promise<Round> {
  const before = usage(side.process.pid);
  const result = await load.ask<Omit<Round, 'cpuShare' | 'cpuMs' | 'rssMb'>>({
    url: side.url,
    bodies,
    seconds,
    connections: CONNECTIONS,
  });
  const after = usage(side.process.pid);
  const cpu = after.cpuSeconds - before.cpuSeconds;
  return {
    ...result,
    cpuShare: cpu / seconds,
    cpuMs: (cpu * 1000) / (result.perSecond * seconds),
    rssMb: after.rssMb,
  };
}

function tableOf(sides: readonly Side[]): BenchTable {
  const of = (side: Side | undefined, name: keyof Round) => (side?.rounds ?? []).map((round) => round[name]);
  // Ratios are taken round by round, because the machine drifts between rounds.
  const ratios = (side: Side, to: Side | undefined) =>
    side.rounds.map((round, at) => round.perSecond / (to?.rounds[at]?.perSecond ?? NaN));
  const [live, document] = sides;
  const rows = sides.map((side) => [
    side.name,
    format(median(of(side, 'perSecond'))),
    `${format(median(ratios(side, live)))} (${spread(ratios(side, live))})`,
    `${format(median(ratios(side, document)))} (${spread(ratios(side, document))})`,
    `${format(median(of(side, 'p50')))} / ${format(median(of(side, 'p99')))}`,
    format(median(of(side, 'cpuShare'))),
    format(median(of(side, 'cpuMs'))),
    format(median(of(side, 'rssMb'))),
    String(of(side, 'failed').reduce((sum, failed) => sum + failed, 0)),
  ]);
  return {
    title:
      'Guide query: a matter with 5 materials and their licence types, organisation, region; 1,000 matters at random',
    columns: [
      'server',
      'req/s',
      'ratio to one SQL',
      'ratio to document',
      'p50 / p99 ms',
      'CPU share',
      'CPU ms/req',
      'RSS MB',
      'failed',
    ],
    rows,
    remarks: [
      `${ROUNDS} rounds in turn, medians; ratios are medians of the rounds' own ratios, with their spread. ${CONNECTIONS} connections from a second process.`,
      'Server, load and PostgreSQL (embedded, fsync on) share this machine; CPU share is that of the server process alone.',
      'All four give the same fields. The servers by hand have no GraphQL, no checks, no trace and no limits.',
    ],
    figures: Object.fromEntries(
      sides.flatMap((side, at) => [
        [`side${at}.perSecond`, median(of(side, 'perSecond'))],
        [`side${at}.ratioToSql`, median(ratios(side, live))],
        [`side${at}.ratioToDocument`, median(ratios(side, document))],
        [`side${at}.p99Ms`, median(of(side, 'p99'))],
        [`side${at}.cpuMsPerRequest`, median(of(side, 'cpuMs'))],
        [`side${at}.rssMb`, median(of(side, 'rssMb'))],
      ]),
    ),
  };
}
