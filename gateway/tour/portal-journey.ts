import { printLine, printTable } from '../command-line/output.js';
import { tourMatterCode, tourSituation } from '../demonstration/tour-matter.js';
import type { Checks } from './checks.js';
import type { TourClient } from './client.js';

interface MatterRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly organisation: { readonly name: string };
}

interface Edges<Node> {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** 高州市根子镇: its villages handle matters in the demonstration; any of them will do. */
const TOWN = '440981104000';

/** A portal developer builds a guide: regions, search, the nearest level, materials. No token is needed. */
export async function portalJourney(ask: TourClient, checks: Checks): Promise<void> {
  printLine('2.1 From 茂名 down to a village 由市到村');
  const regions = await ask(
    `query ($town: RegionCode!) {
  region(code: $town) { name lineage { name level } children(first: 2) { totalCount edges { node { code name level } } } }
}`,
    { town: TOWN },
  );
  const town = regions.data?.['region'] as {
    name: string;
    lineage: { name: string }[];
    children: Edges<{ code: string; name: string }>;
  } | null;
  const village = town?.children.edges[0]?.node;
  printLine(
    `   ${town?.lineage.map(({ name }) => name).join(' › ') ?? ''} › ${village?.name ?? ''} (${town?.children.totalCount ?? 0} villages)`,
  );
  checks.expect(
    'the lineage runs from the nation to the town',
    town?.lineage[0]?.name !== undefined && town.lineage.length === 5,
  );

  printLine(
    '2.2 What can be handled for this village, and by whom? The nearest level answers. 本村可办事项，由最近一级办理',
  );
  const served = await ask(
    `query ($village: RegionCode!) {
  matters(first: 100, filter: { region: $village }) {
    totalCount edges { node { code name level organisation { name } } }
  }
}`,
    { village: village?.code },
  );
  const page = served.data?.['matters'] as Edges<MatterRow> | undefined;
  const nodes = page?.edges.map(({ node }) => node) ?? [];
  const levels = ['VILLAGE', 'TOWN', 'COUNTY', 'CITY', 'PROVINCE'];
  printTable(
    ['level 层级', 'matters 事项数', 'for example 例如', 'organisation 实施主体'],
    levels.map((level) => {
      const these = nodes.filter((node) => node.level === level);
      return [level, String(these.length), these[0]?.name ?? '', these[0]?.organisation.name ?? ''];
    }),
  );
  checks.expect(
    'village, town, county and city each answer for some',
    levels.slice(0, 4).every((level) => nodes.some((node) => node.level === level)),
  );
  checks.expect(
    'each matter is answered once',
    new Set(nodes.map(({ code }) => code.slice(19, 31))).size === nodes.length,
  );

  printLine('2.3 Search, two characters 两个字的搜索');
  const found = await ask(
    `{ matters(first: 3, filter: { search: "施工", within: "440900000000" }) { totalCount edges { node { name level organisation { name } } } pageInfo { hasNextPage endCursor } } }`,
    {},
  );
  const hits = found.data?.['matters'] as Edges<MatterRow> | undefined;
  printTable(
    ['name 名称', 'level 层级', 'organisation 实施主体'],
    (hits?.edges ?? []).map(({ node }) => [node.name, node.level, node.organisation.name]),
  );
  checks.expect(
    'something is found, and pages go on',
    (hits?.totalCount ?? 0) > 3 && hits?.pageInfo?.hasNextPage === true,
  );

  printLine('2.4 The guide for a first application 首次申请的办事指南');
  const guide = await ask(
    `query ($code: MatterCode!, $situation: [SituationAnswer!]) {
  guide(code: $code, situation: $situation) {
    matter { name digest committedTimeLimit { value unit } statutoryTimeLimit { value unit } organisation { name } region { name } }
    materials { material { name } mayBeExempt ways { text } }
  }
}`,
    { code: tourMatterCode, situation: tourSituation },
  );
  const shown = guide.data?.['guide'] as
    | {
        matter: { name: string; digest: string };
        materials: { material: { name: string }; mayBeExempt: boolean; ways: { text: string }[] }[];
      }
    | undefined;
  printTable(
    ['material 材料', 'exempt? 可免交', 'how 途径'],
    (shown?.materials ?? []).map(({ material, mayBeExempt, ways }) => [
      material.name,
      mayBeExempt ? 'yes 可' : 'no 否',
      ways[0]?.text ?? '',
    ]),
  );
  checks.expect(
    'the guide says which materials may be left at home',
    shown?.materials.some(({ mayBeExempt }) => mayBeExempt) ?? false,
  );
  checks.expect('the situation leaves out what it does not need', (shown?.materials.length ?? 0) === 7);

  printLine('2.5 A mistake is answered with what to do 输错编码时的提示');
  const wrong = await ask('{ matter(code: "123") { name } }', {});
  printLine(`   ${wrong.errors[0]?.message ?? ''}`);
  checks.expect(
    'a malformed code is BAD_USER_INPUT / MATTER_CODE_MALFORMED',
    wrong.errors[0]?.extensions?.reason === 'MATTER_CODE_MALFORMED',
  );
}
