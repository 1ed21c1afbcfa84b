import { absent, reads, type Case } from './case.ts';

export const revenue: Record<string, Case> = { revenueGap: reads, revenueGapMap: reads, exportRevenueGap: { query: 'format=csv', allowed: 200 }, listMarketRents: reads, setMarketRent: { body: {}, allowed: 400 }, dropMarketRent: absent };
