import {
  parseLicenceTypeCode,
  parseRegionCode,
  type ConsumerView,
  type GrantDraft,
} from '../../catalog/index.js';
import { tourBaseCode } from './tour-matter.js';

const city = parseRegionCode('440900000000');
const gaozhou = parseRegionCode('440981000000');

/** 茂名市住房和城乡建设局, 茂名市政务服务和数据管理局, 高州市政务服务和数据管理局, 茂名市审计局 */
const housing = '11440900DEMA00056R';
const cityServices = '11440900DEMA00179T';
const gaozhouServices = '11440981DEMA001795';
const audit = '11440900DEMA00187M';

/** The callers that the public contract names. */
export const demonstrationConsumers: readonly ConsumerView[] = [
  {
    name: 'dept-demo',
    title: '茂名市住房和城乡建设局业务系统（演示）',
    kind: 'DEPARTMENT',
    organisation: housing,
    region: city,
    scopes: ['licence:read', 'exemption:resolve'],
    active: true,
  },
  {
    name: 'portal-demo',
    title: '茂名市政务服务门户（演示）',
    kind: 'PORTAL',
    organisation: cityServices,
    region: city,
    scopes: ['exemption:resolve'],
    active: true,
  },
  {
    name: 'sync-demo',
    title: '高州市目录同步作业（演示）',
    kind: 'SYNC',
    organisation: gaozhouServices,
    region: gaozhou,
    scopes: ['sync:read'],
    active: true,
  },
  {
    name: 'admin-demo',
    title: '茂名市目录管理员（演示）',
    kind: 'ADMINISTRATOR',
    organisation: cityServices,
    region: city,
    scopes: ['catalog:write', 'access:write'],
    active: true,
  },
  {
    name: 'audit-demo',
    title: '茂名市审计员（演示）',
    kind: 'AUDITOR',
    organisation: audit,
    region: city,
    scopes: ['audit:read'],
    active: true,
  },
];

/** 建筑施工企业安全生产许可, 建筑工程施工许可证核发, 二级建造师执业资格注册 */
const construction = [tourBaseCode, '000199601000', '000199602000'];

/**
 * Not everything, so that refusals can be shown. `dept-demo` is granted neither the identity card nor the real estate
 * certificate (WITHHELD), and of the business licence not the registered capital (least data); `portal-demo` no real estate
 * licence and of the business licence only what a form needs.
 */
export const demonstrationGrants: readonly GrantDraft[] = [
  licence('dept-demo', '11100000MB0143028R001', {
    fields: ['name', 'creditCode', 'legalRepresentative', 'address', 'operatingPeriod'],
    matters: construction,
  }),
  licence('dept-demo', '11100000000013338W050', {
    fields: ['licenceNumber', 'enterpriseName', 'principal', 'permittedScope'],
    matters: construction,
  }),
  licence('dept-demo', '11100000000013338W001', {
    fields: ['name', 'registrationNumber', 'professions', 'employer'],
    matters: construction,
  }),
  check('dept-demo', 'social-insurance-enrolment', construction),
  licence('portal-demo', '11100000MB0143028R001', {
    fields: ['name', 'creditCode', 'legalRepresentative', 'address'],
    matters: null,
  }),
  licence('portal-demo', '11100000000013127D001', {
    fields: ['name', 'citizenNumber', 'birthDate', 'address'],
    matters: null,
  }),
  licence('portal-demo', '11100000000013338W050', {
    fields: ['licenceNumber', 'enterpriseName'],
    matters: construction,
  }),
  licence('portal-demo', '11100000000019713D008', {
    fields: ['licenceNumber', 'businessName', 'businessScope'],
    matters: null,
  }),
  check('portal-demo', 'social-insurance-enrolment', null),
  check('portal-demo', 'marriage-registration', null),
];

function licence(
  consumer: string,
  type: string,
  scope: { readonly fields: readonly string[]; readonly matters: readonly string[] | null },
): GrantDraft {
  return grant(
    consumer,
    { kind: 'LICENCE', licenceType: parseLicenceTypeCode(type) },
    scope.fields,
    scope.matters,
  );
}

function check(consumer: string, name: string, matters: readonly string[] | null): GrantDraft {
  return grant(consumer, { kind: 'DATA', check: name }, [], matters);
}

/** Only for matters in 茂名. */
function grant(
  consumer: string,
  subject: GrantDraft['subject'],
  fields: readonly string[],
  matters: readonly string[] | null,
): GrantDraft {
  return {
    consumer,
    subject,
    fields,
    matters,
    regions: [city],
    validFrom: '2026-01-01',
    validUntil: null,
    reason: '演示授权 demonstration',
  };
}
