-- The words an act and a title file are found by, without accents or letter variants, following their fields by themselves. A commune has thousands of them, not
-- millions: they are read through, and need no index of parts of words.
alter table act add column search text generated always as (left(fold_text(reference || ' ' || subject || ' ' || coalesce(authority, '') || ' ' || coalesce(publication, '') || ' '
  || coalesce(deliberation_reference, '') || ' ' || coalesce(approval_reference, '') || ' ' || coalesce(service, '') || ' ' || coalesce(deed ->> 'deedReference', '') || ' ' || coalesce(deed ->> 'notary', '')), 4000)) stored;
alter table title_file add column search text generated always as (left(fold_text(coalesce(number, '') || ' ' || coalesce(requisition_number, '') || ' ' || coalesce(parcel_reference, '') || ' ' || coalesce(conservation, '')), 1000)) stored;
