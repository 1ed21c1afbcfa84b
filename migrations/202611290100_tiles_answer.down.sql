drop function tile_answer(jsonb);
