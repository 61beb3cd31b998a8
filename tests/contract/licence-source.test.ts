import { startDemonstrationRegistry } from '../../gateway/demonstration/registry/index.js';
import { holders } from '../support/department-source/known-asks.js';
import { openChanged } from '../support/department-source/open-sources.js';
import { openRegistryDouble } from '../support/department-source/registry-double.js';
import { licenceSourceContract } from './licence-source.contract.js';

licenceSourceContract('the in-memory double', () => {
  const { licences, checks, calls, fall, heal } = openRegistryDouble(holders);
  return Promise.resolve({
    licences,
    checks,
    calls,
    fall: () => Promise.resolve(fall()),
    heal: () => Promise.resolve(heal()),
    close: () => Promise.resolve(),
  });
});

licenceSourceContract('the REST connector and the demonstration registry', async () => {
  const registry = await startDemonstrationRegistry();
  const sources = await openChanged(registry);
  const control = async (body: object) => {
    const headers = { 'x-api-key': registry.apiKey, 'content-type': 'application/json' };
    const answer = await fetch(`${registry.url}/_control`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`control answered ${answer.status}`);
  };
  return {
    licences: sources.licences,
    checks: sources.checks,
    calls: () => sources.outside.length,
    fall: () => control({ trouble: 'slow', ms: 3_600_000 }),
    heal: () => control({ trouble: 'none' }),
    async close() {
      await sources.close();
      await registry.stop();
    },
  };
});
