drop table payment_line_posting, payment_line, market_rent, revision, revision_index, revision_rule;
