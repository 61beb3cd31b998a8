import { printLine } from '../command-line/output.js';

export interface TourAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly reason?: string };
  }[];
}

/** Asks the gateway as a user would, over real HTTP, and shows the question. */
export function openTourClient(url: string) {
  return async (query: string, variables: object, token?: string): Promise<TourAnswer> => {
    printLine(indent(query.trim()));
    if (Object.keys(variables).length > 0) printLine(indent(`variables ${JSON.stringify(variables)}`));
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Partial<TourAnswer>;
    return { data: data ?? null, errors: errors ?? [] };
  };
}

export type TourClient = ReturnType<typeof openTourClient>;

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `   │ ${line}`)
    .join('\n');
}
