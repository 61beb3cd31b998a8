/** What a bench prints: a title, columns, rows of text, and remarks on what was compared. */
export interface BenchTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly remarks?: readonly string[];
  /** The same as figures, for the JSON file. */
  readonly figures?: Readonly<Record<string, number>>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper, lower] = [sorted[middle] ?? NaN, sorted[middle - 1] ?? NaN];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

export function spread(values: readonly number[]): string {
  return `${format(Math.min(...values))}–${format(Math.max(...values))}`;
}

export function format(value: number): string {
  if (value >= 100) return Math.round(value).toString();
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function printTable({ title, columns, rows, remarks = [] }: BenchTable): void {
  const widths = columns.map((column, at) =>
    Math.max(...[column, ...rows.map((row) => row[at] ?? '')].map((text) => text.length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const out = [
    `\n${title}`,
    line(columns),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map(line),
    ...remarks.map((text) => `  ${text}`),
  ];
  process.stdout.write(`${out.join('\n')}\n`);
}
