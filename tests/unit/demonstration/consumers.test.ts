import { describe, expect, it } from 'vitest';
import { scopes } from '../../../catalog/index.js';
import { demonstrationConsumers, demonstrationGrants } from '../../../gateway/demonstration/consumers.js';
import { tourBaseCode } from '../../../gateway/demonstration/tour-matter.js';
import { catalogue } from './compiled.js';

const granted = (consumer: string, subject: string) =>
  demonstrationGrants.find(
    (one) =>
      one.consumer === consumer &&
      (one.subject.kind === 'LICENCE' ? one.subject.licenceType : one.subject.check) === subject,
  );
const businessLicence = '11100000MB0143028R001';

describe('demonstration consumers', () => {
  it('are the five of the public contract, with their scopes', () => {
    expect(Object.fromEntries(demonstrationConsumers.map((one) => [one.name, one.scopes]))).toEqual({
      'dept-demo': ['licence:read', 'exemption:resolve'],
      'portal-demo': ['exemption:resolve'],
      'sync-demo': ['sync:read'],
      'admin-demo': ['catalog:write', 'access:write'],
      'audit-demo': ['audit:read'],
    });
    expect(new Set(demonstrationConsumers.flatMap((one) => one.scopes)).size).toBe(scopes.length);
  });

  it('belong to organisations of the demonstration', () => {
    const known = new Map(catalogue.organisations.map((one) => [one.key as string, one]));
    const places = demonstrationConsumers.map((one) => {
      const organisation = known.get(one.organisation ?? '');
      expect(organisation?.region, one.name).toBe(one.region);
      return [one.name, organisation?.name];
    });
    expect(Object.fromEntries(places)).toEqual({
      'dept-demo': '茂名市住房和城乡建设局',
      'portal-demo': '茂名市政务服务和数据管理局',
      'sync-demo': '高州市政务服务和数据管理局',
      'admin-demo': '茂名市政务服务和数据管理局',
      'audit-demo': '茂名市审计局',
    });
  });
});

describe('demonstration grants', () => {
  it('name consumers, types, shareable fields and base matters that exist', () => {
    const consumers = demonstrationConsumers.map((one) => one.name);
    const bases = catalogue.baseMatters.map((one) => one.code as string);
    for (const { consumer, subject, fields, matters } of demonstrationGrants) {
      expect(consumers).toContain(consumer);
      if (matters !== null) expect(bases).toEqual(expect.arrayContaining([...matters]));
      if (subject.kind === 'DATA') expect(fields).toEqual([]);
      else {
        const type = catalogue.licenceTypes.find((one) => one.code === subject.licenceType);
        const shareable = type?.fields.filter((one) => one.shareable).map((one) => one.name);
        expect(shareable).toEqual(expect.arrayContaining([...fields]));
      }
    }
  });

  it.each(['dept-demo', 'portal-demo'])('let %s resolve the tour’s matter', (consumer) => {
    const tour = catalogue.baseMatters.find((one) => one.code === tourBaseCode);
    const [, licence, check] = tour?.elements.materials ?? [];
    const way = licence?.alternatives.flat()[0];
    expect(way?.way === 'LICENCE' && way.licenceType).toBe(businessLicence);
    if (way?.way === 'LICENCE') {
      expect(granted(consumer, businessLicence)?.fields).toEqual(expect.arrayContaining([...way.fields]));
    }
    expect(check?.alternatives.flat()[0]).toEqual({ way: 'DATA', check: 'social-insurance-enrolment' });
    expect(granted(consumer, 'social-insurance-enrolment')).toBeDefined();
  });

  it('leave a licence type and a field out, so that WITHHELD and least data can be shown', () => {
    expect(granted('dept-demo', '11100000MB03271699001')).toBeUndefined();
    expect(granted('dept-demo', '11100000000013127D001')).toBeUndefined();
    expect(granted('portal-demo', '11100000MB03271699001')).toBeUndefined();
    expect(granted('dept-demo', businessLicence)?.fields).not.toContain('registeredCapital');
  });
});
