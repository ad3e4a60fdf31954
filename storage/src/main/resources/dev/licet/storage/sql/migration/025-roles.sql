-- As what somebody signs in. Who there was before could do everything.
ALTER TABLE dashboard_user ADD COLUMN role TEXT NOT NULL DEFAULT 'owner';
