import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceReasonCodes } from '../../../catalog/evidence/evidence-reasons.js';
import type { MaterialDecision } from '../../../catalog/evidence/evidence.js';
import { planEvidence } from '../../../catalog/evidence/evidence-plan.rules.js';
import type { Verdict } from '../../../catalog/evidence/evidence-verdict.rules.js';
import { judgeMaterials, toSubmitOf } from '../../../catalog/evidence/evidence.rules.js';
import type { Material } from '../../../catalog/index.js';
import { cases, denial, groundOf, verdictSets } from './sample-verdicts.js';

const runs = { numRuns: 1_000 };
const judge = (materials: readonly Material[], verdicts: readonly Verdict[]) =>
  judgeMaterials(materials, groundOf(verdicts));
const byCode = (decisions: readonly MaterialDecision[]) =>
  new Map(decisions.map((decision) => [decision.material.code, decision]));
const shuffled = <Item>(items: readonly Item[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length });

const turnedCases = cases.chain((materials) =>
  fc
    .tuple(shuffled(materials), fc.tuple(...materials.map(({ alternatives }) => shuffled(alternatives))))
    .map(([order, alternatives]) => ({
      materials,
      turned: order.map((material) => ({
        ...material,
        alternatives: (alternatives[materials.indexOf(material)] ?? []).map((conditions) =>
          [...conditions].reverse(),
        ),
      })),
    })),
);

describe('whatever the case', () => {
  it('each material is decided once, in its place, with a reason in both languages', () => {
    fc.assert(
      fc.property(cases, verdictSets, (materials, verdicts) => {
        const decisions = judge(materials, verdicts);
        expect(decisions.map(({ material }) => material)).toEqual(materials);
        for (const { reason } of decisions) {
          expect([...evidenceReasonCodes, denial.code]).toContain(reason.code);
          expect(reason.en).not.toMatch(/[{}]/);
          expect(reason.zh).toMatch(/\p{Script=Han}/u);
        }
      }),
      runs,
    );
  });

  it('the order of materials, alternatives and conditions decides nothing', () => {
    fc.assert(
      fc.property(turnedCases, verdictSets, ({ materials, turned }, verdicts) => {
        const strip = ({ material, ...rest }: MaterialDecision) => [material.code, rest] as const;
        const [one, other] = [judge(materials, verdicts), judge(turned, [...verdicts].reverse())];
        expect(Object.fromEntries(other.map(strip))).toEqual(Object.fromEntries(one.map(strip)));
      }),
      runs,
    );
  });

  it('every "not needed" stands on a proof of now, or on a material that is really handed in', () => {
    fc.assert(
      fc.property(cases, verdictSets, (materials, verdicts) => {
        const decisions = byCode(judge(materials, verdicts));
        const status = new Map(
          verdicts.map((verdict) => [`${verdict.kind} ${verdict.target}`, verdict.status]),
        );
        const standsOn = (code: string, above: ReadonlySet<string>): boolean => {
          const decision = decisions.get(code);
          if (!decision || above.has(code)) return false;
          const { disposition, material } = decision;
          if (disposition === 'SUBMIT') return material.necessity !== 'NOT_REQUIRED';
          if (!['LICENCE', 'DATA', 'COVERED'].includes(disposition)) return false;
          return decision.evidence.every(({ kind, target }) =>
            kind === 'MATERIAL'
              ? standsOn(target, new Set([...above, code]))
              : ['VALID', 'PASSED'].includes(status.get(`${kind} ${target}`) ?? ''),
          );
        };
        for (const { material, disposition } of decisions.values()) {
          if (['LICENCE', 'DATA', 'COVERED'].includes(disposition)) {
            expect(standsOn(material.code, new Set())).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  it('no choice is made for the applicant, and CANCELLED is said only of what the catalogue cancelled', () => {
    fc.assert(
      fc.property(cases, verdictSets, (materials, verdicts) => {
        for (const { disposition, material } of judge(materials, verdicts)) {
          expect(['INQUIRY', 'COMMITMENT', 'DEFERRED']).not.toContain(disposition);
          expect(disposition === 'CANCELLED').toBe(material.cancelled !== null);
        }
      }),
      runs,
    );
  });

  it('without any grant nothing is proved, and nothing is undecided', () => {
    fc.assert(
      fc.property(cases, verdictSets, (materials, verdicts) => {
        const denied = verdicts.map((verdict) => ({ ...verdict, status: 'WITHHELD' as const, denial }));
        for (const { disposition } of judge(materials, denied)) {
          expect(['LICENCE', 'DATA', 'UNDECIDED']).not.toContain(disposition);
        }
      }),
      runs,
    );
  });

  it('one more proof never makes a material needed that was not, beyond what breaks a circle', () => {
    fc.assert(
      fc.property(cases, verdictSets, fc.nat({ max: 3 }), (materials, verdicts, which) => {
        const better = verdicts.map((verdict, index) =>
          index === which
            ? {
                ...verdict,
                status: verdict.kind === 'LICENCE' ? ('VALID' as const) : ('PASSED' as const),
                denial: null,
              }
            : verdict,
        );
        const before = toSubmitOf(judge(materials, verdicts)).length;
        const undecided = judge(materials, verdicts).filter(
          ({ disposition }) => disposition === 'UNDECIDED',
        ).length;
        expect(toSubmitOf(judge(materials, better)).length).toBeLessThanOrEqual(before + undecided);
      }),
      runs,
    );
  });
});

describe('the plan', () => {
  it('names each licence type and check once, however many materials want it, and none for a cancelled one', () => {
    fc.assert(
      fc.property(cases, (materials) => {
        const { licenceTypes, checks } = planEvidence(materials);
        const wanted = materials
          .filter(({ cancelled }) => cancelled === null)
          .flatMap(({ alternatives }) => alternatives.flat());
        const types = new Set(wanted.flatMap((each) => (each.way === 'LICENCE' ? [each.licenceType] : [])));
        const names = new Set(wanted.flatMap((each) => (each.way === 'DATA' ? [each.check] : [])));
        expect(licenceTypes).toEqual([...types].sort());
        expect(checks).toEqual([...names].sort());
      }),
    );
  });
});
