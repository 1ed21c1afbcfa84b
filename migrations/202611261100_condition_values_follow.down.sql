revoke update (asset_id) on replacement_value from sommier_app;
