import type { Failure } from '#lib/kernel/failure.ts';
import type { Decision } from '../decision/entity.ts';

/**
 * Decides about dates in one go, so that all of it can be taken back together. It is another slice's work: the route hands it in.
 * It says why not.
 */
export type Decide = (verdicts: { request: Decision['request']; verdict: Decision['verdict']; reason?: string }[]) => Promise<Failure | undefined>;
