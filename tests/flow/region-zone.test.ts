import { beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../catalog/storage/index.js';
import {
  faultOf,
  inPieces,
  openRegisters,
  regionCode,
  regionRow,
  smallTree,
  unheard,
  type Registers,
} from './registers.js';

let registers: Registers;
const zone = { code: regionCode('440985'), name: '虚构高新技术产业开发区', parent: regionCode('4409') };
const feed = async () =>
  (await registers.changes.page({ after: null, regionPath: null, first: 100 })).changes;
const loadNational = (rows = smallTree) => registers.regions.load(inPieces(rows), 'national', unheard);
const inTransaction = (zones: readonly (typeof zone)[]) =>
  registers.database.transaction(async (tx) => {
    const stored = await registers.regions.storeZones(tx, zones, 'a test');
    await registers.changes.append(tx, stored.changes);
    return stored.outcomes;
  });

beforeEach(async () => {
  registers = await openRegisters();
  await loadNational();
  return () => registers.drop();
});

describe('a local functional zone', () => {
  it('is a region like others, marked local, and is told to peers', async () => {
    const added = await registers.regions.addZone(zone, 'a test');
    expect(added).toEqual({
      ...zone,
      level: 'COUNTY',
      lineage: ['000000000000', '440000000000', '440900000000', '440985000000'],
      local: true,
    });
    expect(await registers.regions.byCodes([zone.code])).toEqual([added]);
    expect(await feed()).toMatchObject([
      {
        kind: 'REGION',
        key: zone.code,
        version: 1,
        deleted: false,
        document: added,
        digest: digestOf(added),
      },
    ]);
  });

  it('may have towns of its own below it', async () => {
    await registers.regions.addZone(zone, 'a test');
    const town = { code: regionCode('440985001'), name: '虚构街道', parent: zone.code };
    expect(await registers.regions.addZone(town, 'a test')).toMatchObject({
      level: 'TOWN',
      parent: zone.code,
    });
  });

  it('added again is no change; under its code another one is refused', async () => {
    const added = await registers.regions.addZone(zone, 'a test');
    expect(await registers.regions.addZone(zone, 'a test')).toEqual(added);
    for (const other of [
      { ...zone, name: '另一个区' },
      { ...zone, parent: regionCode('4419') },
    ]) {
      expect((await faultOf(registers.regions.addZone(other, 'a test'))).reason).toBe('REGION_CONFLICT');
    }
    expect(await feed()).toHaveLength(1);
    expect(await registers.regions.byCodes([zone.code])).toEqual([added]);
  });

  it('is not destroyed by the national table', async () => {
    const added = await registers.regions.addZone(zone, 'a test');
    expect(await loadNational()).toEqual({ read: 9, imported: 0, unchanged: 9 });
    expect(await registers.regions.byCodes([zone.code])).toEqual([added]);
  });

  it('stops a national table that lists its code, and the whole table with it', async () => {
    await registers.regions.addZone(zone, 'a test');
    const table = [
      ...smallTree,
      regionRow('440907', '虚构县', '4409'),
      regionRow('440985', '虚构县', '4409'),
    ];
    const fault = await faultOf(loadNational(table));
    expect(fault).toMatchObject({ reason: 'REGION_CONFLICT', facts: { region: zone.code } });
    expect(await registers.regions.byCodes([regionCode('440907')])).toEqual([null]);
    expect((await registers.regions.byCodes([zone.code]))[0]?.local).toBe(true);
  });

  it('never takes a code of the national table', async () => {
    const taken = { ...zone, code: regionCode('440902') };
    expect((await faultOf(registers.regions.addZone(taken, 'a test'))).facts).toMatchObject({
      region: taken.code,
    });
    expect((await faultOf(inTransaction([taken]))).reason).toBe('REGION_CONFLICT');
    expect(await feed()).toEqual([]);
  });

  it('needs a parent that is there and wider', async () => {
    const lost = await faultOf(registers.regions.addZone({ ...zone, parent: regionCode('4499') }, 'a test'));
    expect(lost).toMatchObject({ reason: 'REGION_UNKNOWN', facts: { region: regionCode('4499') } });
    const beside = await faultOf(
      registers.regions.addZone({ ...zone, parent: regionCode('440902') }, 'a test'),
    );
    expect(beside).toMatchObject({ reason: 'REGION_CONFLICT', facts: { region: zone.code } });
  });

  it('of an import is stored with the other rows of its transaction, and each change has the next version', async () => {
    const town = { code: regionCode('440985001'), name: '虚构街道', parent: zone.code };
    expect(await inTransaction([zone, town])).toEqual(['IMPORTED', 'IMPORTED']);
    expect(await inTransaction([{ ...zone, name: '虚构高新区' }, town])).toEqual(['IMPORTED', 'UNCHANGED']);
    expect((await feed()).map(({ key, version }) => [key, version])).toEqual([
      [zone.code, 1],
      [town.code, 1],
      [zone.code, 2],
    ]);
    const listed = { ...zone, name: '再改名' };
    expect((await faultOf(inTransaction([listed, listed]))).facts.problem).toContain('twice');
  });

  it('leaves neither row nor change when its transaction fails', async () => {
    await expect(
      registers.database.transaction(async (tx) => {
        const { changes } = await registers.regions.storeZones(tx, [zone], 'a test');
        await registers.changes.append(tx, changes);
        throw new Error('something else went wrong');
      }),
    ).rejects.toThrow('something else');
    expect(await registers.regions.byCodes([zone.code])).toEqual([null]);
    expect(await feed()).toEqual([]);
  });
});
