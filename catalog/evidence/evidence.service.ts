import type { Call } from '../access/access.js';
import type { Exemption, ExemptionRequest } from './evidence.js';

export interface EvidenceService {
  /** For this matter, this holder, now: what must still be handed in? Throws when the question cannot be asked. */
  resolve(call: Call, request: ExemptionRequest): Promise<Exemption>;
}
