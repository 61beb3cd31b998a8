import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../catalog/exchange/exchange.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { counts, openImportGround, realFile, rulesOf } from './import-ground.js';

interface Source {
  readonly department: string;
  readonly items: readonly {
    readonly main_item: string;
    readonly sub_items: readonly { readonly name: string; readonly link: string }[];
  }[];
}

const guangan = realFile('guangan-guide-index.json');
const departments = realFile('founding-departments.csv');
const matters = realFile('founding-matters.csv');
const absent = 'the real data lies not beside this checkout';

describe(`real data${guangan === null ? ` (skipped: ${absent})` : ''}`, () => {
  describe.skipIf(guangan === null)('the guide index of 广安区', () => {
    let fresh: FreshDatabase;
    let ground: Awaited<ReturnType<typeof openImportGround>>;
    let report: ImportReport;
    const source = JSON.parse(guangan === null ? '[]' : readFileSync(guangan, 'utf8')) as readonly Source[];
    const rows = source.flatMap(({ department, items }) =>
      items.flatMap(({ main_item: mainItem, sub_items: subItems }) =>
        subItems.map(({ name, link }) => {
          const query = new URL(link).searchParams;
          const parameter = (key: string) => query.get(key) ?? '';
          const [, inside = ''] = /-\d{12}-\d{3}-(.+)-\d-\d{2}$/.exec(parameter('itemCode')) ?? [];
          return { department, mainItem, name, link, parameter, inside };
        }),
      ),
    );
    const rowsWith = (rule: string) =>
      [...new Set(report.findings.filter((finding) => finding.rule === rule).map(({ row }) => row))].map(
        (row) => row - 1,
      );
    const indexesOf = (holds: (row: (typeof rows)[number]) => boolean) =>
      rows.flatMap((row, at) => (holds(row) ? [at] : []));

    beforeAll(async () => {
      fresh = await freshDatabase();
      ground = await openImportGround(fresh.database);
      report = await ground.importFile(guangan ?? '');
    });
    afterAll(() => fresh.drop());

    it('is in, every row of it, and published, because its source has published it', async () => {
      expect(rows).toHaveLength(1_135);
      expect(report).toMatchObject({ mapping: 'guide-index', published: 1_135, findingsOmitted: 0 });
      expect(counts(report)).toEqual({ read: 1_135, imported: 1_135, unchanged: 0, rejected: 0 });
      const stored = await fresh.database.query<{ name: string; status: string; main: string; url: string }>(
        `select name, status, elements->>'sourceMainItem' as main, elements->>'sourceUrl' as url from matter`,
      );
      const text = (row: { name: string; main: string; url: string }) => `${row.name} ${row.main} ${row.url}`;
      expect(stored.map(text).sort()).toEqual(
        rows.map(({ name, mainItem, link }) => text({ name, main: mainItem, url: link })).sort(),
      );
      expect(stored.every(({ status }) => status === 'PUBLISHED')).toBe(true);
    });

    it('has 34 departments, each one organisation, under a credit code only where the file has a sound one', async () => {
      const stored = await fresh.database.query<{
        name: string;
        key: string;
        credit_code: string;
        local_code: string;
      }>('select name, key, credit_code, local_code from organisation');
      expect(stored.map(({ name }) => name).sort()).toEqual(
        source.map(({ department }) => department).sort(),
      );
      expect(stored.filter(({ credit_code: code }) => code !== null)).toHaveLength(9);
      expect(stored.find(({ name }) => name === '区人社局')).toMatchObject({
        key: '~511602000000~区人社局',
        credit_code: null,
        local_code: '1151130108778239R',
      });
      expect(stored.find(({ name }) => name === '区交通运输局')).toMatchObject({ key: '11511301008778386B' });
    });

    it('is found again by the local code as it was written', async () => {
      const localCode = rows[0]?.parameter('itemCode') ?? '';
      const page = await ground.publications.page({ localCode }, { first: 10, after: null });
      expect(page.items.map(({ node }) => node.document)).toMatchObject([
        {
          name: rows[0]?.name,
          code: null,
          localCode,
          type: '10',
          level: 'COUNTY',
          region: { code: '511602000000' },
        },
      ]);
    });

    it('has a finding for each kind of dirt, in every row that has it', () => {
      expect(rowsWith('MAIN_ITEM_UNCLASSIFIED')).toEqual(indexesOf(({ mainItem }) => mainItem === '未分类'));
      expect(rowsWith('TYPE_WITHOUT_ZERO')).toEqual(
        indexesOf(({ parameter }) => parameter('taskType').length === 1),
      );
      expect(rowsWith('ITEM_CODE_PARTS_MISSING')).toEqual(
        indexesOf(
          ({ parameter }) =>
            !parameter('itemCode').includes('-511602000000-000-') &&
            !parameter('itemCode').includes('-510000000000-'),
        ),
      );
      expect(rowsWith('ITEM_CODE_REGION_DIFFERS')).toEqual(
        indexesOf(({ parameter }) => parameter('itemCode').includes('-510000000000-')),
      );
      const differing = [
        ...rowsWith('ITEM_CODE_DEPARTMENT_DIFFERS'),
        ...rowsWith('ITEM_CODE_DEPARTMENT_OTHER_FORM'),
      ];
      expect(indexesOf(({ inside, parameter }) => inside !== '' && inside !== parameter('deptCode'))).toEqual(
        differing.filter((at) => rows[at]?.inside !== '').sort((a, b) => a - b),
      );
      expect(rowsWith('NAME_CHARACTER_ODD')).toEqual(indexesOf(({ name }) => name.includes('\\')));
      expect(rowsWith('NAME_WIDTH_MIXED')).toEqual(indexesOf(({ name }) => /[(),０-９]/.test(name)));
      expect(rowsWith('NAME_UNDER_TWO_CODES')).toEqual(
        indexesOf(
          ({ name, department }) =>
            rows.filter((row) => row.name === name && row.department === department).length > 1,
        ).filter((at) => rows.findIndex((row) => row.name === rows[at]?.name) !== at),
      );
      expect(rulesOf(report.findings)).toMatchObject({
        ITEM_CODE_SHORT: 262,
        ITEM_CODE_HYPHENATED: 18,
        ITEM_CODE_HOLDS_BASE_CODE: 62,
        ITEM_CODE_TYPE_DIFFERS: 2,
        NAME_CARRIES_BASIS: 5,
        DEPARTMENT_CODE_SUFFIXED: 4,
        DEPARTMENT_CODE_VARIES: 5,
        DEPARTMENT_CODE_LOWER_CASE: 1,
      });
    });

    it('names for each odd department code what was perhaps meant', () => {
      const proposals = report.findings
        .filter(({ field, rule }) => field === 'deptCode' && rule.startsWith('DEPARTMENT_CODE'))
        .map(({ rule, value, proposal }) => [rule, value, proposal]);
      expect(proposals).toEqual(
        expect.arrayContaining([
          ['DEPARTMENT_CODE_OLD', '083372204', '115113010833722043'],
          ['DEPARTMENT_CODE_LENGTH_WRONG', '1151130108778239R', '11511301008778239R'],
          ['DEPARTMENT_CODE_LENGTH_WRONG', '1151130000877869M', '11511300008778693M'],
          ['DEPARTMENT_CODE_SUFFIXED', '1151130108778239R_6918', '11511301008778239R'],
          ['DEPARTMENT_CODE_LOWER_CASE', '11511301452259996u', '11511301452259996U'],
          ['DEPARTMENT_CODE_CHECK_WRONG', '130501003', null],
          ['DEPARTMENT_CODE_LOCAL', '3946653276082720768', null],
          ['DEPARTMENT_CODE_VARIES', '11736', '11511301008778386B'],
        ]),
      );
    });

    it('gives each finding the place and the value that stand in the file', () => {
      for (const { row, path, field, value } of report.findings) {
        const [, department = '', item = '', sub = ''] =
          /^\$\[(\d+)\]\.items\[(\d+)\]\.sub_items\[(\d+)\]$/.exec(path) ?? [];
        const found = source[Number(department)]?.items[Number(item)]?.sub_items[Number(sub)];
        expect(found?.link).toBe(rows[row - 1]?.link);
        const fields: Record<string, string | undefined> = {
          name: found?.name,
          main_item: rows[row - 1]?.mainItem,
          deptCode: found?.link,
          itemCode: found?.link,
          taskType: found?.link,
        };
        if (field !== 'name' || value === found?.name) expect(fields[field ?? '']).toContain(value ?? '');
      }
    });

    it('changes nothing when it comes again, and finds the same', async () => {
      const counted = () =>
        fresh.database.query(
          `select (select count(*) from change) as changes, (select sum(version) from matter) as versions,
                  (select count(*) from publication) as publications`,
        );
      const before = await counted();
      const again = await ground.importFile(guangan ?? '');
      expect(counts(again)).toEqual({ read: 1_135, imported: 0, unchanged: 1_135, rejected: 0 });
      expect(again.published).toBe(0);
      expect(again.findings).toEqual(report.findings);
      expect(await counted()).toEqual(before);
    });

    it('says before it is kept what would come of it', async () => {
      const other = await freshDatabase();
      const dry = await openImportGround(other.database);
      const rehearsal = await dry.importFile(guangan ?? '', { dryRun: true });
      expect({ ...rehearsal, dryRun: false, batch: report.batch }).toEqual(report);
      expect(rehearsal.batch).toBeNull();
      const [kept] = await other.database.query(
        'select (select count(*) from matter) + (select count(*) from import_batch) + (select count(*) from change where kind <> $1) as rows',
        ['REGION'],
      );
      expect(kept).toEqual({ rows: 0 });
      await other.drop();
    });
  });

  describe.skipIf(departments === null || matters === null)('the founding lists', () => {
    let fresh: FreshDatabase;
    let ground: Awaited<ReturnType<typeof openImportGround>>;
    beforeAll(async () => {
      fresh = await freshDatabase();
      ground = await openImportGround(fresh.database);
    });
    afterAll(() => fresh.drop());

    it('of departments are in, with a note on each printed rate that does not follow', async () => {
      const report = await ground.importFile(departments ?? '');
      expect(counts(report)).toEqual({ read: 33, imported: 33, unchanged: 0, rejected: 0 });
      expect(report.findings.map(({ rule, path, value, proposal }) => [rule, path, value, proposal])).toEqual(
        [
          ['RATE_DOES_NOT_FOLLOW', 'line 4', '53%', '52%'],
          ['RATE_DOES_NOT_FOLLOW', 'line 11', '15%', '14%'],
          ['RATE_DOES_NOT_FOLLOW', 'line 14', '34%', '33%'],
          ['RATE_DOES_NOT_FOLLOW', 'line 15', '12%', '11%'],
          ['RATE_DOES_NOT_FOLLOW', 'line 16', '7%', '6%'],
          ['IN_HALL_WITHOUT_WINDOW', 'line 17', '0', null],
        ],
      );
      const [sum] = await fresh.database.query(
        `select count(*) as departments, sum(s.matters) as matters, sum(s.in_hall) as in_hall, sum(s.windows) as windows,
                count(*) filter (where o.region_code = '150102000000') as placed
           from department_survey s join organisation o on o.key = s.organisation_key`,
      );
      expect(sum).toEqual({ departments: 33, matters: 594, in_hall: 61, windows: 31, placed: 33 });
      expect(counts(await ground.importFile(departments ?? ''))).toMatchObject({
        imported: 0,
        unchanged: 33,
      });
    });

    it('of matters are in as drafts, without a region unless one is given', async () => {
      const report = await ground.importFile(matters ?? '');
      expect(counts(report)).toEqual({ read: 32, imported: 32, unchanged: 0, rejected: 0 });
      expect(report.published).toBe(0);
      expect(rulesOf(report.findings)).toEqual({
        REGION_NOT_GIVEN: 1,
        NAME_TOO_GENERAL: 1,
        NAME_IS_A_STEP: 10,
      });
      const placed = await ground.importFile(matters ?? '', { region: '150102000000' });
      expect(counts(placed)).toMatchObject({ imported: 32 });
      expect(rulesOf(placed.findings)).not.toHaveProperty('REGION_NOT_GIVEN');
      const [stored] = await fresh.database.query(
        `select count(*) filter (where status = 'DRAFT' and region_code is null) as nowhere,
                count(*) filter (where status = 'DRAFT' and region_code = '150102000000') as placed from matter`,
      );
      expect(stored).toEqual({ nowhere: 32, placed: 32 });
    });
  });
});
