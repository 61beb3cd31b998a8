import type { Definition } from './definition/definition.js';
import { openRestWire } from './rest/rest.connector.js';
import type { Wire, WireSurroundings } from './wire.js';

/** Throws DefinitionRefused for what only shows when addresses and secrets are filled in. */
export function openWire(definition: Definition, surroundings: WireSurroundings): Wire {
  switch (definition.kind) {
    case 'rest':
      return openRestWire(definition, surroundings);
  }
}
