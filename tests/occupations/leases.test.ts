import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats, undoImport } from '../../server/src/features/imports/index.ts';
import { bench, type Bench } from '../register/kit.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';

const HEAD = 'référence;type;code bien;locataire;CIN;surface;activité;début;fin;loyer;périodicité;reconduction;publicité;contrat principal';
const padded = (line: string): string => line + ';'.repeat(Math.max(0, HEAD.split(';').length - line.split(';').length));
const FILE = [HEAD,
  'B-1;bail commercial;SHOP1;Salma Fictive;X100;146;épicerie;01/01/2020;31/12/2022;120,500;mensuel;non;AO 3/2019',
  'B-2;bail commercial;SHOP1;SARL Exemple;;20;café;01/06/2022;31/05/2025;200,000;mensuel;non;',
  'B-3;bail d’habitation;INV-7;Salma Fictive;X100;;;;;50,000;mensuel;oui;',
  'B-4;concession;HALL;Marché SARL;MF9;;marché;01/01/2021;31/12/2030;9000;annuel;;AO 9/2020',
  'B-4/1;emplacement;HALL;Ali Fictif;;;poisson;01/02/2021;31/12/2031;30;mensuel;;;B-4',
  'B-5;bail commercial;NULLE;Ali Fictif;;;;01/01/2020;;10;mensuel;;',
  'B-6;bail mystère;SHOP2;Ali Fictif;;;;01/01/2020;;10;mensuel;;',
  'B-7;bail commercial;SHOP2;Ali Fictif;;;;01/01/2020;31/12/2019;10;mensuel;;',
  'B-8;bail commercial;SHOP2;Ali Fictif;;;;01/01/2020;;10,1234;mensuel;;',
  ';sans titre;SHOP2;Zied Fictif;;;garage;;;;;;',
  'B-9;bail commercial;SHOP2;Ali Fictif;;;;31/02/2020;;;;;',
].map(padded).join('\r\n');

