-- How periods are laid and counted is a word of the contract: its terms carry it.
alter table ledger_billing drop column alignment, drop column prorata;
