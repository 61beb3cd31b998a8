import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../catalog/exchange/exchange.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { callWith, counts, fixture, openImportGround, operator } from './import-ground.js';

/** Findings as one line each, row by row; what most rows of a fixture share is left out. */
function lines({ findings }: ImportReport, without: readonly string[] = []) {
  return findings
    .filter(({ rule }) => !without.includes(rule))
    .map(({ row, field, rule, proposal }) =>
      [row, field, rule, proposal].map((part) => part ?? '-').join(' '),
    );
}

describe('files made by hand, one row for each kind of dirt', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openImportGround>>;
  beforeAll(async () => {
    fresh = await freshDatabase();
    ground = await openImportGround(fresh.database);
  });
  afterAll(() => fresh.drop());

  it('a clean index has no findings', async () => {
    const report = await ground.importFile(fixture('guide-clean.json'));
    expect(counts(report)).toEqual({ read: 2, imported: 2, unchanged: 0, rejected: 0 });
    expect(report.findings).toEqual([]);
  });

  it('a dirty index is imported, every row, and its dirt is told', async () => {
    const report = await ground.importFile(fixture('guide-dirty.json'), { draft: true });
    expect(counts(report)).toEqual({ read: 36, imported: 36, unchanged: 0, rejected: 0 });
    expect(report.published).toBe(0);
    const whole = '11511301008778220W';
    const code = (n: number) => `511A${String(n).padStart(5, '0')}00000-511602000000-000-${whole}-1-00`;
    expect(lines(report, ['MAIN_ITEM_UNCLASSIFIED'])).toEqual([
      '0 department GROUP_EMPTY -',
      '0 note FIELD_NOT_KEPT -',
      '2 taskType TYPE_WITHOUT_ZERO 01',
      '3 taskType TYPE_UNKNOWN -',
      '4 itemCode ITEM_CODE_SHORT -',
      '5 itemCode ITEM_CODE_HYPHENATED -',
      '6 itemCode ITEM_CODE_PARTS_MISSING -',
      '7 itemCode ITEM_CODE_FORM_UNKNOWN -',
      '8 itemCode ITEM_CODE_SHORT -',
      '8 itemCode ITEM_CODE_HOLDS_BASE_CODE 512000007001',
      '9 itemCode ITEM_CODE_REGION_DIFFERS 511602000000',
      '10 taskType ITEM_CODE_TYPE_DIFFERS 10',
      '11 deptCode ITEM_CODE_DEPARTMENT_DIFFERS 11511301008778255F',
      '12 itemCode DEPARTMENT_CODE_DUMMY -',
      '12 deptCode ITEM_CODE_DEPARTMENT_DIFFERS -',
      '13 itemCode DEPARTMENT_CODE_LOCAL -',
      '13 deptCode ITEM_CODE_DEPARTMENT_DIFFERS -',
      `15 name NAME_UNDER_TWO_CODES ${code(13)}`,
      '16 name NAME_WIDTH_MIXED 半角括号（样板）许可',
      '17 name NAME_CHARACTER_ODD -',
      '18 name NAME_WIDTH_MIXED 样板审批（县级）',
      '18 name NAME_CARRIES_LEVEL 样板审批',
      '19 name NAME_CARRIES_BASIS 样板核准',
      '20 name NAME_HAS_BLANKS 样板确认',
      '21 name NAME_TOO_GENERAL -',
      '22 phone FIELD_NOT_KEPT -',
      '23 region REGION_UNKNOWN -',
      '24 areaCode REGION_MALFORMED -',
      '24 itemCode ITEM_CODE_REGION_DIFFERS 5116',
      '25 deptCode DEPARTMENT_CODE_MISSING -',
      '26 deptCode DEPARTMENT_CODE_LENGTH_WRONG 11511301008778239R',
      '27 itemCode DEPARTMENT_CODE_LENGTH_WRONG 11511301008778239R',
      '27 deptCode ITEM_CODE_DEPARTMENT_OTHER_FORM 11511301008778239R',
      '27 deptCode DEPARTMENT_CODE_SUFFIXED 11511301008778239R',
      '27 deptCode DEPARTMENT_CODE_VARIES 1151130108778239R',
      '28 deptCode ITEM_CODE_DEPARTMENT_OTHER_FORM 115113010833722043',
      '28 deptCode DEPARTMENT_CODE_OLD 115113010833722043',
      '29 deptCode DEPARTMENT_CODE_OLD -',
      '29 deptCode DEPARTMENT_CODE_VARIES 083372204',
      '30 deptCode DEPARTMENT_CODE_CHECK_WRONG -',
      '30 deptCode DEPARTMENT_CODE_VARIES 083372204',
      '31 deptCode DEPARTMENT_CODE_LOWER_CASE 11511301452259996U',
      '32 deptCode DEPARTMENT_CODE_LOCAL -',
      '33 deptCode ITEM_CODE_DEPARTMENT_OTHER_FORM 11511301008778175U',
      '33 deptCode DEPARTMENT_CODE_MISTYPED 11511301008778175U',
      '34 deptCode DEPARTMENT_CODE_SHARED -',
      '35 deptCode DEPARTMENT_CODE_SHARED -',
    ]);
  });

  it('keeps the region of a row whose own is unknown apart, and its department in one piece', async () => {
    const [unknown] = await fresh.database.query(
      `select m.region_code as region, m.organisation_key as organisation, m.name from matter m where m.name = '区划不在树中'`,
    );
    expect(unknown).toEqual({ region: null, organisation: '11511301008778220W', name: '区划不在树中' });
    const names = await fresh.database.query<{ key: string; name: string }>(
      `select key, name from organisation where name in ('区样板局', '甲局', '乙局', '区旧码局') order by key`,
    );
    expect(names).toEqual([
      { key: '11511301008778220W', name: '区样板局' },
      { key: '~511602000000~乙局', name: '乙局' },
      { key: '~511602000000~区旧码局', name: '区旧码局' },
      { key: '~511602000000~甲局', name: '甲局' },
    ]);
  });

  it('rows that cannot be imported are rejected one by one, and what cannot be stored is shown escaped', async () => {
    const report = await ground.importFile(fixture('guide-rejected.json'));
    expect(counts(report)).toEqual({ read: 13, imported: 1, unchanged: 1, rejected: 11 });
    expect(lines(report)).toEqual([
      '2 - ROW_REPEATED row 1',
      '3 - ROW_CONFLICTS row 1',
      '4 - ROW_NOT_AN_OBJECT -',
      '5 name FIELD_MISSING -',
      '6 name VALUE_WRONG_KIND -',
      '7 name NAME_EMPTY -',
      '8 link LINK_MALFORMED -',
      '9 link ITEM_CODE_MISSING -',
      '10 name TEXT_NOT_STORABLE -',
      '11 name TEXT_NOT_STORABLE -',
      '12 name TEXT_TOO_LONG -',
      '13 name FIELD_TWICE -',
    ]);
    const value = (row: number) => report.findings.find((finding) => finding.row === row)?.value;
    expect(value(10)).toBe('空\\u0000字符');
    expect(value(11)).toBe('半个字\\ud83d');
    expect(value(12)).toHaveLength(300);
  });

  it('a survey of departments', async () => {
    const report = await ground.importFile(fixture('departments.csv'));
    expect(counts(report)).toEqual({ read: 10, imported: 5, unchanged: 0, rejected: 5 });
    expect(lines(report)).toEqual([
      '1 in_hall_rate_as_printed RATE_DOES_NOT_FOLLOW 14%',
      '2 windows IN_HALL_WITHOUT_WINDOW -',
      '3 department NAME_HAS_BLANKS 样板局 （驻大厅）',
      '3 in_hall IN_HALL_EXCEEDS_MATTERS -',
      '4 matters COUNT_MALFORMED -',
      '5 staff COUNT_NOT_KEPT -',
      '5 in_hall_rate_as_printed RATE_MALFORMED 50%',
      '6 - COLUMN_COUNT_WRONG -',
      '7 number COUNT_NOT_KEPT -',
      '8 in_hall_rate_as_printed RATE_DOES_NOT_FOLLOW 14%',
      '8 - ROW_CONFLICTS row 1',
      '9 - ROW_CONFLICTS row 1',
      '10 department NAME_EMPTY -',
      '10 number COUNT_NOT_KEPT -',
    ]);
    expect(report.findings.map(({ path }) => path)).toContain('line 13');
  });

  it('a survey of matters', async () => {
    const report = await ground.importFile(fixture('matters.csv'));
    expect(counts(report)).toEqual({ read: 7, imported: 4, unchanged: 1, rejected: 2 });
    expect(lines(report)).toEqual([
      '0 - REGION_NOT_GIVEN -',
      '1 matter NAME_IS_A_STEP 样板许可证',
      '2 matter NAME_TOO_GENERAL -',
      '4 - ROW_REPEATED row 3',
      '5 matter NAME_EMPTY -',
      '7 department NAME_EMPTY -',
    ]);
  });

  it('the own format with mistakes', async () => {
    const report = await ground.importFile(fixture('catalogue-wrong.json'));
    expect(counts(report)).toEqual({ read: 13, imported: 4, unchanged: 0, rejected: 9 });
    expect(lines(report)).toEqual([
      '1 telephone FIELD_UNKNOWN -',
      '2 creditCode CODE_MALFORMED -',
      '3 creditCode CREDIT_CODE_CHECK_WRONG -',
      '4 fields[0].classification VALUE_NOT_IN_LIST -',
      '4 fields[0].shareable VALUE_WRONG_KIND -',
      '5 type BASE_CODE_TYPE_DIFFERS 01',
      '6 code CODE_MALFORMED -',
      '7 baseCode MATTER_CODE_DIFFERS 000131024000',
      '8 organisation ORGANISATION_UNKNOWN -',
      '9 organisation MATTER_CODE_ORGANISATION_DIFFERS 11511602999900002P',
      '9 level MATTER_CODE_LEVEL_DIFFERS CITY',
      '9 baseCode BASE_MATTER_UNKNOWN -',
      '10 elements.materials[1].necessity VALUE_NOT_IN_LIST -',
      '11 elements.situations.options.handlingItem REFERENCE_UNKNOWN -',
      '11 elements.situations.options.materials REFERENCE_UNKNOWN -',
      '11 elements.materials.alternatives.by REFERENCE_UNKNOWN -',
      '11 licenceType LICENCE_TYPE_UNKNOWN -',
      '12 elements.materials ITEM_TWICE -',
      '13 elements.fees VALUE_WRONG_KIND -',
    ]);
    expect(report.findings[0]?.path).toBe('$.organisations[0]');
  });

  it.each([
    'guide-dirty.json',
    'guide-rejected.json',
    'departments.csv',
    'matters.csv',
    'catalogue-wrong.json',
  ])('%s changes nothing when it comes again, and finds the same', async (name) => {
    const changes = { draft: name === 'guide-dirty.json' };
    const first = await ground.importFile(fixture(name), changes);
    const again = await ground.importFile(fixture(name), changes);
    expect(again.imported).toBe(0);
    expect(again.unchanged).toBe(first.read - first.rejected);
    expect(again.findings).toEqual(first.findings);
    expect(again.published).toBe(0);
  });

  describe('what was found can be asked for later', () => {
    it('page by page, of the latest import of each file', async () => {
      const report = await ground.importFile(fixture('guide-dirty.json'), { draft: true });
      const read = [];
      for (let after: string | null = null; ;) {
        const page = await ground.exchange.findings(
          operator,
          { file: 'guide-dirty.json' },
          { first: 20, after },
        );
        read.push(...page.items.map(({ node }) => node));
        after = page.items.at(-1)?.cursor ?? null;
        if (!page.hasNextPage) break;
      }
      const stored = read.map(({ row, path, field, value, rule, severity, proposal }) => {
        return { row, path, field, value, rule, severity, proposal };
      });
      expect(stored).toHaveLength(report.findings.length);
      expect(stored).toEqual(expect.arrayContaining([...report.findings]));
      expect(new Set(read.map(({ batch }) => batch))).toEqual(new Set([report.batch]));
    });

    it('by rule, severity, mapping, batch and matter', async () => {
      const ask = async (filter: Parameters<typeof ground.exchange.findings>[1]) =>
        (await ground.exchange.findings(operator, filter, { first: 200, after: null })).items.map(
          ({ node }) => node,
        );
      const [step] = await ask({ rule: 'NAME_IS_A_STEP' });
      expect(step).toMatchObject({
        file: 'matters.csv',
        mapping: 'founding-matters',
        subject: { kind: 'MATTER', key: '~founding-matters:unknown~样板局~样板许可证的初审' },
      });
      expect(await ask({ matter: step?.subject?.key ?? ('' as never) })).toEqual([step]);
      expect(await ask({ batch: step?.batch ?? '' })).toHaveLength(6);
      expect(
        (await ask({ severity: 'ERROR', mapping: 'founding-departments' })).map(({ row }) => row),
      ).toEqual([4, 6, 8, 9, 10]);
      expect(await ask({ batch: 'not-a-batch' })).toEqual([]);
      expect(await ask({ file: 'never-imported.json' })).toEqual([]);
    });

    it('by an administrator of the catalogue only, as is the import', async () => {
      const portal = callWith([]);
      const nobody = { ...portal, consumer: null };
      const page = { first: 10, after: null };
      await expect(ground.exchange.findings(portal, {}, page)).rejects.toMatchObject({
        reason: 'SCOPE_MISSING',
      });
      await expect(ground.exchange.findings(nobody, {}, page)).rejects.toMatchObject({
        reason: 'TOKEN_MISSING',
      });
      await expect(ground.exchange.findings(operator, {}, { first: 0, after: null })).rejects.toMatchObject({
        reason: 'PAGE_SIZE_INVALID',
      });
      await expect(ground.exchange.findings(operator, {}, { first: 1, after: 'x' })).rejects.toMatchObject({
        reason: 'CURSOR_INVALID',
      });
    });
  });
});
