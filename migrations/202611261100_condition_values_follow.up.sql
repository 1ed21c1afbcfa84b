-- When two sheets of one property become one, what the building would cost new follows to the sheet that stays; the figure itself is still never changed.
grant update (asset_id) on replacement_value to sommier_app;
