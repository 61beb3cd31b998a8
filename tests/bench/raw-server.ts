import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/*
 * The honest opponent: what a good engineer writes by hand for this one question, without GraphQL, without anything else.
 * `live` joins the tables in one SQL; `document` reads the published document by key and picks from it.
 */
const live = `
  select json_build_object(
    'code', m.code, 'name', m.name,
    'organisation', json_build_object('creditCode', o.credit_code, 'name', o.name),
    'region', json_build_object('code', r.code, 'name', r.name),
    'materials', (
      select json_agg(json_build_object(
        'code', x.material ->> 'code', 'name', x.material ->> 'name', 'necessity', x.material ->> 'necessity',
        'licenceTypes', (
          select json_agg(json_build_object('code', t.code, 'name', t.name))
            from material_link l join licence_type t on t.code = l.target
           where l.matter_key = m.key and l.material_code = x.material ->> 'code' and l.way = 'LICENCE')) order by x.position)
        from jsonb_array_elements(m.elements -> 'materials') with ordinality as x (material, position))) as answer
    from matter m
    join organisation o on o.key = m.organisation_key
    join region r on r.code = m.region_code
   where m.code = $1`;

interface StoredDocument {
  readonly code: string;
  readonly name: string;
  readonly organisation: { readonly creditCode: string; readonly name: string };
  readonly region: { readonly code: string; readonly name: string };
  readonly licenceTypes: Readonly<Record<string, { readonly code: string; readonly name: string }>>;
  readonly elements: {
    readonly materials: readonly {
      readonly code: string;
      readonly name: string;
      readonly necessity: string;
      readonly alternatives: readonly (readonly { readonly licenceType: string }[])[];
    }[];
  };
}

function pick({ code, name, organisation, region, licenceTypes, elements }: StoredDocument): object {
  return {
    code,
    name,
    organisation: { creditCode: organisation.creditCode, name: organisation.name },
    region: { code: region.code, name: region.name },
    materials: elements.materials.map((material) => ({
      code: material.code,
      name: material.name,
      necessity: material.necessity,
      licenceTypes: material.alternatives.flat().map(({ licenceType }) => {
        const type = licenceTypes[licenceType];
        return { code: type?.code, name: type?.name };
      }),
    })),
  };
}

export async function openRawServer(databaseUrl: string): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  async function answer(path: string, code: string): Promise<object | null> {
    if (path === '/live') {
      const { rows } = await pool.query<{ answer: object }>({ name: 'live', text: live, values: [code] });
      return rows[0]?.answer ?? null;
    }
    const text = 'select document from publication where code = $1 and current';
    const { rows } = await pool.query<{ document: StoredDocument }>({
      name: 'document',
      text,
      values: [code],
    });
    return rows[0] ? pick(rows[0].document) : null;
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        variables: { code: string };
      };
      answer(request.url ?? '', variables.code).then(
        (matter) => {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ data: { matter } }));
        },
        () => {
          response.statusCode = 500;
          response.end();
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
