import type { LayerStyle } from './model.ts';

/** Deals of the market beside the register: a full dot is a sale, a ring a rent; what is taken as evidence stands out. Features carry `kind` and `taken`. */
export const comparablesStyle: LayerStyle = {
  layer: 'comparables', title: { fr: 'Ventes et loyers', ar: 'البيوع والأكرية', en: 'Sales and rents' }, fields: ['kind', 'taken'],
  rules: [
    { id: 'sale.taken', when: [{ field: 'kind', in: ['sale'] }, { field: 'taken', in: [1] }], symbol: { mark: { radius: 7, fill: 'listing', edge: 'select', edgeWidth: 3 } }, text: { fr: 'vente retenue', ar: 'بيع معتمد', en: 'sale taken' } },
    { id: 'rent.taken', when: [{ field: 'taken', in: [1] }], symbol: { mark: { radius: 6, fill: 'paper', edge: 'select', edgeWidth: 3 } }, text: { fr: 'loyer retenu', ar: 'كراء معتمد', en: 'rent taken' } },
    { id: 'sale', when: [{ field: 'kind', in: ['sale'] }], symbol: { mark: { radius: 5, fill: 'listing', edge: 'paper', edgeWidth: 1.4 } }, text: { fr: 'vente', ar: 'بيع', en: 'sale' } },
    { id: 'rent', when: [], symbol: { mark: { radius: 4.4, fill: 'paper', edge: 'listing', edgeWidth: 2 } }, text: { fr: 'loyer', ar: 'كراء', en: 'rent' } },
  ],
};
