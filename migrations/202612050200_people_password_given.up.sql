-- A password that somebody else gave: it opens nothing but the choice of one's own, and no longer than this (ASVS 5.0, 6.4.1).
alter table person add column password_given_until timestamptz;
