import { TEXT } from './fill.ts';
import { CASES, cell, type Planted, type Writer } from './plant.ts';

const DAY = '2025-03-01';

/** What stands beyond the sheets: money, the market, the bank's own words, procedures, numbers of hosts, what colleagues say to one another. */
export async function plantMore(w: Writer, p: Planted): Promise<void> {
  for (const [k, m] of CASES.entries()) {
    const asset = p.assets[k] ?? '', right = p.occupations[k] ?? '';
    await w.write('addDue', 'POST', 'ledger/dues', { occupationId: right, kind: 'fee', amount: '5000', from: DAY, to: '2025-04-01', dueOn: DAY, note: TEXT }, m);
    await w.write('setMarketRent', 'POST', 'revenue/market-rents', { use: 'business', district: TEXT, from: DAY, perM2Month: '1000', source: TEXT }, m);
    await w.write('createValuation', 'POST', `assets/${asset}/valuations`, { purpose: 'inventory', basis: 'market_value', valuedOn: DAY, inputs: { currency: 'TND', method: 'income', grossRent: '1000', yield: '0.08' }, evidence: TEXT }, m);
    await w.write('submitAssets', 'POST', 'reviews', { assets: [asset], note: TEXT }, m);
    const year = String(2030 + k);
    await w.write('createDelay', 'POST', 'collection/rules', { fileKind: 'claim', step: 'reminder', after: 'notice', days: 30, from: `${year}-01-01`, to: `${year}-02-01`, office: TEXT, officeAr: TEXT, law: TEXT }, m, m.length > 100 ? ['article'] : []);
  }
  const { rows: accounts } = await w.ask<{ rows: { id: string }[] }>('POST', 'ledger/accounts/search', { size: 100 });
  p.accounts = accounts.map((a) => a.id);
  for (const [k, m] of CASES.entries()) await w.write('recordPayment', 'POST', 'ledger/payments', { accountId: accounts[k]?.id ?? '', amount: '1000', paidOn: DAY, method: 'transfer', reference: TEXT }, m);
  w.fields.add('pasteRegistrations.source').add('pasteRegistrations.text');
  await w.ask('POST', 'registrations', { text: ['numéro;titulaire;capacité', ...CASES.map((m, k) => [`AB-${String(200000 + k)}`, m, '3'].map(cell).join(';'))].join('\n'), source: CASES[0] });
  for (const f of ['label', 'payer']) w.fields.add(`payments file.${f}`);
  await w.bring('bank.csv', 'text/csv', ['Date opération;N° opération;Libellé;Montant;Donneur d\'ordre', ...CASES.map((m, k) => ['05/11/2025', `OP-${String(k)}`, m, `${String(100 + k)},000`, m].map(cell).join(';'))].join('\n'), { format: 'payments' });
  for (const f of ['reference', 'district', 'address', 'source']) w.fields.add(`sales file.${f}`);
  await w.bring('sales.csv', 'text/csv', ['Référence;Nature;Usage;Date;Surface;Prix;Période;Quartier;Adresse;Code bien;Longitude;Latitude;Source', ...CASES.map((m) => [m, 'Vente', 'Boutique', '05/03/2025', '100', '120000', '', m, m, '', '10.18', '36.8', m].map(cell).join(';'))].join('\n'), { format: 'sales' });
}
