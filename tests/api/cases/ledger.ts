import { absent, reads, type Case } from './case.ts';

export const ledger: Record<string, Case> = {
  ledgerSummary: reads, findAccounts: { body: {}, allowed: 200 }, getLedgerAccount: absent, occupationAccounts: absent,
  changeBilling: { ...absent, body: { afterEnd: false } }, callDues: { body: {}, allowed: 400 }, callOccupation: { ...absent, body: { through: '2026-01-01' } },
  addDue: { body: {}, allowed: 400 }, cancelDue: { ...absent, body: { reason: 'a reason' } }, recordPayment: { body: {}, allowed: 400 }, reversePayment: { ...absent, body: { reason: 'a reason' } },
  listPayments: reads, verifyLedger: reads, exportJournal: { query: 'from=2026-01-01&to=2026-02-01&format=csv', allowed: 200 },
  getDeposit: absent, returnDeposit: { ...absent, body: { amount: '1', day: '2026-01-01', method: 'cash', reason: 'a reason' } }, retainDeposit: { ...absent, body: { amount: '1', day: '2026-01-01', reason: 'a reason' } }, reverseRefund: { ...absent, body: { reason: 'a reason' } },
  readBook: { params: { book: 'cash' }, allowed: 200 }, exportBook: { params: { book: 'cash' }, query: 'from=2026-01-01&to=2026-02-01&format=csv', allowed: 200 },
};
