import { it } from 'vitest';
import { tourHolder, tourMatterCode, tourSituation } from '../../gateway/demonstration/tour-matter.js';
import { openHouse } from '../support/open-house.js';
it('probe', async () => {
  const house = await openHouse({ demo: true });
  const show = async (name: string, q: string, v: object = {}, as?: string) => {
    const a = await house.ask(q, v, as);
    console.log('#', name, a.status, JSON.stringify(a.errors).slice(0, 600), a.trace.outside, a.trace.sql.length, a.trace.sql.map((s) => s.replace(/\s+/g, ' ').slice(0, 150)));
    return a;
  };
  const purpose = { matter: tourMatterCode, caseNumber: 'CASE-1', mode: 'HOLDER_PRESENT' };
  await show('matters50', `{ matters(first: 50, filter: { within: "440900000000" }) { totalCount edges { node { code name organisation { name region { name } } region { name parent { name } lineage { name } } baseMatter { name } materials { name licenceTypes { name } alternatives { all { licenceType { name } } } } guide { materials { mayBeExempt } } } } } }`);
  await show('villageMatters', `{ matters(first: 50, filter: { region: "440981104201", search: "施工" }) { edges { node { code name } } } }`);
  await show('regions children', `{ region(code: "440900000000") { name lineage { name } children(first: 5) { totalCount edges { node { name children(first: 3) { edges { node { name } } } } } } } }`);
  await show('basematters impl', `{ baseMatters(first: 10) { edges { node { name implementations(first: 2) { edges { node { name } } } } } } }`);
  await show('licenceTypes', `{ licenceTypes { edges { node { code name definedBy { name } } } } }`);
  const types = ['11100000MB0143028R001', '11100000000013338W050', '11100000000013338W001'];
  const q = `query ($holder: HolderInput!, $types: [LicenceTypeCode!]!, $purpose: PurposeInput!) { licences(holder: $holder, types: $types, purpose: $purpose) { status identifier type { name } issuer { name } fields { name value } provenance { state source } reasons { code } } }`;
  const l = await show('licences', q, { holder: tourHolder, types, purpose }, 'dept-demo');
  console.log(JSON.stringify(l.data));
  await show('licences again', q, { holder: tourHolder, types, purpose }, 'dept-demo');
  await show('exemption', `mutation ($input: ExemptionInput!) { exemptionResolve(input: $input) { exemption { materials { material { name } disposition } } } }`, { input: { matter: tourMatterCode, holder: tourHolder, purpose, situation: tourSituation } }, 'dept-demo');
  await show('changes', `{ changes(first: 100) { endCursor more head changes { position } } }`, {}, 'sync-demo');
  await show('sources', `{ sources { name licenceTypes { name } } }`, {}, 'dept-demo');
  await show('audit', `{ auditEntries { totalCount edges { node { operation } } } }`, {}, 'audit-demo');
  await house.close();
});
