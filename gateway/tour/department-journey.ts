import { printLine, printTable } from '../command-line/output.js';
import { demonstrationGrants } from '../demonstration/consumers.js';
import { tourHolder, tourMatterCode, tourSituation } from '../demonstration/tour-matter.js';
import type { Checks } from './checks.js';
import type { TourClient } from './client.js';

interface LicenceRow {
  readonly status: string;
  readonly type: { readonly name: string } | null;
  readonly validUntil: string | null;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly provenance: { readonly source: string | null; readonly state: string };
}

interface DecisionRow {
  readonly material: { readonly name: string };
  readonly disposition: string;
  readonly reason: { readonly text: string };
  readonly fallback: string | null;
}

interface AuditRow {
  readonly operation: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly caseNumber: string | null;
}

const BUSINESS_LICENCE = '11100000MB0143028R001';
const IDENTITY_CARD = '11100000000013127D001';

/** A department system asks whether a holder has a licence, and what must still be handed in. */
export async function departmentJourney(
  ask: TourClient,
  tokenOf: (consumer: string) => string,
  checks: Checks,
): Promise<void> {
  const purpose = {
    matter: tourMatterCode,
    caseNumber: `${tourMatterCode}202611210001`,
    mode: 'HOLDER_PRESENT',
  };

  printLine(
    '1.1 Does this company have a business licence? An identity card was not granted. 查询证照：营业执照（已授权）与居民身份证（未授权）',
  );
  const licences = await ask(
    `query ($holder: HolderInput!, $types: [LicenceTypeCode!]!, $purpose: PurposeInput!) {
  licences(holder: $holder, types: $types, purpose: $purpose) {
    status type { name } validUntil fields { label value } reasons { code text } provenance { source state }
  }
}`,
    { holder: tourHolder, types: [BUSINESS_LICENCE, IDENTITY_CARD], purpose },
    tokenOf('dept-demo'),
  );
  const rows = (licences.data?.['licences'] ?? []) as readonly LicenceRow[];
  printTable(
    ['type 类型', 'status 状态', 'fields 字段', 'source 来源', 'reason 理由'],
    rows.map(({ type, status, fields, provenance, reasons }) => [
      type?.name ?? '',
      status,
      fields.map(({ label, value }) => `${label}=${value}`).join('；'),
      `${provenance.source ?? '—'} ${provenance.state}`,
      reasons[0]?.text ?? '',
    ]),
  );
  const [business, card] = [
    rows.find((row) => row.type?.name === '营业执照'),
    rows.find((row) => row.type?.name === '居民身份证'),
  ];
  checks.expect(
    'the business licence is VALID and asked LIVE',
    business?.status === 'VALID' && business.provenance.state === 'LIVE',
  );
  checks.expect('only fields that grant and matter both allow are shown', fieldsAllowed(business));
  checks.expect(
    'the identity card is WITHHELD, not asked for',
    card?.status === 'WITHHELD' && card.fields.length === 0,
  );

  printLine('1.2 What must still be handed in? 还需提交哪些材料？');
  const exemption = await ask(
    `mutation ($input: ExemptionInput!) {
  exemptionResolve(input: $input) {
    exemption { materials { material { name } disposition reason { text } fallback } toSubmit { name } }
  }
}`,
    { input: { matter: tourMatterCode, holder: tourHolder, purpose, situation: tourSituation } },
    tokenOf('dept-demo'),
  );
  const payload = exemption.data?.['exemptionResolve'] as
    { exemption: { materials: DecisionRow[]; toSubmit: { name: string }[] } } | undefined;
  const decisions = payload?.exemption.materials ?? [];
  printTable(
    ['material 材料', 'disposition 处理', 'reason 理由'],
    decisions.map(({ material, disposition, reason }) => [material.name, disposition, reason.text]),
  );
  printLine(`   to submit 需提交: ${payload?.exemption.toSubmit.map(({ name }) => name).join('、') ?? ''}`);
  const by = (wanted: string) => decisions.filter(({ disposition }) => disposition === wanted).length;
  checks.expect(
    'one material is exempt by licence, one by data check, one is covered',
    by('LICENCE') === 1 && by('DATA') === 1 && by('COVERED') === 1,
  );
  checks.expect(
    'a cancelled one is not asked for, and something must be submitted',
    by('CANCELLED') === 1 && by('SUBMIT') > 0,
  );

  printLine('1.3 Nobody asks without a token or without a scope 无令牌、无权限的请求被拒绝');
  const bare = await ask('{ auditEntries { edges { node { operation } } } }', {});
  checks.expect('without a token: UNAUTHENTICATED', bare.errors[0]?.extensions?.code === 'UNAUTHENTICATED');
  const foreign = await ask('{ auditEntries { edges { node { operation } } } }', {}, tokenOf('dept-demo'));
  checks.expect('without the scope: FORBIDDEN', foreign.errors[0]?.extensions?.code === 'FORBIDDEN');

  printLine('1.4 The auditor sees both accesses, and no holder number 审计员可见访问记录，看不到证件号码');
  const audit = await ask(
    '{ auditEntries(first: 10, filter: { consumer: "dept-demo" }) { edges { node { operation outcome subject caseNumber } } } }',
    {},
    tokenOf('audit-demo'),
  );
  const entries = (
    (audit.data?.['auditEntries'] as { edges: { node: AuditRow }[] } | undefined)?.edges ?? []
  ).map(({ node }) => node);
  printTable(
    ['operation 操作', 'outcome 结果', 'subject 主体摘要', 'case 办件'],
    entries.map(({ operation, outcome, subject, caseNumber }) => [
      operation,
      outcome,
      `${subject?.slice(0, 12) ?? ''}…`,
      caseNumber ?? '',
    ]),
  );
  checks.expect(
    'licences and exemptionResolve stand in the record',
    ['licences', 'exemptionResolve'].every((name) => entries.some(({ operation }) => operation === name)),
  );
  checks.expect('the record holds no holder number', !JSON.stringify(audit.data).includes(tourHolder.code));
}

function fieldsAllowed(row: LicenceRow | undefined): boolean {
  const granted = demonstrationGrants.find(
    ({ consumer, subject }) =>
      consumer === 'dept-demo' && subject.kind === 'LICENCE' && subject.licenceType === BUSINESS_LICENCE,
  );
  return row !== undefined && row.fields.length > 0 && row.fields.length <= (granted?.fields.length ?? 0);
}
