/** The columns of a property and the fields of the API are the same words: `land_area_m2` is `landAreaM2`; only the shape has another name. */
export const fieldOf = (column: string): string => (column === 'geom' ? 'geometry' : column.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase()));
export const columnOf = (field: string): string => (field === 'geometry' ? 'geom' : field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));

/** Marks that a history shows as one word (the state of review), not as fields of the property. */
export const REVIEW_COLUMNS = ['review', 'submitted_by', 'submitted_at', 'validated_by', 'validated_at'] as const;
/** What no restore, undo or proposal may set: whoever changes them does it by its own way. */
export const GUARDED_COLUMNS: readonly string[] = [...REVIEW_COLUMNS, 'bin_id', 'code'];

/** What is measured or told with the shape: they come and go with it. */
export const SHAPE_COLUMNS = ['geom', 'drawn_area_m2', 'source_srid', 'accuracy_m', 'located_by'] as const;
