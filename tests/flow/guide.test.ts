import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterCode } from '../../catalog/code/index.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import {
  baseMatter,
  bases,
  byLicence,
  identityCard,
  material,
  matter,
  openGround,
  places,
} from './catalogue-ground.js';

describe('guide', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openGround>>;
  const statements: string[] = [];
  const draft = matter(places.county, bases.restaurant, {
    elements: {
      situations: [
        {
          code: 'agent',
          question: '是否委托他人办理？',
          options: [
            { answer: 'yes', label: '是', materials: ['2'], handlingItem: null },
            { answer: 'no', label: '否', materials: [], handlingItem: null },
          ],
        },
      ],
      materials: [
        material('1', { alternatives: byLicence(identityCard.code) }),
        material('2'),
        material('3'),
      ],
    },
  });
  const code = draft.code as MatterCode;
  const shown = async (situation: { question: string; answer: string }[], asOf: Date | null = null) =>
    (await ground.guides.guides([code], situation, asOf)).map((guide) =>
      guide?.materials.map(({ material }) => material.code),
    );

  beforeAll(async () => {
    fresh = await freshDatabase((text) => statements.push(text));
    ground = await openGround(fresh.database);
    await fresh.database.transaction((tx) => ground.licenceTypes.store(tx, [identityCard], 'test'));
    await ground.storeBases(baseMatter(bases.restaurant));
    await ground.publish(draft);
  });
  afterAll(() => fresh.drop());

  it('shows what the situation asks for, and names the licence that replaces a paper', async () => {
    expect(await shown([])).toEqual([['1', '3']]);
    expect(await shown([{ question: 'agent', answer: 'yes' }])).toEqual([['1', '2', '3']]);
    const [guide] = await ground.guides.guides([code], [], null);
    expect(guide?.materials[0]).toMatchObject({
      mayBeExempt: true,
      ways: [{ code: 'WAY_LICENCE', zh: '可用电子证照“居民身份证”代替。' }],
    });
    expect(guide?.openQuestions).toEqual(['agent']);
    expect(guide?.publication.document.code).toBe(code);
  });

  it('shows what was in force at a moment', async () => {
    const before = ground.time.now;
    ground.tick();
    await ground.publish({ ...draft, elements: { ...draft.elements, materials: [material('3')] } });
    expect(await shown([], before)).toEqual([['1', '3']]);
    expect(await shown([], ground.time.now)).toEqual([['3']]);
    expect(await shown([])).toEqual([['3']]);
    expect(await shown([], new Date(before.getTime() - 1))).toEqual([undefined]);
  });

  it('asks once for many matters, and says null for what nobody published', async () => {
    const other = matter(places.city, bases.restaurant);
    const unknown = matter(places.town, bases.restaurant).code as MatterCode;
    await ground.publish(other);
    statements.length = 0;
    const found = await ground.guides.guides([unknown, code, other.code as MatterCode], [], ground.time.now);
    expect(statements).toHaveLength(1);
    expect(found.map((guide) => guide?.publication.document.code ?? null)).toEqual([null, code, other.code]);
    expect(
      ground.guides.of((await ground.publications.byCodes([code]))[0] as never, []).materials,
    ).toHaveLength(1);
  });

  it('refuses an answer to a question that the matter does not ask', async () => {
    await expect(shown([{ question: 'agent', answer: 'perhaps' }])).rejects.toMatchObject({
      reason: 'SITUATION_UNKNOWN',
    });
  });
});
