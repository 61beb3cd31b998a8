import { describe, expect, it } from 'vitest';
import { readGuideLink } from '../../../catalog/exchange/guide-link.rules.js';
import { readItemCode } from '../../../catalog/exchange/item-code.rules.js';

describe('an item code of the Sichuan service site', () => {
  it.each([
    [
      '511A0138000000-511602000000-000-115113010833722043-1-00',
      {
        form: 'CURRENT',
        region: '511602000000',
        department: '115113010833722043',
        type: '01',
        baseCode: null,
      },
    ],
    [
      '51201300200004-511602000000-000-11511301008778220W-1-00',
      { form: 'CURRENT', type: '20', baseCode: null },
    ],
    ['511Z07001006-511602000000-000-11511301008778183N-1-00', { form: 'SHORT', type: '10', baseCode: null }],
    [
      '512036010003-511602000000-000-11511301MB15537661-1-00',
      { form: 'SHORT', type: '20', baseCode: '512036010003' },
    ],
    [
      '512C0107400001-511602000000-000-00877868-5-1-00',
      { form: 'CURRENT', department: '00877868-5', type: '20' },
    ],
    ['511A0126800000-511602000000-000-76726532-X-1-00', { department: '76726532-X' }],
    ['G-000007-001-511602000000-000-115113010833722043-1-00', { form: 'HYPHENATED', type: '05' }],
    ['1J-5100-00027-511602000000-000-11511301008778386B-1-00', { form: 'HYPHENATED', type: null }],
    ['A-005818-5818-511602000000-000-115113010087783353-1-00', { form: 'HYPHENATED', type: '01' }],
    ['513A0138000000-511602000000-000-115113010833722043-1-00', { form: 'CURRENT', type: null }],
    [
      'E-000021-001-1111111111111111',
      { form: 'PARTS_MISSING', region: null, department: '1111111111111111' },
    ],
    ['E-000021-001', { form: 'PARTS_MISSING', department: null }],
    ['X', { form: 'UNKNOWN', region: null, department: null, type: null, baseCode: null }],
    ['', { form: 'UNKNOWN' }],
  ])('%s', (text, expected) => {
    expect(readItemCode(text)).toMatchObject(expected);
  });
});

describe('a guide link', () => {
  it('gives its parameters, and null for those that are missing or empty', () => {
    expect(
      readGuideLink(' https://example.test/a?itemCode=%20A+&taskType=%20&areaCode=511602000000&itemCode=B '),
    ).toEqual({
      itemCode: ' A ',
      taskType: null,
      areaCode: '511602000000',
      deptCode: null,
    });
  });

  it.each(['', '见窗口', 'ftp://example.test/?itemCode=A', 'javascript:alert(1)', '/a?itemCode=A'])(
    '"%s" is none',
    (text) => {
      expect(readGuideLink(text)).toBeNull();
    },
  );
});
