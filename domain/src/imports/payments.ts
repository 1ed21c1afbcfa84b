import type { CellFault } from './map-row.ts';
import { toMinor } from '../shared/money.ts';

/** The fields a `payments` file may feed: a line of a bank or of the treasury. */
export const PAYMENT_FIELDS = { operation: 'text', paid_on: 'date', amount: 'amount', currency: 'text', method: 'word', side: 'word', occupation: 'text', payer: 'text', label: 'text', note: 'text' } as const;
export const PAYMENT_WORDS: Record<string, readonly string[]> = { method: ['cash', 'cheque', 'transfer', 'treasury', 'card', 'mobile', 'other'], side: ['credit', 'debit'] };
/** What banks write for them, on folded text. */
export const PAYMENT_SPELLINGS: Record<string, readonly (readonly [code: string, pattern: RegExp])[]> = {
  method: [['cheque', /cheque|\bchq\b|check|شيك|صك/], ['transfer', /vir(ement)?\b|transfer|تحويل/], ['cash', /espece|cash|numeraire|نقد/], ['treasury', /tresor|treasury|خزينه|قباضه/], ['card', /carte|card|tpe|بطاقه/], ['mobile', /mobile|wallet|هاتف/], ['other', /^(autre|other|اخر)/]],
  // One column of amounts and another for their side, as some banks write them: a debit is no payment.
  side: [['credit', /^(c|cr|credit(eur)?|\+|دائن)$/], ['debit', /^(d|db|dr|debit(eur)?|-|مدين)$/]],
};
/** What headings are called, folded and without separators. */
export const PAYMENT_HEADINGS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['operation', /^(operation|idoperation|numerooperation|noperation|nooperation|transactionid|transaction|idtransaction|numeropiece|piece|رقمالعمليه)$/],
  ['paid_on', /^(paidon|date|dateoperation|datedoperation|dateop|datecomptable|datecompta|datevaleur|datedevaleur|datepaiement|datedepaiement|dateversement|valuedate|paymentdate|التاريخ|تاريخالعمليه|تاريخالدفع)$/],
  ['amount', /^(amount|montant|credit|credits|montantcredit|montantaucredit|encaissement|recette|somme|versement|المبلغ|دائن)$/], ['currency', /^(currency|devise|monnaie|العمله)$/], ['method', /^(method|mode|modepaiement|modedepaiement|moyen|طريقهالدفع)$/],
  ['side', /^(side|sens|signe|sensoperation|dc|cd|drcr|crdr|debitcredit|creditdebit|direction|الاتجاه|مديندائن)$/],
  ['occupation', /^(occupation|reference|ref|refcontrat|contrat|bail|referencebail|leaseref|المرجع|رقمالعقد)$/], ['payer', /^(payer|payeur|donneurdordre|emetteur|nom|tiers|redevable|locataire|الدافع|الاسم)$/],
  ['label', /^(label|operation|operations|intitule|detail|details|libelle|libelleoperation|libelledeloperation|naturedeloperation|motif|description|objet|communication|البيان|الموضوع)$/], ['note', /^(note|notes|observations?|ملاحظات)$/],
];

type Fields = Record<string, string | number | null>;
const text = (f: Fields, key: string): string | null => { const v = f[key]; return v === undefined || v === null ? null : String(v); };

/** Settles a mapped line: the amount in minor units. Answers what stands against it. */
export function settlePayment(f: Fields, money: { exponent: number; currency: string }): CellFault[] {
  const faults: CellFault[] = [];
  const refuse = (column: string, code: string, params: Record<string, unknown> = {}): void => { faults.push({ column, value: text(f, column), code, params }); };
  const said = text(f, 'amount');
  if (said === null) refuse('amount', 'payment_amount_missing');
  else {
    const minor = toMinor(said, money.exponent);
    if (minor === null) refuse('amount', 'lease_decimals', { decimals: money.exponent });
    else if (minor === '0') refuse('amount', 'payment_amount_missing');
    else f['amount'] = minor;
  }
  if (text(f, 'paid_on') === null) refuse('paid_on', 'payment_day_missing');
  if (text(f, 'side') === 'debit') refuse('side', 'payment_is_debit');
  const currency = text(f, 'currency');
  if (currency !== null && currency.toUpperCase() !== money.currency) refuse('currency', 'lease_currency', { currency: money.currency });
  return faults;
}
