import type { ClaimRow } from '@sommier/domain/collection';

export const STEP_TONE: Readonly<Record<ClaimRow['state'], 'info' | 'warn' | 'bad' | 'ok' | 'mute'>> = {
  none: 'mute', notice: 'info', request: 'info', reminder: 'warn', formal_notice: 'bad', enforcement: 'bad', office_proposal: 'warn', office_assessment: 'bad', served: 'info', appeal: 'warn', appeal_decision: 'info', closed: 'ok', reopened: 'info',
};
export const TOUCHED = ['findClaims', 'getCollectionFile', 'readRoll', 'findTaxpayers', 'getTaxpayer', 'listControls', 'controlResults', 'ledger'] as const;
