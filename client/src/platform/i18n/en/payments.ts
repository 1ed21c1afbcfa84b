import type { payments as fr } from '../fr/payments.ts';
import type { Same } from '../catalogue.ts';

export const payments: Same<typeof fr> = {
  'payments.title': 'Payments to identify', 'payments.count': '{n, plural, =0 {no line} one {# line} other {# lines}}, {amount} {currency}', 'payments.none': 'Nothing to identify', 'payments.none.why': 'Lines of a bank’s file that nothing surely tells wait here.', 'payments.day': 'Received on', 'payments.label': 'Label', 'payments.payer': 'Payer', 'payments.amount': 'Amount',
  'payments.match': 'Match to {reference}', 'payments.match.to': 'Match', 'payments.open': 'due {amount}', 'payments.other': 'Another account (reference)', 'payments.find': 'Find', 'payments.aside': 'Set aside', 'payments.aside.reason': 'Why it is no payment of a due', 'payments.reopened': 'The payment of this line was reversed:', 'payments.by.reference': 'reference', 'payments.by.amount': 'amount', 'payments.done': 'Line matched, receipt numbered.', 'payments.import': 'Import a file',
};
