import { describe, expect, it } from 'vitest';
import { elementNames, readElements } from '../../../catalog/matter/element.schema.js';

const identityCard = '11100000000013127D001';

/** One sound value of each element, with everything that may be left out left out. */
const sound = {
  exerciseLevels: ['COUNTY', 'GRADED'],
  guidingDepartment: '国家市场监督管理总局',
  serviceObjects: ['1', '2'],
  legalBases: [{ title: '食品安全法' }],
  acceptanceConditions: ['有固定场所'],
  materials: [
    { code: '1', name: '身份证明', form: 'BOTH', necessity: 'REQUIRED', source: 'DEPARTMENT' },
    {
      code: '2',
      name: '租赁合同',
      form: 'PAPER',
      necessity: 'DEFERRABLE',
      source: 'APPLICANT',
      alternatives: [
        [{ way: 'LICENCE', licenceType: identityCard }, { way: 'COMMITMENT' }],
        [{ way: 'INQUIRY', organisation: '11100000000013127D' }],
      ],
    },
  ],
  process: [{ name: '受理', limit: { value: 0.5, unit: 'DAY' } }],
  statutoryTimeLimit: { value: 20, unit: 'WORKING_DAY' },
  committedTimeLimit: { value: 0, unit: 'WORKING_DAY' },
  handlingKind: 'COMMITTED',
  handlingForms: ['1', '9'],
  onSiteVisits: 0,
  onSiteReason: '核对原件',
  fees: [{ name: '工本费', standard: '10元/本', basis: '某文' }],
  results: [{ name: '食品经营许可证' }],
  forms: [{ code: 'F1', name: '申请表', fields: [{ name: 'a', label: '甲', kind: 'TEXT', required: true }] }],
  place: { hall: '政务服务中心' },
  online: { available: true, url: 'https://example.org/a?b=1' },
  topics: ['个体经营'],
  questions: [{ question: '多久？', answer: '十天。' }],
  situations: [{ code: 'S1', question: '新办？', options: [{ answer: 'Y', label: '是' }] }],
  sourceUrl: 'http://example.org/1',
  sourceMainItem: '未分类',
};

const problemAt = (elements: object) =>
  readElements(elements).problems.map(({ path, problem }) => [path, problem]);

describe('elements from outside', () => {
  it('reads a sound value of every element and fills in what may be absent', () => {
    expect(Object.keys(sound).sort()).toEqual([...elementNames].sort());
    const { elements, problems } = readElements(JSON.parse(JSON.stringify(sound)));
    expect(problems).toEqual([]);
    expect(elements).toMatchObject(sound);
    expect(elements.materials?.[0]).toEqual({
      code: '1',
      name: '身份证明',
      type: null,
      form: 'BOTH',
      necessity: 'REQUIRED',
      whenNotNeeded: null,
      source: 'DEPARTMENT',
      issuer: null,
      originals: 0,
      copies: 0,
      notes: null,
      acceptance: null,
      legalBasis: [],
      cancelled: null,
      alternatives: [],
    });
    expect(readElements(elements)).toEqual({ elements, problems: [] });
  });

  it('reports every unknown key at its place, however deep, and drops none in silence', () => {
    const given = {
      ...sound,
      materialz: [],
      place: { hall: '中心', floor: 2 },
      materials: [{ ...sound.materials[0], colour: 'red', shape: 1 }],
      process: [{ name: '受理', limit: { value: 1, unit: 'DAY', until: 'x' } }],
    };
    expect(problemAt(given).map(([path]) => path)).toEqual([
      'materials[0].colour',
      'materials[0].shape',
      'process[0].limit.until',
      'place.floor',
      'materialz',
    ]);
    expect(problemAt(JSON.parse('{"__proto__": {"a": 1}}') as object)).toHaveLength(1);
    expect(problemAt({ constructor: 1, toString: 2 }).map(([path]) => path)).toEqual([
      'constructor',
      'toString',
    ]);
  });

  it('keeps the elements that are sound beside those that are not', () => {
    const { elements, problems } = readElements({ onSiteVisits: -1, topics: ['甲'] });
    expect(elements).toEqual({ topics: ['甲'] });
    expect(problems.map(({ path }) => path)).toEqual(['onSiteVisits']);
  });

  const refused: [object, string, string][] = [
    [{ onSiteVisits: 1.5 }, 'onSiteVisits', '整数'],
    [{ onSiteVisits: '1' }, 'onSiteVisits', '数字'],
    [{ guidingDepartment: ' ' }, 'guidingDepartment', '不能为空'],
    [{ guidingDepartment: 'a\0b' }, 'guidingDepartment', 'NUL'],
    [{ guidingDepartment: '\ud800' }, 'guidingDepartment', '不完整'],
    [{ guidingDepartment: '字'.repeat(20_001) }, 'guidingDepartment', '20000'],
    [{ guidingDepartment: null }, 'guidingDepartment', '文本'],
    [{ serviceObjects: ['7'] }, 'serviceObjects[0]', '1、2、3、4、5、6'],
    [{ exerciseLevels: ['WORLD'] }, 'exerciseLevels[0]', 'NATION'],
    [{ statutoryTimeLimit: { value: Number.NaN, unit: 'DAY' } }, 'statutoryTimeLimit.value', '数字'],
    [{ statutoryTimeLimit: { unit: 'DAY' } }, 'statutoryTimeLimit.value', '数字'],
    [{ topics: '甲' }, 'topics', '列表'],
    [{ place: [] }, 'place', '对象'],
    [{ online: { available: 'yes' } }, 'online.available', '真或假'],
    [{ online: { available: true, url: 'javascript:alert(1)' } }, 'online.url', 'http'],
    [{ sourceUrl: 'ftp://example.org' }, 'sourceUrl', 'http'],
    [{ results: [{ name: '证', licenceType: '123' }] }, 'results[0].licenceType', '证照类型'],
    [{ situations: [{ code: 'S', question: '?', options: [] }] }, 'situations[0].options', '不能少于1'],
    [
      {
        situations: [{ code: 'S', question: '?', options: [{ answer: 'a', label: 'a', handlingItem: '1' }] }],
      },
      'situations[0].options[0].handlingItem',
      '两位',
    ],
    [{ materials: [sound.materials[0], sound.materials[0]] }, 'materials[1].code', '重复'],
    [
      { materials: [{ ...sound.materials[0], alternatives: [[]] }] },
      'materials[0].alternatives[0]',
      '不能少于1',
    ],
    [
      { materials: [{ ...sound.materials[0], alternatives: [[{ way: 'MAGIC' }]] }] },
      'materials[0].alternatives[0][0].way',
      '方式',
    ],
    [
      { materials: [{ ...sound.materials[0], alternatives: [[{ way: 'INQUIRY', organisation: 'x' }]] }] },
      'materials[0].alternatives[0][0].organisation',
      '统一社会信用代码',
    ],
    [{ topics: Array.from({ length: 501 }, () => 'x') }, 'topics', '500'],
  ];
  it.each(refused.map(([given, path, part]) => ({ given, path, part })))(
    'refuses $path: $part',
    ({ given, path, part }) => {
      const problems = problemAt(given);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.[0]).toBe(path);
      expect(problems[0]?.[1]).toContain(part);
      expect(problems[0]?.[1]).toMatch(/^[\x20-\x7e]+ \/ .*\p{Script=Han}/u);
    },
  );

  it.each([null, undefined, [], 'x', 3])('says that %j holds no elements', (given) => {
    const { elements, problems } = readElements(given);
    expect(elements).toEqual({});
    expect(problems).toHaveLength(1);
  });
});
