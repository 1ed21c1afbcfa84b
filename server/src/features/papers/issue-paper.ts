import type { IssuedKind } from '@sommier/domain/papers';
import { AppError, type Day } from '@sommier/domain/shared';
import type { Scope } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { makeReconciliation } from './reconciliation-paper.ts';
import { makeStatement, type Issue, type MadePaper, type StatementSteps } from './statements.ts';

/** The cut-off day of a paper asked for. Throws `rule_refused` for a day to come; a reconciliation is of the day it is issued, since decisions are not read back. */
export function cutOff(kind: IssuedKind, wanted: Day | undefined, today: Day): Day {
  const day = wanted ?? today;
  if (day > today) throw new AppError('rule_refused', 'a day to come', { reason: 'papers.statement.future', day });
  if (kind === 'reconciliation' && day !== today) throw new AppError('rule_refused', 'a day past', { reason: 'papers.reconciliation.today', day });
  return day;
}

/** Writes the paper asked for to `path`, whichever it is. */
export const makePaper = (deps: Deps, scope: Scope, { kind, ...issue }: Issue, path: string, steps: StatementSteps): Promise<MadePaper> =>
  (kind === 'reconciliation' ? makeReconciliation(deps, scope, { kind, ...issue }, path, steps) : makeStatement(deps, scope, { ...issue, kind }, path, steps));
