import type { Same } from '../catalogue.ts';
import type { reconciliation as fr } from '../fr/reconciliation.ts';

export const reconciliation: Same<typeof fr> = {
  'reconciliation.title': 'Reconciliation with the fixed assets', 'reconciliation.import': 'Import the fixed assets', 'reconciliation.file': 'Report, XLSX', 'reconciliation.none': 'No fixed assets',
  'reconciliation.none.why': 'Import the accountant’s file: inventory number, account, day, gross value, depreciations.', 'reconciliation.from': 'File', 'reconciliation.here': 'Register', 'reconciliation.there': 'Accountant',
  'reconciliation.count': '{n, plural, one {# property} other {# properties}} with a number or a value', 'reconciliation.lines': '{n, plural, one {# line} other {# lines}}, net {net}', 'reconciliation.matched': 'Matched',
  'reconciliation.equal': 'of which {n} equal', 'reconciliation.open': 'Open', 'reconciliation.closed': 'settled', 'reconciliation.of': 'of {n, plural, one {# difference} other {# differences}}',
  'reconciliation.bykind': 'Differences by kind', 'reconciliation.differences': 'Differences', 'reconciliation.difference': 'Difference', 'reconciliation.number': 'Number', 'reconciliation.gap': 'Gap',
  'reconciliation.total': 'Accountant less register', 'reconciliation.kind.missing_here': 'missing in the register', 'reconciliation.kind.missing_there': 'missing in the assets', 'reconciliation.kind.no_number': 'no number',
  'reconciliation.kind.value': 'value differs', 'reconciliation.kind.date': 'day differs', 'reconciliation.inventory': 'Inventory number', 'reconciliation.settlement': 'Settlement',
  'reconciliation.settlement.register_right': 'the register is right', 'reconciliation.settlement.accountant_right': 'the accountant is right', 'reconciliation.settlement.to_correct': 'to correct',
  'reconciliation.settlement.explained': 'explained', 'reconciliation.reason': 'Reason', 'reconciliation.settle': 'Save the settlement', 'reconciliation.settled': 'Settlement saved.', 'reconciliation.lapsed': 'to see again',
};
