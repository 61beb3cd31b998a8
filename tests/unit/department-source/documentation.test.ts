import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDepartmentSources } from '../../../connectors/department-source/index.js';
import { projectRoot } from '../../../gateway/project-root.js';
import { definitionFolder } from '../../support/department-source/definition-folder.js';

test('the worked example of docs/sources.md loads as it stands there', async () => {
  const page = await readFile(join(projectRoot, 'docs', 'sources.md'), 'utf8');
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = '']) => example);
  expect(examples.length).toBeGreaterThan(0);
  const { folder, remove } = await definitionFolder(
    Object.fromEntries(examples.map((example, index) => [`example-${index}.yaml`, example])),
  );
  const sources = await openDepartmentSources({
    folders: [folder],
    values: {},
    secrets: () => 'secret',
    allowPrivateNetworks: [],
    clock: () => new Date(0),
    log: { info: () => undefined, warn: () => undefined },
  });
  await remove();
  expect(sources.findings).toEqual([]);
  expect(sources.list()).toHaveLength(examples.length);
  await sources.close();
});
