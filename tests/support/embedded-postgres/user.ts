import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { EmbeddedPostgresOptions } from '../../../gateway/embedded-postgres/index.js';
import type { Starter } from './account.js';
import type { Stage } from './stage.js';
import type { Order, Reply } from './user-program.js';

export type UserOptions = Omit<EmbeddedPostgresOptions, 'log'>;

/** A running user-program, seen from its parent. */
export class User {
  readonly logged: NonNullable<Reply['logged']>[] = [];
  output = '';
  private readonly child: ChildProcess;
  private readonly replies: Reply[] = [];
  private readonly waiting: ((reply: Reply) => void)[] = [];

  constructor(stage: Stage, starter: Starter, options: UserOptions) {
    const { uid, gid } = starter;
    this.child = spawn(stage.node, [stage.program, JSON.stringify(options)], {
      ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
      ...{ cwd: stage.folder, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    });
    const keep = (chunk: Buffer): void => void (this.output += chunk.toString('utf8'));
    this.child.stdout?.on('data', keep);
    this.child.stderr?.on('data', keep);
    this.child.on('message', (message) => this.take(message as Reply));
    this.child.on('exit', (code, signal) =>
      this.take({ failed: `ended (${code ?? signal}): ${this.output}` }),
    );
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  async opened(): Promise<{ url: string; started: boolean; port: number; password: string }> {
    const { opened, ...other } = await this.next();
    if (opened === undefined) throw new Error(JSON.stringify({ ...other, logged: this.logged }));
    const { port, password } = new URL(opened.url);
    return { ...opened, port: Number(port), password };
  }

  async refused(): Promise<NonNullable<Reply['refused']>> {
    const { refused, ...other } = await this.next();
    if (refused === undefined) throw new Error(JSON.stringify(other));
    return refused;
  }

  async query(sql: string): Promise<Record<string, unknown>[]> {
    const { rows, ...other } = await this.ask({ do: 'query', sql });
    if (rows === undefined) throw new Error(JSON.stringify(other));
    return rows;
  }

  /** Sends a statement and does not wait for its end. */
  begin(sql: string): void {
    this.child.send({ do: 'query', sql } satisfies Order);
  }

  async release(): Promise<void> {
    const { released, ...other } = await this.ask({ do: 'release' });
    if (released === undefined) throw new Error(JSON.stringify(other));
  }

  /** Ctrl-C: the terminal signals everyone of the process group. */
  interruptGroup(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  private ask(order: Order): Promise<Reply> {
    this.child.send(order);
    return this.next();
  }

  private take(reply: Reply): void {
    if (reply.logged !== undefined) {
      this.logged.push(reply.logged);
      return;
    }
    const waiter = this.waiting.shift();
    if (waiter === undefined) this.replies.push(reply);
    else waiter(reply);
  }

  private next(): Promise<Reply> {
    const reply = this.replies.shift();
    return reply === undefined
      ? new Promise((resolve) => this.waiting.push(resolve))
      : Promise.resolve(reply);
  }
}
