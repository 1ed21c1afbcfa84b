drop function legal_words(integer);