describe.each(await engines())('the import of leases on the %s database', (engine) => {
  let db: TestDatabase, b: Bench;
  beforeAll(async () => {
    db = await testDatabase({ engine });
    b = await bench(db, 'LEASES');
    for (const [code, number] of [['SHOP1', null], ['SHOP2', null], ['FLAT', 'INV-7'], ['HALL', null]] as const) await b.rows('insert into asset (commune_id, code, name, inventory_number) values (current_commune(), ?, ?, ?)', [code, code, number]);
  });
  afterAll(async () => { b.clean(); await db.drop(); });
  const rights = (): Promise<unknown[]> => b.rows(`select o.reference, o.type, o.status, o.validated_at is not null as ok, o.starts_on as "from", o.ends_on as "to", (select p.name from occupation_party x join party p on p.commune_id = x.commune_id and p.id = x.party_id where x.commune_id = o.commune_id and x.occupation_id = o.id) as party
    from occupation o where o.commune_id = current_commune() order by o.reference`);

  test('rows are taken, refused with their mend, or put before a person; nothing is lost; the same file changes nothing', async () => {
    const s = await b.run('leases', b.file('baux.csv', FILE));
    expect({ rows: s.rows, inserted: s.inserted, refused: s.refused }).toEqual({ rows: 11, inserted: 6, refused: 5 });
    expect(s.refusals.map((r) => [r.row, r.column, r.code])).toEqual([[7, 'unit', 'lease_unknown_unit'], [8, 'type', 'unknown_word'], [9, 'last_day', 'lease_end_before_start'], [10, 'amount', 'lease_decimals'], [12, 'début', 'no_such_day']]);
    // B-1 and B-2 overlap; the stall outlives its concession: all three wait, with their conflicts. B-3 has no start.
    expect(s.notes).toMatchObject({ rights: 6, waiting: 3, without_start: 1 });
    expect(await rights()).toMatchObject([
      { reference: 'B-1', ok: false, from: '2020-01-01', to: '2023-01-01', party: 'Salma Fictive' }, { reference: 'B-2', ok: false, party: 'SARL Exemple' }, { reference: 'B-3', ok: false, from: null },
      { reference: 'B-4', ok: true, status: 'active', type: 'concession' }, { reference: 'B-4/1', ok: false }, { reference: expect.stringMatching(/^OC-/), ok: true, type: 'sans_titre', party: 'Zied Fictif' },
    ]);
    expect(await b.rows(`select c.kind, o.reference, x.reference as other from occupation_conflict c join occupation o on o.commune_id = c.commune_id and o.id = c.occupation_id left join occupation x on x.commune_id = c.commune_id and x.id = c.other_id where c.commune_id = current_commune() order by 1, 2`))
      .toMatchObject([{ kind: 'parent_dates', reference: 'B-4/1', other: 'B-4' }, { kind: 'whole', reference: 'B-2', other: 'B-1' }]);
    expect(await b.rows(`select t.amount_minor as amount, t.period from occupation_term t join occupation o on o.commune_id = t.commune_id and o.id = t.occupation_id where t.commune_id = current_commune() order by o.reference`)).toMatchObject([{ amount: '120500', period: 'month' }, { amount: '200000' }, { amount: '9000000', period: 'year' }, { amount: '30000' }]);
    const again = await b.run('leases', b.file('baux.csv', FILE));
    expect({ inserted: again.inserted, updated: again.updated, unchanged: again.unchanged, refused: again.refused }).toEqual({ inserted: 0, updated: 0, unchanged: 6, refused: 5 });
  });

  test('a party is found by its number, then by its name with a question; an update keeps what the file does not say; the batch is taken back as one', async () => {
    const before = await rights();
    const parties = await b.rows<{ n: number }>('select count(*)::integer as n from party where commune_id = current_commune()');
    const s = await b.run('leases', b.file('suite.csv', [HEAD, 'B-2;bail commercial;SHOP1;SARL Exemple;;20;café;01/01/2023;31/05/2025;210,000;mensuel;non;AO 5/2022', 'C-1;bail d’habitation;FLAT;SALMA  fictivé;X 100;;;01/01/2024;;50,000;mensuel;oui;', 'C-2;AOT;SHOP2;Zied Fictif;;5;kiosque;01/01/2024;31/12/2024;5;mensuel;;', 'C-3;AOT;SHOP2;Nouvelle Personne;;5;kiosque;01/01/2025;31/12/2025;5;mensuel;;'].map(padded).join('\n')));
    expect({ inserted: s.inserted, updated: s.updated, waiting: s.notes['waiting'], questions: s.notes['party_questions'] }).toEqual({ inserted: 3, updated: 1, waiting: 0, questions: 1 });
    expect(await b.rows<{ n: number }>('select count(*)::integer as n from party where commune_id = current_commune()')).toEqual([{ n: (parties[0]?.n ?? 0) + 1 }]);
    expect(await b.rows(`select o.reference from occupation_party x join occupation o on o.commune_id = x.commune_id and o.id = x.occupation_id where x.commune_id = current_commune() and x.doubt`)).toEqual([{ reference: 'C-2' }]);
    expect((await rights()).find((r) => (r as { reference: string }).reference === 'B-2')).toMatchObject({ ok: true, from: '2023-01-01' });
    const formats = await importFormats();
    await db.inCommune({ commune: b.commune.id }, (tx) => undoImport(tx, b.commune, s.batch ?? '', (name) => formats.get(name), { person: null }));
    expect(await rights()).toEqual(before);
    expect(await b.rows<{ n: number }>('select count(*)::integer as n from party where commune_id = current_commune()')).toEqual(parties);
    expect(await b.rows(`select amount_minor as amount from occupation_term t join occupation o on o.commune_id = t.commune_id and o.id = t.occupation_id where t.commune_id = current_commune() and o.reference = 'B-2'`)).toEqual([{ amount: '200000' }]);
  });

  test('a clause that states a rate or an index is one that the calls apply; other words stay words; what leaves is read back as it stands', async () => {
    const head = 'reference,type,unit,starts_on,ends_on,amount,period,indexation,last_revised_on';
    const s = await b.run('leases', b.file('clauses.csv', [head, 'K-1,bail commercial,SHOP2,2031-01-01,2031-07-01,100,month,5 % par an,', 'K-2,bail commercial,SHOP2,2031-07-01,2032-01-01,100,month,"indice ILC, tous les 3 ans",2031-08-01',
      'K-3,bail commercial,SHOP2,2032-01-01,2032-07-01,100,month,10 % / 36 mois 2032-02-29,', 'K-4,bail commercial,SHOP2,2032-07-01,2033-01-01,100,month,5 % plafonné à l’ILC par an,'].join('\n')));
    expect({ inserted: s.inserted, clauses: s.notes['clauses'], words: s.notes['clauses_in_words'] }).toEqual({ inserted: 4, clauses: 3, words: 1 });
    expect(await b.rows(`select o.reference, t.index_every as every, t.index_bp as bp, t.index_code as code, t.index_from as since from occupation_term t join occupation o on o.commune_id = t.commune_id and o.id = t.occupation_id where t.commune_id = current_commune() and o.reference like 'K-%' order by 1`)).toEqual([
      { reference: 'K-1', every: 12, bp: 500, code: null, since: '2031-01-01' }, { reference: 'K-2', every: 36, bp: null, code: 'ILC', since: '2031-08-01' },
      { reference: 'K-3', every: 36, bp: 1000, code: null, since: '2032-02-29' }, { reference: 'K-4', every: null, bp: null, code: null, since: null },
    ]);
  });

  test('several rows of one reference are one right on several units', async () => {
    const s = await b.run('leases', b.file('lots.csv', ['reference,type,unit,share,starts_on,ends_on,amount,period', 'D-1,mise a disposition,FLAT,1/3,2030-01-01,2031-01-01,100,month', 'D-1,mise a disposition,HALL,25%,2030-01-01,2031-01-01,100,month', 'D-1,mise a disposition,FLAT,1/2,2030-01-01,2031-01-01,100,month'].join('\n')));
    expect({ inserted: s.inserted, refused: s.refused, codes: s.refusals.map((r) => r.code), waiting: s.notes['waiting'] }).toEqual({ inserted: 2, refused: 1, codes: ['lease_twice'], waiting: 1 });
    expect(await b.rows(`select a.code, u.share_num as num, u.share_den as den from occupation_unit u join occupation o on o.commune_id = u.commune_id and o.id = u.occupation_id join asset a on a.commune_id = u.commune_id and a.id = u.asset_id where u.commune_id = current_commune() and o.reference = 'D-1' order by 1`))
      .toEqual([{ code: 'FLAT', num: 1, den: 3 }, { code: 'HALL', num: 1, den: 4 }]);
  });
});
