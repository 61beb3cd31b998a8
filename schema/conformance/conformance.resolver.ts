import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  conformanceRules,
  type Deviation,
  type ElementConformance,
  type RegionCode,
  type RegionConformance,
  type RegionView,
} from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { WALK_COST } from '../cost.js';
import { connectionOf, PageArgs, pageOf, type ConnectionShape } from '../page.type.js';
import { RegionType } from '../region/region.type.js';
import { RegionCodeScalar } from '../scalar/index.js';
import {
  ConformanceReportType,
  DeviationConnection,
  deviationFilterOf,
  DeviationFilterInput,
  DeviationType,
  ElementConformanceType,
  RegionConformanceType,
} from './conformance.type.js';
import { standardOf, StandardType } from './standard.type.js';

@Resolver(() => ConformanceReportType)
export class ConformanceResolver {
  @Query(() => [StandardType], {
    description: 'Standards of sameness, the built-in ones first. 统一标准，内置标准在前。',
  })
  async standards(@Ctx() { call, services }: GraphContext): Promise<readonly StandardType[]> {
    services.access.demandConsumer(call);
    return (await services.standards.list()).map(standardOf);
  }

  @Query(() => ConformanceReportType, {
    complexity: WALK_COST,
    description:
      'How the published matters of a region and below it stand against a standard. 某区划（含下级）已发布事项与统一标准的比对结果。',
  })
  async conformance(
    @Ctx() { call, services }: GraphContext,
    @Arg('standard', () => ID, { description: 'Id of the standard. 标准标识。' }) standard: string,
    @Arg('region', () => RegionCodeScalar, { description: 'Region. 区划。' }) region: RegionCode,
  ): Promise<ConformanceReportType> {
    const report = await services.conformance.report(call, standard, region);
    return {
      code: region,
      standard: standardOf(report.standard),
      checked: report.checked,
      conforming: report.conforming,
      byElement: report.byElement.map(elementOf),
      byRegion: report.byRegion.map(({ region: code, ...tally }) => ({ code, ...tally })),
    };
  }

  @Query(() => DeviationConnection, {
    complexity: WALK_COST,
    description: 'What is not as a standard wants it, matter by matter. 与统一标准不一致之处，按事项排列。',
  })
  async deviations(
    @Ctx() { call, services }: GraphContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('standard', () => ID, { description: 'Id of the standard. 标准标识。' }) standard: string,
    @Arg('filter', () => DeviationFilterInput, { nullable: true, description: 'Which ones. 筛选条件。' })
    input: DeviationFilterInput | null,
  ): Promise<ConnectionShape<DeviationType>> {
    const [filter, request] = [deviationFilterOf(input), pageOf(args)];
    const page = await services.conformance.deviations(call, standard, filter, request);
    return connectionOf(page, request, deviationOf, () =>
      services.conformance.deviationCount(call, standard, filter),
    );
  }

  @FieldResolver(() => RegionType, { description: 'The region that was asked about. 所查询的区划。' })
  async region(
    @Ctx() { loaders }: GraphContext,
    @Root() { code }: ConformanceReportType,
  ): Promise<RegionView> {
    return known(await loaders.region.load(code), code);
  }
}

@Resolver(() => RegionConformanceType)
export class RegionConformanceResolver {
  @FieldResolver(() => RegionType, { description: 'The region. 区划。' })
  async region(
    @Ctx() { loaders }: GraphContext,
    @Root() { code }: RegionConformanceType,
  ): Promise<RegionView> {
    return known(await loaders.region.load(code), code);
  }
}

@Resolver(() => DeviationType)
export class DeviationResolver {
  @FieldResolver(() => RegionType, { nullable: true, description: 'Region of the matter. 事项所在区划。' })
  region(
    @Ctx() { loaders }: GraphContext,
    @Root() { code }: DeviationType,
  ): Promise<RegionView | null> | null {
    return code === null ? null : loaders.region.load(code);
  }
}

function elementOf({ title, ...tally }: ElementConformance): ElementConformanceType {
  return Object.assign(new ElementConformanceType(), { ...tally, wording: title });
}

function deviationOf({ region, proposal, ...deviation }: Deviation): DeviationType {
  return Object.assign(new DeviationType(), {
    ...deviation,
    code: region,
    proposed: proposal,
    explained: conformanceRules[deviation.rule],
  });
}

/** A region that matters stand in is in the table: it is never deleted. */
function known(region: RegionView | null, code: RegionConformance['region']): RegionView {
  if (region === null) throw new Error(`region ${code} is gone`);
  return region;
}
