import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Material, Satisfaction } from '../../../catalog/index.js';
import { projectRoot } from '../../../gateway/project-root.js';
import { tourBaseCode, tourHolder, tourSituation } from '../../../gateway/demonstration/tour-matter.js';
import { catalogue } from './compiled.js';

const demonstration = join(projectRoot, 'gateway', 'demonstration');
const fieldsOf = new Map(
  catalogue.licenceTypes.map((one) => [
    one.code as string,
    new Map(one.fields.map((field) => [field.name, field])),
  ]),
);

/** Every (matter, material) of the base catalogue. */
const materials = catalogue.baseMatters.flatMap(({ code, elements }) =>
  (elements.materials ?? []).map((material) => ({ code, material, all: elements.materials ?? [] })),
);
const ways = materials.flatMap(({ code, material, all }) =>
  material.alternatives.flat().map((way) => ({ at: `${code} ${material.code}`, way, material, all })),
);
const of = <Way extends Satisfaction['way']>(name: Way) =>
  ways.flatMap((one) =>
    one.way.way === name ? [{ ...one, way: one.way as Extract<Satisfaction, { way: Way }> }] : [],
  );

describe('materials', () => {
  it('have a code that stands once in their matter', () => {
    for (const { elements, mainName } of catalogue.baseMatters) {
      const codes = (elements.materials ?? []).map((one) => one.code);
      expect(new Set(codes).size, mainName).toBe(codes.length);
    }
  });

  it('ask a licence only for fields that its type has and may share', () => {
    for (const { at, way } of of('LICENCE')) {
      for (const field of way.fields) {
        expect(fieldsOf.get(way.licenceType)?.get(field)?.shareable, `${at} ${field}`).toBe(true);
      }
    }
  });

  it('ask only for data checks that the demonstration registry offers', () => {
    const { offers } = parse(readFileSync(join(demonstration, 'sources', 'demo-registry.yaml'), 'utf8')) as {
      offers: { checks: Record<string, string>; licenceTypes: Record<string, string> };
    };
    expect(Object.keys(offers.checks)).toEqual(
      expect.arrayContaining(of('DATA').map(({ way }) => way.check)),
    );
    expect(Object.keys(offers.licenceTypes).sort()).toEqual([...fieldsOf.keys()].sort());
  });

  it('are covered by another material of the same matter that is asked for, and never in a circle', () => {
    for (const { at, way, material, all } of of('COVERED')) {
      const covering = all.find((one) => one.code === way.by);
      expect(covering?.cancelled, at).toBeNull();
      const back = covering?.alternatives
        .flat()
        .some((one) => one.way === 'COVERED' && one.by === material.code);
      expect(back, at).toBe(false);
    }
  });

  it('are inquired of an organisation of the demonstration', () => {
    const known = new Set(catalogue.organisations.map((one) => one.creditCode));
    expect(of('INQUIRY').filter(({ way }) => !known.has(way.organisation))).toEqual([]);
    expect(of('INQUIRY')).not.toEqual([]);
  });

  it('that may be deferred say so in both places', () => {
    const defers = ({ alternatives }: Material) => alternatives.flat().some((one) => one.way === 'DEFERRED');
    for (const { code, material } of materials) {
      expect(material.necessity === 'DEFERRABLE', `${code} ${material.code}`).toBe(defers(material));
    }
  });

  it('show every way and each of the six lawful reasons', () => {
    expect(new Set(ways.map(({ way }) => way.way)).size).toBe(6);
    expect(new Set(materials.flatMap(({ material }) => material.cancelled ?? [])).size).toBe(6);
  });

  it('name all ten licence types, as material or as result', () => {
    const results = catalogue.baseMatters.flatMap(({ elements }) =>
      (elements.results ?? []).map((result) => result.licenceType as string | null),
    );
    const named = new Set([...results, ...of('LICENCE').map(({ way }) => way.licenceType as string)]);
    expect([...fieldsOf.keys()].filter((type) => !named.has(type))).toEqual([]);
  });
});

describe('forms and situations', () => {
  it('are filled only from fields that the licence type has and may share', () => {
    for (const { elements } of catalogue.baseMatters) {
      for (const { filledFrom } of (elements.forms ?? []).flatMap((form) => form.fields)) {
        if (filledFrom === null) continue;
        expect(fieldsOf.get(filledFrom.licenceType)?.get(filledFrom.field)?.shareable, filledFrom.field).toBe(
          true,
        );
      }
    }
  });

  it('select materials and handling items that the matter has', () => {
    for (const { code, elements } of catalogue.baseMatters) {
      const codes = (elements.materials ?? []).map((one) => one.code);
      const matter = catalogue.matters.find((one) => one.baseCode === code);
      const items = matter?.handlingItems.map((one) => one.item) ?? [];
      for (const option of (elements.situations ?? []).flatMap((one) => one.options)) {
        expect(codes, code).toEqual(expect.arrayContaining([...option.materials]));
        if (option.handlingItem !== null) expect(items, code).toContain(option.handlingItem);
      }
    }
  });
});

describe('legal bases', () => {
  it('stand at every base matter, titles without brackets', () => {
    for (const { elements, mainName } of catalogue.baseMatters) {
      expect(elements.legalBases?.length, mainName).toBeGreaterThan(0);
      for (const { title, issuer } of elements.legalBases ?? []) {
        expect(title).not.toMatch(/[《》]/);
        expect(issuer).not.toBeNull();
      }
    }
  });

  it('say where a statutory limit is none', () => {
    const noted = catalogue.baseMatters.filter(({ elements }) =>
      elements.statutoryTimeLimit?.note?.includes('虚构'),
    );
    // Permissions all have one: article 42 of the licensing law gives 20 working days where no other clause does.
    expect(noted.filter(({ type }) => type === '01')).toEqual([]);
  });
});

describe('the tour’s matter', () => {
  const base = catalogue.baseMatters.find((one) => one.code === tourBaseCode);
  const options = base?.elements.situations?.flatMap((one) => one.options) ?? [];
  const [chosen] = options.filter((one) => one.answer === tourSituation[0].answer);
  const elsewhere = new Set(options.flatMap((one) => one.materials));
  const asked = (base?.elements.materials ?? []).filter(
    (one) => chosen?.materials.includes(one.code) || !elsewhere.has(one.code),
  );

  it('asks for one material of each kind', () => {
    const kind = ({ cancelled, alternatives }: Material) =>
      cancelled ?? alternatives.flat()[0]?.way ?? 'SUBMIT';
    expect(Object.fromEntries(asked.map((one) => [one.code, kind(one)]))).toEqual({
      M01: 'SUBMIT',
      M02: 'LICENCE',
      M03: 'DATA',
      M04: 'COVERED',
      M05: 'NO_LEGAL_BASIS',
      M06: 'DEFERRED',
      M07: 'SUBMIT',
    });
  });

  it('can be asked by an invented company that the registry knows', () => {
    const path = join(demonstration, 'data', 'holders.json');
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(tourHolder.code);
  });
});
