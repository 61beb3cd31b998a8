import type { Durability } from './options.js';

export type Settings = Readonly<Record<string, string>>;

/** Written into postgresql.conf once, for two cores and a small memory; an administrator may change them there. */
export const FIRST_SETTINGS: Settings = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1', // an SSD
  max_wal_size: '1GB',
  max_parallel_workers_per_gather: '1', // the other core is Node's
  jit: 'off', // short statements: compiling costs more than it saves
  timezone: 'UTC',
};

/** Reachable from this machine only, by TCP only, with the password only; no file can loosen these. */
function closedDoors(port: number): Settings {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
  };
}

/**
 * The server's log holds what the server itself has to say. Statements, parameters and the values that error
 * details quote ("Key (code)=(…) already exists") are personal data and stay out.
 */
const SILENT_LOG: Settings = {
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_min_messages: 'log', // of errors in statements not even the first line
  log_error_verbosity: 'terse', // no DETAIL, CONTEXT, STATEMENT
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
};

const NO_DURABILITY: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '30min',
};

export function startSettings(port: number, durability: Durability): Settings {
  return {
    ...closedDoors(port),
    ...SILENT_LOG,
    ...(durability === 'none' ? NO_DURABILITY : { fsync: 'on' }),
  };
}

export function asArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
