import { chance } from './prng.ts';
import { CENTRE } from './plane.ts';

const OPERATORS = [['Roulib', 'scooter', 180], ['Vélo du Golfe', 'bike', 120]] as const;
const ZONES = ['Corniche', 'La Plage', 'Ville Nouvelle', 'Médina haute', 'La Gare'];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

/** Scooters, bicycles and deliveries of the demo commune: a GBFS snapshot, the operators' statements and those of deliveries. All invented, the same at each call. */
export function demoMobility(): { snapshot: { name: string; text: string }; fleet: { name: string; text: string }; deliveries: { name: string; text: string } } {
  const luck = chance(20_260_615);
  const [lon = 0, lat = 0] = CENTRE;
  const bikes = OPERATORS.flatMap(([operator, type, n]) => Array.from({ length: n }, (_, i) => ({
    bike_id: `${operator}-${String(i)}`, lat: Number((lat + luck.between(-0.009, 0.008)).toFixed(6)), lon: Number((lon + luck.between(-0.017, 0.009)).toFixed(6)), is_reserved: luck.odds(0.05), is_disabled: luck.odds(0.03), vehicle_type_id: type,
  })));
  const fleet = [['operator', 'period', 'zone', 'vehicle_type', 'vehicles', 'per', 'fleet', 'trips'].join(',')], deliveries = [['operator', 'period', 'zone', 'goods', 'deliveries', 'turnover'].join(',')];
  for (const month of MONTHS) {
    for (const [operator, type, n] of OPERATORS) for (const zone of ZONES) { const vehicles = luck.whole(Math.floor(n / 12), Math.floor(n / 5)); fleet.push([operator, month, zone, type, vehicles, 'month', n, vehicles * luck.whole(20, 45)].join(',')); }
    for (const operator of ['Livrevite', 'Panier express']) for (const zone of ZONES) { const orders = luck.whole(150, 1400); deliveries.push([operator, month, zone, luck.pick(['meals', 'groceries', 'parcels']), orders, `${String(orders * luck.whole(18, 34))}.500`].join(',')); }
  }
  return {
    snapshot: { name: 'free_bike_status.json', text: JSON.stringify({ last_updated: 1_781_776_800, ttl: 60, version: '2.3', data: { bikes } }) },
    fleet: { name: 'flottes.csv', text: fleet.join('\n') }, deliveries: { name: 'livraisons.csv', text: deliveries.join('\n') },
  };
}
