/** The number of a claim is its run's and its article's: without a gap by nature, and the same however often it is asked. */
export const claimNumber = (run: string, article: number): string => `R${run}-${String(article).padStart(5, '0')}`;
/** The same in SQL, of two expressions. `lpad` alone cuts what is longer: article 100,000 would take the number of article 10,000. */
export const claimNumberSql = (run: string, article: string): string => `'R' || ${run} || '-' || lpad(${article}::text, greatest(5, length(${article}::text)), '0')`;
