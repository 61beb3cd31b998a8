import fourSame from './data/four-same.json' with { type: 'json' };
import nationalTen from './data/national-ten.json' with { type: 'json' };
import tenUnified from './data/ten-unified.json' with { type: 'json' };
import twelveSame from './data/twelve-same.json' with { type: 'json' };
import { readStandard } from './standard.schema.js';
import type { StandardView } from './standard.js';

/** The standards that come with the program: data beside it, judged like any other. Read-only. */
export const builtInStandards: readonly StandardView[] = [tenUnified, twelveSame, fourSame, nationalTen].map(
  (value) => ({ ...readStandard(value), builtIn: true }),
);
