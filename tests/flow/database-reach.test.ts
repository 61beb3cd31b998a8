import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../catalog/storage/index.js';
import { freshDatabase, testServer } from '../support/fresh-database.js';
import { databaseUrl } from '../support/global-setup.js';

describe('a database that cannot be reached', () => {
  it('is told with what to look at, when nothing listens', async () => {
    const opening = openDatabase({ url: 'postgresql://someone:secret-word@127.0.0.1:1/none' });
    await expect(opening).rejects.toMatchObject({ reason: 'DATABASE_UNREACHABLE', kind: 'upstream' });
    await expect(opening).rejects.toThrow(/nothing listens at its address.*该地址没有数据库在监听/s);
    await expect(opening).rejects.not.toThrow(/secret-word/);
  });

  it('is told with what to look at, when there is no such database', async () => {
    const opening = openDatabase({ url: databaseUrl(testServer(), 'there_is_none') });
    await expect(opening).rejects.toThrow(/there is no database of that name.*数据库不存在/s);
  });

  it('that goes away while it is used is the same fault, in reads and in transactions, and comes back by itself', async () => {
    const fresh = await freshDatabase();
    const cut = () =>
      fresh.database.query('select pg_terminate_backend(pg_backend_pid())').then(
        () => null,
        (error: unknown) => error,
      );
    expect(await cut()).toMatchObject({ reason: 'DATABASE_UNREACHABLE' });
    const torn = fresh.database.transaction((tx) =>
      tx.query('select pg_terminate_backend(pg_backend_pid())'),
    );
    await expect(torn).rejects.toMatchObject({ reason: 'DATABASE_UNREACHABLE' });
    expect(await fresh.database.query('select 1 as one')).toEqual([{ one: 1 }]);
    await fresh.drop();
  });
});
